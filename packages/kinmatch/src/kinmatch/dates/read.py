"""Read a birth as a list or a relative writes it: a span of days, or the reason why there is none.

No clock: ages need `stated_on`, the day on which the list was made or the words were said. Source of the
forms and traps: reference/DOMAIN.md §3.4 of the project; the table in tests/test_dates.py shows each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kinmatch.dates import hijri
from kinmatch.dates.spans import add_months, month_span, one_of, year_span
from kinmatch.dates.words import (
    ARABIC_MONTHS,
    HIJRI_MONTHS,
    MONTH_STEMS,
    NEWBORN_WORDS,
    SEASONS,
    UNKNOWN_WORDS,
    fold,
)
from kinmatch.record import DateKind, DateSpan

OLDEST_AGE = 110
LONGEST = 120


class DateProblem(StrEnum):
    """Why a text gives no span."""

    EMPTY = "empty"
    NOT_SAID = "not_said"
    UNREADABLE = "unreadable"
    AGE_WITHOUT_DATE = "age_without_date"
    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    NO_SUCH_DAY = "no_such_day"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A span, or the reason why there is none; never both."""

    span: DateSpan | None
    problem: DateProblem | None = None


_Span = tuple[date, date, DateKind, tuple[date, date] | None]

_ABOUT = re.compile(
    r"(?:около|ок\b\.?|примерно|прим\b\.?|приблизительно|approx\.?|about|circa|ca?\.|~|≈|تقريبا|حوالي|نحو)\s*"
)
_LABEL = re.compile(
    r"^(?:العمر|عمر|عمره|عمرها|مواليد|المواليد|مواليدها|تولد|ولد|ولدت|سنه الولاده|تاريخ الولاده|age|aged|dob|yob|"
    r"born|b\.|род\.?|рожд\.?|возраст|г\.\s*р\.?)\s*:?\s*(?:عام|سنه|in)?\s*:?\s*(?=\S)"
)
_YEARS = (
    r"(?:лет|года?|г\.?|годик\w*|л\.?|years?|yrs?|y\.?o?\.?|yo|let|goda?|سنه|سنوات|سنين|عاما?|اعوام|سال|ساڵ)"
)
_MONTHS = r"(?:мес(?:\.|яц\w*)?|months?|mths?|mos?\.?|m|mesyac\w*|شهرا?|اشهر|شهور|مانگ)"
_AGE = re.compile(rf"^(\d{{1,3}})\s*{_YEARS}?\.?(?:\s*(?:old|من العمر))?$")
_AGE_WORD = re.compile(rf"^(\d{{1,3}})\s*{_YEARS}\.?(?:\s*(?:old|من العمر))?$")
_AGE_MONTHS = re.compile(rf"^(\d{{1,3}})\s*{_MONTHS}(?:\s*old)?$")
_AGE_BOTH = re.compile(rf"^(\d{{1,2}})\s*{_YEARS}\s*(?:и|and|و)?\s*(\d{{1,2}})\s*{_MONTHS}$")
_AGE_RANGE = re.compile(rf"^(\d{{1,2}})\s*(?:-|–|—|до|to|/|الى)\s*(\d{{1,2}})\s*(?:{_YEARS})?\.?$")
_AGE_AT = re.compile(r"^(.+?)\s*(?:\((?:на\s+)?(.+)\)|на\s+(.+)|as of\s+(.+)|at\s+(.+)|في\s+(.+))$")
_YEAR = re.compile(r"^(\d{4})\s*(?:г\.?\s*р?\.?|год\w*(?: рожд\w*)?|م|year|\.)?$")
_HIJRI_MARK = re.compile(r"\s*(?:هجريه?|هـ|ه|a\.?h\.?|х\.?|г\.?\s*х\.?)\.?$")
_SEP = r"\s*[./\-–,\\ ]\s*"
_DMY = re.compile(rf"^(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}}|\d{{2}})(?:\s*г\.?(?:\s*р\.?)?|\s*م)?$")
_YMD = re.compile(
    rf"^(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?:[ t]\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?)?$"
)
_MY = re.compile(r"^(\d{1,2})\s*[./\-]\s*(\d{4})(?:\s*г\.?)?$")
_YM = re.compile(r"^(\d{4})\s*[./\-]\s*(\d{1,2})$")
_NAMED = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th)?[\s.\-]*)?([^\d]+?)[\s.,\-]*(\d{4}|\d{2})(?:\s*г\.?(?:\s*р\.?)?)?$"
)
_ENGLISH = re.compile(r"^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")


def parse_date(text: str, *, stated_on: date | None) -> DateSpan | None:
    """Give the span that a text means, or None; `read_date` also tells why not."""
    return read_date(text, stated_on=stated_on).span


def read_date(text: str, *, stated_on: date | None) -> DateReading:
    """Read one birth.

    Args:
        text: a cell or a phrase, in any of the three scripts, digits of any kind.
        stated_on: the day that ages count from and after which no birth can lie; None if unknown.
    """
    folded = fold(text[: LONGEST * 2]).strip(" .;:,") if text else ""
    if not folded:
        return DateReading(None, DateProblem.EMPTY if not text.strip() else DateProblem.NOT_SAID)
    if folded in UNKNOWN_WORDS or fold(text) in UNKNOWN_WORDS:
        return DateReading(None, DateProblem.NOT_SAID)
    if len(folded) > LONGEST:
        return DateReading(None, DateProblem.UNREADABLE)
    about = _ABOUT.search(folded)
    bare = _LABEL.sub("", _ABOUT.sub("", folded)).strip(" .;:,()~")
    found = _read_spans(bare, stated_on)
    if isinstance(found, DateProblem):
        return DateReading(None, found)
    earliest, latest, kind, swapped = found
    if stated_on is not None and earliest > stated_on:
        if swapped is None or swapped[0] > stated_on:
            return DateReading(None, DateProblem.IN_THE_FUTURE)
        earliest, latest, swapped = *swapped, None
    if stated_on is not None and latest.year < stated_on.year - OLDEST_AGE:
        return DateReading(None, DateProblem.TOO_OLD)
    if stated_on is not None and kind is not DateKind.EXACT:
        latest = max(earliest, min(latest, stated_on))
    if about and kind is not DateKind.EXACT:
        earliest, latest, kind = add_months(earliest, -12), add_months(latest, 12), DateKind.RANGE
    return DateReading(DateSpan(earliest, latest, text.strip(), kind, swapped))


def find_date(text: str) -> date | None:
    """Find the one full date inside a line of text, day first where it could be either; None if there is none.

    For titles such as "по состоянию на 28.04.2018" or "التاريخ 10/4/2018".
    """
    folded = fold(text)
    for match in re.finditer(
        r"\d{4}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*\d{1,2}|\d{1,2}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*\d{4}", folded
    ):
        found = _read_spans(match.group(), None)
        if not isinstance(found, DateProblem) and found[0] == found[1]:
            return found[0]
    named = re.search(
        r"(\d{1,2})\s+([^\W\d]+(?: (?:الاول|الثاني))?)\s+(\d{4})|([a-z]+) (\d{1,2}), (\d{4})", folded
    )
    if named:
        found = _read_spans(named.group(), None)
        if not isinstance(found, DateProblem):
            return found[0]
    return None


def _read_spans(text: str, stated_on: date | None) -> _Span | DateProblem:
    problem: DateProblem | None = None
    for read in _READERS:
        found = read(text, stated_on)
        if isinstance(found, DateProblem):
            problem = problem or found
        elif found is not None:
            return found
    return problem or DateProblem.UNREADABLE


_Read = _Span | DateProblem | None


def _read_hijri(text: str, stated_on: date | None) -> _Read:
    stripped = _HIJRI_MARK.sub("", text).strip()
    marked = stripped != text
    numbers = [int(n) for n in re.findall(r"\d+", stripped)]
    named = one_of(HIJRI_MONTHS, stripped)
    year = next((n for n in numbers if hijri.FIRST_YEAR <= n < hijri.LAST_YEAR), None)
    if year is None or not (marked or named or re.fullmatch(r"[\d\s./\-]+", stripped)):
        return None
    rest = [n for n in numbers if n != year]
    if named:
        month, day = named, rest[0] if rest else None
    elif len(rest) == 2:
        day, month = (rest[0], rest[1]) if numbers[0] != year else (rest[1], rest[0])
        if month > 12 >= day:
            day, month = month, day
    elif len(rest) == 1:
        month, day = rest[0], None
    else:
        month, day = None, None
    span = hijri.span_of(year, month, day)
    return (*span, DateKind.HIJRI, None) if span else DateProblem.NO_SUCH_DAY


def _read_full(text: str, stated_on: date | None) -> _Read:
    if match := _YMD.match(text):
        year, month, day = (int(g) for g in match.groups())
    elif match := _DMY.match(text):
        day, month, year = (int(g) for g in match.groups())
        if year < 100:
            year += 1900 if year > (stated_on.year if stated_on else 2029) % 100 else 2000
    else:
        return None
    return _full(year, month, day)


def _full(year: int, month: int, day: int) -> _Read:
    straight, crossed = _day(year, month, day), _day(year, day, month)
    if straight is None:
        straight, crossed = crossed, None
    if straight is None:
        return DateProblem.NO_SUCH_DAY
    if (straight.month, straight.day) in {(1, 1), (7, 1), (12, 31)}:
        return date(year, 1, 1), date(year, 12, 31), DateKind.PLACEHOLDER, None
    swapped = (crossed, crossed) if crossed and crossed != straight else None
    return straight, straight, DateKind.EXACT, swapped


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_year(text: str, stated_on: date | None) -> _Read:
    match = _YEAR.match(text)
    if match and 1850 <= int(match.group(1)) <= 2100:
        return (*year_span(int(match.group(1))), DateKind.YEAR, None)
    return None


def _read_month(text: str, stated_on: date | None) -> _Read:
    if match := _MY.match(text):
        month, year = int(match.group(1)), int(match.group(2))
    elif match := _YM.match(text):
        year, month = int(match.group(1)), int(match.group(2))
    else:
        return None
    if not 1 <= month <= 12 or not 1850 <= year <= 2100:
        return DateProblem.NO_SUCH_DAY
    return (*month_span(year, month), DateKind.MONTH, None)


def _read_named(text: str, stated_on: date | None) -> _Read:
    if match := _ENGLISH.match(text):
        word, day_text, year_text = match.groups()
    elif match := _NAMED.match(text):
        day_text, word, year_text = match.groups()
    else:
        return None
    year = int(year_text)
    if year < 100:
        year += 1900 if year > (stated_on.year if stated_on else 2029) % 100 else 2000
    if not 1850 <= year <= 2100:
        return None
    word = word.strip(" .,-")
    month = one_of(ARABIC_MONTHS, word) or one_of(MONTH_STEMS, word, prefix=True)
    if month:
        if day_text:
            day = _day(year, month, int(day_text))
            return (day, day, DateKind.EXACT, None) if day else DateProblem.NO_SUCH_DAY
        return (*month_span(year, month), DateKind.MONTH, None)
    season = next((months for stem, months in SEASONS if word.startswith(stem)), None)
    if season is None or day_text:
        return None
    if season == (1, 12):
        return add_months(date(year, 1, 1), -1), month_span(year, 12)[1], DateKind.RANGE, None
    return month_span(year, season[0])[0], month_span(year, season[1])[1], DateKind.RANGE, None


def _read_age(text: str, stated_on: date | None) -> _Read:
    months, wide, kind = _age_in_months(text)
    if months is None:
        return None
    if months > OLDEST_AGE * 12:
        return DateProblem.TOO_OLD
    if stated_on is None:
        return DateProblem.AGE_WITHOUT_DATE
    return _born(months, wide, stated_on, stated_on, kind)


def _born(months: int, wide: int, first: date, last: date, kind: DateKind) -> _Span:
    return add_months(first, -(months + wide)) + timedelta(days=1), add_months(last, -months), kind, None


def _age_in_months(text: str) -> tuple[int | None, int, DateKind]:
    """Give an age in months, the width of what was said in months, and the kind."""
    if match := _AGE_MONTHS.match(text):
        return int(match.group(1)), 1, DateKind.AGE_MONTHS
    if match := _AGE_BOTH.match(text):
        return int(match.group(1)) * 12 + int(match.group(2)), 1, DateKind.AGE_MONTHS
    if match := _AGE_RANGE.match(text):
        low, high = sorted((int(match.group(1)), int(match.group(2))))
        return low * 12, (high - low + 1) * 12, DateKind.RANGE
    if match := _AGE.match(text):
        return int(match.group(1)) * 12, 12, DateKind.AGE_YEARS
    for words, months, wide in _AGE_WORDS:
        if re.fullmatch(words, text):
            return months, wide, DateKind.AGE_MONTHS
    if any(text.startswith(word) for word in NEWBORN_WORDS):
        return 0, 12, DateKind.AGE_MONTHS
    return None, 0, DateKind.AGE_YEARS


_AGE_WORDS = (
    (r"سنه و ?نصف|سنه ونص|полтора года?|1[.,]5\s*(?:года?|y|yrs?|years?)?|year and a half", 18, 6),
    (r"سنه|سنه واحده|عام|год|годик|one year|a year|1 godik", 12, 12),
    (r"سنتين|سنتان|عامين|عامان", 24, 12),
    (r"سنتين و ?نصف|2[.,]5\s*(?:года?|y|yrs?|years?)?", 30, 6),
    (r"نصف سنه|полгода|6 months|половина года", 6, 2),
    (r"شهر|شهر واحد|месяц|a month|one month", 1, 1),
    (r"شهرين|شهران", 2, 1),
    (r"\d+ (?:дн\w*|days?|يوم|ايام|нед\w*|weeks?|اسابيع|اسبوع)|ايام|اسبوع|اسبوعين", 0, 2),
)


def _read_age_at(text: str, stated_on: date | None) -> _Read:
    """Read an age with its own moment: "2 года (весна 2015)", "5 мес. на 07.2014"."""
    match = _AGE_AT.match(text + (")" if text.count("(") > text.count(")") else ""))
    if not match:
        return None
    months, wide, kind = _age_in_months(match.group(1).strip(" .,"))
    moment = next((g for g in match.groups()[1:] if g), "").strip(" .,()")
    if months is None or not moment:
        return None
    when = _read_spans(moment, None)
    if isinstance(when, DateProblem):
        return when
    return _born(months, wide, when[0], when[1], kind)


_READERS: tuple[Callable[[str, date | None], _Read], ...] = (
    _read_hijri,
    _read_full,
    _read_month,
    _read_year,
    _read_age,
    _read_named,
    _read_age_at,
)

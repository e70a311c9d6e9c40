"""Read a birth as a list or a relative writes it: a span of days, or the reason why there is none.

No clock: ages need `stated_on`, the day on which the list was made or the words were said. Source of the
forms and traps: reference/DOMAIN.md §3.4 of the project; the table in tests/test_dates.py shows each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kinmatch.dates import hijri
from kinmatch.dates.ages import Span, age_in_months, born
from kinmatch.dates.problem import DateProblem, DateReading
from kinmatch.dates.spans import add_months, month_span, one_of, year_span
from kinmatch.dates.words import (
    ARABIC_MONTHS,
    HIJRI_MONTHS,
    MONTH_STEMS,
    SEASONS,
    UNKNOWN_WORDS,
    fold,
)
from kinmatch.record import DateKind, DateSpan

OLDEST_AGE = 110
LONGEST = 120
PLACEHOLDERS = {(1, 1), (7, 1), (12, 31)}  # month and day that offices write for "unknown"
PLACEHOLDERS_HIJRI = {(1, 1), (1, 7)}  # 1 Muharram, and 1 Rajab in Saudi papers: only the year is believed
WIDEST = 15  # years between two that are said together; more is two dates, or none


_ABOUT = re.compile(
    r"(?:около|ок\b\.?|примерно|прим\b\.?|приблизительно|approx\.?|about|circa|ca?\.|~|≈|تقريبا|حوالي|نحو)\s*"
)
_LABEL = re.compile(
    r"^(?:العمر|عمر|عمره|عمرها|مواليد|المواليد|مواليدها|تولد|ولد|ولدت|سنه الولاده|تاريخ الولاده|age|aged|dob|yob|"
    r"born|b\.|род\.?|рожд\.?|возраст|г\.\s*р\.?)\s*:?\s*(?:عام|سنه|in)?\s*:?\s*(?=\S)"
)
_AGE_AT = re.compile(r"^(.+?)\s*(?:\((?:на\s+)?(.+)\)|на\s+(.+)|as of\s+(.+)|at\s+(.+)|في\s+(.+))$")
_ORDINAL = re.compile(r"(?<=\d)\s*-?\s*(?:го|му|ом|ый|ой|м|й|х)\b(?:\s*год\w*)?")
_IN = re.compile(r"^(?:во?|in|during|в течение|في|خلال)\s+(?=[^\W\d]|\d{4})")
_TWO_YEARS = re.compile(
    r"^(?:между|between|بين)?\s*(\d{4})\s*(?:[-–—/]|или|либо|и|до|or|and|to|او|و|الي)\s*(\d{4})\s*"
    r"(?:г\.?\s*г?\.?\s*(?:р\.?)?|год\w*(?: рожд\w*)?|م)?$"
)
_SHORT_YEAR = re.compile(r"^['’]?(\d{2})\s*(?:г\.?\s*р\.?|год\w* рожд\w*)$")
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
    r"^(?:(\d{1,2})(?:st|nd|rd|th)?[\s.\-]*)?([^\d]+?)[\s.,\-]*(\d{4}|\d{2})(?:\s*(?:год\w*|г\.?(?:\s*р\.?)?))?$"
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
    bare = _IN.sub("", _ORDINAL.sub("", _LABEL.sub("", _ABOUT.sub("", folded)))).strip(" .;:,()~")
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


def _read_spans(text: str, stated_on: date | None) -> Span | DateProblem:
    problem: DateProblem | None = None
    for read in _READERS:
        found = read(text, stated_on)
        if isinstance(found, DateProblem):
            problem = problem or found
        elif found is not None:
            return found
    return problem or DateProblem.UNREADABLE


_Read = Span | DateProblem | None


def _read_hijri(text: str, stated_on: date | None) -> _Read:
    stripped = _HIJRI_MARK.sub("", text).strip()
    marked = stripped != text
    numbers = [int(n) for n in re.findall(r"\d+", stripped)]
    named = one_of(HIJRI_MONTHS, stripped)
    if named and not marked and (common := next((n for n in numbers if n >= 1850), None)):
        span = hijri.month_in_common_year(common, named) if len(numbers) == 1 else None
        return (*span, DateKind.HIJRI, None) if span else DateProblem.UNREADABLE
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
    if (day, month) in PLACEHOLDERS_HIJRI:
        month, day = None, None
    span = hijri.span_of(year, month, day)
    return (*span, DateKind.HIJRI, None) if span else DateProblem.NO_SUCH_DAY


def _read_full(text: str, stated_on: date | None) -> _Read:
    if match := _YMD.match(text):
        year, month, day = (int(g) for g in match.groups())
    elif match := _DMY.match(text):
        day, month, year = (int(g) for g in match.groups())
        year = _century(year, stated_on)
    else:
        return None
    return _full(year, month, day)


def _full(year: int, month: int, day: int) -> _Read:
    straight, crossed = _day(year, month, day), _day(year, day, month)
    if straight is None:
        straight, crossed = crossed, None
    if straight is None:
        return DateProblem.NO_SUCH_DAY
    if (straight.month, straight.day) in PLACEHOLDERS:
        return date(year, 1, 1), date(year, 12, 31), DateKind.PLACEHOLDER, None
    swapped = (crossed, crossed) if crossed and crossed != straight else None
    return straight, straight, DateKind.EXACT, swapped


def _said_by_name(day: date) -> tuple[date, date, DateKind]:
    """Give a day whose month was said by name: no swap is possible, a placeholder is."""
    if (day.month, day.day) in PLACEHOLDERS:
        return (*year_span(day.year), DateKind.PLACEHOLDER)
    return day, day, DateKind.EXACT


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(year: int, stated_on: date | None) -> int:
    """Give the full year of a year in two digits: the last one that is not in the future."""
    if year >= 100:
        return year
    return year + (1900 if year > (stated_on.year if stated_on else 2029) % 100 else 2000)


def _read_two_years(text: str, stated_on: date | None) -> _Read:
    match = _TWO_YEARS.match(text)
    if not match:
        return None
    first, last = int(match.group(1)), int(match.group(2))
    if not 1850 <= first < last <= min(first + WIDEST, 2100):
        return DateProblem.UNREADABLE
    return year_span(first)[0], year_span(last)[1], DateKind.RANGE, None


def _read_year(text: str, stated_on: date | None) -> _Read:
    if match := _SHORT_YEAR.match(text):
        return (*year_span(_century(int(match.group(1)), stated_on)), DateKind.YEAR, None)
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
    year = _century(int(year_text), stated_on)
    if not 1850 <= year <= 2100:
        return None
    word = word.strip(" .,-")
    month = one_of(ARABIC_MONTHS, word) or one_of(MONTH_STEMS, word, prefix=True)
    if month:
        if day_text:
            day = _day(year, month, int(day_text))
            return (*_said_by_name(day), None) if day else DateProblem.NO_SUCH_DAY
        return (*month_span(year, month), DateKind.MONTH, None)
    season = next((months for stem, months in SEASONS if word.startswith(stem)), None)
    if season is None or day_text:
        return None
    if season == (1, 12):
        return add_months(date(year, 1, 1), -1), month_span(year, 12)[1], DateKind.RANGE, None
    return month_span(year, season[0])[0], month_span(year, season[1])[1], DateKind.RANGE, None


def _read_age(text: str, stated_on: date | None) -> _Read:
    months, wide, kind = age_in_months(text)
    if months is None:
        return None
    if months > OLDEST_AGE * 12:
        return DateProblem.TOO_OLD
    if stated_on is None:
        return DateProblem.AGE_WITHOUT_DATE
    return born(months, wide, stated_on, stated_on, kind)


def _read_age_at(text: str, stated_on: date | None) -> _Read:
    """Read an age with its own moment: "2 года (весна 2015)", "5 мес. на 07.2014"."""
    match = _AGE_AT.match(text + (")" if text.count("(") > text.count(")") else ""))
    if not match:
        return None
    months, wide, kind = age_in_months(match.group(1).strip(" .,"))
    moment = next((g for g in match.groups()[1:] if g), "").strip(" .,()")
    if months is None or not moment:
        return None
    when = _read_spans(moment, None)
    if isinstance(when, DateProblem):
        return when
    return born(months, wide, when[0], when[1], kind)


_READERS: tuple[Callable[[str, date | None], _Read], ...] = (
    _read_hijri,
    _read_full,
    _read_month,
    _read_two_years,
    _read_year,
    _read_age,
    _read_named,
    _read_age_at,
)

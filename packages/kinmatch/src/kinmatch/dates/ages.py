"""Ages in words and figures: «5 лет», سنة ونصف, "one-year-old", «6-7», as months and a width of months."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kinmatch.dates.spans import add_months
from kinmatch.dates.words import NEWBORN_WORDS, NUMBER_WORDS
from kinmatch.record import DateKind

Span = tuple[date, date, DateKind, tuple[date, date] | None]

_YEARS = (
    r"(?:лет|года?|г\.?|годик\w*|л\.?|years?|yrs?|y\.?o?\.?|yo|let|goda?|سنه|سنوات|سنين|عاما?|اعوام|سال|ساڵ)"
)
_MONTHS = r"(?:мес(?:\.|яц\w*)?|months?|mths?|mos?\.?|m|mesyac\w*|شهرا?|اشهر|شهور|مانگ)"
_AGE = re.compile(rf"^(\d{{1,3}})\s*{_YEARS}?\.?(?:\s*(?:old|من العمر))?$")
_AGE_MONTHS = re.compile(rf"^(\d{{1,3}})\s*{_MONTHS}(?:\s*old)?$")
_AGE_BOTH = re.compile(rf"^(\d{{1,2}})\s*{_YEARS}\s*(?:и|and|و)?\s*(\d{{1,2}})\s*{_MONTHS}$")
_AGE_RANGE = re.compile(rf"^(\d{{1,2}})\s*(?:-|–|—|до|to|/|الى)\s*(\d{{1,2}})\s*(?:{_YEARS})?\.?$")

_NUMBER = re.compile(r"^(" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")(?=[\s-]|лет|год)")
_GROWN = re.compile(r"^(\d{1,2})-?(?:летн\w*|годовал\w*|years?-old)$")


def born(months: int, wide: int, first: date, last: date, kind: DateKind) -> Span:
    """Give the days on which somebody of `months` (and up to `wide` more) was born, said between `first` and `last`."""
    return add_months(first, -(months + wide)) + timedelta(days=1), add_months(last, -months), kind, None


def age_in_months(text: str) -> tuple[int | None, int, DateKind]:
    """Give an age in months, the width of what was said in months, and the kind; None where no age is said."""
    text = _NUMBER.sub(lambda match: str(NUMBER_WORDS[match.group(1)]), text)
    if match := _GROWN.match(text):
        return int(match.group(1)) * 12, 12, DateKind.AGE_YEARS
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
    (r"سنه|سنه واحده|عام|год|годик|годовал\w*|one year|a year|1 godik", 12, 12),
    (r"سنتين|سنتان|عامين|عامان", 24, 12),
    (r"سنتين و ?نصف|2[.,]5\s*(?:года?|y|yrs?|years?)?", 30, 6),
    (r"نصف سنه|полгода|6 months|половина года", 6, 2),
    (r"شهر|شهر واحد|месяц|a month|one month", 1, 1),
    (r"شهرين|شهران", 2, 1),
    (r"\d+ (?:дн\w*|days?|يوم|ايام|нед\w*|weeks?|اسابيع|اسبوع)|ايام|اسبوع|اسبوعين", 0, 2),
)

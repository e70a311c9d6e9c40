"""Hijri dates by the Umm al-Qura tables, as spans of Gregorian days.

Sighted calendars differ by a day, so each end is widened by one. Source: `hijridate` (years 1343–1500 AH);
vectors in tests/test_dates.py.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Hijri

FIRST_YEAR, LAST_YEAR = 1343, 1500
_DAY = timedelta(days=1)


def span_of(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    """Give the Gregorian days of a Hijri year, month or day, one day wider at each end; None if there is none."""
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    last_day = Hijri(year, last_month, 1).month_length()
    if day is not None and not 1 <= day <= last_day:
        return None
    start = Hijri(year, first_month, day or 1).to_gregorian()
    end = Hijri(year, last_month, day or last_day).to_gregorian()
    return date(start.year, start.month, start.day) - _DAY, date(end.year, end.month, end.day) + _DAY


def month_in_common_year(year: int, month: int) -> tuple[date, date] | None:
    """Give the days of a Hijri month that begins in a Gregorian year («Рамадан 2016»), one day wider at each end.

    Once in 33 years a month begins twice in a year; the span then covers both.
    """
    guess = (year - 622) * 33 // 32
    spans = [
        span
        for lunar in range(guess - 1, guess + 3)
        if (span := span_of(lunar, month)) and (span[0] + _DAY).year == year
    ]
    return (spans[0][0], spans[-1][1]) if spans else None

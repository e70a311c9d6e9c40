"""Small arithmetic on months and years."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date


def year_span(year: int) -> tuple[date, date]:
    """Give the first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_span(year: int, month: int) -> tuple[date, date]:
    """Give the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Move a day by whole months, to the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def one_of(table: Iterable[tuple[str, int]], text: str, *, prefix: bool = False) -> int | None:
    """Find the entry of a table that a text is (or begins with)."""
    for word, value in table:
        if text.startswith(word) if prefix else (text == word or f" {word} " in f" {text} "):
            return value
    return None

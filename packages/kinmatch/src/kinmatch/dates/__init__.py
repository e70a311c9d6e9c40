"""Dates and ages of lists in Russian, Arabic, Kurdish and English: read them as spans, compare them in bits."""

from kinmatch.dates.compare import compare_births, years_apart
from kinmatch.dates.problem import DateProblem, DateReading
from kinmatch.dates.read import find_date, parse_date, read_date

__all__ = [
    "DateProblem",
    "DateReading",
    "compare_births",
    "find_date",
    "parse_date",
    "read_date",
    "years_apart",
]

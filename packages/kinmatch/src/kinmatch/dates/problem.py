"""Why a text gives no birth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kinmatch.record import DateSpan


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

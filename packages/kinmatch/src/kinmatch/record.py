"""What a source said of one person, in the terms that can be compared. Plain frozen values, no parsing, no clock.

The invariant: an empty field means "not said". Nothing here guesses; what was understood of a text stands
beside the text as written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    """The sex that a source states."""

    FEMALE = "f"
    MALE = "m"


class NameKind(StrEnum):
    """What a name is to the person, as far as the source tells."""

    MAIN = "main"
    """The name in the name column."""
    OTHER = "other"
    """Another spelling, a home name, a name taken later."""
    KUNYA = "kunya"
    """Umm or Abu with the name of a child."""
    HUSBAND = "husband"
    """The name by the husband: only the surname counts."""


class DateKind(StrEnum):
    """How a birth was said; it sets the tolerance of a comparison."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    AGE_YEARS = "age_years"
    AGE_MONTHS = "age_months"
    HIJRI = "hijri"
    PLACEHOLDER = "placeholder"
    """A full date on 1 January, 1 July or 31 December: only the year is believed."""
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Name:
    """One name as written, in any script."""

    text: str
    kind: NameKind = NameKind.MAIN


@dataclass(frozen=True, slots=True)
class DateSpan:
    """An interval in which a birth lies, both ends included, with the words that said so.

    `swapped` is the other reading where day and month could stand for each other.
    """

    earliest: date
    latest: date
    as_written: str
    kind: DateKind
    swapped: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError("a span ends before it begins")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that a body gave out, compared exactly after spaces and dashes are dropped."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Child:
    """A child that a source names only beside its parent."""

    name: str
    birth: DateSpan | None = None
    sex: Sex | None = None


class Role(StrEnum):
    """The place of a person in the household of a list, or towards the other sought persons of a request."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person as one source tells of her.

    `ref` is unique in a run and means nothing to kinmatch. Records with the same `source` and `group` were
    told of together: the sought persons of one request, or a household of a list. `order` is the place in the
    source (row number). Several records may stand in one row (a chat line with a mother and her children);
    they share `row`, and `group`.
    """

    ref: str
    names: tuple[Name, ...] = ()
    sex: Sex | None = None
    birth: DateSpan | None = None
    father: str = ""
    grandfather: str = ""
    mother: str = ""
    husband: str = ""
    origin: str = ""
    nationality: str = ""
    place: str = ""
    marks: str = ""
    identifiers: tuple[Identifier, ...] = ()
    children_count: int | None = None
    children: tuple[Child, ...] = ()
    siblings: tuple[str, ...] = ()
    relation: str = ""
    role: Role | None = None
    is_child: bool | None = None
    source: str = ""
    group: str = ""
    order: int = 0
    row: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=(), compare=False)

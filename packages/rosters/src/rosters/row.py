"""What a list says, row by row. No reading happens here; nothing here guesses or corrects.

Invariant: `Row.cells` is exactly what stood in the file; only `Mention.fields` is cleaned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class RowKind(StrEnum):
    """What one physical row is."""

    PERSON = "person"
    HEADER = "header"
    TITLE = "title"
    BLANK = "blank"
    TOTAL = "total"
    OTHER = "other"
    PROBLEM = "problem"


class Field(StrEnum):
    """What a piece of text in a row means. The values are stable: mappings are stored with them."""

    SERIAL = "serial"  # running number in this paper
    NAME = "name"  # the whole name as written, in any order
    GIVEN = "given"
    FATHER = "father"
    GRANDFATHER = "grandfather"
    SURNAME = "surname"
    MOTHER = "mother"
    HUSBAND = "husband"
    KUNYA = "kunya"  # Umm …, Abu …
    MOTHER_OR_KUNYA = "mother_or_kunya"  # one column for either; rows say MOTHER
    OTHER_NAME = "other_name"  # home name, second spelling, name in brackets
    SEX = "sex"
    BIRTH = "birth"  # date or year, any calendar
    AGE = "age"  # with its unit where one was written
    BIRTH_OR_AGE = "birth_or_age"  # a column that mixes both; rows say BIRTH or AGE
    NATIONALITY = "nationality"
    ORIGIN = "origin"  # town, republic, nisba
    HOUSEHOLD = "household"  # family or household number
    TENT = "tent"
    SECTOR = "sector"
    RELATION = "relation"  # to the head of the household, or of a mention to the first of its row
    COMPANY = "company"  # with whom: "with mother", "found with a brother"
    SIBLINGS = "siblings"  # names of brothers or sisters she or he was with
    CHILDREN = "children"  # number or names of children, as written
    CHILDREN_COUNT = "children_count"  # the number in it, in digits 0-9
    PLACE = "place"
    REMARKS = "remarks"
    MARKS = "marks"  # scars, birthmarks, what the child says
    IDENTIFIER = "identifier"  # case, passport, registration number
    GUARDIAN = "guardian"
    PHONE = "phone"
    SEEN_ON = "seen_on"  # when she was seen, as written
    ARRIVED_ON = "arrived_on"
    WRITTEN_ON = "written_on"  # when the message was sent
    SENDER = "sender"  # who wrote the message
    UNKNOWN = "unknown"


class ProblemCode(StrEnum):
    """Why a person should look at a cell or a row. Sentences are made by whoever shows them."""

    ENCODING = "encoding"  # the line is not in the encoding of the file
    FORMULA = "formula"  # a formula without a stored value
    CELL_ERROR = "cell_error"  # #REF! and the like
    TOO_LONG = "too_long"  # a name or cell longer than any real one
    TOO_SHORT = "too_short"  # a name of one letter
    NAME_MISSING = "name_missing"  # somebody without a name
    NAME_UNKNOWN = "name_unknown"  # the paper says that the name is not known
    AGE_IMPOSSIBLE = "age_impossible"
    BIRTH_IN_FUTURE = "birth_in_future"
    BIRTH_IMPOSSIBLE = "birth_impossible"
    HIDDEN_MARKS = "hidden_marks"  # direction marks or zero-width characters stood in a name
    MORE_CELLS = "more_cells"  # more cells than the heading has columns
    DUPLICATE_COLUMN = "duplicate_column"  # two columns say the same thing differently
    CONTINUED = "continued"  # the line belongs to the quoted cell that began in row `value`
    MANY_COLUMNS = "many_columns"  # a heading of more than a hundred columns; all are read
    SENSE_UNCLEAR = "sense_unclear"  # a message that names people, but how is not understood


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at; `column` counts from 0, None is the whole row; `value` is as written."""

    code: ProblemCode
    column: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One person as named by one row. A woman and two children in one message are three mentions."""

    fields: Mapping[Field, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))

    def get(self, meaning: Field) -> str:
        """Return the cleaned text, empty where the row says nothing."""
        return self.fields.get(meaning, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One physical row. `number` is 1 for the first line of the file or sheet."""

    number: int
    kind: RowKind
    cells: tuple[str, ...]
    people: tuple[Mention, ...] = ()
    group: str | None = None  # household or tent, carried down merged or repeated cells
    problems: tuple[Problem, ...] = ()

    @property
    def fields(self) -> Mapping[Field, str]:
        """The fields of the first person named; empty for rows without people."""
        return self.people[0].fields if self.people else MappingProxyType({})


class Basis(StrEnum):
    """How the meaning of a column is known."""

    HEADING = "heading"
    CONTENT = "content"
    TOLD = "told"  # by a person, through a ColumnMapping
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one page; `heading` is as written, empty where there is none."""

    index: int
    meaning: Field
    heading: str = ""
    basis: Basis = Basis.NOTHING
    confidence: float = 0.0  # 0 to 1, for the order of what to ask first; not a probability


@dataclass(frozen=True, slots=True)
class Page:
    """Rows that stand under one heading. `is_reversed`: columns run against the first page's order."""

    first_row: int
    last_row: int
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    is_reversed: bool = False

    def find_column(self, meaning: Field) -> Column | None:
        """Return the first column of a meaning, or None."""
        return next((c for c in self.columns if c.meaning is meaning), None)


class Shape(StrEnum):
    """What sort of paper a sheet or file is."""

    TABLE = "table"
    MESSAGES = "messages"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a sheet, to be shown, corrected and remembered."""

    shape: Shape
    pages: tuple[Page, ...] = ()
    encoding: str = ""
    delimiter: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the first page, the ones worth showing."""
        return self.pages[0].columns if self.pages else ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or a whole text file. `name` is what goes into the column `list`."""

    name: str
    title: str  # the sheet's own name, empty for text files
    understanding: Understanding
    rows: tuple[Row, ...]
    is_hidden: bool = False
    dated_on: date | None = None  # the day of the list as its title says, or of the last message

    @property
    def has_people(self) -> bool:
        """Whether any row names somebody."""
        return any(r.kind is RowKind.PERSON for r in self.rows)


@dataclass(frozen=True, slots=True)
class Roster:
    """One file, read."""

    filename: str
    sheets: tuple[Sheet, ...]

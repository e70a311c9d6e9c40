"""Read ugly lists of people: any file in, every physical row out.

Nothing is dropped and nothing is corrected: each physical row comes out once, as written, with what
was understood of it beside it.
"""

from .errors import Misuse, Unreadable, UnreadableCode
from .limits import DEFAULT_LIMITS, Limits
from .mapping import ColumnMapping, format_mapping, parse_mapping, remember
from .reading import read, read_rows
from .row import (
    Basis,
    Column,
    Field,
    Mention,
    Page,
    Problem,
    ProblemCode,
    Roster,
    Row,
    RowKind,
    Shape,
    Sheet,
    Understanding,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Basis",
    "Column",
    "ColumnMapping",
    "Field",
    "Limits",
    "Mention",
    "Misuse",
    "Page",
    "Problem",
    "ProblemCode",
    "Roster",
    "Row",
    "RowKind",
    "Shape",
    "Sheet",
    "Understanding",
    "Unreadable",
    "UnreadableCode",
    "format_mapping",
    "parse_mapping",
    "read",
    "read_rows",
    "remember",
]

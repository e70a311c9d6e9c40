"""Cells in their places, before anybody asks what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from .row import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One physical row with its cells as written."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    continues: int | None = None  # the row in which its quoted cell began


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows count from 1, columns from 0, ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or one text file."""

    title: str
    lines: tuple[Line, ...]
    merges: tuple[Merge, ...] = field(default=())
    is_hidden: bool = False
    encoding: str = ""
    delimiter: str = ""

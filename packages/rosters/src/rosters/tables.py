"""Rows of a table: kinds, people, households."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .company import says_mother
from .grid import Grid, Line
from .kinds import kinds_of
from .layout import Table, lay_out
from .mapping import ColumnMapping
from .people import read_person
from .row import Field, Mention, Page, Problem, ProblemCode, Row, RowKind
from .text import fold
from .values import find_date
from .words import is_word, key, starts_with_word

_MANY_COLUMNS = 100
_GROUPING = (Field.HOUSEHOLD, Field.TENT)
_CARRIED = (Field.HOUSEHOLD, Field.TENT, Field.SECTOR)
_HEADS = ("رب", "رييس", "هي", "نفس", "head", "hoh", "self", "глава", "سه ره", "سه رو")


class PlannedTable:
    """A table whose layout and kinds of rows are known; people are read row by row when asked for."""

    def __init__(self, grid: Grid, mapping: ColumnMapping, as_of: date | None) -> None:
        self.table: Table = lay_out(grid, mapping)
        self.kinds = kinds_of(self.table)
        self.dated_on = find_title_date(self.table, self.kinds)
        self._as_of = as_of or self.dated_on

    def rows(self) -> Iterator[Row]:
        """Yield every physical row once, in order."""
        carry, mothers = _Households(self.table), _Mothers()
        for at, (line, kind) in enumerate(zip(self.table.grid.lines, self.kinds, strict=True)):
            page = self.table.page_of(line.number)
            if kind is not RowKind.PERSON or page is None:
                problems = line.problems + _heading_problems(line, kind)
                yield Row(line.number, kind, line.cells, problems=problems)
                continue
            filled, group = carry.apply(self.table.filled[at], page, line.number)
            person, problems_found = read_person(line.cells, filled, page, self._as_of)
            group = group or mothers.group(person, line.number)
            problems = (*line.problems, *problems_found, *_width_problem(line, page))
            yield Row(line.number, kind, line.cells, (person,), group, problems)


def find_title_date(table: Table, kinds: tuple[RowKind, ...]) -> date | None:
    """Find the day of the list in its titles, the first that stands there."""
    for cells, kind in zip(table.cleaned, kinds, strict=True):
        if kind is RowKind.TITLE:
            found = next((d for d in map(find_date, cells) if d is not None), None)
            if found is not None:
                return found
    return None


def _heading_problems(line: Line, kind: RowKind) -> tuple[Problem, ...]:
    if kind is RowKind.HEADER and sum(map(bool, line.cells)) > _MANY_COLUMNS:
        return (Problem(ProblemCode.MANY_COLUMNS, None, str(len(line.cells))),)
    return ()


def _width_problem(line: Line, page: Page) -> tuple[Problem, ...]:
    headed = [c.index for c in page.columns if c.heading]
    if not headed or not page.header_rows:
        return ()
    beyond = [i for i, c in enumerate(line.cells) if i > max(headed) and c.strip()]
    return (Problem(ProblemCode.MORE_CELLS, beyond[0], line.cells[beyond[0]]),) if beyond else ()


class _Households:
    """Carries household, tent and sector down over cells left empty below the first of a family."""

    def __init__(self, table: Table) -> None:
        # Where the paper merges cells, an empty one means nothing; elsewhere it means "as above".
        self._merged = {m.first_column for m in table.grid.merges if m.first_row != m.last_row}
        self._last: dict[Field, str] = {}
        self._head: int | None = None
        self._page: Page | None = None

    def apply(self, cells: tuple[str, ...], page: Page, number: int) -> tuple[tuple[str, ...], str | None]:
        """Return the cells with what was carried down, and the household of the row."""
        filled = list(cells)
        for meaning in _CARRIED:
            column = page.find_column(meaning)
            if column is None:
                continue
            filled.extend([""] * (column.index + 1 - len(filled)))
            if filled[column.index]:
                self._last[meaning] = filled[column.index]
            elif column.index not in self._merged:
                filled[column.index] = self._last.get(meaning, "")
        return tuple(filled), self._group(filled, page, number)

    def _group(self, filled: list[str], page: Page, number: int) -> str | None:
        for meaning in _GROUPING:
            column = page.find_column(meaning)
            if column is not None and filled[column.index]:
                return filled[column.index]
        relation = page.find_column(Field.RELATION)
        if relation is None or relation.index >= len(filled):
            return None
        said = filled[relation.index]
        if is_head(said):
            self._head = number
        return None if self._head is None or not said else f"row {self._head}"


class _Mothers:
    """Groups a list that says "with children" and, in the rows below, "with mother" or "mother X"."""

    def __init__(self) -> None:
        self._number = 0
        self._name = ""

    def group(self, person: Mention, number: int) -> str | None:
        """Return the household of a row, or None where the words do not tie it to a mother above."""
        company = person.get(Field.COMPANY)
        if not company:
            return None
        if person.get(Field.CHILDREN):
            self._number, self._name = number, fold(person.get(Field.NAME) or person.get(Field.KUNYA))
            return f"row {number}"
        if not self._number or not says_mother(company):
            self._number = 0
            return None
        mother = fold(person.get(Field.MOTHER))
        known = not mother or bool(set(mother.split()) & set(self._name.split()))
        return f"row {self._number}" if known else None


def is_head(relation: str) -> bool:
    """Say whether a word of relation means the head of the household."""
    if is_word(relation, "child_relation"):
        return False
    return key(relation).startswith(_HEADS) and starts_with_word(relation, "relation")

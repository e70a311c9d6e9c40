"""What each row of a table is. A doubtful row is a person: a person row unread is somebody not found."""

from __future__ import annotations

from collections.abc import Sequence

from . import profile as look
from .layout import Table
from .row import Field, Page, ProblemCode, RowKind
from .text import plain_digits
from .values import birth_or_age, is_nameless
from .words import is_word, says_unknown, starts_with_word

NAMES = (Field.NAME, Field.GIVEN, Field.SURNAME, Field.KUNYA)
_LONGEST_TITLE = 80
_FEW = 3  # cells at most in a total line
# Columns whose cells describe a person rather than a place in the camp or on the paper.
_ABOUT = frozenset(
    {
        Field.BIRTH, Field.AGE, Field.BIRTH_OR_AGE, Field.SEX, Field.NATIONALITY, Field.RELATION, Field.MOTHER,
        Field.MOTHER_OR_KUNYA, Field.FATHER, Field.HUSBAND, Field.CHILDREN, Field.COMPANY, Field.ORIGIN,
        Field.MARKS, Field.IDENTIFIER, Field.GUARDIAN,
    }
)  # fmt: skip


def kinds_of(table: Table) -> tuple[RowKind, ...]:
    """Say what every physical row is, in order."""
    lone = _is_lone(table)
    sideways = {m.first_row for m in table.grid.merges if m.last_column - m.first_column >= 2}
    kinds = []
    for line, cells in zip(table.grid.lines, table.cleaned, strict=True):
        if line.continues is not None:
            kinds.append(RowKind.OTHER)
            continue
        page = table.page_of(line.number)
        kind = _kind(line.number, cells, page, table, lone or line.number in sideways)
        if kind is RowKind.BLANK and any(p.code is ProblemCode.FORMULA for p in line.problems):
            kind = RowKind.PROBLEM
        kinds.append(kind)
    return tuple(kinds)


def _is_lone(table: Table) -> bool:
    """Say whether the sheet is one cell without a heading: a note, not a list."""
    headed = any(p.header_rows for p in table.pages)
    return not headed and sum(any(cells) for cells in table.cleaned) == 1


def _kind(number: int, cells: Sequence[str], page: Page | None, table: Table, sideways: bool) -> RowKind:
    said = [c for c in cells if c]
    if not said:
        return RowKind.BLANK
    if page is None:
        return RowKind.OTHER
    if number in page.header_rows:
        return RowKind.HEADER
    if is_total(said):
        return RowKind.TOTAL
    before_heading = bool(page.header_rows) and number < page.header_rows[0]
    if is_person(cells, page, strict=before_heading, alone=sideways):
        return RowKind.PERSON
    if before_heading or (len(said) <= 2 and len(said[0]) <= _LONGEST_TITLE):
        return RowKind.TITLE
    return RowKind.OTHER


def is_total(said: Sequence[str]) -> bool:
    """Say whether a line closes the list: a total with its figure, or room for a signature."""
    if len(said) > _FEW:
        return False
    figures = all(_is_figure(c) for c in said[1:])
    if starts_with_word(said[0], "total") or (len(said) == 2 and starts_with_word(said[1], "total")):
        return figures or _is_figure(said[0])
    return len(said) <= 2 and all(starts_with_word(c, "signature") for c in said)


def _is_figure(text: str) -> bool:
    return all(c.isdigit() or not c.isalnum() for c in plain_digits(text)) or starts_with_word(text, "total")


def is_person(cells: Sequence[str], page: Page, *, strict: bool = False, alone: bool = False) -> bool:
    """Say whether a row is somebody.

    Args:
        strict: rows above the heading, of which most are titles.
        alone: the row is merged sideways, as titles are.
    """
    named = about = 0
    for column in page.columns:
        text = cells[column.index] if column.index < len(cells) else ""
        if not text:
            continue
        if column.meaning in NAMES:
            named += _could_be_named(text)
        elif column.meaning in _ABOUT:
            about += _says_something(column.meaning, text)
    filled = sum(map(bool, cells))
    if strict:
        return bool(named) and about >= 2
    if named:
        return about > 0 or not (alone or (filled == 1 and _is_section(cells)))
    return about >= 2


def _could_be_named(text: str) -> bool:
    if is_nameless(text):
        return True
    return any(c.isalpha() for c in text) and not says_unknown(text)


def _says_something(meaning: Field, text: str) -> bool:
    if says_unknown(text):
        return False
    if meaning in (Field.BIRTH, Field.AGE, Field.BIRTH_OR_AGE):
        return birth_or_age(text) is not None
    if meaning is Field.SEX:
        return look.is_sex(text)
    return True


def _is_section(cells: Sequence[str]) -> bool:
    """Say whether the only text of a row announces a part of the list rather than a person."""
    text = next(c for c in cells if c)
    if starts_with_word(text, "title"):
        return (
            any(c.isdigit() for c in plain_digits(text)) or is_word(text, "title") or len(text.split()) <= 3
        )
    return not look.is_namelike(text) and not is_nameless(text)

"""Where the headings of a table stand and what its columns mean, page by page."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import profile as look
from .columns import read_columns
from .grid import Grid, Merge
from .headings import find_heading
from .mapping import ColumnMapping
from .row import Column, Field, Page
from .text import clean, plain_digits
from .words import is_word, key, says_unknown, starts_with_word


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with cleaned cells, every merged range filled with its first cell, and its pages."""

    grid: Grid
    cleaned: tuple[tuple[str, ...], ...]  # as written, cleaned; merged cells empty beyond the first
    filled: tuple[tuple[str, ...], ...]  # merged cells carried down
    pages: tuple[Page, ...]

    def page_of(self, number: int) -> Page | None:
        """Return the page a row stands on; None only in an empty table."""
        at = bisect_right(self.pages, number, key=lambda p: p.first_row)
        return self.pages[at - 1] if at else None


def lay_out(grid: Grid, mapping: ColumnMapping) -> Table:
    """Find headings, cut the table into pages and give every column a meaning."""
    cleaned = tuple(tuple(map(clean, line.cells)) for line in grid.lines)
    filled = _carry(cleaned, grid.merges)
    headers = _headers(cleaned, mapping)
    pages: list[Page] = []
    seen: dict[str, Column] = {}  # what a heading meant on the pages before
    for first, last, rows in _spans(cleaned, headers):
        pages.append(_page(filled, cleaned, first, last, rows, mapping, pages, seen))
    return Table(grid, cleaned, filled, tuple(pages))


def _carry(cleaned: tuple[tuple[str, ...], ...], merges: Sequence[Merge]) -> tuple[tuple[str, ...], ...]:
    """Repeat the first cell of each range that is merged downwards; sideways merges are titles."""
    rows = [list(r) for r in cleaned]
    for m in merges:
        if m.first_column != m.last_column or m.first_row > len(rows):
            continue
        column, source = m.first_column, rows[m.first_row - 1]
        value = source[column] if column < len(source) else ""
        for n in range(m.first_row, min(m.last_row, len(rows) - 1 + 1)):
            row = rows[n]
            row.extend([""] * (column + 1 - len(row)))
            row[column] = row[column] or value
    return tuple(map(tuple, rows))


def is_header(cells: Sequence[str]) -> bool:
    """Say whether most cells are headings, of two meanings at least, and none a number or a date.

    A heading understood in part counts half.
    """
    said = [c for c in cells if c]
    if len(said) < 2 or any(_is_data(c) for c in said):
        return False
    found = [h for h in map(find_heading, said) if h is not None]
    weight = sum(1.0 if h.is_firm else 0.5 for h in found)
    firm = {h.meaning for h in found if h.is_firm}
    return bool(firm) and len({h.meaning for h in found}) >= 2 and weight >= 0.5 * len(said)


def _is_data(text: str) -> bool:
    digits = plain_digits(text)
    return any(c.isdigit() for c in digits) and (look.is_int(text) or look.is_date(text) or look.is_age(text))


def _headers(cleaned: Sequence[Sequence[str]], mapping: ColumnMapping) -> list[int]:
    """Return the physical numbers of heading rows. Known heading texts count again wherever they repeat."""
    told = mapping.header_row
    if told == 0:
        return []
    found = {i for i, cells in enumerate(cleaned, 1) if is_header(cells)}
    if told and told <= len(cleaned):
        found.add(told)
    elif not found or _only_late(found, cleaned):
        on_every_page = _repeated_rows(cleaned) if not found else set()
        unknown = (
            _unknown_header(cleaned, min(found, default=len(cleaned) + 1)) if not on_every_page else None
        )
        found |= on_every_page | ({unknown} if unknown else set())
    known = {key(c) for i in found for c in cleaned[i - 1] if c}
    for i, cells in enumerate(cleaned, 1):
        said = [c for c in cells if c]
        repeated = len(said) >= 2 and sum(key(c) in known for c in said) >= 0.7 * len(said)
        if repeated and not any(map(_is_data, said)):
            found.add(i)
    return sorted(found)


def _repeated_rows(cleaned: Sequence[Sequence[str]]) -> set[int]:
    """Find rows of words that come back at least three times: what a printer puts on every page."""
    places: dict[tuple[str, ...], list[int]] = {}
    for i, cells in enumerate(cleaned, 1):
        said = tuple(sorted(key(c) for c in cells if c))
        if len(said) >= 3 and not any(map(_is_fixed, cells)):
            places.setdefault(said, []).append(i)
    often = max(places.values(), key=lambda rows: len(rows), default=[])
    return set(often) if len(often) >= 3 else set()


def _is_fixed(text: str) -> bool:
    """Say whether a cell can only stand in the row of a person: a number, a date, a country, a relation."""
    return _is_data(text) or look.is_nationality(text) or is_word(text, "relation") or is_word(text, "male")


def _only_late(found: set[int], cleaned: Sequence[Sequence[str]]) -> bool:
    """Say whether a screenful of wide rows stands before the first heading found."""
    first = min(found)
    return sum(sum(map(bool, cells)) >= 3 for cells in cleaned[: first - 1]) > 8


def _unknown_header(cleaned: Sequence[Sequence[str]], before: int) -> int | None:
    """Find a heading nobody knows: the first wide row, all words, above columns of numbers and fixed words."""
    widths = Counter(sum(map(bool, cells)) for cells in cleaned if any(cells))
    if not widths:
        return None
    usual = max(widths, key=lambda w: (widths[w], w))
    if usual < 2:
        return None
    for i, cells in enumerate(cleaned[: before - 1], 1):
        said = [c for c in cells if c]
        if len(said) < max(2, 0.6 * usual):
            continue
        if any(_is_data(c) or look.is_sex(c) or look.is_nationality(c) for c in said):
            return None  # the first wide row is already data
        below = cleaned[i : i + 40]
        typed = sum(_column_is_typed(below, column) for column, c in enumerate(cells) if c)
        hinted = any(find_heading(c) is not None for c in said)
        return i if typed >= 1 or hinted else None
    return None


def _column_is_typed(rows: Sequence[Sequence[str]], column: int) -> bool:
    values = [r[column] for r in rows if column < len(r) and r[column]]
    hits = sum(_is_data(v) or look.is_sex(v) or look.is_nationality(v) or look.is_code(v) for v in values)
    return len(values) >= 1 and hits >= 0.6 * len(values)


def _spans(cleaned: Sequence[Sequence[str]], headers: list[int]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Cut rows into (first, last, heading rows); two heading rows in succession are one heading."""
    starts: list[list[int]] = []
    for number in headers:
        if starts and number == starts[-1][-1] + 1 and _completes(cleaned, starts[-1][-1], number):
            starts[-1].append(number)
        else:
            starts.append([number])
    if not headers:
        starts.append([])
    heads = [s[0] for s in starts if s]
    page_marks: list[list[int]] = []
    for number, cells in enumerate(cleaned, 1):
        if not _is_page_mark(cells):
            continue
        at = bisect_right(heads, number)
        headed_soon = at < len(heads) and heads[at] <= number + 3
        if not headed_soon and (at > 0 or not headers):
            page_marks.append([number])
    starts += page_marks
    starts.sort()
    if starts[0] and starts[0][0] > 1:
        before = [c for c in cleaned[: starts[0][0] - 1] if sum(map(bool, c)) >= 2]
        if len(before) > 8:
            starts.insert(0, [])
    spans = []
    for at, rows in enumerate(starts):
        last = starts[at + 1][0] - 1 if at + 1 < len(starts) else len(cleaned)
        marks = tuple(n for n in rows if n in headers)
        spans.append((1 if at == 0 else rows[0], last, marks))
    return spans


def _completes(cleaned: Sequence[Sequence[str]], upper: int, lower: int) -> bool:
    return {key(c) for c in cleaned[upper - 1] if c} != {key(c) for c in cleaned[lower - 1] if c}


def _is_page_mark(cells: Sequence[str]) -> bool:
    said = [c for c in cells if c]
    return (
        len(said) == 1
        and len(said[0]) < 25
        and starts_with_word(said[0], "title")
        and look_like_page(said[0])
    )


def look_like_page(text: str) -> bool:
    """Say whether a title announces a page rather than a section of the camp."""
    return key(text).startswith(("صفحه", "لابه", "به ره", "page", "sheet", "стр", "лист", "sayfa", "ورقه"))


def _page(
    filled: Sequence[Sequence[str]],
    cleaned: Sequence[Sequence[str]],
    first: int,
    last: int,
    rows: tuple[int, ...],
    mapping: ColumnMapping,
    before: Sequence[Page],
    seen: dict[str, Column],
) -> Page:
    body = [
        filled[n - 1] for n in range(first, last + 1) if n not in rows and sum(map(bool, cleaned[n - 1])) >= 2
    ]
    if not body:
        body = [filled[n - 1] for n in range(first, last + 1) if n not in rows and any(cleaned[n - 1])]
    if not rows and before:
        columns: tuple[Column, ...] = before[-1].columns
    else:
        width = max((len(r) for r in [*body, *(cleaned[n - 1] for n in rows)]), default=0)
        headings = [_heading(cleaned, rows, i) for i in range(width)]
        columns = read_columns(headings, body, mapping, seen)
    for column in columns:
        if column.heading:
            seen.setdefault(key(column.heading), column)
    turned = bool(before) and _is_turned([c.heading for c in before[0].columns], [c.heading for c in columns])
    if before and _fits(columns, body) < 0.35:
        flipped = _flip(columns)
        if _fits(flipped, body) > 0.7:
            columns, turned = flipped, True
    return Page(first, last, rows, columns, turned)


def _heading(cleaned: Sequence[Sequence[str]], rows: tuple[int, ...], column: int) -> str:
    said = [cleaned[n - 1][column] for n in rows if column < len(cleaned[n - 1]) and cleaned[n - 1][column]]
    return " ".join(dict.fromkeys(said))


def _is_turned(first: list[str], here: list[str]) -> bool:
    a, b = [key(h) for h in first if h], [key(h) for h in here if h]
    return len(a) > 1 and a == b[::-1] and a != b


def _flip(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    used = [c.index for c in columns if c.meaning is not Field.UNKNOWN or c.heading]
    if not used:
        return columns
    low, high = min(used), max(used)
    turned = (replace(c, index=low + high - c.index) if low <= c.index <= high else c for c in columns)
    return tuple(sorted(turned, key=lambda c: c.index))


_TYPED = {
    Field.SERIAL: look.is_int, Field.AGE: look.is_age, Field.SEX: look.is_sex, Field.TENT: look.is_code,
    Field.NATIONALITY: look.is_nationality, Field.NAME: look.is_namelike,
}  # fmt: skip


def _fits(columns: tuple[Column, ...], body: Sequence[Sequence[str]]) -> float:
    """Say what share of cells in columns of fixed form have that form; 1 where there is nothing to test."""
    tested = hits = 0
    for c in columns:
        if c.meaning not in _TYPED and c.meaning not in (Field.BIRTH, Field.BIRTH_OR_AGE):
            continue
        for row in body[:60]:
            value = row[c.index] if c.index < len(row) else ""
            if value and not says_unknown(value):
                tested += 1
                test = _TYPED.get(c.meaning)
                hits += test(value) if test else look.is_date(value) or look.is_age(value)
    return hits / tested if tested >= 6 else 1.0

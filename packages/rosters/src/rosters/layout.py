"""Where the headings of a table stand and what its columns mean, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import profile as look
from .grid import Grid, Merge
from .headings import find_heading
from .mapping import ColumnMapping
from .row import Basis, Column, Field, Page
from .text import clean, plain_digits
from .words import key, says_unknown, starts_with_word

_SAMPLE = 400  # rows that decide what a column means
_NAMES = (Field.NAME, Field.GIVEN, Field.SURNAME, Field.KUNYA)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with cleaned cells, every merged range filled with its first cell, and its pages."""

    grid: Grid
    cleaned: tuple[tuple[str, ...], ...]  # as written, cleaned; merged cells empty beyond the first
    filled: tuple[tuple[str, ...], ...]  # merged cells carried down
    pages: tuple[Page, ...]

    def page_of(self, number: int) -> Page | None:
        return next((p for p in self.pages if p.first_row <= number <= p.last_row), None)


def lay_out(grid: Grid, mapping: ColumnMapping) -> Table:
    """Find headings, cut the table into pages and give every column a meaning."""
    cleaned = tuple(tuple(map(clean, line.cells)) for line in grid.lines)
    filled = _carry(cleaned, grid.merges)
    headers = _headers(cleaned, mapping)
    pages: list[Page] = []
    for first, last, rows in _spans(cleaned, headers):
        pages.append(_page(filled, cleaned, first, last, rows, mapping, pages))
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
    """Say whether most cells are headings, at least two of different meaning, and none a number or a date."""
    said = [c for c in cells if c]
    if len(said) < 2 or any(_is_data(c) for c in said):
        return False
    firm = [h.meaning for h in map(find_heading, said) if h is not None and h.is_firm]
    return len(set(firm)) >= 2 and len(firm) >= 0.5 * len(said)


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
        unknown = _unknown_header(cleaned, min(found, default=len(cleaned) + 1))
        found |= {unknown} if unknown else set()
    known = {key(c) for i in found for c in cleaned[i - 1] if c}
    for i, cells in enumerate(cleaned, 1):
        said = [c for c in cells if c]
        repeated = len(said) >= 2 and sum(key(c) in known for c in said) >= 0.7 * len(said)
        if repeated and not any(map(_is_data, said)):
            found.add(i)
    return sorted(found)


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
    for number, cells in enumerate(cleaned, 1):
        headed_soon = any(s and number < s[0] <= number + 3 for s in starts)
        if _is_page_mark(cells) and not headed_soon and any(not s or s[0] < number for s in starts):
            starts.append([number])
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
        columns = _columns(headings, body, mapping, before)
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


def _columns(
    headings: list[str], body: Sequence[Sequence[str]], mapping: ColumnMapping, before: Sequence[Page]
) -> tuple[Column, ...]:
    sample = body[:_SAMPLE]
    seen = {key(c.heading): c for p in before for c in reversed(p.columns) if c.heading}
    columns: list[Column] = []
    for index, heading in enumerate(headings):
        said = mapping.meaning_of(heading, index)
        found = find_heading(heading) if heading else None
        if said is not None:
            columns.append(Column(index, said, heading, Basis.TOLD, 1.0))
        elif heading and key(heading) in seen:
            columns.append(replace(seen[key(heading)], index=index, heading=heading))
        elif found is not None:
            meaning = _checked(found.meaning, heading, index, sample)
            columns.append(Column(index, meaning, heading, Basis.HEADING, round(found.confidence, 2)))
        else:
            columns.append(Column(index, Field.UNKNOWN, heading))
    return _with_given(_guess_rest(columns, sample), sample)


def _with_given(columns: tuple[Column, ...], sample: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Read "name" as the given name alone where surname or father have columns of their own."""
    meanings = {c.meaning for c in columns}
    at = next(
        (i for i, c in enumerate(columns) if c.meaning is Field.NAME and c.basis is Basis.HEADING), None
    )
    if at is None or not meanings & {Field.SURNAME, Field.FATHER, Field.GRANDFATHER}:
        return columns
    index = columns[at].index
    words = [len(r[index].split()) for r in sample if index < len(r) and r[index]]
    if not words or sum(words) > 1.4 * len(words):
        return columns
    return (*columns[:at], replace(columns[at], meaning=Field.GIVEN), *columns[at + 1 :])


def _checked(meaning: Field, heading: str, index: int, sample: Sequence[Sequence[str]]) -> Field:
    """Let the cells decide between two readings of a heading that means different things in different offices."""
    p = look.profile(index, [r[index] if index < len(r) else "" for r in sample], len(sample))
    if len(p.values) < 3:
        return meaning
    if meaning is Field.KUNYA and p.share(look.is_kunya) < 0.2 and p.share(look.is_namelike) > 0.7:
        return Field.SURNAME  # الكنية is the family name in Syrian papers
    if meaning is Field.HOUSEHOLD and p.share(look.is_namelike) > 0.8:
        return Field.SURNAME
    if meaning is Field.SURNAME and p.share(look.is_int) > 0.8:
        return Field.HOUSEHOLD
    if meaning is Field.SEX and p.share(look.is_nationality) > 0.6:
        return Field.NATIONALITY
    if meaning is Field.SERIAL and p.share(look.is_int) < 0.5:
        return Field.IDENTIFIER if p.share(look.is_namelike) < 0.5 else Field.UNKNOWN
    if meaning is Field.NAME and p.share(lambda v: look.is_int(v) or look.is_date(v)) > 0.8:
        return Field.UNKNOWN
    return meaning


def _guess_rest(columns: list[Column], sample: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    open_ = [c.index for c in columns if c.basis is Basis.NOTHING]
    taken = frozenset(c.meaning for c in columns if c.basis is not Basis.NOTHING)
    if open_ and sample:
        profiles = [look.profile(i, [r[i] if i < len(r) else "" for r in sample], len(sample)) for i in open_]
        for index, (meaning, confidence) in look.guess_all(profiles, taken).items():
            if meaning is not Field.UNKNOWN:
                columns[index] = replace(
                    columns[index], meaning=meaning, basis=Basis.CONTENT, confidence=confidence
                )
    return tuple(columns)

"""The front door: bytes of one file in, a `Roster` out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PurePath

from .archive import is_ole, why_not_ole
from .delimited import read_text
from .errors import Misuse, Unreadable, UnreadableCode
from .grid import Grid
from .limits import DEFAULT_LIMITS, Limits
from .mapping import ColumnMapping
from .messages import are_messages
from .row import Roster, Row, RowKind, Shape, Sheet, Understanding
from .tables import PlannedTable
from .talks import PlannedTalk, is_talk_without_times
from .workbook import read_workbook

Progress = Callable[[int, int], None]  # rows done, rows in all

WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm"})
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
_OLD_ENDINGS = frozenset({".xls"})
_SIGNS = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"%PDF", "pdf"), (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"Rar!", "rar"), (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf", "7z"),
    (b"{\\rtf", "rtf"),
)  # fmt: skip

Planned = PlannedTable | PlannedTalk


def read(
    data: bytes,
    *,
    filename: str,
    mapping: ColumnMapping | None = None,
    limits: Limits = DEFAULT_LIMITS,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Roster:
    """Read one file whole.

    Args:
        data: the file as it came.
        filename: decides by its ending how to read, and names the list.
        mapping: what a person said about headings and columns; it wins over what is seen.
        as_of: births after this year are a problem; without it the date in the title is taken.
        progress: called with rows done and rows in all, now and then.

    Raises:
        Unreadable: the file as a whole cannot be read.
        Misuse: the name has no ending, or the mapping asks for a heading row below 0.
    """
    planned = _plan(data, filename, mapping or ColumnMapping(), limits, as_of)
    total = sum(len(p.kinds) for _, p in planned)
    done = 0
    sheets = []
    names = _names(filename, planned)
    for (grid, plan), name in zip(planned, names, strict=True):
        rows = []
        for row in plan.rows():
            rows.append(row)
            done += 1
            _tell(progress, done, total)
        understanding = _understanding(grid, plan)
        sheets.append(Sheet(name, grid.title, understanding, tuple(rows), grid.is_hidden, plan.dated_on))
    return Roster(filename, tuple(sheets))


def read_rows(
    data: bytes,
    *,
    filename: str,
    mapping: ColumnMapping | None = None,
    limits: Limits = DEFAULT_LIMITS,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[str, Row]]:
    """Yield (list name, row) one by one: the same rows as `read`, without keeping them.

    Raises:
        Unreadable, Misuse: as `read`, before the first row.
    """
    planned = _plan(data, filename, mapping or ColumnMapping(), limits, as_of)
    return _stream(planned, _names(filename, planned), progress)


def _stream(
    planned: Sequence[tuple[Grid, Planned]], names: list[str], progress: Progress | None
) -> Iterator[tuple[str, Row]]:
    total = sum(len(p.kinds) for _, p in planned)
    done = 0
    for (_, plan), name in zip(planned, names, strict=True):
        for row in plan.rows():
            done += 1
            _tell(progress, done, total)
            yield name, row


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and (done % 100 == 0 or done == total):
        progress(done, total)


def _plan(
    data: bytes, filename: str, mapping: ColumnMapping, limits: Limits, as_of: date | None
) -> list[tuple[Grid, Planned]]:
    if mapping.header_row is not None and mapping.header_row < 0:
        raise Misuse("header_row counts from 1; 0 says that there is none")
    ending = _checked_ending(data, filename, limits)
    if ending in WORKBOOK_ENDINGS:
        grids = read_workbook(data, limits)
        if not any(grid.lines for grid in grids):
            raise Unreadable(UnreadableCode.EMPTY)
        return [(grid, PlannedTable(grid, mapping, as_of)) for grid in grids]
    text, grid = read_text(data, limits)
    if not any(line.strip() for line in text.lines):
        raise Unreadable(UnreadableCode.EMPTY)
    if are_messages(text.lines) or is_talk_without_times(text.lines, grid):
        return [(grid, PlannedTalk(text))]
    return [(grid, PlannedTable(grid, mapping, as_of))]


def _checked_ending(data: bytes, filename: str, limits: Limits) -> str:
    """Return the ending if the bytes are of that kind; what they are instead is the place of the error."""
    ending = PurePath(filename.replace("\\", "/")).suffix.lower()
    if len(data) > limits.file_bytes:
        raise Unreadable(UnreadableCode.TOO_LARGE, value=len(data), limit=limits.file_bytes)
    if not data:
        raise Unreadable(UnreadableCode.EMPTY)
    if is_ole(data):
        raise Unreadable(why_not_ole(data))
    if ending not in WORKBOOK_ENDINGS | TEXT_ENDINGS | _OLD_ENDINGS:
        raise Unreadable(UnreadableCode.UNKNOWN_ENDING, place=ending)
    real = next((name for sign, name in _SIGNS if data.startswith(sign)), "text")
    if (real == "zip") != (ending in WORKBOOK_ENDINGS) or real not in ("zip", "text"):
        raise Unreadable(UnreadableCode.WRONG_ENDING, place=real)
    if ending in _OLD_ENDINGS:
        raise Unreadable(UnreadableCode.WRONG_ENDING, place=real)
    return ending


def _names(filename: str, planned: Sequence[tuple[Grid, Planned]]) -> list[str]:
    """Name each list: the file's stem, with `#sheet` where several sheets have people."""
    stem = PurePath(filename.replace("\\", "/")).stem
    with_people = [RowKind.PERSON in plan.kinds for _, plan in planned]
    if sum(with_people) > 1:
        return [f"{stem}#{grid.title}" for grid, _ in planned]
    if len(planned) == 1:
        return [stem]
    # Sheets without people still have rows to account for; theirs is the long name.
    first = with_people.index(True) if any(with_people) else 0
    return [stem if i == first else f"{stem}#{grid.title}" for i, (grid, _) in enumerate(planned)]


def _understanding(grid: Grid, plan: Planned) -> Understanding:
    if isinstance(plan, PlannedTalk):
        return Understanding(Shape.MESSAGES, (), grid.encoding, "")
    shape = Shape.TABLE if plan.kinds else Shape.EMPTY
    return Understanding(shape, plan.table.pages if plan.kinds else (), grid.encoding, grid.delimiter)

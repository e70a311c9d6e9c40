"""Write a table as CSV, XLSX or Parquet, by the ending of the file. A file is whole or not there.

The heavy libraries are imported only for the ending that needs them, so that the command starts fast.
"""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

Value = str | int | float
Rows = Iterable[Sequence[Value]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class UnknownEnding(Exception):
    """The file's ending is none of .csv, .xlsx, .parquet."""


def check_ending(path: Path) -> None:
    """Refuse a path whose ending says no known format.

    Raises:
        UnknownEnding: it is none of .csv, .xlsx, .parquet.
    """
    if path.suffix.lower() not in _WRITERS:
        raise UnknownEnding(f"{path}: the ending must be .csv, .xlsx or .parquet")


def write_table(path: Path, heading: Sequence[str], rows: Rows) -> int:
    """Write all rows and give their number; an interrupted run leaves the old file, or none."""
    check_ending(path)
    with _whole_file(path) as part:
        return _WRITERS[path.suffix.lower()](part, heading, rows)


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o600)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write_csv(path: Path, heading: Sequence[str], rows: Rows) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        for row in rows:
            writer.writerow([_harmless(value) for value in row])
            count += 1
    return count


def _write_xlsx(path: Path, heading: Sequence[str], rows: Rows) -> int:
    import openpyxl  # noqa: PLC0415 - slow to import, needed for this ending only
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("matches")
    sheet.append(list(heading))
    count = 0
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # text stays text: no cell of a list may become a formula
            cells.append(cell)
        sheet.append(cells)
        count += 1
    book.save(path)
    return count


def _write_parquet(path: Path, heading: Sequence[str], rows: Rows) -> int:
    import pyarrow as pa  # noqa: PLC0415 - slow to import, needed for this ending only
    import pyarrow.parquet as pq  # noqa: PLC0415

    whole = list(rows)
    columns = {name: [row[index] for row in whole] for index, name in enumerate(heading)}
    pq.write_table(pa.table(columns), path)
    return len(whole)


def _harmless(value: Value) -> Value:
    """Keep a spreadsheet from running a cell of a hostile list as a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


_WRITERS: dict[str, Callable[[Path, Sequence[str], Rows], int]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}

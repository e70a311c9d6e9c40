"""Turn planned lists into the bytes of real files, the same bytes on every run."""

from __future__ import annotations

import csv
import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font

from .list_model import ListFile

ZIP_MOMENT = (2018, 5, 30, 0, 0, 0)
W3C_MOMENT = "2018-05-30T00:00:00Z"


def to_bytes(one: ListFile) -> bytes:
    """Give the bytes of the file in its own format, encoding and line ends."""
    if one.format == "xlsx":
        return _workbook(one)
    if one.format == "csv":
        return _delimited(one)
    return "".join(f"{row.cells[0]}\n" for row in one.rows).encode(one.encoding)


def _delimited(one: ListFile) -> bytes:
    """Write separated values as a Windows program does; a blank row is an empty line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=one.delimiter, lineterminator="\r\n")
    for row in one.rows:
        if row.kind == "blank":
            out.write("\r\n")
        else:
            writer.writerow(["" if cell is None else cell for cell in row.cells])
    return out.getvalue().encode(one.encoding)


def _workbook(one: ListFile) -> bytes:
    """Write a workbook from right to left with merged cells, then fix its times and the order of its parts."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = one.title
    sheet.sheet_view.rightToLeft = True
    shift = one.first_column - 1
    bold = Font(bold=True)
    for row in one.rows:
        for number, value in enumerate(row.cells, start=1 + shift):
            if value is not None:
                cell = sheet.cell(row=row.number, column=number, value=value)
                if row.kind in ("title", "header") and isinstance(cell, Cell):
                    cell.font = bold
    for first_row, first_column, last_row, last_column in one.merges:
        sheet.merge_cells(start_row=first_row, start_column=first_column + shift, end_row=last_row,
                          end_column=last_column + shift)  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue())


def _same_bytes(archive: bytes) -> bytes:
    """Rewrite the archive with one fixed moment everywhere and its parts in order of name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", W3C_MOMENT.encode(), data)
            info = zipfile.ZipInfo(name, ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, data)
    return out.getvalue()

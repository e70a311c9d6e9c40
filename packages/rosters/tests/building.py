"""Small workbooks and archives made on the spot. No test data of real lists is kept here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl


def workbook(
    rows: Iterable[Sequence[object]],
    *,
    merges: Iterable[str] = (),
    more: dict[str, list[list[object]]] | None = None,
) -> bytes:
    """Write rows as a workbook of one sheet, or of several with `more`."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for reference in merges:
        sheet.merge_cells(reference)
    for title, others in (more or {}).items():
        second = book.create_sheet(title)
        for row in others:
            second.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    """Return the archive with one entry replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return target.getvalue()


PRISON: list[list[object]] = [
    ["دائرة السجون"],
    ["التاريخ 10/4/2018"],
    [],
    ["ت", "الاسم الثلاثي", "اسم الأم", "المواليد", "الجنسية", "عدد الأطفال"],
    [1, "مريم سعيد علي", "زينب", "١٩٨٨", "روسيا", "طفلين"],
    [2, "خديجة احمد", "فاطمة", "العمر 30", "تركيا", "لا يوجد"],
    [3, "امينة حسن", "سلمى", "1/1/1990", "روسية", 3],
]

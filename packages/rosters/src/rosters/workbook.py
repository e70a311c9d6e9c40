"""Workbooks: the archive is checked before anything in it is parsed; cells come out as text.

openpyxl gives values in read-only mode; merged ranges and formulas it hides are read from the sheet's
own XML. Source: ECMA-376 part 1, 18.3.1.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from .archive import check_archive
from .errors import Unreadable, UnreadableCode
from .grid import Grid, Line, Merge
from .limits import Limits
from .row import Problem, ProblemCode

# What openpyxl lets through from damaged files; each was seen with cut or altered workbooks.
_FAILURES = (
    zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError, InvalidFileException,
    KeyError, IndexError, ValueError, TypeError, AttributeError, EOFError, OSError, NotImplementedError,
    OverflowError, RecursionError, AssertionError,
)  # fmt: skip
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


def read_workbook(data: bytes, limits: Limits) -> list[Grid]:
    """Read all sheets, hidden ones too.

    Raises:
        Unreadable: refused archive, damaged workbook, or more than the limits allow.
    """
    check_archive(data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drawings and validations, which lists lack
            return _read_checked(data, limits)
    except _FAILURES as cause:
        raise Unreadable(UnreadableCode.DAMAGED, place=type(cause).__name__) from cause


def _read_checked(data: bytes, limits: Limits) -> list[Grid]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        if len(sheets) > limits.sheets:
            raise Unreadable(UnreadableCode.TOO_MANY_SHEETS, value=len(sheets), limit=limits.sheets)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [_read_sheet(sheet, archive, limits) for sheet in sheets]
    finally:
        book.close()


def _read_sheet(sheet: Any, archive: zipfile.ZipFile, limits: Limits) -> Grid:
    title = str(sheet.title)
    # The private path is the only thread from a read-only sheet to its entry in the archive.
    with archive.open(sheet._worksheet_path) as source:
        merges, formulas = _merges_and_formulas(source)
    sheet.reset_dimensions()  # the stated dimension may lie
    lines: list[Line] = []
    blank: list[int] = []
    cells_read = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = _texts(values)
        cells_read += len(values)
        _check_size(title, number, len(texts), cells_read, limits)
        found = formulas.get(number, {})
        if not texts and not found:
            blank.append(number)
            continue
        # Rows are kept up to the last one that says something: Excel files end in formatted emptiness.
        lines += [Line(n, ()) for n in blank]
        blank.clear()
        lines.append(_line(number, texts, found, limits))
    return Grid(title, tuple(lines), tuple(merges), is_hidden=sheet.sheet_state != "visible")


def _check_size(title: str, number: int, width: int, cells: int, limits: Limits) -> None:
    place = f"{title}, row {number}"
    if number > limits.rows:
        raise Unreadable(UnreadableCode.TOO_MANY_ROWS, place=place, value=number, limit=limits.rows)
    if width > limits.columns:
        raise Unreadable(UnreadableCode.TOO_MANY_COLUMNS, place=place, value=width, limit=limits.columns)
    if cells > limits.cells:
        raise Unreadable(UnreadableCode.BOMB, place=place, value=cells, limit=limits.cells)


def _line(number: int, texts: list[str], formulas: dict[int, str], limits: Limits) -> Line:
    problems = []
    for column, formula in formulas.items():
        if column >= len(texts) or not texts[column]:
            problems.append(Problem(ProblemCode.FORMULA, column, formula))
    for column, text in enumerate(texts):
        if text in _ERRORS:
            problems.append(Problem(ProblemCode.CELL_ERROR, column, text))
        elif len(text) > limits.cell_chars:
            problems.append(Problem(ProblemCode.TOO_LONG, column, text[:40]))
    return Line(number, tuple(texts), tuple(problems))


def _texts(values: tuple[Any, ...]) -> list[str]:
    texts = [_text(v) for v in values]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: object) -> str:
    """Write a cell as Excel would show it without format; dates in ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _merges_and_formulas(source: Any) -> tuple[list[Merge], dict[int, dict[int, str]]]:
    """Read what read-only mode leaves out: merged ranges, and formulas by row and column."""
    merges: list[Merge] = []
    formulas: dict[int, dict[int, str]] = {}
    for tag, element in _elements(source):
        if tag == "mergeCell":
            merge = _parse_merge(element.get("ref", ""))
            if merge is not None:
                merges.append(merge)
        elif tag == "c" and element.get("r"):
            formula = next((e for e in element if e.tag.endswith("}f")), None)
            place = _REFERENCE.fullmatch(element.get("r", ""))
            if formula is not None and place is not None:
                formulas.setdefault(int(place[2]), {})[_column(place[1])] = "=" + (formula.text or "")
        if tag in ("row", "mergeCell"):
            element.clear()
    return merges, formulas


def _elements(source: Any) -> Iterator[tuple[str, ElementTree.Element]]:
    root: ElementTree.Element | None = None
    # Archives with DOCTYPE or entities were refused before, so expat has nothing to expand.
    for event, element in ElementTree.iterparse(source, events=("start", "end")):  # noqa: S314 see above
        if root is None:
            root = element
        if event == "end":
            yield element.tag.removeprefix(_MAIN).removeprefix(_STRICT), element
            if element.tag.endswith("}row") and len(root):
                root[-1].clear()


def _parse_merge(reference: str) -> Merge | None:
    found = _REFERENCE.fullmatch(reference)
    if found is None or found[3] is None:
        return None
    columns, rows = (_column(found[1]), _column(found[3])), (int(found[2]), int(found[4]))
    return Merge(min(rows), max(rows), min(columns), max(columns))


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1

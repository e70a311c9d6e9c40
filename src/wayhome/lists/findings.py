"""What was found in a file before its rows are kept: to be shown, checked and corrected by a person. Pure.

Findings quote the file and are sealed as identity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rosters import ColumnMapping, Field, Roster, RowKind, Shape, Sheet
from wayhome.reading import guess_list_date
from wayhome.reading.packing import format_understanding

SAMPLES = 3
MOST_PROBLEMS = 400
MOST_COLUMNS = 60
_VALUE_CHARS = 200


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """One column as it is shown: where it stands, its heading and first values as written, and its meaning."""

    sheet: int
    index: int
    heading: str
    meaning: Field
    basis: str
    is_sure: bool
    samples: tuple[str, ...]
    is_twin: bool  # another column of the sheet has the same heading

    @property
    def key(self) -> str:
        """The name of its field in a form."""
        return f"c{self.sheet}_{self.index}"


def find(roster: Roster, *, not_after: date) -> dict[str, Any]:
    """Return what was found, as values that JSON can hold. `not_after`: no list is dated later."""
    problems = [
        [index, row.number, problem.code.value, problem.column, (problem.value or _cell(row.cells, problem.column))[:_VALUE_CHARS]]
        for index, sheet in enumerate(roster.sheets)
        for row in sheet.rows
        for problem in row.problems
    ]
    days = [day for sheet in roster.sheets if (day := guess_list_date(sheet, not_after=not_after) or sheet.dated_on)]
    return {
        "v": 1,
        "sheets": [_sheet(sheet) for sheet in roster.sheets],
        "problems": problems[:MOST_PROBLEMS],
        "problems_total": len(problems),
        "dated_on": max(days).isoformat() if days else None,
        "named": sum(len(row.people) for sheet in roster.sheets for row in sheet.rows),
    }


def columns_of(found: Mapping[str, Any]) -> Iterator[FoundColumn]:
    """Yield the columns worth showing: those with a heading or a value, at most MOST_COLUMNS of each sheet."""
    for number, sheet in enumerate(found["sheets"]):
        pages = sheet["pages"]
        if sheet["shape"] != Shape.TABLE or not pages:
            continue
        headings = Counter(heading for _, _, heading, _, _ in pages[0]["columns"])
        shown = 0
        for index, meaning, heading, basis, confidence in pages[0]["columns"]:
            samples = tuple(sheet["samples"].get(str(index), ()))
            if not (heading or samples) or shown == MOST_COLUMNS:
                continue
            shown += 1
            sure = basis == "told" or (basis == "heading" and confidence >= 0.6)
            yield FoundColumn(
                number, index, heading, Field(meaning), basis, sure, samples, is_twin=headings[heading] > 1
            )


def correct(
    told: ColumnMapping | None, found: Mapping[str, Any], chosen: Mapping[str, str], header_row: int | None
) -> ColumnMapping:
    """Add to what a person said of the columns what she says now; only what she changed is kept.

    Args:
        chosen: by `FoundColumn.key` the value of a `Field`.
        header_row: the physical number of the heading, 0 for none, None for as it was found.
    """
    by_heading, by_column = dict(told.by_heading) if told else {}, dict(told.by_column) if told else {}
    for column in columns_of(found):
        meaning = Field(chosen.get(column.key) or column.meaning)
        if meaning == column.meaning:
            continue
        if column.heading and not column.is_twin:
            by_heading[column.heading] = meaning
        else:
            by_heading.pop(column.heading, None)
            by_column[column.index] = meaning
    return ColumnMapping(by_heading=by_heading, by_column=by_column, header_row=header_row)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    kinds = Counter(row.kind.value for row in sheet.rows)
    return {
        "name": sheet.name,
        "title": sheet.title,
        "is_hidden": sheet.is_hidden,
        **format_understanding(sheet.understanding),
        "kinds": dict(kinds),
        "samples": _samples(sheet),
    }


def _samples(sheet: Sheet) -> dict[str, list[str]]:
    """Return by column the first values of rows about people, as written, each value once."""
    reversed_rows = {
        number
        for page in sheet.understanding.pages
        if page.is_reversed
        for number in range(page.first_row, page.last_row + 1)
    }
    samples: dict[str, list[str]] = {}
    for row in sheet.rows:
        if row.kind is not RowKind.PERSON or row.number in reversed_rows:
            continue
        for index, cell in enumerate(row.cells):
            seen = samples.setdefault(str(index), [])
            if cell.strip() and len(seen) < SAMPLES and cell not in seen:
                seen.append(cell[:_VALUE_CHARS])
    return {index: seen for index, seen in samples.items() if seen}


def _cell(cells: tuple[str, ...], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""

"""A roster as plain JSON values and back, so that a limited subprocess can hand over what it read."""

from __future__ import annotations

from datetime import date
from typing import Any

from rosters.row import (
    Basis,
    Column,
    Field,
    Mention,
    Page,
    Problem,
    ProblemCode,
    Roster,
    Row,
    RowKind,
    Shape,
    Sheet,
    Understanding,
)


def format_roster(roster: Roster) -> dict[str, Any]:
    """Return the roster as values that JSON can hold."""
    return {"filename": roster.filename, "sheets": [_format_sheet(sheet) for sheet in roster.sheets]}


def parse_roster(data: dict[str, Any]) -> Roster:
    """Return the roster that `format_roster` gave."""
    return Roster(filename=data["filename"], sheets=tuple(_parse_sheet(one) for one in data["sheets"]))


def format_understanding(understanding: Understanding) -> dict[str, Any]:
    """Return what was understood of a sheet as values that JSON can hold."""
    return {
        "shape": understanding.shape.value,
        "encoding": understanding.encoding,
        "delimiter": understanding.delimiter,
        "pages": [
            {
                "first_row": page.first_row,
                "last_row": page.last_row,
                "header_rows": list(page.header_rows),
                "is_reversed": page.is_reversed,
                "columns": [
                    [c.index, c.meaning.value, c.heading, c.basis.value, c.confidence] for c in page.columns
                ],
            }
            for page in understanding.pages
        ],
    }


def parse_understanding(data: dict[str, Any]) -> Understanding:
    """Return the understanding that `format_understanding` gave."""
    return Understanding(
        shape=Shape(data["shape"]),
        encoding=data["encoding"],
        delimiter=data["delimiter"],
        pages=tuple(
            Page(
                first_row=page["first_row"],
                last_row=page["last_row"],
                header_rows=tuple(page["header_rows"]),
                is_reversed=page["is_reversed"],
                columns=tuple(
                    Column(index, Field(meaning), heading, Basis(basis), confidence)
                    for index, meaning, heading, basis, confidence in page["columns"]
                ),
            )
            for page in data["pages"]
        ),
    )


def _format_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "title": sheet.title,
        "is_hidden": sheet.is_hidden,
        "dated_on": sheet.dated_on.isoformat() if sheet.dated_on else None,
        "understanding": format_understanding(sheet.understanding),
        "rows": [_format_row(row) for row in sheet.rows],
    }


def _parse_sheet(data: dict[str, Any]) -> Sheet:
    return Sheet(
        name=data["name"],
        title=data["title"],
        is_hidden=data["is_hidden"],
        dated_on=date.fromisoformat(data["dated_on"]) if data["dated_on"] else None,
        understanding=parse_understanding(data["understanding"]),
        rows=tuple(_parse_row(row) for row in data["rows"]),
    )


def _format_row(row: Row) -> list[Any]:
    people = [{field.value: text for field, text in mention.fields.items()} for mention in row.people]
    problems = [[problem.code.value, problem.column, problem.value] for problem in row.problems]
    return [row.number, row.kind.value, list(row.cells), people, row.group, problems]


def _parse_row(data: list[Any]) -> Row:
    number, kind, cells, people, group, problems = data
    return Row(
        number=number,
        kind=RowKind(kind),
        cells=tuple(cells),
        people=tuple(Mention({Field(name): text for name, text in one.items()}) for one in people),
        group=group,
        problems=tuple(Problem(ProblemCode(code), column, value) for code, column, value in problems),
    )

"""What holds for any bytes, and for the lists of ../shared where they are present."""

from __future__ import annotations

import contextlib
import csv
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosters import (
    ColumnMapping,
    Field,
    Misuse,
    Row,
    RowKind,
    Unreadable,
    format_mapping,
    parse_mapping,
    read,
    read_rows,
    remember,
)
from rosters.delimited import split_cells
from rosters.words import headings

from .building import PRISON, workbook

SHARED = Path(os.environ.get("WAYHOME_SHARED") or Path(__file__).resolve().parents[4] / "shared")
SETS = [SHARED / "data" / "families", SHARED / "data" / "families" / "small"]
NAMES = st.sampled_from(["list.csv", "list.txt", "list.xlsx", "list.tsv"])
CELLS = st.text(st.characters(exclude_characters='\n\r;"', exclude_categories=["Cs", "Cc"]), max_size=12)
GOOD = workbook(PRISON)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_a_roster_or_unreadable(data: bytes, name: str) -> None:
    with contextlib.suppress(Unreadable):
        read(data, filename=name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_workbook_with_altered_bytes_is_a_roster_or_unreadable(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    with contextlib.suppress(Unreadable):
        read(bytes(data), filename="list.xlsx")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_every_physical_line_of_a_text_comes_out_once(text: str) -> None:
    data = text.encode()
    try:
        rows = read(data, filename="list.csv").sheets[0].rows
    except Unreadable:
        return
    assert [r.number for r in rows] == list(range(1, len(rows) + 1))
    joined = data.decode("utf-8-sig")
    expected = joined.count("\n") + (not joined.endswith("\n")) if "\n" in joined else None
    assert expected is None or len(rows) == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=3, max_size=10))
def test_cells_come_out_verbatim(table: list[list[str]]) -> None:
    table = [["Name", "Age", "Place"], *table]
    rows = read("\n".join(";".join(r) for r in table).encode(), filename="list.csv").sheets[0].rows
    for row, written in zip(rows, table, strict=False):
        assert ";".join(row.cells) == ";".join(written)


@given(st.lists(CELLS.filter(lambda c: c == c.strip()), min_size=1, max_size=6))
def test_quoted_cells_lose_their_quotes_and_nothing_else(cells: list[str]) -> None:
    assert split_cells(";".join(f'"{c}"' for c in cells), ";") == cells


MAPPINGS = st.builds(
    ColumnMapping,
    by_heading=st.dictionaries(st.text(max_size=10), st.sampled_from(Field), max_size=4),
    by_column=st.dictionaries(st.integers(0, 50), st.sampled_from(Field), max_size=4),
    header_row=st.none() | st.integers(0, 20),
)


@given(MAPPINGS)
def test_a_mapping_survives_its_writing(mapping: ColumnMapping) -> None:
    assert parse_mapping(format_mapping(mapping)) == mapping


@pytest.mark.parametrize("text", ["", "[]", "{", '{"by_heading": {"a": "nothing"}}', '{"by_column": {"x": "name"}}',
                                  '{"header_row": "1"}', '{"header_row": true}'])  # fmt: skip
def test_anything_else_is_no_mapping(text: str) -> None:
    with pytest.raises(Misuse):
        parse_mapping(text)


def test_what_was_understood_can_be_remembered_and_told_again() -> None:
    first = read(GOOD, filename="l.xlsx").sheets[0]
    again = read(GOOD, filename="l.xlsx", mapping=remember(first.understanding)).sheets[0]
    assert [c.meaning for c in again.understanding.columns] == [
        c.meaning for c in first.understanding.columns
    ]
    assert again.rows == first.rows


def test_streaming_gives_the_same_rows_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    streamed = list(
        read_rows(GOOD, filename="l.xlsx", progress=lambda done, total: told.append((done, total)))
    )
    assert streamed == [("l", row) for row in read(GOOD, filename="l.xlsx").sheets[0].rows]
    assert told == [(len(streamed), len(streamed))]


def test_every_heading_of_the_vocabulary_has_a_meaning_of_its_own() -> None:
    assert len(headings()) > 800
    assert Field.UNKNOWN not in headings().values()


def shared_lists() -> Iterator[tuple[Path, Path]]:
    for folder in SETS:
        if folder.is_dir():
            yield from ((folder, p) for p in sorted((folder / "lists").iterdir()))


LISTS = list(shared_lists())


@pytest.mark.skipif(not LISTS, reason="12 lists of ../shared/data/families are not here")
@pytest.mark.parametrize(("folder", "path"), LISTS, ids=lambda p: p.name)
def test_the_lists_of_shared_are_read_row_by_row(folder: Path, path: Path) -> None:
    rows = {r.number: r for r in read(path.read_bytes(), filename=path.name).sheets[0].rows}
    with (folder / "rows.csv").open(encoding="utf-8-sig", newline="") as source:
        truth = {int(r["row"]): r["kind"] for r in csv.DictReader(source) if r["list"] == path.stem}
    confusion = Counter((truth[n], rows[n].kind.value) for n in truth if truth[n] != rows[n].kind.value)
    assert truth.keys() == rows.keys()
    assert not [n for n in truth if truth[n] == "person" and rows[n].kind is not RowKind.PERSON], confusion
    assert sum(confusion.values()) <= 0.005 * len(truth), confusion


@pytest.mark.skipif(not LISTS, reason="6 lists of ../shared/data/families are not here")
@pytest.mark.parametrize("path", [p for _, p in LISTS[:6] if p.suffix == ".csv"], ids=lambda p: p.name)
def test_no_person_is_lost_without_a_heading_or_with_columns_in_another_order(path: Path) -> None:
    rows = read(path.read_bytes(), filename=path.name).sheets[0].rows
    people = [r for r in rows if r.kind is RowKind.PERSON]
    for order in (slice(None), slice(None, None, -1)):
        text = "\n".join("|".join(r.cells[order]) for r in people)
        again = read(text.encode(), filename="x.csv").sheets[0].rows
        assert {r.kind for r in again} == {RowKind.PERSON}
        assert _same_names(people, again) >= 0.98


def _same_names(before: list[Row], after: tuple[Row, ...]) -> float:
    same = sum(
        a.fields.get(Field.NAME) == b.fields.get(Field.NAME) for a, b in zip(before, after, strict=True)
    )
    return same / len(before)

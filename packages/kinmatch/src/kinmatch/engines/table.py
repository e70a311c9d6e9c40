"""Take a table as it comes, Parquet, CSV or Arrow, and give the columns of a requests file as text, or say what is wrong.

Nothing is guessed: a column of numbers under `name` is an error that names the column. Null, NaN and empty cells all
mean "not said".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from kinmatch.engines.settings import BadTable

COLUMNS: tuple[str, ...] = (
    "person", "name", "other_names", "sex", "birth", "father", "grandfather", "mother", "husband", "origin",
    "nationality", "marks", "identifiers",
)  # fmt: skip
BORN = ("born_from", "born_to")
"""Two columns of dates instead of `birth`: first and last day that it may be; for ages, whose day is known elsewhere."""
NUMBERS_ALLOWED = frozenset({"person", "birth"})
"""Columns whose numbers have one plain reading: an id, a year."""

Source: TypeAlias = "Path | str | pa.Table"


def open_table(source: Source, *, called: str) -> tuple[pa.Schema, int, Iterator[pa.Table]]:
    """Open a table: its schema, its number of rows (-1 if not known before reading), and its pieces in order.

    Raises:
        BadTable: the file is not there, is no table, or lacks the column `name`.
    """
    if isinstance(source, pa.Table):
        check_schema(source.schema, called=called)
        return source.schema, source.num_rows, iter([source])
    path = Path(source)
    if not path.exists():
        raise BadTable(f"{called}: there is no file {path}")
    try:
        if path.suffix.lower() == ".csv":
            reader = pacsv.open_csv(path, convert_options=_as_text(path))
            check_schema(reader.schema, called=called)
            return reader.schema, -1, (pa.Table.from_batches([batch]) for batch in _guarded(reader, called))
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError) as problem:
        raise BadTable(f"{called}: {path.name} is no Parquet or CSV table ({problem})") from problem
    schema = file.schema_arrow
    check_schema(schema, called=called)
    wanted = [column for column in (*COLUMNS, *BORN) if column in schema.names]
    batches = file.iter_batches(batch_size=1 << 17, columns=wanted)
    return schema, file.metadata.num_rows, (pa.Table.from_batches([batch]) for batch in batches)


def _guarded(reader: Any, called: str) -> Iterator[Any]:
    try:
        yield from reader
    except pa.ArrowInvalid as problem:
        raise BadTable(f"{called}: {problem}") from problem


def _as_text(path: Path) -> pacsv.ConvertOptions:
    with path.open("rb") as file:
        heading = file.readline().decode("utf-8-sig", "replace").strip()
    names = [name.strip().strip('"') for name in heading.split(",")]
    return pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True)


def check_schema(schema: pa.Schema, *, called: str) -> None:
    """Refuse a table without names, a column that stands twice, and a column of a type that says no text.

    Raises:
        BadTable: says which column, what it holds and what is needed.
    """
    if "name" not in schema.names:
        raise BadTable(f"{called}: there is no column “name”; columns are {', '.join(schema.names)}")
    for column in COLUMNS:
        places = schema.get_all_field_indices(column)
        if len(places) > 1:
            raise BadTable(f"{called}: the column “{column}” stands {len(places)} times")
        if places:
            _check_type(schema.field(places[0]).type, column, called)
    for column in BORN:
        if column in schema.names and not pa.types.is_date32(schema.field(column).type):
            raise BadTable(
                f"{called}: the column “{column}” holds {schema.field(column).type}, and dates are needed"
            )


def _check_type(kind: pa.DataType, column: str, called: str) -> None:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_null(kind) or _is_text(kind):
        return
    if column in NUMBERS_ALLOWED and (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        return
    if pa.types.is_floating(kind):
        return  # a column of nothing but NaN is how pandas writes an empty one; values are judged row by row
    if column == "birth" and (pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
        return
    raise BadTable(f"{called}: the column “{column}” holds {kind}, and text is needed")


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def text_column(table: pa.Table, column: str, *, called: str) -> pa.StringArray | None:
    """Give a column as text, "" where nothing is said; None where the table has no such column.

    Raises:
        BadTable: the column holds numbers, and text is needed.
    """
    if column not in table.column_names:
        return None
    values = table.column(column).combine_chunks()
    if isinstance(values, pa.ChunkedArray):  # no chunk at all
        values = pa.array([], type=values.type)
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    kind = values.type
    if pa.types.is_null(kind):
        return pa.array([""] * len(values), pa.string())
    if pa.types.is_floating(kind):
        values = _from_floats(values, column, called)
    elif pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        values = pc.strftime(values, format="%Y-%m-%d")
    text = pc.utf8_trim_whitespace(pc.fill_null(values.cast(pa.string()), ""))
    return pc.if_else(pc.is_in(text, _NOTHING), "", text)


_NOTHING = pa.array(["nan", "NaN", "None", "null", "NULL", "<NA>", "NaT"])


def _from_floats(values: pa.Array, column: str, called: str) -> pa.Array:
    """Read floats that stand for nothing (NaN) or for whole numbers: pandas turns years with gaps into floats."""
    values = pc.if_else(pc.is_nan(pc.fill_null(values, float("nan"))), None, values)
    said = pc.drop_null(values)
    if not len(said):
        return pa.array([None] * len(values), pa.string())
    if column not in NUMBERS_ALLOWED:
        raise BadTable(f"{called}: the column “{column}” holds {values.type}, and text is needed")
    whole = pc.equal(said, pc.floor(said))
    if not pc.all(whole).as_py() or not pc.all(pc.less(pc.abs(said), 1e15)).as_py():
        raise BadTable(f"{called}: the column “{column}” holds fractions such as {said[0].as_py()}")
    return values.cast(pa.int64())

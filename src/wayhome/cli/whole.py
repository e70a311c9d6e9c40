"""`wayhome match --engine duckdb|spark`: whole tables of persons, for files of a hundred thousand lines and more.

Each person stands for herself here: families are aligned by the plain command. Files that are tables already (Parquet, or
CSV with the heading `name`) go to the engine as they are; others are read as the plain command reads them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wayhome.cli.tables import write_table

if TYPE_CHECKING:
    import pyarrow as pa

    from kinmatch import PersonRecord

DONE, USAGE, NOTHING_READABLE = 0, 2, 3
COLUMNS = ("request", "person", "list", "row", "weight", "band", "why", "against")
STRONG, POSSIBLE = 8500, -2500
_AGAINST = {1: "name", 2: "sex", 4: "birth", 8: "identifier", 16: "age_group"}
_MARK = "\x1f"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that name an engine."""
    group = parser.add_argument_group("whole tables, persons one by one, for 100,000 lines and more")
    group.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        help="link whole tables on this machine, or on a Spark cluster",
    )
    group.add_argument(
        "--master", metavar="URL", default="local[2]", help="with spark: where it runs (default local[2])"
    )
    group.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="with duckdb: keep what is done there, so that a stopped run goes on",
    )
    group.add_argument(
        "--spark-option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="with spark: a setting of Spark; may be repeated",
    )


def wrong_usage(options: argparse.Namespace) -> str:
    """Say what does not go together with an engine; "" if all does."""
    if not options.engine:
        return "--work needs --engine" if options.work else ""
    if not options.out:
        return "--engine needs --out FILE"
    if options.rows or options.why is not None or options.pictures:
        return "--engine goes without --rows, --why and --pictures; ask for a pair's evidence without it"
    if any("=" not in one for one in options.spark_option):
        return "--spark-option needs NAME=VALUE"
    return ""


def run(options: argparse.Namespace) -> int:
    """Link the tables and write the proposals."""
    from kinmatch.engines import BadTable  # noqa: PLC0415 - the engine is imported when a run begins

    try:
        with tempfile.TemporaryDirectory(prefix="wayhome-match-") as name:
            folder = Path(name)
            left = _as_file(options.requests, folder, "requests")
            right = _together(options.lists, folder)
            links = folder / "links.parquet"
            count = _link(options, left, right, links)
            strong = write_links(options.out, links, left, options.lists)
    except BadTable as problem:
        _say(f"wayhome match: {problem}")
        return NOTHING_READABLE
    except ModuleNotFoundError as problem:
        _say(f"wayhome match: {problem.name} is not installed; pip install 'wayhome[spark]'")
        return USAGE
    _say(f"{count} proposals written to {options.out}, {strong} of them strong")
    return DONE


def _link(options: argparse.Namespace, left: Path, right: Path, out: Path) -> int:
    from kinmatch.engines import LinkSettings  # noqa: PLC0415

    settings = LinkSettings(top=options.top, least_odds_bits=POSSIBLE / 1000)
    if options.engine == "duckdb":
        from kinmatch.engines.duckdb import link  # noqa: PLC0415

        result = link(left, right, out=out, settings=settings, work=options.work, progress=_tell)
    else:
        from kinmatch.engines import spark  # noqa: PLC0415

        chosen = dict(one.split("=", 1) for one in options.spark_option)
        session = spark.start_session(options.master, options=chosen)
        try:
            result = spark.link(left, right, out=out, session=session, settings=settings, progress=_tell)
        finally:
            session.stop()
    if result.left_unreached:
        _say(
            f"{result.left_unreached} persons share all they tell with too many others and were compared with nobody; "
            "a birth, a father or a mother would tell them apart"
        )
    return result.count


def _tell(stage: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        _say(f"{stage}: {done} of {of}")


def _is_table(path: Path) -> bool:
    if path.suffix.lower() == ".parquet":
        return True
    if path.suffix.lower() != ".csv" or not path.exists():
        return False
    with path.open("rb") as file:
        heading = file.readline().decode("utf-8-sig", "replace")
    return "name" in [cell.strip().strip('"') for cell in heading.split(",")]


def _as_file(path: Path, folder: Path, called: str) -> Path:
    """Give a file of requests as a table."""
    if _is_table(path):
        return path
    from kinmatch.engines import BadTable  # noqa: PLC0415
    from wayhome.reading import Unreadable, read_requests  # noqa: PLC0415

    try:
        read = read_requests(path.read_bytes(), filename=path.name, stated_on=None)
    except (OSError, Unreadable) as problem:
        raise BadTable(f"{path}: not read: {problem}") from problem
    records = [line.record for line in read.lines]
    return _write(
        _table(records, [line.person for line in read.lines], [line.request for line in read.lines]),
        folder / f"{called}.parquet",
    )


def _together(paths: Sequence[Path], folder: Path) -> Path:
    """Give all lists as one table; the id of a row tells its list and its number."""
    if len(paths) == 1 and _is_table(paths[0]):
        return paths[0]
    import pyarrow as pa  # noqa: PLC0415

    return _write(
        pa.concat_tables([_list_table(path) for path in paths], promote_options="default"),
        folder / "lists.parquet",
    )


def _list_table(path: Path) -> pa.Table:
    from kinmatch.engines import BadTable  # noqa: PLC0415
    from rosters.errors import Unreadable  # noqa: PLC0415
    from rosters.reading import read  # noqa: PLC0415
    from wayhome.reading import read_list  # noqa: PLC0415

    if _is_table(path):
        return _plain_table(path)
    try:
        roster = read(path.read_bytes(), filename=path.name)
    except (OSError, Unreadable) as problem:
        raise BadTable(f"{path}: not read: {problem}") from problem
    records = [record for sheet in roster.sheets for record in read_list(sheet).records]
    ids = [f"{record.source}{_MARK}{record.row}{_MARK}{number}" for number, record in enumerate(records)]
    return _table(records, ids, ids)


def _plain_table(path: Path) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    from kinmatch.engines.intake import first_row, person_ids  # noqa: PLC0415
    from kinmatch.engines.table import COLUMNS as KNOWN  # noqa: PLC0415
    from kinmatch.engines.table import open_table, text_column  # noqa: PLC0415

    out, done = [], 0
    for piece in open_table(path, called=path.name)[2]:
        ids = pc.binary_join_element_wise(
            path.stem, person_ids(piece, done + first_row(path), path.name), _MARK
        )
        cells = {
            name: text_column(piece, name, called=path.name) for name in KNOWN if name in piece.column_names
        }
        out.append(pa.table({**cells, "person": ids}))
        done += piece.num_rows
    return pa.concat_tables(out)


def _table(records: Sequence[PersonRecord], ids: Sequence[str], requests: Sequence[str]) -> pa.Table:
    """Give records as the columns that an engine reads; a birth stands as its first and last day."""
    import pyarrow as pa  # noqa: PLC0415

    def others(record: PersonRecord) -> str:
        return "; ".join(name.text for name in record.names[1:])

    columns: dict[str, Any] = {
        "request": list(requests),
        "person": list(ids),
        "name": [record.names[0].text if record.names else "" for record in records],
        "other_names": [others(record) for record in records],
        "sex": [record.sex.value if record.sex else "" for record in records],
        "identifiers": [
            "; ".join(f"{one.kind}:{one.number}" for one in record.identifiers) for record in records
        ],
    }
    for column in ("father", "grandfather", "mother", "husband", "origin", "nationality", "marks"):
        columns[column] = [getattr(record, column) for record in records]
    table = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    for column, end in (("born_from", "earliest"), ("born_to", "latest")):
        days = [getattr(record.birth, end) if record.birth else None for record in records]
        table[column] = pa.array(days, pa.date32())
    return pa.table(table)


def _write(table: pa.Table, path: Path) -> Path:
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(table, path)
    return path


def write_links(out: Path, links: Path, left: Path, lists: Sequence[Path]) -> int:
    """Write the links as the matches file; give how many are strong."""
    requests = _requests_of(left)
    strong = 0

    def lines() -> Iterator[Sequence[str | int | float]]:
        nonlocal strong
        import pyarrow.parquet as pq  # noqa: PLC0415

        for batch in pq.ParquetFile(links).iter_batches(1 << 16):
            for one in batch.to_pylist():
                band = _band(one["odds"], one["against"])
                strong += band == "strong"
                place = one["right"].split(_MARK)
                source, row = (place[0], place[1]) if len(place) > 1 else (lists[0].stem, place[0])
                yield (
                    requests.get(one["left"], one["left"]), one["left"], source, int(row) if row.isdigit() else row,
                    one["millibits"] / 1000, band, "", ", ".join(name for bit, name in _AGAINST.items() if one["against"] & bit),
                )  # fmt: skip

    write_table(out, COLUMNS, lines())
    return strong


def _band(odds: int, against: int) -> str:
    if odds >= STRONG and not against:
        return "strong"
    return "possible" if odds >= POSSIBLE else "weak"


def _requests_of(left: Path) -> dict[str, str]:
    """Give the request of each person where the file tells it."""
    import pyarrow.csv as pacsv  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    if left.suffix.lower() == ".csv":
        table = pacsv.read_csv(left)
    else:
        names = pq.ParquetFile(left).schema_arrow.names
        table = pq.read_table(left, columns=[name for name in ("request", "person") if name in names])
    if not {"request", "person"} <= set(table.column_names):
        return {}
    return dict(
        zip(map(str, table["person"].to_pylist()), map(str, table["request"].to_pylist()), strict=True)
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr)

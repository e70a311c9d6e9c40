"""Measure one new record against many: time of a question, candidates' recall, build time, memory and disk.

    python -m bench.index.measure [--sizes 10000,100000,1000000] [--queries 300] [--settings mild,heavy] [--json FILE]

People are those of bench/batch/people.py: the gallery is the right table (three scripts, clerks' spellings and errors),
the questions are persons of the left table who stand in the gallery. A question is timed from the record as read to
proposals: keys, candidates, and the 40 best of them scored with evidence as `Matcher.score_family` does. The records
of candidates come out of the table at hand, parsed anew each time. Every size is asked in memory and on disk, the file
closed and opened again before; the keyed file of the smallest size shows what the secret costs. What is stored of
each record is prepared by one process for each core, once for both indexes; its time is told by itself. A million is
asked with heavy skew only, unless --full is given.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from bench.batch.people import invent
from bench.figures import Figure, write
from bench.intervals import wilson

from kinmatch import DateSpan, Matcher, Name, PersonRecord, Rarity, Sex, measure_rarity
from kinmatch.dates import parse_date
from kinmatch.index import DiskIndex, Entry, MemoryIndex, make_entries

COMMAND = "python -m bench.index.measure"
MOST = 40
RARITY_OF = 20_000
PART = 5_000
SECRET = bytes(range(32))
COLUMNS = ("person", "name", "sex", "birth", "mother")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--settings", default="mild,heavy")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument(
        "--full", action="store_true", help="no limit of time, and 1,000,000 with both settings"
    )
    parser.add_argument(
        "--minutes", type=float, default=11, help="begin nothing that would take longer than this in all"
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures: list[Figure] = []
    start = time.perf_counter()
    each = 0.0  # seconds that a record took in the last measurement
    for size in sorted(map(int, options.sizes.split(","))):
        for setting in options.settings.split(","):
            if size >= 1_000_000 and setting != "heavy" and not options.full:
                continue
            begun = time.perf_counter()
            if not options.full and begun - start + each * size > options.minutes * 60:
                note = f"not begun: {options.minutes:g} minutes would not do"
                figures.append(Figure(named(size, setting), None, "", COMMAND, kind="", note=note))
                continue
            figures += measure(size, setting, options.queries)
            each = (time.perf_counter() - begun) / size
    write(figures, options.json)
    return 0


@dataclass(frozen=True, slots=True)
class Gallery:
    """The right table, a sample of the left one that stands in it, and which row each of the sample is."""

    rows: dict[str, list[str]]
    asked: list[PersonRecord]
    truth: list[str]

    def record(self, place: int) -> PersonRecord:
        """Read one row."""
        return read({column: values[place] for column, values in self.rows.items()})

    def entries(self) -> list[Entry]:
        """Prepare what an index stores of all rows, on all cores."""
        size = len(self.rows["person"])
        parts = (
            {column: values[first : first + PART] for column, values in self.rows.items()}
            for first in range(0, size, PART)
        )
        with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
            return [entry for part in pool.map(prepare, parts) for entry in part]


def prepare(part: dict[str, list[str]]) -> list[Entry]:
    """Prepare the rows of one part of a table."""
    rows = zip(*part.values(), strict=True)
    return make_entries([read(dict(zip(part, row, strict=True))) for row in rows])


def read(row: dict[str, str]) -> PersonRecord:
    """Make a record of one row, as the readers of lists do."""
    return PersonRecord(
        ref=row["person"],
        names=(Name(row["name"]),),
        sex=Sex(row["sex"]),
        birth=_birth(row["birth"]),
        mother=row["mother"],
    )


def _birth(text: str) -> DateSpan | None:
    return parse_date(text, stated_on=None) if text else None


def gallery(size: int, setting: str, queries: int) -> Gallery:
    """Invent `size` rows, and questions about some of the people in them."""
    tables = invent(size, setting)
    pairs = tables.pairs
    chance = np.random.default_rng(5)
    chosen = chance.choice(len(pairs), min(queries, len(pairs)), replace=False)
    places = {ref: place for place, ref in enumerate(tables.left["person"].to_pylist())}
    wanted = [places[ref] for ref in pairs["left"].take(pa.array(chosen)).to_pylist()]
    left = tables.left.select(COLUMNS).take(pa.array(wanted))
    return Gallery(
        {column: tables.right[column].to_pylist() for column in COLUMNS},
        [read(row) for row in left.to_pylist()],
        pairs["right"].take(pa.array(chosen)).to_pylist(),
    )


def named(size: int, setting: str) -> str:
    """Say which measurement a figure is of."""
    return f"{size:,}, {setting} skew"


def measure(size: int, setting: str, queries: int) -> list[Figure]:
    """Measure one size with one skew."""
    people = gallery(size, setting, queries)
    rarity = measure_rarity([people.record(place) for place in range(min(size, RARITY_OF))])
    what = named(size, setting)
    figures: list[Figure] = []

    def tell(name: str, value: float, unit: str, **more: object) -> None:
        figures.append(Figure(f"{what}: {name}", round(value, 4), unit, COMMAND, kind="", **more))  # type: ignore[arg-type]

    start = time.perf_counter()
    entries = people.entries()
    tell(f"preparing records on {os.cpu_count()} cores", time.perf_counter() - start, "s", n=size)
    before = rss()
    start = time.perf_counter()
    memory = MemoryIndex()
    memory.add_many(entries)
    tell("building in memory", time.perf_counter() - start, "s", n=size)
    tell("memory of keys and traits", memory.memory / 1e6, "MB")
    tell("memory of the process grew by", rss() - before, "MB")
    for name, value, unit in ask(memory, people, rarity, "in memory"):
        tell(name, value, unit, n=len(people.asked))
    at10, at40 = recall(memory, people)
    for most, found in ((10, at10), (MOST, at40)):
        share = found / len(people.asked)
        tell(f"recall of candidates@{most}", share, "", n=len(people.asked),
             interval=wilson(found, len(people.asked)))  # fmt: skip
    changes = list(change(memory, people))
    tell("adding one, p95 in memory", p95(changes), "ms", n=len(changes))
    del memory
    with tempfile.TemporaryDirectory(prefix="wayhome-bench-") as folder:
        on_disk(Path(folder), people, entries, rarity, tell, keyed=size <= 10_000)
    return figures


def on_disk(
    folder: Path, people: Gallery, entries: list[Entry], rarity: Rarity, tell, *, keyed: bool
) -> None:
    """Build a file, open it again, and ask it."""
    start = time.perf_counter()
    with DiskIndex(folder / "index") as disk:
        disk.add_many(entries)
    tell("building on disk", time.perf_counter() - start, "s", n=len(people.rows["person"]))
    tell("size of the file", (folder / "index").stat().st_size / 1e6, "MB")
    start = time.perf_counter()
    with DiskIndex(folder / "index") as disk:
        tell("opening again", (time.perf_counter() - start) * 1000, "ms")
        for name, value, unit in ask(disk, people, rarity, "on disk"):
            tell(name, value, unit, n=len(people.asked))
        changes = list(change(disk, people))
        tell("adding one, p95 on disk", p95(changes), "ms", n=len(changes))
    if keyed:
        with DiskIndex(folder / "keyed", secret=SECRET) as disk:
            disk.add_many(people.record(place) for place in range(len(people.rows["person"])))
            for name, value, unit in ask(disk, people, rarity, "on disk, keyed"):
                tell(name, value, unit, n=len(people.asked))


Index = MemoryIndex | DiskIndex


def ask(index: Index, people: Gallery, rarity: Rarity, where: str) -> Iterator[tuple[str, float, str]]:
    """Ask every question twice: for candidates alone, and with the candidates scored."""
    matcher = Matcher(rarity)
    finding, all_of_it = [], []
    for record in people.asked[:20]:
        index.query(record, MOST)
    for record in people.asked:
        start = time.perf_counter()
        found = index.query(record, MOST)
        finding.append((time.perf_counter() - start) * 1000)
        matcher.score_family(
            [record],
            [people.record(int(one.ref[1:])) for one in found],
            population=len(people.rows["person"]),
        )
        all_of_it.append((time.perf_counter() - start) * 1000)
    yield f"candidates, p50 {where}", float(np.median(finding)), "ms"
    yield f"candidates, p95 {where}", p95(finding), "ms"
    yield f"candidates and their scores, p50 {where}", float(np.median(all_of_it)), "ms"
    yield f"candidates and their scores, p95 {where}", p95(all_of_it), "ms"


def recall(index: Index, people: Gallery) -> tuple[int, int]:
    """Count the questions whose row is among the first ten, and among the first forty."""
    first_ten = first_forty = 0
    for record, row in zip(people.asked, people.truth, strict=True):
        found = [one.ref for one in index.query(record, MOST)]
        first_ten += row in found[:10]
        first_forty += row in found
    return first_ten, first_forty


def change(index: Index, people: Gallery) -> Iterator[float]:
    """Add the questions as new records, timing each, and take them out again."""
    for record in people.asked[:100]:
        start = time.perf_counter()
        index.add(record)
        yield (time.perf_counter() - start) * 1000
    for record in people.asked[:100]:
        index.remove(record.ref)


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return float(np.quantile(values, 0.95))


def rss() -> float:
    """Return the memory of this process now, in MB; the peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    raise SystemExit(main())

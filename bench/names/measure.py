"""Measure how well names are found across scripts, beside every other system that can be had.

    python -m bench.names.measure [SETS…] [--queries 2000] [--slow-queries 100] [--systems NAME …] [--json FILE]

SETS: ru-ar ru-la la-ar caucasus (all if none is named). Gallery: every different name of the right side of the set.
Systems slower than 0.2 s a query are asked a seeded sample; ours is shown on exactly that sample too. How each
figure is counted stands in retrieval.py. Data: $WAYHOME_SHARED or ../shared, data/names.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.figures import DEV, Figure, write
from bench.names import crossfit, ours, peers
from bench.names.retrieval import Found, judge, summary

ROOT = Path(__file__).resolve().parents[2]
SETS = {
    "ru-ar": ("ru_ar.tsv", "ru", "ar"),
    "ru-la": ("ru_la.tsv", "ru", "la"),
    "la-ar": ("ar_la.tsv", "la", "ar"),
    "caucasus": ("caucasus_composed_ru_ar.tsv", "ru", "ar"),
}
SEED = 41


@dataclass(frozen=True, slots=True)
class Task:
    """One set of pairs: queries with their right names, the gallery, and five drawn wrong names a query."""

    name: str
    queries: list[tuple[str, frozenset[str]]]
    gallery: list[str]
    drawn: list[list[str]]
    folds: list[int]


def read_task(data: Path, name: str, limit: int) -> Task:
    """Read a set and draw `limit` queries, the same ones for every system; the first n are the sample of the slow."""
    file, left, right = SETS[name]
    with (data / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    rng = random.Random(SEED)
    picked = rng.sample(range(len(rows)), min(limit, len(rows)))
    gallery = sorted({row[right] for row in rows})
    queries = [(rows[n][left], frozenset({rows[n][right]})) for n in picked]
    drawn = [[name for name in rng.sample(gallery, 9) if name not in right][:5] for _, right in queries]
    return Task(name, queries, gallery, drawn, [n % crossfit.FOLDS for n in picked])


def judge_peer(system: peers.System, task: Task, count: int, tell) -> list[Found]:
    """Ask a system the first `count` queries of a set."""
    place = {name: i for i, name in enumerate(task.gallery)}
    gallery = system.ready(task.gallery)
    out = []
    for done, (text, right) in enumerate(task.queries[:count], 1):
        scores = system.one_to_all(system.ready([text]), gallery)
        found = judge(scores, np.array([place[name] for name in right]))
        found.drawn = [float(scores[place[name]]) for name in task.drawn[done - 1]]
        out.append(found)
        tell(done, count)
    return out


def judge_ours(task: Task, tell) -> tuple[list[Found], float, float]:
    """Ask kinmatch every query of a set, each with the model that was learned without its line."""
    texts, rights = zip(*task.queries, strict=True)
    return ours.judge_all(texts, rights, task.folds, task.drawn, task.gallery, tell)


def cost_in_bulk(system: peers.System, task: Task) -> float:
    """Return microseconds of one processor for a pair of one query with a whole gallery, all of it prepared and warm."""
    gallery = system.ready(task.gallery)
    queries = [system.ready([text]) for text, _ in task.queries[: 2 if system.slow else 20]]
    for query in queries[:2]:
        system.one_to_all(query, gallery)
    start = time.process_time()
    for query in queries:
        system.one_to_all(query, gallery)
    return (time.process_time() - start) * 1e6 / (len(queries) * len(task.gallery))


def figures_of(
    task: Task, system: str, found: list[Found], micro: float | None, command: str, kind: str = DEV
) -> list[Figure]:
    """Return the figures of one system on one set."""
    out = [
        Figure(f"{task.name}: {what}", round(value, 4), "", command, system, tuple(round(x, 4) for x in within),
               len(found), kind)
        for what, (value, within) in summary(found).items()
    ]  # fmt: skip
    if micro is not None:
        out.append(Figure(f"{task.name}: µs a pair", round(micro, 2), "µs", command, system, kind=kind))
    return out


def teller(label: str):
    """Return what shows how far one system has come."""
    start = time.monotonic()

    def tell(done: int, whole: int) -> None:
        if done == whole or done % max(1, whole // 20) == 0:
            print(
                f"\r  {label:42} {done}/{whole} {time.monotonic() - start:6.1f} s",
                end="",
                file=sys.stderr,
                flush=True,
            )
        if done == whole:
            print(file=sys.stderr)

    return tell


def measure(task: Task, systems: list[str], slow_queries: int) -> list[Figure]:
    """Measure every system on one set."""
    command = f"python -m bench.names.measure {task.name}"
    out: list[Figure] = []
    own, micro, candidate = judge_ours(task, teller(f"{task.name} {ours.NAME}"))
    out += figures_of(task, ours.NAME, own, micro, command, ours.KIND)
    out.append(
        Figure(f"{task.name}: µs a candidate", round(candidate, 2), "µs", command, ours.NAME, kind=ours.KIND)
    )
    sampled = False
    for name in systems:
        system = peers.load(name)
        if isinstance(system, str):
            out.append(Figure(f"{task.name}: R@1", None, "", command, name, note=system))
            continue
        count = min(slow_queries, len(task.queries)) if system.slow else len(task.queries)
        sampled |= system.slow
        found = judge_peer(system, task, count, teller(f"{task.name} {name}"))
        out += figures_of(task, name, found, cost_in_bulk(system, task), command)
    if sampled:
        count = min(slow_queries, len(task.queries))
        out += figures_of(task, f"{ours.NAME}, the same {count}", own[:count], None, command, ours.KIND)
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SETS", help=f"of {' '.join(SETS)}")
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--slow-queries", type=int, default=100)
    parser.add_argument("--systems", nargs="*", choices=[*peers.MAKERS], default=[*peers.MAKERS])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared")) / "data" / "names"
    if not data.is_dir():
        print(f"Skipped: there are no evaluation names in {data}.")
        return 0
    figures: list[Figure] = []
    for name in options.sets or SETS:
        figures += measure(read_task(data, name, options.queries), options.systems, options.slow_queries)
    write(figures, options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

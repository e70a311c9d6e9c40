"""Write docs/reference/benchmarks.md from the figures that the parts have left."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import figures

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
PEERS = (
    "nomenklatura",
    "rigour",
    "uroman",
    "arcoder",
    "rapidfuzz",
    "anyascii",
    "unidecode",
    "splink",
    "duckdb",
)
NAMES = {
    "names-ru-ar": "Russian to Arabic", "names-ru-la": "Russian to Latin", "names-la-ar": "Latin to Arabic",
    "names-caucasus": "Composed Caucasian names, Russian to Arabic",
}  # fmt: skip
COLUMNS = ("R@1", "R@10", "MRR", "R@P99", "µs a pair", "µs a candidate")
TITLES = {
    "crossfit": "Learning",
    "index": "One new record against many", "batch": "Batch: a list against a list",
    "search": "Search in the application", "office": "A day in the office", "vault": "What sealing costs",
}  # fmt: skip
HEAD = """# Benchmarks

Written by `make bench` ({minutes}); do not edit. {machine}.
{versions}

Every figure stands with its 95 % interval in brackets and the number of cases it is made of. `dev` means the halves
of the evaluation data that developers have; **hidden halves: not run here.** `dev (cross-fitted)` means that each
query was answered by a model that had not seen it. A dash is a figure that was not measured; why stands beside it.
No evaluation data is in this repository: the benches look in `$WAYHOME_SHARED` or `../shared`.
"""
HOW_NAMES = """
## Names

Each query is sought among all different names of the other side. `R@1` and `R@10` are the shares of queries whose
right name is first, or among the first ten; where it ties with wrong names, the chance of a random order counts, for
every system alike. A name is right if its text is the right text, so a name that stands in a gallery twice is right
twice. `MRR` is the mean of 1/rank. `R@P99` is the recall at 99 % precision: for each query the right pair, the
system's **own** five best wrong answers and five random names of the gallery, so ten negatives to a positive; the
largest share of right pairs above a threshold of which at least 99 % above it are right. `µs a pair` is processor
time on one core with all names read before and everything warm: one query with the whole gallery at once, shared among
its names, so that what is skipped counts too. `µs a candidate` is what one more candidate costs kinmatch when it is
known what the words of the vocabulary say of each other, as in an index or a batch.
kinmatch's letters are learned anew for this page without any pair of words that stands together in one line of these
sets, and what words come to together without the half of the lines that is asked; its rules, its hand-written lexicon
and its few settings were made by people who knew the dev halves.
Intervals: 1,000 bootstrap draws of queries (200 for `R@P99`). Systems slower than 0.2 s a query were asked a seeded
sample; ours on exactly that sample stands in its own line.
"""
HOW_SANCTIONS = """
## OpenSanctions' name bench

Labelled pairs of names of public persons as they are published, no other field. Best F1 takes the threshold that is
best on these very pairs, for every system; the next column takes it from the other four folds; the last is at 0.7
(token_sort: 70 of 100), ours at 0 bits. Intervals: 500 draws of the names on the left.
"""
HOW_FAMILIES = """
## Families

The synthetic evaluation set with six ugly lists; counted as its `score.py` counts, and checked against it in each
run. The plain baseline is run beside: romanise, token similarity, year of birth. The two last columns are quoted, not
run: they were published for the hidden set of the same kind. `wayhome` is `wayhome match`
as it is installed, whose weights were estimated on this very set; the column before it is the figure to go by: each
fold of families with weights and calibration that were estimated without it.
Intervals: 500 draws of whole requests; Wilson where all or none
hold.
"""
HOW_FAIR = """
### Children beside women, girls beside boys

Shares of true pairs that rank first, and their differences in points, within the lists where all of them stand.
"""


def write_page(kept: Path, parts: Iterable[str], *, full: bool) -> None:
    """Write the page from every part that has figures in `kept`."""
    found = {part: figures.read(kept / f"{part}.json") for part in parts if (kept / f"{part}.json").exists()}
    runs = [json.loads(path.read_text("utf-8")) for path in sorted(kept.glob("*.run"))]
    minutes = round(sum(one["seconds"] for one in runs) / 60)
    how = "without limits" if full else "with the limits of the short run"
    text = [HEAD.format(minutes=f"{how}, {minutes} min", machine=machine(), versions=versions())]
    if any(part in found for part in NAMES):
        text.append(HOW_NAMES)
        text += [names_table(NAMES[part], found[part]) for part in NAMES if part in found]
    if "opensanctions" in found:
        text += [HOW_SANCTIONS, by_system(found["opensanctions"])]
    if "families" in found:
        text += families([*found.get("families-crossfit", []), *found["families"]])
    text += [f"\n## {TITLES[part]}\n\n{plain_table(found[part])}" for part in TITLES if part in found]
    PAGE.write_text("\n".join(part.strip("\n") + "\n" for part in text), "utf-8")


def machine() -> str:
    """Return what the figures were measured on."""
    model = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip()
            for line in info.read_text("utf-8").splitlines()
            if "model name" in line
        ]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured on {os.cpu_count()} cores ({model}), {memory:.0f} GiB, Python {platform.python_version()}"
    )


def versions() -> str:
    """Return the versions of what is compared, and the commit that was measured."""
    named = []
    for peer in PEERS:
        try:
            named.append(f"{peer} {version(peer)}")
        except PackageNotFoundError:
            named.append(f"{peer} not installed")
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h of %cs"], cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout.strip()
    return f"Code: commit {commit or 'unknown'}. Beside it: {', '.join(named)}."


def number(value: float | None, unit: str = "") -> str:
    """Return a figure as people read it: three decimals below 1, no more digits than it bears above."""
    if value is None:
        return "–"
    if unit:
        text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
        return f"{text} {unit}".strip()
    if float(value).is_integer() and abs(value) > 1:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) <= 1.5 else f"{value:,.1f}"


def cell(one: dict | None) -> str:
    """Return a figure with its interval for a table."""
    if one is None:
        return "–"
    if one["figure"] is None:
        return f"– ({one['note']})" if one.get("note") else "–"
    within = one.get("interval")
    return number(one["figure"], one.get("unit", "")) + (
        f" [{number(within[0])}, {number(within[1])}]" if within else ""
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def commands(found: list[dict]) -> str:
    """Return the commands that make the figures, once each."""
    return (
        "Made by " + ", ".join(f"`{each}`" for each in dict.fromkeys(one["command"] for one in found)) + ".\n"
    )


def systems_of(found: list[dict]) -> list[str]:
    """Return the systems in the order in which they were measured."""
    return list(dict.fromkeys(one.get("system", "") for one in found))


def names_table(title: str, found: list[dict]) -> str:
    """Return the table of one set of names."""
    rows = []
    for system in systems_of(found):
        own = {one["what"].split(": ", 1)[-1]: one for one in found if one.get("system", "") == system}
        first = next(iter(own.values()))
        rows.append(
            [
                system,
                *(cell(own.get(column)) for column in COLUMNS),
                str(first.get("n", "–")),
                first.get("kind", "–"),
            ]
        )
    return f"### {title}\n\n{table(['', *COLUMNS, 'n', 'data'], rows)}\n{commands(found)}"


def by_system(found: list[dict]) -> str:
    """Return a table with a line for each system and a column for each figure."""
    columns = list(dict.fromkeys(one["what"] for one in found))
    rows = []
    for system in systems_of(found):
        own = {one["what"]: one for one in found if one.get("system", "") == system}
        first = next(iter(own.values()))
        rows.append(
            [
                system,
                *(cell(own.get(column)) for column in columns),
                str(first.get("n", "–")),
                first.get("kind", "–"),
            ]
        )
    return table(["", *columns, "n", "data"], rows) + "\n" + commands(found)


def families(found: list[dict]) -> list[str]:
    """Return the tables of families: every figure, and the fair ones by themselves."""
    systems = systems_of(found)
    fair = [one for one in found if one["what"].startswith("pairs@1 of ") or " less " in one["what"]]
    rest = [one for one in found if one not in fair]
    rows = []
    for what in dict.fromkeys(one["what"] for one in rest):
        own = {one.get("system", ""): one for one in rest if one["what"] == what}
        count = next((str(one["n"]) for one in own.values() if "n" in one), "–")
        rows.append([what, *(cell(own.get(system)) for system in systems), count])
    shown = [one for one in fair if one.get("system") == fair[0].get("system")] if fair else []
    fair_rows = [[one["what"], cell(one), str(one.get("n", "–"))] for one in shown]
    kinds = [
        f"{system} {one.get('kind', 'dev')}"
        for system in systems
        for one in found
        if one.get("system") == system
    ]
    return [
        HOW_FAMILIES, f"Data: {'; '.join(dict.fromkeys(kinds))}.\n", table(["", *systems, "n"], rows), commands(found), HOW_FAIR,
        table(["", "figure", "n"], fair_rows),
    ]  # fmt: skip


def plain_table(found: list[dict]) -> str:
    """Return a table with a line for each figure."""
    rows = [
        [one["what"], one.get("system", ""), cell(one), str(one.get("n", "–")), one.get("note", "")]
        for one in found
    ]
    return table(["", "system", "figure", "n", "note"], rows) + "\n" + commands(found)

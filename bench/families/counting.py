"""Count a matching run against the truth of a set, as its score.py does, with intervals over requests.

Whole requests are drawn again, since a family is found or missed together; where all or none of the cases hold,
that would give no width, and Wilson's interval stands there. measure.py refuses a run in which the points differ
from score.py's own.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.intervals import bootstrap, wilson

FAIR_LISTS = ("L2_camp_annex", "L3_camp_registration", "L5_consulate")
DRAWS = 500
Pair = tuple[str, str, int]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a heading."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@dataclass(slots=True)
class Run:
    """A matching run beside the truth: what was proposed, what is right, and where each right row ranks."""

    request_of: dict[str, str]
    same: set[Pair]
    hard: set[Pair]
    proposed: dict[Pair, tuple[float, str]]
    duplicates_true: set[frozenset[str]]
    duplicates_said: set[frozenset[str]]
    kind_of: dict[Pair, tuple[str, str]]
    rank: dict[Pair, float]


def load(data: Path, matches: Path) -> Run:
    """Read a set and a matching run."""
    requests = rows_of(data / "requests.csv")
    request_of = {row["person"]: row["request"] for row in requests}
    line = {number: row["person"] for number, row in enumerate(requests, 2)}
    truth = rows_of(data / "truth.csv")
    pairs = {
        kind: {(t["person"], t["list"], int(t["row"])) for t in truth if t["kind"] == kind}
        for kind in ("same", "hard_negative")
    }
    everything: dict[Pair, tuple[float, str]] = {}
    for row in rows_of(matches):
        key = (row["person"].strip(), row["list"].strip(), int(row["row"]))
        weight = float(row["weight"])
        if key not in everything or weight > everything[key][0]:
            everything[key] = (weight, row["band"].strip().lower())
    proposed = {key: found for key, found in everything.items() if key[1] != "requests"}
    noise = json.loads((data / "noise.json").read_text("utf-8"))["rows"]
    wrong: dict[str, list[float]] = defaultdict(list)
    for key, (weight, _) in proposed.items():
        if key not in pairs["same"]:
            wrong[key[0]].append(weight)
    rank = {
        key: 1 + sum(w >= proposed[key][0] for w in wrong[key[0]]) if key in proposed else float("inf")
        for key in pairs["same"]
    }
    said = {frozenset((key[0], line.get(key[2], "?"))) for key in everything if key[1] == "requests"}
    duplicates = {
        frozenset((t["person"], line[int(t["row"])])) for t in truth if t["kind"] == "duplicate_request"
    }
    return Run(
        request_of, pairs["same"], pairs["hard_negative"], proposed, duplicates, {d for d in said if len(d) == 2},
        {(n["person"], n["list"], int(n["row"])): (n["age_group"], n["sex"]) for n in noise}, rank,
    )  # fmt: skip


class Counter:
    """Sums of a run by request, so that requests can be drawn again."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.number = {request: i for i, request in enumerate(sorted(set(run.request_of.values())))}
        self.best: dict[str, float] = {}
        for person, *rest in run.same:
            rank = run.rank[person, *rest]
            self.best[person] = min(rank, self.best.get(person, float("inf")))

    def owner(self, persons: list[str]) -> np.ndarray:
        """Return the number of each person's request."""
        return np.array([self.number[self.run.request_of.get(p, "")] for p in persons], dtype=int)

    def share(self, cases: list[tuple[str, bool]]) -> tuple[float | None, tuple[float, float] | None, int]:
        """Return the share of cases (person, whether) that hold, its interval, and how many there are."""
        if not cases:
            return None, None, 0
        owner = self.owner([person for person, _ in cases])
        holds = np.array([float(flag) for _, flag in cases])
        hits = np.bincount(owner, holds, len(self.number))
        whole = np.bincount(owner, minlength=len(self.number)).astype(float)
        if holds.sum() in (0, len(cases)):
            return float(holds.mean()), wilson(int(holds.sum()), len(cases)), len(cases)

        def statistic(counts: np.ndarray) -> float:
            return float(counts @ hits) / max(float(counts @ whole), 1e-9)

        return statistic(np.ones(len(hits))), bootstrap(statistic, len(hits), DRAWS), len(cases)

    def gap(self, one: list[tuple[str, bool]], other: list[tuple[str, bool]]):
        """Return share(one) - share(other) with its interval, the same requests drawn for both."""
        sums = []
        for cases in (one, other):
            owner = self.owner([person for person, _ in cases])
            flags = np.array([float(flag) for _, flag in cases])
            sums.append(
                (np.bincount(owner, flags, len(self.number)), np.bincount(owner, minlength=len(self.number)))
            )

        def statistic(counts: np.ndarray) -> float:
            shares = [float(counts @ hits) / max(float(counts @ whole), 1e-9) for hits, whole in sums]
            return shares[0] - shares[1]

        return (
            statistic(np.ones(len(self.number))),
            bootstrap(statistic, len(self.number), DRAWS),
            len(one) + len(other),
        )

    def average_precision(self):
        """Return average precision over all proposed pairs, equal weights standing or falling together."""
        keys = sorted(self.run.proposed, key=lambda key: -self.run.proposed[key][0])
        weight = np.array([self.run.proposed[key][0] for key in keys])
        sign = np.array([float(key in self.run.same) for key in keys])
        owner = self.owner([key[0] for key in keys])
        true = np.bincount(self.owner([key[0] for key in sorted(self.run.same)]), minlength=len(self.number))
        ends = np.flatnonzero(np.append(weight[1:] != weight[:-1], True))

        def statistic(counts: np.ndarray) -> float:
            times = counts[owner]
            hits, said = np.cumsum(times * sign)[ends], np.cumsum(times)[ends]
            gained = np.diff(np.append(0.0, hits))
            return float((gained * hits / np.maximum(said, 1e-9)).sum() / max(float(counts @ true), 1e-9))

        return (
            statistic(np.ones(len(self.number))),
            bootstrap(statistic, len(self.number), DRAWS),
            len(self.run.same),
        )


def figures(run: Run) -> dict[str, tuple[float | None, tuple[float, float] | None, int]]:
    """Return every figure of a run with interval and count, in the order in which they are read."""
    counter = Counter(run)
    best, strong = counter.best, {key for key, (_, band) in run.proposed.items() if band == "strong"}
    absent = [person for person in run.request_of if person not in best]
    fooled = {key[0] for key in strong}
    out: dict[str, tuple] = {}
    for k in (1, 5, 20):
        out[f"recall@{k} of persons who appear"] = counter.share([(p, rank <= k) for p, rank in best.items()])
    out["average precision, all pairs"] = counter.average_precision()
    out["strong: precision"] = counter.share([(key[0], key in run.same) for key in sorted(strong)])
    found = {key[0] for key in strong & run.same}
    out["strong: recall of persons"] = counter.share([(p, p in found) for p in best])
    out["hard negatives called strong, share"] = counter.share(
        [(key[0], key in strong) for key in sorted(run.hard)]
    )
    out["absent persons with a strong pair, share"] = counter.share([(p, p in fooled) for p in absent])
    families = defaultdict(list)
    for person, rank in best.items():
        families[run.request_of[person]].append((person, rank))
    for k in (1, 5):
        whole = [(people[0][0], all(rank <= k for _, rank in people)) for people in families.values()]
        out[f"families completely found at {k}"] = counter.share(whole)
    out["duplicate requests: recall"] = counter.share(
        [(sorted(pair)[0], pair in run.duplicates_said) for pair in sorted(run.duplicates_true, key=sorted)]
    )
    out["duplicate requests: precision"] = counter.share(
        [(sorted(pair)[0], pair in run.duplicates_true) for pair in sorted(run.duplicates_said, key=sorted)]
    )
    for name in sorted({key[1] for key in run.same}):
        out[f"pairs@1 in {name}"] = counter.share(
            [(k[0], run.rank[k] <= 1) for k in sorted(run.same) if k[1] == name]
        )
    return out


def fairness(run: Run) -> dict[str, tuple[float, tuple[float, float], int]]:
    """Return what children are found less than women, and girls less than boys, at rank 1, by list."""
    counter = Counter(run)

    def cases(name: str, wanted: Callable[[str, str], bool]) -> list[tuple[str, bool]]:
        return [
            (key[0], run.rank[key] <= 1) for key in sorted(run.same)
            if (key[1] == name if name else key[1] in FAIR_LISTS) and wanted(*run.kind_of[key])
        ]  # fmt: skip

    out = {}
    for name in (*FAIR_LISTS, ""):
        label = name or "the three lists together"
        women = cases(name, lambda age, sex: age == "adult" and sex == "f")
        children = cases(name, lambda age, _: age == "child")
        girls = cases(name, lambda age, sex: age == "child" and sex == "f")
        boys = cases(name, lambda age, sex: age == "child" and sex == "m")
        for group, what in ((women, "women"), (children, "children"), (girls, "girls"), (boys, "boys")):
            out[f"pairs@1 of {what}, {label}"] = counter.share(group)
        out[f"children less women, {label}"] = counter.gap(children, women)
        out[f"girls less boys, {label}"] = counter.gap(girls, boys)
    return out

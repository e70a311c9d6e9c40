"""Measure every system on the labelled pairs of OpenSanctions' name bench (persons), as they stand.

    python -m bench.opensanctions.measure [--json FILE]

AUC and average precision need no threshold. Best F1 takes the threshold that is best on these very pairs, for every
system; F1 from the other folds takes it from the other four fifths of the pairs; F1 at a fixed threshold is at 0.7
for systems from 0 to 1 (70 of 100), and at 0 bits for ours. Intervals: names of the left side drawn again.
Data: $WAYHOME_SHARED or ../shared, data/names.
"""

from __future__ import annotations

import argparse
import csv
import os
import zlib
from pathlib import Path

import numpy as np
from bench.figures import DEV, Figure, write
from bench.intervals import bootstrap
from bench.names import ours, peers

ROOT = Path(__file__).resolve().parents[2]
FILE = "opensanctions_name_bench_person.tsv"
COMMAND = "python -m bench.opensanctions.measure"
FOLDS = 5
DRAWS = 500


def f1(said: np.ndarray, true: np.ndarray, times: np.ndarray) -> float:
    """Return F1 of what was said, each pair counted `times`."""
    hits = float((times * said * true).sum())
    whole = float((times * said).sum() + (times * true).sum())
    return 2 * hits / whole if whole else 0.0


def thresholds(scores: np.ndarray) -> np.ndarray:
    """Return every threshold that changes anything."""
    return np.unique(scores)


def best_f1(scores: np.ndarray, true: np.ndarray, times: np.ndarray) -> tuple[float, float]:
    """Return the best F1 and its threshold."""
    tried = [(f1(scores >= at, true, times), float(at)) for at in thresholds(scores)]
    return max(tried)


def auc(scores: np.ndarray, true: np.ndarray, times: np.ndarray) -> float:
    """Return the chance that a true pair weighs more than a false one, ties half."""
    good, bad = scores[true == 1], scores[true == 0]
    weight = np.outer(times[true == 1], times[true == 0])
    more = (good[:, None] > bad) + 0.5 * (good[:, None] == bad)
    return float((weight * more).sum() / max(weight.sum(), 1))


def average_precision(scores: np.ndarray, true: np.ndarray, times: np.ndarray) -> float:
    """Return average precision, pairs of equal weight standing or falling together."""
    order = np.argsort(-scores, kind="stable")
    ranked, hit, count = scores[order], (times * true)[order], times[order]
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    hits, said = np.cumsum(hit)[ends], np.cumsum(count)[ends]
    gained = np.diff(np.append(0.0, hits))
    return float((gained * hits / np.maximum(said, 1e-9)).sum() / max(hit.sum(), 1))


def from_other_folds(scores: np.ndarray, true: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Return what is said of each pair with the threshold that was best on the other folds."""
    said = np.zeros(len(scores), dtype=bool)
    for one in range(FOLDS):
        rest = fold != one
        _, at = best_f1(scores[rest], true[rest], np.ones(int(rest.sum())))
        said[~rest] = scores[~rest] >= at
    return said


def figures_of(
    system: str, scores: np.ndarray, rows: list[dict[str, str]], fixed: float, kind: str = DEV
) -> list[Figure]:
    """Return the figures of one system."""
    true = np.array([row["is_match"] == "true" for row in rows], dtype=float)
    owner = np.unique([row["name1"].casefold() for row in rows], return_inverse=True)[1]
    fold = np.array([zlib.crc32(row["name1"].casefold().encode()) % FOLDS for row in rows])
    said = from_other_folds(scores, true, fold)
    statistics = {
        "AUC": lambda times: auc(scores, true, times),
        "average precision": lambda times: average_precision(scores, true, times),
        "best F1": lambda times: best_f1(scores, true, times)[0],
        "F1, threshold from the other folds": lambda times: f1(said, true, times),
        "F1, fixed threshold": lambda times: f1(scores >= fixed, true, times),
    }
    out = []
    for what, statistic in statistics.items():
        within = bootstrap(
            lambda counts, of=statistic: of(counts[owner].astype(float)), int(owner.max()) + 1, DRAWS
        )
        value = statistic(np.ones(len(rows)))
        out.append(
            Figure(what, round(value, 4), "", COMMAND, system, tuple(round(x, 4) for x in within), len(rows))
        )
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    path = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared")) / "data" / "names" / FILE
    if not path.exists():
        print(f"Skipped: {path} is not there.")
        return 0
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    left, right = [row["name1"] for row in rows], [row["name2"] for row in rows]
    figures = figures_of(ours.NAME, np.array(ours.bits(left, right)), rows, 0.0, ours.KIND)
    for name in peers.MAKERS:
        system = peers.load(name)
        if isinstance(system, str):
            figures.append(Figure("best F1", None, "", COMMAND, name, note=system))
            continue
        scores = np.array(system.pairs(left, right))
        figures += figures_of(name, scores, rows, 70.0 if isinstance(system, peers.WholeText) else 0.7)
    write(figures, options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

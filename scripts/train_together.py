"""Learn what the words of two names come to together, from files of pairs of names.

    python scripts/train_together.py ru_ar.tsv ru_la.tsv ar_la.tsv --out packages/kinmatch/src/kinmatch/data/together.json

Each file has a heading with two of `ru`, `ar`, `la`, and a pair of names of one person in each line. Every name of the
first column is sought among all of the second; the right answer and the most alike wrong ones are what is learned from,
by boosting of single steps: the weight of a pair is a sum over what was counted of it, so that each part can be told.
What speaks for one name may not weigh less where there is more of it.

`--fold K/N` learns from all lines but every N-th, beginning with the K-th: those are kept for measuring.
"""

import argparse
import csv
import json
import random
import sys
from pathlib import Path

import numpy as np

from kinmatch.kernel import names as kernel
from kinmatch.names.bulk import Gallery
from kinmatch.names.parse import parse_name

ALIKE = 40  # the most alike wrong answers learned from for each right one
OTHERS = 15  # and wrong answers by chance, which stand for the rest
MOST_FOR_ONE = 20.0
ROUNDS, RATE, SMOOTH, BINS = 300, 0.1, 20.0, 24
PLAIN = 0.5 * np.log(2) / 1000  # what the plain sum gives in log-odds; the steps are learned beside it
RISING, FALLING = 1, -1
DIRECTION = {
    kernel.SUM: RISING, kernel.AGAINST: RISING, kernel.LEAST: RISING, kernel.LEAST_LETTERS: RISING,
    kernel.SECOND: RISING, kernel.GIVEN_BITS: RISING, kernel.FATHER_BITS: RISING, kernel.SURNAME_BITS: RISING,
    kernel.CROSSED: FALLING, kernel.CROSSED_MARKED: FALLING, kernel.BOTH_MARKED: FALLING, kernel.GIVEN_LEFT: RISING,
    kernel.GIVEN_RIGHT: FALLING,
}  # fmt: skip


def lines_of(path: Path) -> list[tuple[str, str]]:
    """Return the pairs of a file, as they stand."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    left, right = [name for name in ("ru", "la", "ar") if name in rows[0]]
    return [(row[left], row[right]) for row in rows if row[left] and row[right]]


def examples(
    pairs: list[tuple[str, str]], gallery: list[str], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what was counted of each query beside its answer and wrong ones, which are answers, and their weights."""
    held = Gallery([parse_name(text) for text in gallery], [parse_name(query) for query, _ in pairs])
    counted, right, weight = [], [], []
    for k, (_, answer) in enumerate(pairs):
        says, alone = held.says(k)
        places = held.places(says)
        if not len(places):
            continue
        rows = held.count(k, says, alone, places)
        plain = np.array([kernel.plain_sum(row) for row in rows])
        order = np.argsort(-plain, kind="stable")
        rest = order[ALIKE:]
        chosen = rng.choice(rest, min(OTHERS, len(rest)), replace=False) if len(rest) else rest
        own = [n for n, place in enumerate(places) if gallery[place] == answer]
        near = np.unique(np.concatenate([order[:ALIKE], chosen, np.array(own, dtype=int)]))
        is_answer = np.array([gallery[places[n]] == answer for n in near])
        stands_for = np.ones(len(near))
        by_chance = np.isin(near, chosen) & ~is_answer
        # The names that share no word at all are like the least alike of those that do.
        stands_for[by_chance] = min(MOST_FOR_ONE, max(1.0, (len(gallery) - ALIKE) / max(1, by_chance.sum())))
        weight.append(stands_for)
        counted.append(rows[near])
        right.append(is_answer)
        if (k + 1) % 100 == 0:
            print(f"  {k + 1} of {len(pairs)}", file=sys.stderr)
    return np.concatenate(counted), np.concatenate(right), np.concatenate(weight)


def edges_of(column: np.ndarray, count: int) -> list[int]:
    """Return the upper ends of the bins of a count but for the last."""
    values = np.unique(column)
    if len(values) <= BINS or count == kernel.OVER:
        return [int(v) for v in values[:-1]]
    return sorted({int(v) for v in np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1], method="lower")})


def boost(
    counted: np.ndarray, right: np.ndarray, stands_for: np.ndarray
) -> tuple[list[list[int]], list[np.ndarray], float]:
    """Return edges, steps in natural log-odds, and the log-odds at the start."""
    edges = [edges_of(counted[:, f], f) for f in range(kernel.COUNTED)]
    binned = [np.searchsorted(edges[f], counted[:, f]) for f in range(kernel.COUNTED)]
    steps = [np.zeros(len(e) + 1) for e in edges]
    start = float(np.log(stands_for[right > 0].sum() / stands_for[right == 0].sum()))
    odds = start + PLAIN * np.array([kernel.plain_sum(row) for row in counted])
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-odds))
        pull, weight = stands_for * (right - share), stands_for * share * (1 - share)
        best = (1e-9, -1, 0, 0.0, 0.0)
        for f in range(kernel.COUNTED):
            n = len(steps[f])
            if n < 2:
                continue
            g = np.cumsum(np.bincount(binned[f], pull, n))
            h = np.cumsum(np.bincount(binned[f], weight, n))
            low, high = g[:-1] / (h[:-1] + SMOOTH), (g[-1] - g[:-1]) / (h[-1] - h[:-1] + SMOOTH)
            gain = g[:-1] * low + (g[-1] - g[:-1]) * high
            gain[DIRECTION.get(f, 0) * (high - low) < 0] = 0.0
            at = int(np.argmax(gain))
            if gain[at] > best[0]:
                best = (float(gain[at]), f, at, float(low[at]), float(high[at]))
        _, f, at, low, high = best
        if f < 0:
            break
        change = np.where(np.arange(len(steps[f])) <= at, low, high) * RATE
        steps[f] += change
        odds += change[binned[f]]
    return edges, steps, start


def main() -> None:
    """Learn and write the steps as one JSON file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=700, help="lines of each file that are learned from")
    parser.add_argument("--gallery", type=int, default=6000)
    parser.add_argument("--fold", default="", help="K/N: leave out every N-th line, beginning with the K-th")
    options = parser.parse_args()
    k, n = (int(part) for part in options.fold.split("/")) if options.fold else (0, 0)
    rng = random.Random(11)  # noqa: S311 - a sample, no secret
    found = []
    sizes = []
    for path in options.paths:
        pairs = lines_of(path)
        gallery = sorted({answer for _, answer in pairs})
        kept = [pair for place, pair in enumerate(pairs) if not n or place % n != k]
        asked = rng.sample(kept, min(options.queries, len(kept)))
        others = rng.sample(gallery, min(options.gallery, len(gallery)))
        gallery = sorted({*others, *(answer for _, answer in asked)})
        sizes.append(len(gallery))
        print(f"{path.name}: {len(asked)} queries, {len(gallery)} names", file=sys.stderr)
        found.append(examples(asked, gallery, np.random.default_rng(11)))
    counted, right, weight = (np.concatenate(parts) for parts in zip(*found, strict=True))
    edges, steps, start = boost(counted, right.astype(float), weight)
    # A weight, not odds: what is said before comparing, one of a gallery of this size, is taken back.
    start += float(np.log(np.mean(sizes)))
    millibits = [[round(float(v) / np.log(2) * 1000) for v in row] for row in steps]
    model = {"edges": edges, "steps": millibits, "start": round(start * 1000)}
    options.out.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(right)} pairs, {int(right.sum())} of one name", file=sys.stderr)


if __name__ == "__main__":
    main()

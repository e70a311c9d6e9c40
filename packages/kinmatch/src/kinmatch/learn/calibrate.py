"""How often odds hold what they promise: a monotone calibration, and the table that shows it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from kinmatch.weights import Knots

LEAST_IN_STEP = 25
"""Pairs that a step of the calibration must rest on."""
MOST_ODDS_MILLIBITS = 10_000
"""Odds beyond one in a thousand need thousands of pairs to be shown; none are promised."""
EDGES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class ReliabilityLine:
    """Pairs whose probability was said to lie between `low` and `high`; `low_95` and `high_95` bound what was met."""

    low: float
    high: float
    pairs: int
    said: float
    met: float
    low_95: float
    high_95: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How probabilities compare with what was met.

    Attributes:
        log_loss: mean bits of surprise for each pair.
        error: expected calibration error: mean distance of said and met, weighted by pairs.
    """

    pairs: int
    log_loss: float
    error: float
    lines: tuple[ReliabilityLine, ...]


def probability(odds_millibits: int) -> float:
    """Turn odds in millibits into a probability."""
    return 1.0 / (1.0 + math.pow(2.0, -max(-60_000, min(60_000, odds_millibits)) / 1000))


def fit_calibration(
    odds_millibits: Sequence[int], same: Sequence[bool], *, least: int = LEAST_IN_STEP
) -> Knots:
    """Give knots of a rising line from odds as summed to odds as met, in millibits (isotonic regression).

    Steps of fewer than `least` pairs are joined with their neighbour, and each step is told with half a pair added
    on either side, so that no step promises certainty.
    """
    steps: list[tuple[float, int, int]] = []  # sum of odds, pairs, of them the same
    for odds, is_same in sorted(zip(odds_millibits, same, strict=True)):
        steps.append((float(odds), 1, int(is_same)))
        while len(steps) > 1 and (steps[-2][1] < least or _share(steps[-2]) >= _share(steps[-1])):
            a, b = steps.pop(), steps.pop()
            steps.append((a[0] + b[0], a[1] + b[1], a[2] + b[2]))
    if len(steps) > 1 and steps[-1][1] < least:
        a, b = steps.pop(), steps.pop()
        steps.append((a[0] + b[0], a[1] + b[1], a[2] + b[2]))
    knots: list[tuple[int, int]] = []
    for total, pairs, hits in steps:
        x, y = round(total / pairs), round(1000 * math.log2((hits + 0.5) / (pairs - hits + 0.5)))
        y = max(-MOST_ODDS_MILLIBITS * 2, min(MOST_ODDS_MILLIBITS, y))
        if not knots or (x > knots[-1][0] and y >= knots[-1][1]):
            knots.append((x, y))
    return tuple(knots)


def reliability(odds_millibits: Sequence[int], same: Sequence[bool]) -> Reliability:
    """Give the table of probabilities said and met, for odds that should need no further calibration."""
    bounds = (0.0, *EDGES, 1.0)
    said = [probability(odds) for odds in odds_millibits]
    lines = []
    for n, (low, high) in enumerate(itertools.pairwise(bounds)):
        last = n == len(bounds) - 2
        chosen = [i for i, p in enumerate(said) if low <= p < high or (last and p >= high)]
        if chosen:
            hits = sum(same[i] for i in chosen)
            lines.append(
                ReliabilityLine(
                    low, high, len(chosen), sum(said[i] for i in chosen) / len(chosen), hits / len(chosen),
                    *wilson(hits, len(chosen)),
                )
            )  # fmt: skip
    count = max(1, len(said))
    loss = sum(
        math.log2(1.0 + math.pow(2.0, min(60.0, (-odds if is_same else odds) / 1000)))
        for odds, is_same in zip(odds_millibits, same, strict=True)
    )
    error = sum(line.pairs * abs(line.said - line.met) for line in lines)
    return Reliability(len(said), loss / count, error / count, tuple(lines))


def wilson(hits: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson's score interval)."""
    if not count:
        return 0.0, 1.0
    share, square = hits / count, z * z / count
    middle = (share + square / 2) / (1 + square)
    half = z * math.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(step: tuple[float, int, int]) -> float:
    return step[2] / step[1]

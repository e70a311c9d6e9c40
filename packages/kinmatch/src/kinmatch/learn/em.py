"""Weights without a single reviewed pair: expectation-maximisation over what comparisons of candidates gave.

Fellegi and Sunter's model: a pair is one person or two, and each feature comes out in its ways with other chances in
each case. Candidates were chosen because they are alike, so the chances among different pairs are learned from
candidates only to tell the two kinds apart; what evidence weighs is measured against pairs drawn blindly.
A feature that one side does not tell has no part in it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kinmatch.evidence import Evidence, Feature, Outcome
from kinmatch.learn.logistic import keep_order
from kinmatch.learn.pairs import PLACE, Floats
from kinmatch.weights import SHARES, Weights

ROUNDS = 40
STEP_BITS = 2.0
"""Raw bits are told apart in steps of so much."""
SMOOTHING = 2.0
LEAN_PAIRS = 30.0
MOST_BITS = 12.0

Way = tuple[str, int]


def estimate_without_labels(
    candidates: Sequence[Sequence[Evidence]],
    blind: Sequence[Sequence[Evidence]],
    current: Weights,
    *,
    prior_bits: float,
) -> tuple[Weights, float]:
    """Give weights, and the share of candidates that are one person by them.

    Args:
        candidates: evidence of pairs that blocking brought, weighed with `current`.
        blind: evidence of pairs drawn without looking; nearly none is one person.
        prior_bits: log2 of the prior odds of one candidate pair; it only tells where to begin.
    """
    ways, features = _number_ways(candidates, blind, current)
    codes, raw = _encode(candidates, ways, features, current)
    blind_codes, _ = _encode(blind, ways, features, current)
    totals = np.array([sum(one.millibits for one in pair) / 1000 for pair in candidates])
    mine = 1.0 / (1.0 + np.exp2(-np.clip(totals + prior_bits, -60, 60)))
    yours = [_shares(column, np.ones(len(column)), n) for column, n in _columns(blind_codes, ways, features)]
    for _ in range(ROUNDS):
        odds = np.full(len(candidates), math.log2(max(1e-9, mine.mean()) / max(1e-9, 1.0 - mine.mean())))
        for column, n in _columns(codes, ways, features):
            same, other = _shares(column, mine, n), _shares(column, 1.0 - mine, n)
            weight = np.append(np.log2(same / other), 0.0)
            odds += weight[column]
        mine = 1.0 / (1.0 + np.exp2(-np.clip(odds, -60, 60)))
    terms = dict(current.terms)
    counts: dict[str, int] = {}
    for place, (column, n) in enumerate(_columns(codes, ways, features)):
        bits = np.clip(np.log2(_shares(column, mine, n) / yours[place]), -MOST_BITS, MOST_BITS)
        _put(terms, counts, ways[features[place]], bits, column, mine, raw[:, place], current)
    weights = Weights(keep_order(terms, counts), current.calibration, "estimated without labels")
    return weights, float(mine.mean())


def _number_ways(
    candidates: Sequence[Sequence[Evidence]], blind: Sequence[Sequence[Evidence]], current: Weights
) -> tuple[dict[Feature, dict[Way, int]], list[Feature]]:
    found: dict[Feature, set[Way]] = defaultdict(set)
    for pair in (*candidates, *blind):
        for one in pair:
            way = _way(one, current)
            if way is not None:
                found[one.feature].add(way)
    ways = {feature: {way: n for n, way in enumerate(sorted(some))} for feature, some in found.items()}
    return ways, [feature for feature in Feature if len(ways.get(feature, ())) > 1]


def _way(one: Evidence, current: Weights) -> Way | None:
    """Give the term and the step of its raw bits; None for what is unknown or comes from the family."""
    weight = current.terms.get(one.term, 0)
    if one.outcome is Outcome.UNKNOWN or one.feature is Feature.FAMILY or not weight:
        return None
    if one.term not in SHARES:
        return one.term, 0
    return one.term, max(-4, min(6, math.floor(one.millibits / weight / STEP_BITS)))


def _encode(
    pairs: Sequence[Sequence[Evidence]],
    ways: dict[Feature, dict[Way, int]],
    features: list[Feature],
    current: Weights,
) -> tuple[NDArray[np.int64], Floats]:
    """Give the number of the way of each feature, -1 where unknown, and its raw bits."""
    places = {feature: place for place, feature in enumerate(features)}
    codes = np.full((len(pairs), len(features)), -1, dtype=np.int64)
    raw = np.zeros((len(pairs), len(features)))
    for n, pair in enumerate(pairs):
        for one in pair:
            way = _way(one, current)
            if way is not None and one.feature in places:
                codes[n, places[one.feature]] = ways[one.feature][way]
                raw[n, places[one.feature]] = one.millibits / current.terms[one.term]
    return codes, raw


def _columns(
    codes: NDArray[np.int64], ways: dict[Feature, dict[Way, int]], features: list[Feature]
) -> list[tuple[NDArray[np.int64], int]]:
    return [(codes[:, place], len(ways[feature])) for place, feature in enumerate(features)]


def _shares(column: NDArray[np.int64], mass: Floats, n: int) -> Floats:
    """Give how often each way comes out among pairs that tell the feature, with `SMOOTHING` pairs spread evenly."""
    known = column >= 0
    counts = np.bincount(column[known], weights=mass[known], minlength=n).astype(np.float64) + SMOOTHING / n
    shares: Floats = counts / counts.sum()
    return shares


def _put(
    terms: dict[str, int],
    counts: dict[str, int],
    ways: dict[Way, int],
    bits: Floats,
    column: NDArray[np.int64],
    mine: Floats,
    raw: Floats,
    current: Weights,
) -> None:
    """Set the weights of one feature: bits for plain terms, for shares the slope of bits on raw bits."""
    slopes: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for (term, _), n in ways.items():
        here = column == n
        mass = float(mine[here].sum())
        if term not in PLACE or not here.any():
            continue
        if term in SHARES:
            mean = float(raw[here].mean())
            sums = slopes[term]
            sums[0] += mass * mean * float(bits[n])
            sums[1] += mass * mean * mean
            sums[2] += mass
        else:
            trust = here.sum() / (here.sum() + LEAN_PAIRS)
            terms[term] = round(1000 * float(trust * bits[n]) + (1 - trust) * current.terms[term])
            counts[term] = int(here.sum())
    for term, (up, down, mass) in slopes.items():
        trust = mass / (mass + LEAN_PAIRS)
        slope = max(0.05, min(1.5, up / down)) if down > 0 else current.terms[term] / 1000
        terms[term] = round(1000 * trust * slope + (1 - trust) * current.terms[term])
        counts[term] = round(mass)


__all__ = ["estimate_without_labels"]

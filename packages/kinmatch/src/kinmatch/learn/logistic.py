"""Weights from judged pairs: logistic regression in bits that keeps the order of the terms and leans on known weights.

Fellegi and Sunter multiply likelihood ratios as if features were independent; they are not (a namesake family agrees
on everything at once). Regression weighs each term beside the others. It holds for candidates that were chosen by the
same features, since the choice only moves the constant, which is dropped.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kinmatch.learn.pairs import ORDER, PLACE, Floats, vector
from kinmatch.weights import AGAINST, CHAINS, FOR, SHARES, Weights

LEAN = 4.0
"""How hard weights lean on what they were, in pairs: a term seen in fewer judged pairs than this hardly moves."""
SHARE_SCALE = 0.3
MOST_SHARE = 1.5
MOST_BITS = 12.0


def fit_terms(
    raw: Floats,
    same: NDArray[np.bool_],
    start: Weights,
    *,
    lean: float = LEAN,
    offset: Floats | None = None,
) -> tuple[dict[str, int], float]:
    """Give weights by term in thousandths, and the constant in bits.

    Args:
        raw: shape (pairs, terms of `ORDER`), from `pairs.table`.
        same: shape (pairs,).
        offset: bits that each pair's odds have besides, shape (pairs,); the constant is then what they lack.
    """
    first = vector(start)
    scale = np.array([_scale(term, first[place]) for term, place in PLACE.items()])
    low, high = _bounds(first)
    labels = same.astype(float)
    base = np.zeros(len(same)) if offset is None else offset
    seen = np.abs(raw).sum(axis=0) > 0

    def loss(theta: Floats) -> tuple[float, Floats]:
        z = raw @ theta[:-1] + theta[-1] + base
        p = 1.0 / (1.0 + np.exp2(-np.clip(z, -60, 60)))
        cost = np.logaddexp2(0.0, np.where(same, -z, z)).sum()
        away = (theta[:-1] - first) / scale
        slope = np.append(raw.T @ (p - labels) + 2 * lean * away / scale, (p - labels).sum())
        return float(cost + lean * (away**2).sum()), slope

    begin = np.append(first, constant(raw @ first + base, labels))
    bounds = [*zip(low, high, strict=True), (-60.0, 60.0)]
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    theta = np.where(seen, found.x[:-1], first)
    terms = {term: round(float(theta[place]) * 1000) for term, place in PLACE.items()}
    counts = {term: int((raw[:, place] != 0).sum()) for term, place in PLACE.items()}
    return keep_order(terms, counts), float(found.x[-1])


def keep_order(terms: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, int]:
    """Pool neighbours of a chain that stand in the wrong order, weighted by how many pairs showed them."""
    kept = {term: _within(term, weight) for term, weight in terms.items()}
    for _ in CHAINS:  # kunya:agree heads two chains
        for chain in CHAINS:
            if any(kept[b] > kept[a] for a, b in itertools.pairwise(chain)):
                kept.update(_pooled(chain, kept, counts))
    for chain in CHAINS:
        for a, b in itertools.pairwise(chain):
            kept[b] = min(kept[b], kept[a])
    return kept


def _pooled(chain: tuple[str, ...], terms: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, int]:
    blocks: list[tuple[float, float, list[str]]] = []
    for term in chain:
        weight, mass, members = float(terms[term]), counts.get(term, 0) + 1.0, [term]
        while blocks and blocks[-1][0] < weight:
            above, more, names = blocks.pop()
            weight = (above * more + weight * mass) / (more + mass)
            mass, members = mass + more, names + members
        blocks.append((weight, mass, members))
    return {term: _within(term, round(weight)) for weight, _, members in blocks for term in members}


def _within(term: str, weight: int) -> int:
    if term in FOR or term in SHARES:
        return max(0, weight)
    return min(0, weight) if term in AGAINST else weight


def _scale(term: str, weight: float) -> float:
    return SHARE_SCALE if term in SHARES else max(1.0, abs(weight) / 2)


def _bounds(first: Floats) -> tuple[Floats, Floats]:
    low, high = np.full(len(ORDER), -MOST_BITS), np.full(len(ORDER), MOST_BITS)
    for term, place in PLACE.items():
        if term in SHARES:
            low[place], high[place] = 0.05, max(MOST_SHARE, first[place])
        elif term in FOR:
            low[place], high[place] = 0.0, max(MOST_BITS, first[place])
        elif term in AGAINST:
            high[place] = 0.0
    return low, high


def constant(z: Floats, labels: Floats) -> float:
    """Start where the number of pairs expected to be the same is the number that are."""
    low, high = -60.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        if (1.0 / (1.0 + np.exp2(-np.clip(z + middle, -60, 60)))).sum() < labels.sum():
            low = middle
        else:
            high = middle
    return (low + high) / 2

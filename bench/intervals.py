"""Intervals of measured figures: Wilson's for a share, the bootstrap for everything else. 95 %, always.

The bootstrap draws whole queries again, never single pairs, since the pairs of one query rise and fall together.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np

Z = 1.959964
DRAWS = 1000
SEED = 20181


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the interval of a share of `n` independent cases."""
    if n == 0:
        return 0.0, 1.0
    share, room = hits / n, Z * Z / n
    middle = (share + room / 2) / (1 + room)
    half = Z * sqrt(share * (1 - share) / n + room / (4 * n)) / (1 + room)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap_mean(values: np.ndarray, draws: int = DRAWS) -> tuple[float, float]:
    """Return the interval of the mean of one value a query."""
    return bootstrap(lambda counts: float(counts @ values) / float(counts.sum()), len(values), draws)


def bootstrap(
    statistic: Callable[[np.ndarray], float], clusters: int, draws: int = DRAWS
) -> tuple[float, float]:
    """Return the interval of `statistic`, which is told how often each cluster was drawn."""
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(draws):
        counts = np.bincount(rng.integers(0, clusters, clusters), minlength=clusters)
        found.append(statistic(counts))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def difference(one: np.ndarray, other: np.ndarray, draws: int = DRAWS) -> tuple[float, float]:
    """Return the interval of mean(one) - mean(other) of two independent groups."""
    rng = np.random.default_rng(SEED)
    found = [rng.choice(one, len(one)).mean() - rng.choice(other, len(other)).mean() for _ in range(draws)]
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)

"""How well a system finds a name in a gallery, and how far its weights can be trusted. Figures with intervals.

R@k: the share of queries whose right name is among the first k of the gallery. Where the right name ties with
wrong ones, the chance that it comes among the first k in random order is counted, the same for every system.
A gallery name is right if its text is the text of the query's row; so a name that stands there twice is right twice.

R@P99: for each query the right pair, the system's own five best wrong answers, and five names of the gallery drawn
at random (the same for every system), so ten negatives to a positive; the largest share of positives above a
threshold that at least 99 % of what is above it deserves.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from bench.intervals import bootstrap, bootstrap_mean

OWN_WRONG = 5
DRAWS_OF_P99 = 200


@dataclass(slots=True)
class Found:
    """What one system says about one query: the right name's weight, who is above it or level, the best wrong."""

    own: float
    above: int
    level: int
    wrong: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)

    def reaches(self, k: int) -> float:
        """Return the chance that the right name is among the first k."""
        return min(1.0, max(0.0, (k - self.above) / (self.level + 1)))

    def reciprocal(self) -> float:
        """Return the expected reciprocal rank."""
        if self.above >= 10**6:
            return 0.0
        places = self.above + 1 + np.arange(min(self.level, 2000) + 1)
        return float((1 / places).mean())


LOST = 10**6


def judge(scores: np.ndarray, right: np.ndarray) -> Found:
    """Judge one query whose weight with every name of the gallery is known."""
    own = float(scores[right].max())
    wrong = np.delete(scores, right)
    best = np.partition(wrong, -OWN_WRONG)[-OWN_WRONG:]
    return Found(own, int((wrong > own).sum()), int((wrong == own).sum()), [float(s) for s in best])


def precision_recall(found: list[Found], precision: float = 0.99) -> tuple[float, tuple[float, float]]:
    """Return the recall at a precision and its interval, queries drawn again as a whole."""
    weights, signs, owners = [], [], []
    for query, one in enumerate(found):
        values = [one.own, *one.wrong, *one.drawn]
        weights += values
        signs += [1.0] + [0.0] * (len(values) - 1)
        owners += [query] * len(values)
    order = np.argsort(-np.asarray(weights), kind="stable")
    weight, sign, owner = np.asarray(weights)[order], np.asarray(signs)[order], np.asarray(owners)[order]
    ends = np.flatnonzero(np.append(weight[1:] != weight[:-1], True))

    def recall(counts: np.ndarray) -> float:
        times = counts[owner]
        hits, said = np.cumsum(times * sign)[ends], np.cumsum(times)[ends]
        good = hits >= precision * said
        return float(hits[good].max() / max(counts.sum(), 1)) if good.any() else 0.0

    return recall(np.ones(len(found))), bootstrap(recall, len(found), DRAWS_OF_P99)


def summary(found: list[Found]) -> dict[str, tuple[float, tuple[float, float]]]:
    """Return each figure of a list of judged queries with its interval."""
    out = {}
    for what, values in (
        ("R@1", np.array([one.reaches(1) for one in found])),
        ("R@10", np.array([one.reaches(10) for one in found])),
        ("MRR", np.array([one.reciprocal() for one in found])),
    ):
        out[what] = (float(values.mean()), bootstrap_mean(values))
    out["R@P99"] = precision_recall(found)
    return out

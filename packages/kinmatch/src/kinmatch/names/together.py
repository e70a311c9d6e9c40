"""What the words of two names come to together: learned steps over what was counted of the pair.

`data/together.json` is written by scripts/train_together.py: for each count ascending edges and, between them, steps in
millibits. More of what speaks for one name never weighs less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kinmatch.kernel.names import COUNTED, SPANS, pair_spans, weigh_all, weigh_spans
from kinmatch.names.encode import EncodedNames, Ints
from kinmatch.names.model import read_learned

_END = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Steps:
    """Edges int32[COUNTED, bins - 1] (padded with the greatest number) and steps int32[COUNTED, bins] in millibits."""

    edges: Ints
    steps: Ints
    start: int

    @classmethod
    def of(cls, edges: list[list[int]], steps: list[list[int]], start: int) -> Steps:
        """Pack lists of unequal length."""
        bins = max(len(row) for row in steps)
        packed = np.full((COUNTED, bins - 1), _END, dtype=np.int32)
        filled = np.zeros((COUNTED, bins), dtype=np.int32)
        for f in range(COUNTED):
            packed[f, : len(edges[f])] = edges[f]
            filled[f, : len(steps[f])] = steps[f]
            filled[f, len(steps[f]) :] = steps[f][-1]
        return cls(packed, filled, start)


@lru_cache(maxsize=1)
def learned() -> Steps:
    """Return the learned steps, read once a process; KINMATCH_TOGETHER may name another file (cross-fitting)."""
    data = read_learned("together.json", instead="KINMATCH_TOGETHER")
    return Steps.of(data["edges"], data["steps"], data["start"])


def weigh_together(counted: Ints) -> Ints:
    """Weigh pairs by what was counted of them, int32[pairs, COUNTED]; millibits int32[pairs]."""
    model = learned()
    out = np.zeros(len(counted), dtype=np.int32)
    weigh_all(counted, model.edges, model.steps, model.start, out)
    return out


def pairs_of(says: Ints, q: EncodedNames, left: int, g: EncodedNames, right: int) -> list[tuple[int, int]]:
    """Give which spans of two names are set against each other, in the order of the first name."""
    weights = np.zeros((SPANS, SPANS), dtype=np.int32)
    pairs = np.zeros((SPANS, 2), dtype=np.int32)
    weigh_spans(
        says, q.masks[left], q.counts[left], q.roles[left], q.marked[left], g.words[right], g.masks[right],
        g.counts[right], g.roles[right], g.marked[right], weights,
    )  # fmt: skip
    taken = pair_spans(q.masks[left], q.counts[left], g.masks[right], g.counts[right], weights, pairs)
    return sorted((int(i), int(j)) for i, j in pairs[:taken])

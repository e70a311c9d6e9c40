"""Pairs of one part from its sorted keys, where no SQL engine joins them. Compiled."""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np


@nb.njit(cache=True, nogil=True)
def count_pairs(keys: Any, sides: Any, within: bool) -> int:
    """Count the pairs of persons under one key; keys are sorted, `sides` 0 left and 1 right."""
    total = 0
    start = 0
    for end in range(1, keys.shape[0] + 1):
        if end == keys.shape[0] or keys[end] != keys[start]:
            right = 0
            for n in range(start, end):
                right += sides[n]
            size = end - start
            total += size * (size - 1) // 2 if within else (size - right) * right
            start = end
    return total


@nb.njit(cache=True, nogil=True)
def expand_pairs(keys: Any, sides: Any, persons: Any, within: bool, room: int) -> Any:
    """Give the pairs that `count_pairs` counted: int32[room] left and right persons."""
    i = np.empty(room, dtype=np.int32)
    j = np.empty(room, dtype=np.int32)
    n = 0
    start = 0
    for end in range(1, keys.shape[0] + 1):
        if end == keys.shape[0] or keys[end] != keys[start]:
            for a in range(start, end):
                for b in range(start, end):
                    if (persons[a] < persons[b]) if within else (sides[a] == 0 and sides[b] == 1):
                        i[n] = persons[a]
                        j[n] = persons[b]
                        n += 1
            start = end
    return i[:n], j[:n]

"""Cut keys into parts that can be joined one by one. Compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one part: `keys` uint64[n], and the place of the person of each, int32[n]."""

    keys: NDArray[np.uint64]
    persons: NDArray[np.int32]


@nb.njit(cache=True, nogil=True)
def part_of(key: Any, parts: int) -> Any:
    """Give the part of a key, by its low bits."""
    return np.int64(key & np.uint64(0xFFFF)) * parts >> 16


@nb.njit(cache=True, nogil=True)
def _scatter(keys: Any, persons: Any, parts: int) -> Any:
    starts = np.zeros(parts + 1, dtype=np.int64)
    for n in range(keys.shape[0]):
        starts[part_of(keys[n], parts) + 1] += 1
    for part in range(parts):
        starts[part + 1] += starts[part]
    at = starts[:-1].copy()
    out_keys, out_persons = np.empty_like(keys), np.empty_like(persons)
    for n in range(keys.shape[0]):
        part = part_of(keys[n], parts)
        out_keys[at[part]] = keys[n]
        out_persons[at[part]] = persons[n]
        at[part] += 1
    return out_keys, out_persons, starts


def split_by_part(keys: NDArray[np.uint64], persons: NDArray[np.int32], parts: int) -> list[Keys]:
    """Give the keys of each part, in the order they came."""
    keys, persons, starts = _scatter(keys, persons, parts)
    return [Keys(keys[starts[p] : starts[p + 1]], persons[starts[p] : starts[p + 1]]) for p in range(parts)]

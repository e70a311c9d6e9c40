"""Which places have a key, in memory: one sorted block, and what came since in small arrays beside it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kinmatch.index.traits import Places

Keys = NDArray[np.int64]
_NONE = np.empty(0, dtype=np.int32)
_LEAST_MERGED = 100_000


class Postings:
    """Keys sorted, each with its places in order; grows at the end only, since later records have later places."""

    def __init__(self) -> None:
        self.keys: Keys = np.empty(0, dtype=np.int64)
        self.starts: NDArray[np.int64] = np.zeros(1, dtype=np.int64)
        self.places: Places = _NONE
        self._recent: dict[int, array[int]] = {}
        self._count_recent = 0

    def add(self, keys: Iterable[int], place: int) -> None:
        """Put one place, later than all before, under its keys."""
        for key in keys:
            found = self._recent.get(key)
            if found is None:
                found = self._recent[key] = array("i")
            found.append(place)
            self._count_recent += 1
        if self._count_recent > max(_LEAST_MERGED, len(self.places) // 8):
            self.settle()

    def extend(self, keys: Keys, places: Places) -> None:
        """Put many places under keys: `keys[i]` has `places[i]`, places in order and later than all before."""
        self.settle()
        self._merge(keys, places)

    def of(self, keys: Sequence[int]) -> dict[int, Places]:
        """Give the places of each key that anybody has, in order."""
        wanted = np.array(keys, dtype=np.int64)
        at = np.searchsorted(self.keys, wanted)
        found: dict[int, Places] = {}
        for key, index in zip(keys, at.tolist(), strict=True):
            old = _NONE
            if index < len(self.keys) and self.keys[index] == key:
                old = self.places[self.starts[index] : self.starts[index + 1]]
            recent = self._recent.get(key)
            if recent is not None:
                old = np.concatenate([old, np.frombuffer(recent, dtype=np.int32)])
            if len(old):
                found[key] = old
        return found

    def settle(self) -> None:
        """Bring what came since into the sorted block."""
        if not self._recent:
            return
        keys = np.repeat(
            np.fromiter(self._recent, dtype=np.int64, count=len(self._recent)),
            [len(places) for places in self._recent.values()],
        )
        places = np.concatenate([np.frombuffer(one, dtype=np.int32) for one in self._recent.values()])
        self._recent, self._count_recent = {}, 0
        self._merge(keys, places)

    def keep(self, living: NDArray[np.bool_]) -> None:
        """Drop the places that are not living and number the others anew, in order."""
        self.settle()
        kept = living[self.places]
        owner = np.repeat(np.arange(len(self.keys)), np.diff(self.starts))[kept]
        renumbered = (np.cumsum(living) - 1).astype(np.int32)
        self.places = renumbered[self.places[kept]]
        counts = np.bincount(owner, minlength=len(self.keys))
        self.keys = self.keys[counts > 0]
        self.starts = np.concatenate([[0], np.cumsum(counts[counts > 0])]).astype(np.int64)

    @property
    def memory(self) -> int:
        """Bytes of the sorted block."""
        return int(self.keys.nbytes + self.starts.nbytes + self.places.nbytes)

    def _merge(self, keys: Keys, places: Places) -> None:
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], places[order]
        fresh, counts = np.unique(keys, return_counts=True)
        if not len(self.places):
            self.keys, self.places = fresh, places
            self.starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
            return
        counted = np.diff(self.starts)
        # Later places go behind the earlier ones of their key.
        self.places = np.insert(
            self.places, self.starts[np.searchsorted(self.keys, keys, side="right")], places
        )
        at = np.searchsorted(self.keys, fresh)
        known = np.zeros(len(fresh), dtype=bool)
        inside = at < len(self.keys)
        known[inside] = self.keys[at[inside]] == fresh[inside]
        counted[at[known]] += counts[known]
        self.keys = np.insert(self.keys, at[~known], fresh[~known])
        counted = np.insert(counted, at[~known], counts[~known])
        self.starts = np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)

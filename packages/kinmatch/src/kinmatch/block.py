"""Find which rows are worth comparing with a sought person, without comparing with all.

The ranking is that of `kinmatch.index`; here rows are known by their position in a gallery that does not change, and
two of one ref are two.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from kinmatch.index.hashing import make_hash
from kinmatch.index.keys import profile_keys, record_keys, sketch_profile
from kinmatch.index.postings import Postings
from kinmatch.index.ranking import rank
from kinmatch.index.traits import ROW, Traits, row_of
from kinmatch.profile import Profile


class Index:
    """The rows of a gallery under their keys."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.size = len(profiles)
        self._number = make_hash()
        self._traits = Traits.empty()
        self._postings = Postings()
        keys, counts = array("q"), array("i")
        rows = []
        for profile in profiles:
            sketch = sketch_profile(profile)
            numbers = {self._number(key) for key in sketch.keys}
            keys.extend(numbers)
            counts.append(len(numbers))
            rows.append(row_of(sketch))
        self._traits.extend(np.array(rows, dtype=ROW))
        places = np.repeat(np.arange(self.size, dtype=np.int32), counts)
        self._postings.extend(np.frombuffer(keys, dtype=np.int64), places)

    def find(self, profile: Profile, *, most: int) -> list[int]:
        """Give the positions of up to `most` rows worth comparing, in order of position."""
        places, _ = rank(sketch_profile(profile), self._number, self._postings, self._traits, most=most)
        return sorted(places.tolist())


__all__ = ["Index", "profile_keys", "record_keys"]

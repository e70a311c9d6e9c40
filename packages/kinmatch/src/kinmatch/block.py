"""Find which rows are worth comparing with a sought person, without comparing with all.

Keys are what two writings of a name share (canonical names, consonant skeletons), kept apart by what they are of:
own name, mother, kunya. A key's worth is its rarity in the gallery; keys that nearly everybody has (محمد) open no
block as long as rarer ones do. Blocks only choose candidates; they decide nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kinmatch.names import ParsedName, name_keys
from kinmatch.names.parts import Role as Part
from kinmatch.profile import Profile, build_profiles
from kinmatch.record import PersonRecord

MOST_KEY_BITS = 10.0
LARGEST_BLOCK_SHARE = 0.08
SMALLEST_LIMIT = 400
OWN, GIVEN, MOTHER, KUNYA = "o:", "g:", "m:", "k:"
WORTH = {OWN: 0.6, GIVEN: 0.6, MOTHER: 0.7, KUNYA: 0.6}

Floats = NDArray[np.float32]


def record_keys(record: PersonRecord) -> frozenset[str]:
    """Give the keys under which a record should be found; an application may store them as keyed hashes."""
    profile = build_profiles([record])[0]
    numbers = {f"i:{one.kind}:{one.number}" for one in record.identifiers}
    return profile_keys(profile) | numbers


def profile_keys(profile: Profile) -> frozenset[str]:
    """Give the keys of a profile: its own names, its mother's, its kunyas and the children a kunya may name."""
    keys: set[str] = set()
    for name in profile.names:
        keys.update(OWN + key for key in name_keys(name))
        keys.update(GIVEN + key for key in name_keys(ParsedName(name.text, name.of(Part.GIVEN)[:1])))
    for name in profile.mother:
        keys.update(
            (KUNYA if key.startswith("k:") else MOTHER) + key.removeprefix("k:") for key in name_keys(name)
        )
    for name in (*profile.kunyas, *profile.mother_kunyas, *profile.child_names):
        keys.update(KUNYA + key.removeprefix("k:") for key in name_keys(name))
    if profile.is_child:
        for name in profile.sibling_names:
            keys.update(KUNYA + key.removeprefix("k:") for key in name_keys(name))
    return frozenset(keys)


class Index:
    """The rows of a gallery under their keys, with the years of their births."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.size = len(profiles)
        blocks: dict[str, list[int]] = defaultdict(list)
        self.first = np.full(self.size, np.nan, dtype=np.float32)
        self.last = np.full(self.size, np.nan, dtype=np.float32)
        self.sex = np.zeros(self.size, dtype=np.int8)
        for position, profile in enumerate(profiles):
            for key in profile_keys(profile):
                blocks[key].append(position)
            if profile.record.birth is not None:
                self.first[position] = _year(profile.record.birth.earliest.toordinal())
                self.last[position] = _year(profile.record.birth.latest.toordinal())
            if profile.record.sex is not None:
                self.sex[position] = 1 if profile.record.sex == "f" else 2
        self.blocks = {key: np.array(places, dtype=np.int32) for key, places in blocks.items()}

    def find(self, profile: Profile, *, most: int) -> list[int]:
        """Give the positions of up to `most` rows worth comparing, in order of position."""
        scores = np.zeros(self.size, dtype=np.float32)
        limit = max(SMALLEST_LIMIT, int(self.size * LARGEST_BLOCK_SHARE))
        found = sorted((len(self.blocks[key]), key) for key in profile_keys(profile) if key in self.blocks)
        opened = np.zeros(self.size, dtype=bool)
        for size, key in found:
            bits = min(MOST_KEY_BITS, float(np.log2(self.size / size)) if size else 0.0)
            scores[self.blocks[key]] += bits * WORTH[key[:2]]
            if size <= limit:
                opened[self.blocks[key]] = True
        if not opened.any():
            for _, key in found[:2]:
                opened[self.blocks[key]] = True
        places = np.flatnonzero(opened)
        if not len(places):
            return []
        scores = scores[places] + self._birth_bits(profile, places) + self._sex_bits(profile, places)
        if len(places) > most:
            best = np.argsort(-scores, kind="stable")[:most]
            places = np.sort(places[best])
        return [int(place) for place in places]

    def _birth_bits(self, profile: Profile, places: NDArray[np.intp]) -> Floats:
        birth = profile.record.birth
        if birth is None:
            return np.zeros(len(places), dtype=np.float32)
        first, last = _year(birth.earliest.toordinal()), _year(birth.latest.toordinal())
        gap = np.maximum(np.maximum(self.first[places] - last, first - self.last[places]), 0)
        bits = np.select([np.isnan(gap), gap <= 0.5, gap <= 1.5, gap <= 3.5], [0.0, 3.0, 1.5, -1.5], -6.0)
        return bits.astype(np.float32)

    def _sex_bits(self, profile: Profile, places: NDArray[np.intp]) -> Floats:
        if profile.record.sex is None:
            return np.zeros(len(places), dtype=np.float32)
        own = 1 if profile.record.sex == "f" else 2
        other = self.sex[places]
        return np.where(other == 0, 0.0, np.where(other == own, 0.5, -4.0)).astype(np.float32)


def _year(ordinal: int) -> float:
    return ordinal / 365.2425

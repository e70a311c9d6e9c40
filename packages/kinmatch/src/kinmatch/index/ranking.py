"""Who is worth comparing: rare keys open blocks of bounded size, common ones only refine what is open.

First every rare key that fits is walked, the rarest first, and each place collects the weight of what it shares; then
the best of them are weighed anew with all keys, the common ones too, which are looked up and never walked. Weights
are integers, and equal ones are ordered by lot: the same records give the same candidates in whatever order they
came, from whatever kind of index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kinmatch.index.hashing import Hash
from kinmatch.index.keys import GIVEN, MOTHER, Sketch
from kinmatch.index.traits import (
    OTHER_GIVEN,
    OTHER_MOTHER,
    STATES_GIVEN,
    STATES_MOTHER,
    Millibits,
    Places,
    Traits,
)

MOST_KEY_BITS = 10.0
LARGEST_SHARE = 0.08
LEAST_LIMIT, MOST_LIMIT = 400, 20_000
MOST_WALKED = 250_000
WEIGHED = 512
"""How many places are weighed with all keys, or eight times what is asked for, if that is more."""

FEW = 4096
"""Where no more than these may be found at all, no key is too common: all who share anything are weighed."""

Mask = NDArray[np.bool_]


class Lookup(Protocol):
    """Where the places of keys are kept."""

    def of(self, keys: Sequence[int]) -> Mapping[int, Places]:
        """Give the places of each key that anybody has, in order."""
        ...


@dataclass(frozen=True, slots=True)
class _Key:
    number: int
    places: Places
    size: int
    millibits: int


@dataclass(frozen=True, slots=True)
class _Slot:
    kind: str
    keys: list[_Key]


def rank(
    asked: Sketch, number: Hash, lookup: Lookup, traits: Traits, *, most: int, among: Mask | None = None
) -> tuple[Places, Millibits]:
    """Return up to `most` places and their weights, the heaviest first.

    Args:
        among: the places that may be found at all, one truth value each; None for all.
    """
    slots = _look_up(asked, number, lookup, traits)
    few = among is not None and np.count_nonzero(among) <= FEW
    if among is not None and few and _sum(slots) > MOST_WALKED:
        chosen = np.flatnonzero(among).astype(np.int32)
        chosen = chosen[traits.alive(chosen)]
        chosen = chosen[_shares_any(slots, chosen)]
    else:
        places, rough = _open(slots, traits, among, limit=MOST_WALKED if few else _limit(traits.living))
        rough = rough + traits.millibits(asked, places)
        chosen = np.sort(places[_best(rough, traits, places, max(WEIGHED, 8 * most))])
    weights = _weigh(slots, asked, traits, chosen)
    order = _best(weights, traits, chosen, most)
    return chosen[order], weights[order]


def _shares_any(slots: Sequence[_Slot], places: Places) -> Mask:
    shares = np.zeros(len(places), dtype=bool)
    for slot in slots:
        for key in slot.keys:
            shares |= _has(key.places, places)
    return shares


def _look_up(asked: Sketch, number: Hash, lookup: Lookup, traits: Traits) -> list[_Slot]:
    numbers = {key: number(key) for slot in asked.slots for key, _ in slot}
    found = lookup.of(sorted(set(numbers.values())))
    sizes = {one: _living(places, traits) for one, places in found.items()}
    slots = []
    for slot in asked.slots:
        keys = [
            _Key(one, found[one], sizes[one], _millibits(sizes[one], traits.living, worth))
            for key, worth in slot
            if sizes.get(one := numbers[key])
        ]
        keys.sort(key=lambda key: (-key.millibits, key.number))
        if keys:
            slots.append(_Slot(slot[0][0][:2], keys))
    return slots


def _living(places: Places, traits: Traits) -> int:
    """Count the places of a key that are still in the index."""
    gone = traits.gone
    if not len(gone):
        return len(places)
    if len(gone) * 8 < len(places):
        return len(places) - int(_has(places, gone).sum())
    return int(np.count_nonzero(traits.alive(places)))


def _millibits(size: int, living: int, worth: float) -> int:
    return round(1000 * worth * min(MOST_KEY_BITS, log2(living / size)))


def _open(
    slots: Sequence[_Slot], traits: Traits, among: Mask | None, *, limit: int
) -> tuple[Places, Millibits]:
    """Walk the rare keys; return the places met, in order, with the weight of what they share as far as walked."""
    opening = _choose(slots, limit)
    score = np.zeros(traits.size, dtype=np.int32)
    met = np.zeros(traits.size, dtype=np.int16)
    for turn, slot in enumerate(slots, start=1):
        for key in slot.keys:
            if key.number in opening:
                fresh = key.places[met[key.places] != turn]
                score[fresh] += key.millibits
                met[fresh] = turn
    places = np.flatnonzero(met != 0).astype(np.int32)
    if not len(places) and slots:
        places = _widest(slots, traits)
    keep = traits.alive(places)
    if among is not None:
        keep &= among[places]
    places = places[keep]
    return places, score[places]


def _limit(living: int) -> int:
    """Return the size of the largest block that is opened."""
    return max(LEAST_LIMIT, min(int(living * LARGEST_SHARE), MOST_LIMIT))


def _sum(slots: Sequence[_Slot]) -> int:
    return sum({key.number: key.size for slot in slots for key in slot.keys}.values())


def _choose(slots: Sequence[_Slot], limit: int) -> set[int]:
    walked = 0
    opening: set[int] = set()
    for size, number in sorted({(key.size, key.number) for slot in slots for key in slot.keys}):
        walked += size
        if size > limit or walked > MOST_WALKED:
            break
        opening.add(number)
    return opening


def _widest(slots: Sequence[_Slot], traits: Traits) -> Places:
    """Open what nearly everybody has, where there is nothing rarer: as many as may be walked, by lot."""
    _, _, places = min(
        ((key.size, key.number, key.places) for slot in slots for key in slot.keys), key=lambda k: k[:2]
    )
    places = places[traits.alive(places)]
    if len(places) > MOST_WALKED:
        places = np.sort(places[np.argpartition(traits.lots(places), MOST_WALKED)[:MOST_WALKED]])
    return places


def _weigh(slots: Sequence[_Slot], asked: Sketch, traits: Traits, places: Places) -> Millibits:
    """Weigh places, in order, with every key: of each slot the best key counts."""
    total = traits.millibits(asked, places)
    shared = {GIVEN: np.zeros(len(places), dtype=bool), MOTHER: np.zeros(len(places), dtype=bool)}
    for slot in slots:
        best = np.zeros(len(places), dtype=np.int32)
        left = np.ones(len(places), dtype=bool)
        for key in slot.keys:
            if not key.millibits:  # sorted: what follows weighs nothing either
                break
            hit = _has(key.places, places)
            best[hit & left] = key.millibits
            left &= ~hit
        total += best
        if slot.kind in shared:
            shared[slot.kind] |= ~left
    if asked.states_given:
        total[traits.states(STATES_GIVEN, places) & ~shared[GIVEN]] += OTHER_GIVEN
    if asked.states_mother:
        total[traits.states(STATES_MOTHER, places) & ~shared[MOTHER]] += OTHER_MOTHER
    return total


def _has(sorted_places: Places, places: Places) -> Mask:
    """Say which of `places` (in order too) stand in `sorted_places`."""
    if not len(places):
        return np.zeros(0, dtype=bool)
    if len(sorted_places) < len(places):
        found = np.zeros(len(places), dtype=bool)
        at = np.searchsorted(places, sorted_places)
        at[at == len(places)] = 0
        found[at[places[at] == sorted_places]] = True
        return found
    at = np.searchsorted(sorted_places, places)
    at[at == len(sorted_places)] = 0
    return np.asarray(sorted_places[at] == places)


def _best(weights: Millibits, traits: Traits, places: Places, most: int) -> NDArray[np.intp]:
    """Return the positions of the `most` heaviest, the heaviest first, equal ones by lot."""
    if len(weights) > most:
        least = np.partition(weights, len(weights) - most)[len(weights) - most]
        near = np.flatnonzero(weights >= least)
    else:
        near = np.arange(len(weights))
    return near[np.lexsort((traits.lots(places[near]), -weights[near]))[:most]]

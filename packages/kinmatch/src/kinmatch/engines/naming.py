"""Score two names, word by word. The stand-in until `kinmatch.kernel` has its own; same door, same numbers for a pair.

Words are compared by their sounds (`kinmatch.names.sound`) with cheap vowels, by the lexicon where it knows both, and
weighed by rarity as `kinmatch.names.tokens.weigh` does. What two words say is remembered in a table of one slot per hash.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np

from kinmatch.engines import layout as L
from kinmatch.engines.vocabulary import Vocabulary
from kinmatch.names.lexicon import find_names
from kinmatch.names.sound import sounds
from kinmatch.rarity import Rarity

_LONGEST = 20
_MEMORY = 1 << 20
_DIFFER = np.array([-5000, -3000, -1500, -2000, -3000, -300, -300], dtype=np.int32)
_KIN_CAP = 2000
_EXACT, _LISTED, _APART = 14000, 12500, -6000


@dataclass(frozen=True)
class NameTables:
    """What the kernel asks of words: sounds uint8[n, 2, 20], their lengths, names listed, rarity in millibits."""

    arrays: tuple[Any, ...]
    _local: threading.local

    @classmethod
    def build(cls, vocabulary: Vocabulary, rarity: Rarity) -> NameTables:
        """Build the tables for all words of a run."""
        n = max(1, len(vocabulary.tokens))
        letters = np.zeros((n, 2, _LONGEST), dtype=np.uint8)
        lengths = np.zeros((n, 2), dtype=np.uint8)
        listed = np.full(n, -1, dtype=np.int32)
        rare = np.zeros(n, dtype=np.int32)
        sets = np.zeros((n, 2), dtype=np.int32)
        ids: dict[frozenset[str], int] = {}
        for place, token in enumerate(vocabulary.tokens):
            for k, form in enumerate((token.forms[0], token.stem)):
                sound = sounds(form)[:_LONGEST].encode("ascii", "replace")
                letters[place, k, : len(sound)] = np.frombuffer(sound, dtype=np.uint8)
                lengths[place, k] = len(sound)
                sets[place, k] = _consonants(sound)
            known = find_names(token.stem)
            if known:
                listed[place] = ids.setdefault(known, len(ids))
            rare[place] = round(rarity.bits(token.forms[0]) * 1000)
        return cls((letters, lengths, listed, rare, sets), threading.local())

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process without what this one remembers."""
        return NameTables.of, (self.arrays,)

    @classmethod
    def of(cls, arrays: tuple[Any, ...]) -> NameTables:
        """Make tables of arrays that were built before."""
        return cls(arrays, threading.local())

    def memory(self) -> tuple[Any, Any]:
        """Give this thread's table of remembered pairs of words."""
        found = getattr(self._local, "memory", None)
        if found is None:
            found = np.full(_MEMORY, -1, dtype=np.int64), np.zeros(_MEMORY, dtype=np.int32)
            self._local.memory = found
        return found


def _consonants(sound: bytes) -> int:
    """Give the set of strong consonants as bits."""
    return sum(
        1 << (letter - 97) for letter in set(sound) if 97 <= letter <= 122 and chr(letter) not in "aeiuwh"
    )


@nb.njit(cache=True, nogil=True)
def _weight(c: int) -> Any:
    """What it costs to lose a letter: vowels and weak consonants little."""
    if c == 97 or c == 105 or c == 117 or c == 101:
        return 2
    return 3 if c in (119, 39, 104) else 8


@nb.njit(cache=True, nogil=True)
def _distance(a: Any, n: int, b: Any, m: int) -> Any:
    row = np.empty(_LONGEST + 1, dtype=np.int32)
    row[0] = 0
    for j in range(m):
        row[j + 1] = row[j] + _weight(b[j])
    for i in range(n):
        diagonal = row[0]
        cost = _weight(a[i])
        row[0] += cost
        for j in range(m):
            other = _weight(b[j])
            best = (
                diagonal
                if a[i] == b[j]
                else diagonal + max(cost, other) + (2 if cost > 3 or other > 3 else 0)
            )
            best = min(best, row[j + 1] + cost, row[j] + other)
            diagonal = row[j + 1]
            row[j + 1] = best
    return row[m]


@nb.njit(cache=True, nogil=True, inline="always")
def _bits(x: int) -> int:
    n = 0
    while x:
        x &= x - 1
        n += 1
    return n


@nb.njit(cache=True, nogil=True, inline="always")
def _far(x: int, y: int, n: int, m: int) -> bool:
    """Say whether the consonants that only one word has already cost too much for the two to be alike."""
    apart = max(_bits(x & ~y), _bits(y & ~x))
    return apart * 8 * 4000 > 11000 * max(4, min(n, m))


@nb.njit(cache=True, nogil=True)
def _likeness(x: int, y: int, same: bool, tables: Any) -> Any:
    letters, lengths, listed, _, sets = tables
    if listed[x] >= 0 and listed[y] >= 0 and not same:
        return _LISTED if listed[x] == listed[y] else _APART
    k = 0 if same else 1
    if _far(sets[x, k], sets[y, k], lengths[x, k], lengths[y, k]):
        return 0
    lost = _distance(letters[x, k], lengths[x, k], letters[y, k], lengths[y, k])
    long = max(4, min(lengths[x, k], lengths[y, k]))
    return max(-5000, 13000 - lost * 4000 // long)


@nb.njit(cache=True, nogil=True)
def _both(says: int, rare: int) -> Any:
    """Add the two chances of sharing a name: its share of bearers, and a likeness of other names."""
    return int(np.rint(-1000.0 * np.log2(2.0 ** (-rare / 1000.0) + 2.0 ** (-says / 1000.0))))


@nb.njit(cache=True, nogil=True)
def _words(x: int, y: int, same: bool, tables: Any, memory: Any) -> Any:
    """Weigh two words in millibits, remembered."""
    if x == y:
        return _both(_EXACT, tables[3][x])
    k = 0 if same else 1
    known = tables[2][x] >= 0 and tables[2][y] >= 0 and not same
    if not known and _far(tables[4][x, k], tables[4][y, k], tables[1][x, k], tables[1][y, k]):
        return 0
    keys, values = memory
    low, high = min(x, y), max(x, y)
    key = (np.int64(low) << 32) | (np.int64(high) << 1) | np.int64(same)
    place = ((key * np.int64(-7046029254386353131)) >> 44) & (_MEMORY - 1)
    if keys[place] == key:
        return values[place]
    says = _likeness(low, high, same, tables)
    rare = min(tables[3][x], tables[3][y])
    found = min(says, 0) if says < 2000 else _both(says, rare)
    keys[place] = key
    values[place] = found
    return found


@nb.njit(cache=True, nogil=True)
def score_names(
    a: Any, at: int, slots: int, b: Any, bt: int, others: int, tables: Any, memory: Any
) -> tuple[int, bool, bool]:
    """Score the words of two names: millibits, whether given names differ, whether a father's name agrees."""
    weight = np.zeros((6, 6), dtype=np.int32)
    free_a, free_b = 0, 0
    for k in range(slots):
        if a[at + k] == L.EMPTY or (a[at + k] >> L.ROLE_SHIFT) == L.INITIAL:
            continue
        free_a |= 1 << k
        for m in range(others):
            if b[bt + m] == L.EMPTY or (b[bt + m] >> L.ROLE_SHIFT) == L.INITIAL:
                continue
            free_b |= 1 << m
            ra, rb = _plain(a[at + k] >> L.ROLE_SHIFT), _plain(b[bt + m] >> L.ROLE_SHIFT)
            found = _words(
                a[at + k] & L.WORD_MASK, b[bt + m] & L.WORD_MASK, ra == rb and ra == L.SURNAME, tables, memory
            )
            if found > 0 and ra != rb:
                found -= _crossed(ra, rb)
            weight[k, m] = found
    if free_a == 0 or free_b == 0:
        return 0, False, False
    total = 0
    parent = False
    given = False
    while True:
        best = 0
        bk = bm = -1
        for k in range(slots):
            if free_a >> k & 1:
                for m in range(others):
                    if free_b >> m & 1 and weight[k, m] > best:
                        best, bk, bm = weight[k, m], k, m
        if bk < 0:
            break
        total += best
        free_a ^= 1 << bk
        free_b ^= 1 << bm
        role = _plain(a[at + bk] >> L.ROLE_SHIFT)
        parent = parent or role == L.FATHER
        given = given or role == L.GIVEN
    differs = False
    for k in range(slots):
        if free_a >> k & 1:
            role = _plain(a[at + k] >> L.ROLE_SHIFT)
            for m in range(others):
                if free_b >> m & 1 and _plain(b[bt + m] >> L.ROLE_SHIFT) == role:
                    free_b ^= 1 << m
                    total += _DIFFER[role]
                    differs = differs or role == L.GIVEN
                    break
    if differs:
        total = min(total, _KIN_CAP)
    return total, differs, parent


@nb.njit(cache=True, nogil=True, inline="always")
def _plain(role: int) -> Any:
    if role == L.PATRONYMIC:
        return L.FATHER
    return L.KUNYA_ROLE if role == L.FATHER_KUNYA else role


@nb.njit(cache=True, nogil=True)
def _crossed(ra: int, rb: int) -> Any:
    low, high = min(ra, rb), max(ra, rb)
    if low == L.GIVEN:
        return 3000 if high == L.FATHER else 4000 if high == L.GRANDFATHER else 2000
    return 500 if high == L.SURNAME else 2000

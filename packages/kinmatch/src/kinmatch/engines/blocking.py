"""Open blocks: which persons share a rare enough combination of facts to be compared. Compiled.

A fact is a word class of a name (in any role), the mother's, a kunya's, or a day of birth. One fact alone opens a block if
few persons share it. Where many do (محمد), it is joined with a further fact, and again, until the block is small; a
year of birth may join too. A combination is tried only where all its parts are too common, so a pair that shares a
rare fact is not brought up ten times, and no block grows with the square of a common name.

Sizes of blocks are counted in tables of hashed keys, one byte each. Two keys may share a byte; then a block is held for
larger than it is, and is joined with one fact more. The tables depend on the persons alone, never on their order.
"""

from __future__ import annotations

from typing import Any, Final

import numba as nb
import numpy as np
from numpy.typing import NDArray

from kinmatch.engines import layout as L
from kinmatch.record import DateKind

STRONG: Final = 8
FACTS: Final = STRONG + 2
DAY_BIT: Final = STRONG - 1
LEVELS: Final = 4
DEAD, GOOD, OVER = 0, 1, 2
_EXACT = list(DateKind).index(DateKind.EXACT)
_MASKS = 1 << STRONG
_SIZES = np.array([bin(mask).count("1") for mask in range(_MASKS)], dtype=np.int8)
_BY_SIZE = np.array(sorted(range(_MASKS), key=lambda mask: (bin(mask).count("1"), mask)), dtype=np.int32)
_FIRST_OF_SIZE = np.searchsorted(_SIZES[_BY_SIZE], np.arange(LEVELS + 3)).astype(np.int32)
_MOTHER, _KUNYA = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_DAY, _YEAR_A, _YEAR_B = (
    np.uint64(0x165667B19E3779F9), np.uint64(0x27D4EB2F165667C5), np.uint64(0x85EBCA77C2B2AE63),
)  # fmt: skip

Facts = NDArray[np.uint64]
Bytes = NDArray[np.uint8]


@nb.njit(cache=True, nogil=True, inline="always")
def mix(x: Any) -> Any:
    """Spread a 64-bit number (splitmix64)."""
    x = np.uint64(x)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@nb.njit(cache=True, nogil=True)
def _year(day: int) -> int:
    return int(day / 365.2425) + 1


@nb.njit(cache=True, nogil=True)
def _add(facts: Any, n: int, most: int, fact: Any) -> int:
    for k in range(n):
        if facts[k] == fact:
            return n
    if n < most:
        facts[n] = fact
        return n + 1
    return n


@nb.njit(cache=True, nogil=True)
def find_facts(rows: Any, classes: Any) -> Any:
    """Give the facts of persons: uint64[n, FACTS], 0 where there is none; day of birth and two years at the end."""
    out = np.zeros((rows.shape[0], FACTS), dtype=np.uint64)
    for i in range(rows.shape[0]):
        row, facts = rows[i], out[i]
        n = 0
        for k in range(L.NAME_SLOTS):
            if row[k] != L.EMPTY and (row[k] >> L.ROLE_SHIFT) != L.INITIAL:
                n = _add(facts, n, 5, mix(classes[row[k] & L.WORD_MASK]) | np.uint64(1))
        mother = row[L.MOTHER]
        if mother != L.EMPTY:
            salt = _KUNYA if (mother >> L.ROLE_SHIFT) == L.KUNYA_ROLE else _MOTHER
            n = _add(facts, n, 6, mix(classes[mother & L.WORD_MASK] ^ salt) | np.uint64(1))
        if row[L.KUNYA] != L.EMPTY:
            n = _add(facts, n, 7, mix(classes[row[L.KUNYA] & L.WORD_MASK] ^ _KUNYA) | np.uint64(1))
        for k in range(L.OTHER_SLOTS):
            if row[L.OTHER + k] != L.EMPTY:
                n = _add(facts, n, DAY_BIT, mix(classes[row[L.OTHER + k] & L.WORD_MASK]) | np.uint64(1))
        first, last = row[L.BIRTH_FIRST], row[L.BIRTH_LAST]
        if first != L.EMPTY and last - first < 400:
            year = _year((first + last) // 2)
            facts[STRONG] = mix(np.uint64(year >> 1) ^ _YEAR_A) | np.uint64(1)
            facts[STRONG + 1] = mix(np.uint64((year + 1) >> 1) ^ _YEAR_B) | np.uint64(1)
            if row[L.BIRTH_KIND] == _EXACT:
                in_year = first - int((year - 1) * 365.2425)
                facts[DAY_BIT] = mix(np.uint64(in_year) ^ _DAY) | np.uint64(1)
    return out


@nb.njit(cache=True, nogil=True, inline="always")
def _key(total: Any, level: int) -> Any:
    return mix(total + np.uint64(level))


@nb.njit(cache=True, nogil=True)
def _walk(
    facts: Any, status: Any, shift: Any, level: int, with_year: int, over: Any, keys: Any, goods: bool
) -> int:
    """Visit the combinations of one person's facts.

    With `goods`, give the keys of all good blocks up to `level`; else those of `level`, whatever they are.
    `over` uint8[3, 256] is working room: 1 where a combination is too common.
    """
    n = 0
    present = 0
    for bit in range(STRONG):
        if facts[bit] != 0:
            present |= 1 << bit
    over[:, :] = 0
    for size in range(1, level + 1):
        last = size == level
        alive = False
        for place in range(_FIRST_OF_SIZE[size], _FIRST_OF_SIZE[size + 1]):
            mask = _BY_SIZE[place]
            if mask & ~present:
                continue
            if size == 1 and mask == 1 << DAY_BIT:
                over[0, mask] = 1
                alive = True
                continue
            if size > 1 and not _all_over(over[0], mask):
                continue
            total = np.uint64(0)
            for bit in range(STRONG):
                if mask >> bit & 1:
                    total += facts[bit]
            key = _key(total, size)
            if last and not goods:
                keys[n] = key
                n += 1
                continue
            state = status[size - 1, key >> shift]
            if state == OVER:
                over[0, mask] = 1
                alive = True
            elif state == GOOD and goods:
                keys[n] = key
                n += 1
        if size > with_year:
            for place in range(_FIRST_OF_SIZE[size - 1], _FIRST_OF_SIZE[size]):
                mask = _BY_SIZE[place]
                if mask & ~present or not over[0, mask] or mask == 1 << DAY_BIT:
                    continue
                total = np.uint64(0)
                for bit in range(STRONG):
                    if mask >> bit & 1:
                        total += facts[bit]
                for weak in range(2):
                    year = facts[STRONG + weak]
                    if year == 0 or (size - 1 > with_year and not _all_over(over[1 + weak], mask)):
                        continue
                    key = _key(total + year, size)
                    if last and not goods:
                        keys[n] = key
                        n += 1
                        continue
                    state = status[size - 1, key >> shift]
                    if state == OVER:
                        over[1 + weak, mask] = 1
                    elif state == GOOD and goods:
                        keys[n] = key
                        n += 1
        if not alive:
            break
    return n


@nb.njit(cache=True, nogil=True, inline="always")
def _all_over(over: Any, mask: int) -> bool:
    rest = mask
    while rest:
        bit = rest & -rest
        if mask != bit and not over[mask ^ bit]:
            return False
        rest ^= bit
    return True


@nb.njit(cache=True, nogil=True)
def count_keys(facts: Any, status: Any, shift: Any, level: int, with_year: int, counts: Any) -> None:
    """Add the keys of `level` of all persons to `counts` uint8[buckets], which stays at 255."""
    over = np.zeros((3, _MASKS), dtype=np.uint8)
    keys = np.empty(1024, dtype=np.uint64)
    for i in range(facts.shape[0]):
        for k in range(_walk(facts[i], status, shift, level, with_year, over, keys, False)):
            place = keys[k] >> shift
            if counts[place] < 255:
                counts[place] += 1


def judge(left: Bytes, right: Bytes | None, largest: int) -> Bytes:
    """Say of each bucket whether its block is DEAD (one side is empty), GOOD, or OVER; one side alone links itself."""
    if right is None:
        state = np.full(len(left), GOOD, dtype=np.uint8)
        state[left < 2] = DEAD
        state[left > largest] = OVER
        return state
    state = np.full(len(left), GOOD, dtype=np.uint8)
    state[(left > largest) | (right > largest)] = OVER
    state[(left == 0) | (right == 0)] = DEAD
    return state


def table_bits(persons: int) -> int:
    """Give how many bits number the buckets for so many persons of both sides."""
    return int(min(28, max(16, np.ceil(np.log2(16 * max(persons, 1))))))


@nb.njit(cache=True, nogil=True)
def emit_keys(
    facts: Any, status: Any, shift: Any, levels: int, with_year: int, parts: int, first: int, last: int
) -> Any:
    """Give the good keys of parts `first` to `last` - 1: keys uint64[m], persons int32[m], and how many each has.

    The part of a key is by its low bits, so that a bucket of the tables falls into any.
    """
    over = np.zeros((3, _MASKS), dtype=np.uint8)
    some = np.empty(1024, dtype=np.uint64)
    room = max(1024, facts.shape[0] * 4)
    keys = np.empty(room, dtype=np.uint64)
    persons = np.empty(room, dtype=np.int32)
    per = np.zeros(facts.shape[0], dtype=np.int32)
    n = 0
    for i in range(facts.shape[0]):
        found = _walk(facts[i], status, shift, levels, with_year, over, some, True)
        per[i] = found
        if n + found > room:
            room *= 2
            more_keys = np.empty(room, dtype=np.uint64)
            more_keys[:n] = keys[:n]
            keys = more_keys
            more_persons = np.empty(room, dtype=np.int32)
            more_persons[:n] = persons[:n]
            persons = more_persons
        for k in range(found):
            part = np.int64(some[k] & np.uint64(0xFFFF)) * parts >> 16
            if first <= part < last:
                keys[n] = some[k]
                persons[n] = i
                n += 1
    return keys[:n].copy(), persons[:n].copy(), per

"""Score candidate pairs in millibits: names by the name kernel, the rest by the weights of `kinmatch.weights`. Compiled.

This is the one door to the kernels. Both engines call `PairScorer.score` on whole arrays of pairs; what it gives for a
pair depends on the two rows and the vocabulary alone, never on the other pairs or their order.
"""

from __future__ import annotations

from typing import Any, Final

import numba as nb
import numpy as np
from numpy.typing import NDArray

from kinmatch.dates import compare as dates
from kinmatch.engines import layout as L
from kinmatch.engines.encode import ELSEWHERE, NEAR, REPUBLICS, RUSSIA
from kinmatch.engines.naming import NameTables, score_names
from kinmatch.engines.vocabulary import Vocabulary
from kinmatch.rarity import Rarity
from kinmatch.record import DateKind
from kinmatch.weights import Weights, built_in

Ints = NDArray[np.int32]

_TERMS: Final = (
    "birth:agree", "birth:swapped", "birth:same_day_other_year", *(f"birth:gap_{k}" for k in range(8)),
    "sex:agree", "sex:differ", "sex:differ_by_name", "age_group:agree", "age_group:differ",
    "origin:republic", "origin:country", "origin:other", "origin:far", "origin:far_unsaid",
    "marks:agree", "marks:differ", "identifier:agree", "identifier:differ",
    "mother:agree", "mother:differ", "husband:agree", "husband:differ", "kunya:agree", "kunya:differ",
    "sibling_guard:differ",
)  # fmt: skip
(
    _BIRTH, _SWAPPED, _SAME_DAY, _GAP, _, _, _, _, _, _, _,
    _SEX_AGREE, _SEX_DIFFER, _SEX_BY_NAME, _AGE_AGREE, _AGE_DIFFER,
    _REPUBLIC, _COUNTRY, _OTHER_COUNTRY, _FAR, _FAR_UNSAID,
    _MARKS, _NO_MARKS, _NUMBER, _OTHER_NUMBER,
    _MOTHER, _MOTHER_DIFFERS, _HUSBAND, _HUSBAND_DIFFERS, _KUNYA, _KUNYA_DIFFERS, _GUARD,
) = range(len(_TERMS))  # fmt: skip
_GAPS = np.array(dates.GAPS)
_NEAR_YEARS = dates.NEAR_YEARS
_EXACT = list(DateKind).index(DateKind.EXACT)
_MOST_BIRTH, _AGREE_M, _SPREAD = dates.MOST_BITS, dates.AGREE_M, dates.SPREAD_DAYS
_VARIANT = 1000
_FAR_BIRTH = -3500
_MOTHER_MOST, _MOTHER_LEAST, _HUSBAND_MOST, _HUSBAND_LEAST, _KUNYA_MOST, _KUNYA_LEAST = (
    9000,
    -2500,
    7000,
    -1000,
    6000,
    -500,
)

AGAINST_GIVEN, AGAINST_SEX, AGAINST_BIRTH, AGAINST_NUMBER, AGAINST_AGE = 1, 2, 4, 8, 16


class PairScorer:
    """Scores pairs of rows that one vocabulary numbers."""

    def __init__(self, vocabulary: Vocabulary, rarity: Rarity, weights: Weights | None = None) -> None:
        chosen = weights or built_in()
        self._weights = np.array([chosen.terms[term] for term in _TERMS], dtype=np.int32)
        self._names = NameTables.build(vocabulary, rarity)

    def score(self, left: Ints, right: Ints, i: Ints, j: Ints) -> tuple[Ints, NDArray[np.uint8]]:
        """Score the pairs (left[i], right[j]): int32 millibits, and bits of what speaks hard against each."""
        millibits = np.empty(len(i), dtype=np.int32)
        against = np.empty(len(i), dtype=np.uint8)
        score_pairs(
            left, right, i, j, self._weights, self._names.arrays, self._names.memory(), millibits, against
        )
        return millibits, against


@nb.njit(cache=True, nogil=True)
def _gap(a: int, b: int, c: int, d: int) -> Any:
    return max(a - d, c - b, 0)


@nb.njit(cache=True, nogil=True)
def _birth(a: Any, b: Any, weights: Any) -> Any:
    """As `kinmatch.dates.compare.compare_births`, in millibits."""
    a0, a1, b0, b1 = a[L.BIRTH_FIRST], a[L.BIRTH_LAST], b[L.BIRTH_FIRST], b[L.BIRTH_LAST]
    gap = _gap(a0, a1, b0, b1)
    crossed = gap
    if gap:
        if a[L.SWAP_FIRST] != L.EMPTY:
            crossed = min(crossed, _gap(a[L.SWAP_FIRST], a[L.SWAP_LAST], b0, b1))
        if b[L.SWAP_FIRST] != L.EMPTY:
            crossed = min(crossed, _gap(a0, a1, b[L.SWAP_FIRST], b[L.SWAP_LAST]))
            if a[L.SWAP_FIRST] != L.EMPTY:
                crossed = min(crossed, _gap(a[L.SWAP_FIRST], a[L.SWAP_LAST], b[L.SWAP_FIRST], b[L.SWAP_LAST]))
    if gap == 0 or crossed == 0:
        window = (a1 - a0) + (b1 - b0) + 2
        bits = min(_MOST_BIRTH, max(0.2, np.log2(_AGREE_M * _SPREAD / window)))
        if gap:
            return int(np.rint(max(0.0, bits - 1.0) * weights[_SWAPPED]))
        return int(np.rint(bits * weights[_BIRTH]))
    years = gap / 365.25
    place = 7
    for k in range(7):
        if years <= _GAPS[k]:
            place = k
            break
    found = weights[_GAP + place]
    if a[L.BIRTH_KIND] == _EXACT and b[L.BIRTH_KIND] == _EXACT and _one_day(a0, b0):
        found = max(found, weights[_SAME_DAY])
    return found


@nb.njit(cache=True, nogil=True)
def _one_day(a: int, b: int) -> bool:
    """Say whether two days (proleptic Gregorian ordinals) are one day and month, of years that a slip may exchange."""
    ya, ma, da = _civil(a)
    yb, mb, db = _civil(b)
    return ma == mb and da == db and _slipped(ya, yb)


@nb.njit(cache=True, nogil=True)
def _slipped(one: int, other: int) -> Any:
    """As `kinmatch.dates.compare._slipped`, without text: one digit, two digits exchanged, or up to three years."""
    if abs(one - other) <= _NEAR_YEARS:
        return True
    wrong, sums, products = 0, 0, 0
    a, b = one, other
    for _ in range(4):
        wrong += a % 10 != b % 10
        sums += a % 10 - b % 10
        products += (a % 10) * (a % 10) - (b % 10) * (b % 10)
        a //= 10
        b //= 10
    return wrong == 1 or (wrong == 2 and sums == 0 and products == 0)


@nb.njit(cache=True, nogil=True)
def _civil(ordinal: int) -> tuple[int, int, int]:
    """Give year, month and day of an ordinal as `datetime.date.toordinal` counts (H. Hinnant's algorithm)."""
    z = ordinal + 305
    era = z // 146097
    doe = z - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    day = doy - (153 * mp + 2) // 5 + 1
    month = mp + 3 if mp < 10 else mp - 9
    year = yoe + era * 400 + (1 if month <= 2 else 0)
    return year, month, day


@nb.njit(cache=True, nogil=True)
def _origin(x: int, y: int, weights: Any) -> Any:
    if x == 0 or y == 0:
        other = x | y
        return weights[_FAR_UNSAID] if other & ELSEWHERE and not other & NEAR else 0
    shared = x & y
    if shared & REPUBLICS:
        return weights[_REPUBLIC]
    if shared:
        return weights[_COUNTRY]
    if not x & NEAR or not y & NEAR:
        return weights[_FAR]
    return 0 if (x | y) & RUSSIA else weights[_OTHER_COUNTRY]


@nb.njit(cache=True, nogil=True)
def _numbers(a: Any, b: Any, weights: Any) -> Any:
    same_kind = same = False
    for k in range(0, L.NUMBER_SLOTS, 2):
        for m in range(0, L.NUMBER_SLOTS, 2):
            if a[L.NUMBERS + k] != L.EMPTY and a[L.NUMBERS + k] == b[L.NUMBERS + m]:
                same_kind = True
                same = same or a[L.NUMBERS + k + 1] == b[L.NUMBERS + m + 1]
    if not same_kind:
        return 0
    return weights[_NUMBER] if same else weights[_OTHER_NUMBER]


@nb.njit(cache=True, nogil=True)
def _marks(x: int, y: int, weights: Any) -> Any:
    if x == 0 or y == 0:
        return 0
    shared = x & y
    n = 0
    while shared:
        shared &= shared - 1
        n += 1
    return weights[_NO_MARKS] if n == 0 else min(2 * weights[_MARKS], weights[_MARKS] + 2000 * (n - 1))


@nb.njit(cache=True, nogil=True)
def _relative(millibits: int, share: int, share_differs: int, most: int, least: int) -> Any:
    """Weigh the names of two relatives."""
    weighed = int(np.rint(millibits * (share if millibits > 0 else share_differs) / 1000.0))
    return min(most, max(least, weighed))


@nb.njit(cache=True, nogil=True)
def score_pairs(
    left: Any, right: Any, i: Any, j: Any, weights: Any, names: Any, memory: Any, millibits: Any, against: Any
) -> None:
    """Fill `millibits` int32[n] and `against` uint8[n]."""
    for p in range(i.shape[0]):
        a, b = left[i[p]], right[j[p]]
        hard = 0
        total, given_differs, parent_agrees = score_names(
            a, L.NAME, L.NAME_SLOTS, b, L.NAME, L.NAME_SLOTS, names, memory
        )
        if a[L.OTHER] != L.EMPTY:
            more, differs, parent = score_names(
                a, L.OTHER, L.OTHER_SLOTS, b, L.NAME, L.NAME_SLOTS, names, memory
            )
            if more - _VARIANT > total:
                total, given_differs, parent_agrees = more - _VARIANT, differs, parent
        if b[L.OTHER] != L.EMPTY:
            more, differs, parent = score_names(
                a, L.NAME, L.NAME_SLOTS, b, L.OTHER, L.OTHER_SLOTS, names, memory
            )
            if more - _VARIANT > total:
                total, given_differs, parent_agrees = more - _VARIANT, differs, parent
        if a[L.MOTHER] != L.EMPTY and b[L.MOTHER] != L.EMPTY:
            found, _, _ = score_names(a, L.MOTHER, L.MOTHER_SLOTS, b, L.MOTHER, L.MOTHER_SLOTS, names, memory)
            mother = _relative(found, weights[_MOTHER], weights[_MOTHER_DIFFERS], _MOTHER_MOST, _MOTHER_LEAST)
            total += mother
            parent_agrees = parent_agrees or mother > 0
        if a[L.HUSBAND] != L.EMPTY and b[L.HUSBAND] != L.EMPTY:
            found, _, _ = score_names(
                a, L.HUSBAND, L.HUSBAND_SLOTS, b, L.HUSBAND, L.HUSBAND_SLOTS, names, memory
            )
            total += _relative(
                found, weights[_HUSBAND], weights[_HUSBAND_DIFFERS], _HUSBAND_MOST, _HUSBAND_LEAST
            )
        if a[L.KUNYA] != L.EMPTY and b[L.KUNYA] != L.EMPTY:
            found, _, _ = score_names(a, L.KUNYA, L.KUNYA_SLOTS, b, L.KUNYA, L.KUNYA_SLOTS, names, memory)
            total += _relative(found, weights[_KUNYA], weights[_KUNYA_DIFFERS], _KUNYA_MOST, _KUNYA_LEAST)
        if given_differs:
            hard |= AGAINST_GIVEN
            if parent_agrees:
                total += weights[_GUARD]
        if a[L.BIRTH_FIRST] != L.EMPTY and b[L.BIRTH_FIRST] != L.EMPTY:
            birth = _birth(a, b, weights)
            total += birth
            if birth <= _FAR_BIRTH:
                hard |= AGAINST_BIRTH
        elif a[L.AGE_GROUP] > 0 and b[L.AGE_GROUP] > 0:
            if a[L.AGE_GROUP] == b[L.AGE_GROUP]:
                total += weights[_AGE_AGREE]
            else:
                total += weights[_AGE_DIFFER]
                hard |= AGAINST_AGE
        x, y = a[L.SEX], b[L.SEX]
        if x > 0 and y > 0:
            if (x & 3) == (y & 3):
                total += weights[_SEX_AGREE]
            else:
                total += weights[_SEX_DIFFER] if x & y & L.SEX_STATED else weights[_SEX_BY_NAME]
                hard |= AGAINST_SEX
        total += _origin(a[L.ORIGINS], b[L.ORIGINS], weights)
        total += _marks(a[L.MARKS], b[L.MARKS], weights)
        number = _numbers(a, b, weights)
        total += number
        if number < 0:
            hard |= AGAINST_NUMBER
        millibits[p] = total
        against[p] = hard

"""What an index knows of each record besides its keys, 17 bytes each: birth, sex, what is stated, and its lot.

The lot is a number that follows from the record's ref; it orders records of equal score, so that the order in which
they came never shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinmatch.index.hashing import lot_of
from kinmatch.index.keys import Sketch

FEMALE, MALE, STATES_GIVEN, STATES_MOTHER, ALIVE = 1, 2, 4, 8, 16

ROW = np.dtype([("first", "<i4"), ("last", "<i4"), ("lot", "<i8"), ("flags", "u1")])
"""Days of birth (proleptic ordinals, 0 where unknown), lot, flags."""

DAYS_APART = (183, 548, 1278)
BIRTH_MILLIBITS = np.array([3750, 1900, -1900, -7500], dtype=np.int32)
SEX_MILLIBITS = {
    1: np.array([0, 500, -4000, 0], dtype=np.int32),
    2: np.array([0, -4000, 500, 0], dtype=np.int32),
}
"""By the sex asked for, and the flags of a row: unknown, female, male."""
OTHER_GIVEN, OTHER_MOTHER = -2500, -1500
"""Both state a given name (a mother), and not one key of it is shared."""

Millibits = NDArray[np.int32]
Places = NDArray[np.int32]


def row_of(sketch: Sketch) -> tuple[int, int, int, int]:
    """Return one row of traits, alive."""
    first, last = sketch.born or (0, 0)
    flags = ALIVE | (0, FEMALE, MALE)[sketch.sex]
    flags |= (STATES_GIVEN if sketch.states_given else 0) | (STATES_MOTHER if sketch.states_mother else 0)
    return first, last, lot_of(sketch.ref), flags


@dataclass(slots=True)
class Traits:
    """Rows of traits by place, in arrays that grow; `gone` are the places of removed records, in order."""

    rows: NDArray[np.void]
    size: int
    gone: Places

    @classmethod
    def empty(cls) -> Traits:
        """Return traits of nobody."""
        return cls(np.zeros(0, dtype=ROW), 0, np.empty(0, dtype=np.int32))

    @classmethod
    def of_rows(cls, rows: NDArray[np.void]) -> Traits:
        """Return traits that were kept before."""
        gone = np.flatnonzero((rows["flags"] & ALIVE) == 0).astype(np.int32)
        return cls(rows, len(rows), gone)

    @property
    def living(self) -> int:
        """How many records are in the index."""
        return self.size - len(self.gone)

    def append(self, row: tuple[int, int, int, int]) -> int:
        """Add a record and return its place."""
        if self.size == len(self.rows):
            more = np.zeros(max(1024, len(self.rows)), dtype=ROW)
            self.rows = np.concatenate([self.rows, more])
        self.rows[self.size] = row
        self.size += 1
        return self.size - 1

    def extend(self, rows: NDArray[np.void]) -> None:
        """Add many records."""
        self.rows = np.concatenate([self.rows[: self.size], rows])
        self.size = len(self.rows)

    def remove(self, place: int) -> None:
        """Mark one record as gone."""
        self.rows["flags"][place] &= ~np.uint8(ALIVE)
        self.gone = np.insert(self.gone, int(np.searchsorted(self.gone, place)), np.int32(place))

    def alive(self, places: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say which places are still in the index."""
        if not len(self.gone):
            return np.ones(len(places), dtype=bool)
        return np.asarray((self.rows["flags"][places] & ALIVE) != 0)

    def lots(self, places: NDArray[np.integer]) -> NDArray[np.int64]:
        """Give the lots of places."""
        return np.asarray(self.rows["lot"][places])

    def millibits(self, asked: Sketch, places: NDArray[np.integer]) -> Millibits:
        """Give what birth and sex say of each place."""
        total = np.zeros(len(places), dtype=np.int32)
        if asked.born is not None:
            born_first, born_last = self.rows["first"][places], self.rows["last"][places]
            first, last = asked.born
            gap = np.maximum(born_first - last, first - born_last)
            step = np.zeros(len(places), dtype=np.int8)
            for days in DAYS_APART:
                step += gap > days
            said = BIRTH_MILLIBITS[step]
            said[born_first == 0] = 0
            total += said
        if asked.sex:
            theirs = self.rows["flags"][places] & (FEMALE | MALE)
            total += SEX_MILLIBITS[asked.sex][theirs]
        return total

    def states(self, flag: int, places: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say which places have a flag."""
        return np.asarray((self.rows["flags"][places] & flag) != 0)

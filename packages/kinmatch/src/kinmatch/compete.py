"""What competes for a person and for a row, and what a pair's odds are beside it.

A person stands in one row of a list at most, and a row that tells of one person cannot be two: so the odds of a pair are
those of it against nobody *and* against every rival. A rival that fits as well halves them; none that fits leaves
them as they were. Rows of different lists do not compete, and neither do two requests for one person.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kinmatch.family import Pair
from kinmatch.profile import Profile

MOST_BITS = 60.0


class Competition:
    """The odds of all pairs of one comparison, summed over what excludes each other."""

    def __init__(
        self,
        odds: Mapping[Pair, float],
        left: Sequence[Profile],
        right: Sequence[Profile],
        same: Mapping[str, frozenset[str]],
    ) -> None:
        self.odds, self.left, self.right, self.same = odds, left, right, same
        self.by_left: dict[int, list[Pair]] = defaultdict(list)
        self.by_right: dict[int, list[Pair]] = defaultdict(list)
        self.in_list: dict[tuple[int, str], float] = defaultdict(float)
        self.in_row: dict[tuple[int, str, str], float] = defaultdict(float)
        self.of_row: dict[int, float] = defaultdict(float)
        self.place = {profile.ref: i for i, profile in enumerate(left)}
        for pair in sorted(odds):
            i, j = pair
            record = right[j].record
            weight = _exp2(odds[pair])
            self.by_left[i].append(pair)
            self.by_right[j].append(pair)
            self.in_list[i, record.source] += weight
            self.in_row[i, record.source, record.row] += weight
            self.of_row[j] += weight

    def competed(self, pair: Pair) -> float:
        """Give the odds of a pair in bits, its rivals taken into account; never more than its own odds."""
        i, j = pair
        record = self.right[j].record
        rivals = self.in_list[i, record.source] - self.in_row[i, record.source, record.row]
        rivals += self.of_row[j] - _exp2(self.odds[pair])
        for ally in self.same.get(self.left[i].ref, frozenset()):
            other = self.place.get(ally, -1), j
            if other in self.odds and other != pair:
                rivals -= _exp2(self.odds[other])
        return self.odds[pair] - math.log2(1.0 + max(0.0, rivals))

    def rivals(self, pair: Pair) -> list[float]:
        """Give the odds of what competes: other rows for the person, other persons for the row."""
        i, j = pair
        allies = self.same.get(self.left[i].ref, frozenset())
        rows = [
            self.odds[other]
            for other in self.by_left[i]
            if other != pair and _competes(self.right[j], self.right[other[1]])
        ]
        return rows + [
            self.odds[other]
            for other in self.by_right[j]
            if other != pair and self.left[other[0]].ref not in allies
        ]


def _competes(one: Profile, other: Profile) -> bool:
    """Say whether a person cannot be both: two rows of one list, unless they are one line."""
    return one.record.source == other.record.source and one.record.row != other.record.row


def _exp2(bits: float) -> float:
    return math.pow(2.0, max(-MOST_BITS, min(MOST_BITS, bits)))

"""Align a whole sought family with a group on a list, and let found members raise the others.

If the mother stands in a household, her children probably stand there too: instead of one row among N, a child
is one among the few of that household. So a member found with probability p raises another pair in the same group
by log2(1 - p + p * together * N / size of the group). Only others raise a pair, never itself.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from kinmatch.evidence import Evidence, Feature, Outcome, to_millibits, weighed
from kinmatch.names.parts import Role as Part
from kinmatch.profile import Profile
from kinmatch.weights import Weights


@dataclass(frozen=True, slots=True)
class Ties:
    """How strongly a found member speaks for the others.

    Attributes:
        together: how often a member is in the household in which another was found.
        most_bits: what a family adds to a pair at most.
    """

    together: float
    most_bits: float


LIST_TIES = Ties(0.5, 9.0)
REQUEST_TIES = Ties(0.9, 11.5)
"""Two requests for one family name nearly the same people."""
ANCHOR_BITS = 5.0
"""Own evidence from which a pair makes its family and its group worth aligning."""
MOST_ANCHOR_ODDS = 64.0
LEAST_LEFT_OVER = -1.2
"""What a pair loses at most because its person or its row fits another one better; lists do name people twice."""
LEAST_LEFT_OVER_UNNAMED = -5.0
"""The same for somebody without a given name: an unnamed child is who is left, not whom another's name fits."""
LEAST_OWN_BITS = -2.5
LARGEST_TABLE = 900

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sought family against one group of a list: who was paired with whom."""

    family: tuple[int, ...]
    group: tuple[int, ...]
    pairs: tuple[Pair, ...]


def align_families(
    requests: Sequence[Profile],
    rows: Sequence[Profile],
    own_bits: Mapping[Pair, float],
    score: Callable[[int, int], float],
    *,
    prior_bits: float,
    population: int,
    weights: Weights,
    ties: Ties = LIST_TIES,
) -> tuple[dict[Pair, Evidence], list[Alignment]]:
    """Give family evidence by pair, and the alignments behind it.

    Args:
        own_bits: own evidence of the pairs that blocking brought, in bits.
        score: own evidence of any further pair in bits (it remembers what it compared).
        prior_bits: log2 of the prior odds of one pair.
        population: from how many rows `rows` were chosen; what a household saves is measured against it.
    """
    families, family_of = _groups(requests)
    groups, group_of = _groups(rows)
    touched: dict[tuple[str, str], float] = {}
    for (i, j), bits in own_bits.items():
        if bits >= ANCHOR_BITS:
            key = family_of[i], group_of[j]
            touched[key] = max(touched.get(key, -99.0), bits)
    evidence: dict[Pair, Evidence] = {}
    alignments: list[Alignment] = []
    for family_key, group_key in sorted(touched):
        family, group = families[family_key], groups[group_key]
        if (
            len(family) * len(group) < 2
            or len(family) * len(group) > LARGEST_TABLE
            or len(family) < 2
            or len(group) < 2
        ):
            continue
        table = np.array([[score(i, j) for j in group] for i in family])
        pairs = _assign(table)
        alignments.append(
            Alignment(tuple(family), tuple(group), tuple((family[a], group[b]) for a, b in pairs))
        )
        for (a, b), bits in _family_bits(
            table, pairs, population, prior_bits, [_is_unnamed(requests[i]) for i in family], ties
        ).items():
            pair = family[a], group[b]
            if pair not in evidence or to_millibits(bits) > evidence[pair].millibits:
                evidence[pair] = _evidence(bits, a, b, pairs, table, family, group, requests, rows, weights)
    return evidence, alignments


def _groups(profiles: Sequence[Profile]) -> tuple[dict[str, list[int]], list[str]]:
    members: dict[str, list[int]] = defaultdict(list)
    keys = []
    for position, profile in enumerate(profiles):
        record = profile.record
        key = f"{record.source}\0{record.group or 'alone:' + record.ref}"
        members[key].append(position)
        keys.append(key)
    return members, keys


def _assign(table: np.ndarray) -> list[Pair]:
    """Pair members with rows so that the sum of positive evidence is highest."""
    gain = np.where(table > LEAST_OWN_BITS, table - LEAST_OWN_BITS, 0.0)
    chosen_a, chosen_b = linear_sum_assignment(-gain)
    return [(int(a), int(b)) for a, b in zip(chosen_a, chosen_b, strict=True) if gain[a, b] > 0]


def _family_bits(
    table: np.ndarray,
    pairs: list[Pair],
    population: int,
    prior_bits: float,
    unnamed: Sequence[bool],
    ties: Ties,
) -> dict[Pair, float]:
    """Give the bits by which the rest of the family raises each pair, or by which a better partner lowers it."""
    odds = {pair: min(MOST_ANCHOR_ODDS, 2.0 ** (float(table[pair]) + prior_bits)) for pair in pairs}
    size = table.shape[1]
    gain = max(2.0, ties.together * population / size)
    raised: dict[Pair, float] = {}
    for a in range(table.shape[0]):
        for b in range(size):
            missing = 1.0
            for (x, y), odd in odds.items():
                if x != a and y != b:
                    missing /= 1.0 + odd
            raised[a, b] = min(ties.most_bits, math.log2(missing + (1.0 - missing) * gain))
    by_person = {a: (a, b) for a, b in pairs}
    by_row = {b: (a, b) for a, b in pairs}
    result = {}
    for (a, b), bits in raised.items():
        taken = bits
        if (a, b) not in odds and table[a, b] > LEAST_OWN_BITS:
            for partner in (by_person.get(a), by_row.get(b)):
                if partner is not None:
                    taken += max(
                        LEAST_LEFT_OVER_UNNAMED if unnamed[a] else LEAST_LEFT_OVER,
                        _left_over(float(table[partner]) + raised[partner] + prior_bits),
                    )
        if table[a, b] > LEAST_OWN_BITS and abs(taken) >= 0.1:
            result[a, b] = taken
    return result


def _left_over(odds_bits: float) -> float:
    """Give log2 of the chance that a partner with these posterior odds is not the one."""
    return -math.log2(1.0 + 2.0 ** min(odds_bits, 30.0))


def _is_unnamed(profile: Profile) -> bool:
    return not any(name.of(Part.GIVEN) for name in profile.names)


def _evidence(
    bits: float,
    a: int,
    b: int,
    pairs: list[Pair],
    table: np.ndarray,
    family: list[int],
    group: list[int],
    requests: Sequence[Profile],
    rows: Sequence[Profile],
    weights: Weights,
) -> Evidence:
    others = sorted(
        ((float(table[x, y]), x, y) for x, y in pairs if x != a and y != b and table[x, y] > 0), reverse=True
    )
    detail = tuple(f"found:{requests[family[x]].ref}:{rows[group[y]].ref}" for _, x, y in others[:6])
    left = ", ".join(_name(requests[family[x]]) for _, x, _ in others[:6])
    right = ", ".join(_name(rows[group[y]]) for _, _, y in others[:6])
    outcome = Outcome.AGREE if bits > 0 else Outcome.DIFFER
    return weighed(weights, Feature.FAMILY, outcome, outcome.value, left, right, raw=bits, detail=detail)


def _name(profile: Profile) -> str:
    return profile.record.names[0].text if profile.record.names else "?"

"""All features of one pair, and what in them forbids to call the pair strong."""

from __future__ import annotations

from collections.abc import Sequence

from kinmatch.compare.kin import (
    compare_children,
    compare_husbands,
    compare_kunyas,
    compare_mothers,
    compare_siblings,
)
from kinmatch.compare.naming import compare_own_names
from kinmatch.compare.traits import (
    compare_age_groups,
    compare_identifiers,
    compare_marks,
    compare_origins,
    compare_sex,
)
from kinmatch.dates import compare_births
from kinmatch.evidence import Evidence, Feature, Outcome, weighed
from kinmatch.profile import Profile
from kinmatch.rarity import Rarity
from kinmatch.weights import Weights, built_in

FAR_BIRTH = frozenset({"birth:gap_4", "birth:gap_5", "birth:gap_6", "birth:gap_7"})
"""Births more than three years apart."""
FAR_BIRTH_MILLIBITS = -3500
"""The same in evidence kept from before it named its term."""
GIVEN_DIFFERS = "given=differ"


def compare_pair(
    left: Profile, right: Profile, rarity: Rarity, weights: Weights | None = None
) -> tuple[Evidence, ...]:
    """Compare two profiles; features that a side does not tell stand there as UNKNOWN.

    Args:
        weights: of a deployment; those of the package if not given.
    """
    weights = weights or built_in()
    birth = compare_births(left.record.birth, right.record.birth, weights)
    evidence = [
        *compare_own_names(left, right, rarity, weights),
        compare_kunyas(left, right, rarity, weights),
        compare_mothers(left, right, rarity, weights),
        compare_husbands(left, right, rarity, weights),
        birth,
        compare_sex(left, right, weights),
        compare_age_groups(left, right, weights, birth),
        compare_origins(left, right, weights),
        compare_marks(left, right, weights),
        compare_identifiers(left, right, weights),
        compare_children(left, right, weights),
        compare_siblings(left, right, rarity, weights),
    ]
    if guard := _sibling_guard(evidence, weights):
        evidence.append(guard)
    return tuple(evidence)


def total_millibits(evidence: Sequence[Evidence]) -> int:
    """Sum the weight of evidence."""
    return sum(one.millibits for one in evidence)


def _sibling_guard(evidence: Sequence[Evidence], weights: Weights) -> Evidence | None:
    """Find a brother, sister or twin: the same father or mother, and another given name (DOMAIN.md §3.2, 12)."""
    found = {one.feature: one for one in evidence}
    name = found.get(Feature.NAME)
    if name is None or not any(code.startswith(GIVEN_DIFFERS) for code in name.detail):
        return None
    same_parent = any(
        found[feature].outcome in (Outcome.AGREE, Outcome.CLOSE) and found[feature].millibits > 0
        for feature in (Feature.FATHER, Feature.MOTHER)
        if feature in found
    )
    if not same_parent:
        return None
    return weighed(weights, Feature.SIBLING_GUARD, Outcome.DIFFER, "differ", name.left, name.right)


def _births_far_apart(one: Evidence) -> bool:
    return one.feature is Feature.BIRTH and (
        one.term in FAR_BIRTH or (not one.term and one.millibits <= FAR_BIRTH_MILLIBITS)
    )


def contradictions(evidence: Sequence[Evidence]) -> tuple[Feature, ...]:
    """List what speaks hard against one person; a pair with any of these is never strong."""
    hard: list[Feature] = []
    found = {one.feature: one for one in evidence}
    for one in evidence:
        if one.outcome is not Outcome.DIFFER:
            continue
        if (
            one.feature in (Feature.SEX, Feature.AGE_GROUP, Feature.IDENTIFIER, Feature.SIBLING_GUARD)
            or _births_far_apart(one)
            or (one.feature is Feature.NAME and any(code.startswith(GIVEN_DIFFERS) for code in one.detail))
        ):
            hard.append(one.feature)
    father, grandfather = found.get(Feature.FATHER), found.get(Feature.GRANDFATHER)
    if (
        father is not None
        and grandfather is not None
        and father.outcome is Outcome.DIFFER
        and grandfather.outcome is Outcome.DIFFER
    ):
        hard.append(Feature.FATHER)
    return tuple(dict.fromkeys(hard))

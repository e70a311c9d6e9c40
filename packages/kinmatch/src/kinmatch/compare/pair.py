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
from kinmatch.evidence import Evidence, Feature, Outcome, to_millibits
from kinmatch.profile import Profile
from kinmatch.rarity import Rarity

SIBLING_GUARD_BITS = -4.0
FAR_BIRTH_MILLIBITS = -3500
GIVEN_DIFFERS = "given=differ"


def compare_pair(left: Profile, right: Profile, rarity: Rarity) -> tuple[Evidence, ...]:
    """Compare two profiles; features that a side does not tell stand there as UNKNOWN."""
    evidence = [
        *compare_own_names(left, right, rarity),
        compare_kunyas(left, right, rarity),
        compare_mothers(left, right, rarity),
        compare_husbands(left, right, rarity),
        compare_births(left.record.birth, right.record.birth),
        compare_sex(left, right),
        compare_age_groups(left, right),
        compare_origins(left, right),
        compare_marks(left, right),
        compare_identifiers(left, right),
        compare_children(left, right),
        compare_siblings(left, right, rarity),
    ]
    if guard := _sibling_guard(evidence):
        evidence.append(guard)
    return tuple(evidence)


def total_millibits(evidence: Sequence[Evidence]) -> int:
    """Sum the weight of evidence."""
    return sum(one.millibits for one in evidence)


def _sibling_guard(evidence: Sequence[Evidence]) -> Evidence | None:
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
    return Evidence(
        Feature.SIBLING_GUARD, Outcome.DIFFER, to_millibits(SIBLING_GUARD_BITS), name.left, name.right
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
            or (one.feature is Feature.BIRTH and one.millibits <= FAR_BIRTH_MILLIBITS)
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

"""Relatives: mother, husband, kunya and the children it names, number of children, brothers and sisters."""

from __future__ import annotations

from collections.abc import Iterable

from kinmatch.evidence import Evidence, Feature, Outcome, unknown, weighed
from kinmatch.names import NameComparison, ParsedName, compare_names
from kinmatch.names.parts import Outcome as PartOutcome
from kinmatch.names.parts import Role as Part
from kinmatch.profile import Profile
from kinmatch.rarity import Rarity
from kinmatch.weights import Weights

MOST = {Feature.MOTHER: 10.0, Feature.HUSBAND: 8.75, Feature.KUNYA: 7.5, Feature.SIBLINGS: 8.5}
LEAST = {Feature.MOTHER: -2.8, Feature.HUSBAND: -1.25, Feature.KUNYA: -0.625, Feature.SIBLINGS: 0.0}
"""Raw bits of a relative's name: it is one of several that could have been told, and told by others."""
HOUSEHOLD_MOTHER_DIFFERS_BITS = -3.0
KUNYA_BY_CHILD_SHARE = 0.6
"""A kunya that is a child's name weighs less than the same kunya told: she has several children."""


def compare_mothers(left: Profile, right: Profile, rarity: Rarity, weights: Weights) -> Evidence:
    """Compare the mothers' names, or a mother's kunya with what is known of the other mother."""
    if left.mother_is_member and right.mother_is_member:
        return _compare_household_mothers(left, right, rarity, weights)
    if not left.mother and not right.mother:
        return unknown(Feature.MOTHER, left.record.mother, right.record.mother)
    found = _best(left.mother, right.mother, rarity)
    called = _best_kunya(left, right, rarity)
    if called is not None and (found is None or called.bits > found.bits):
        found = called
    return _evidence(weights, Feature.MOTHER, found, left.record.mother, right.record.mother)


def _compare_household_mothers(left: Profile, right: Profile, rarity: Rarity, weights: Weights) -> Evidence:
    """Compare two mothers who stand in the groups of their children.

    Where they agree, the family alignment speaks for them. Another woman is a little against: children are listed
    with a co-wife or a neighbour too.
    """
    texts = left.record.mother, right.record.mother
    found = _best(left.mother, right.mother, rarity)
    if found is None or found.bits > HOUSEHOLD_MOTHER_DIFFERS_BITS:
        return unknown(Feature.MOTHER, *texts)
    return weighed(weights, Feature.MOTHER, Outcome.DIFFER, "household", *texts)


def _best_kunya(left: Profile, right: Profile, rarity: Rarity) -> NameComparison | None:
    """Compare "mother of X" with a mother's known kunyas and with the names of her children here."""
    best: NameComparison | None = None
    for told, other in ((left, right), (right, left)):
        kunyas = [kunya for name in told.mother if (kunya := _kunya_tokens(name))]
        others = [*other.mother_kunyas, *(k for name in other.mother if (k := _kunya_tokens(name)))]
        if not kunyas:
            continue
        best = _better(best, _best(kunyas, others, rarity))
        by_child = _best(kunyas, other.mothers_children_as_kunya, rarity)
        if by_child is not None and by_child.bits > 0:
            best = _better(best, NameComparison(by_child.bits * KUNYA_BY_CHILD_SHARE, by_child.parts))
    return best


def compare_husbands(left: Profile, right: Profile, rarity: Rarity, weights: Weights) -> Evidence:
    """Compare husbands, a kunya of his with a kunya of his; soft, since men used other names."""
    a = [left.husband] if left.husband else []
    b = [right.husband] if right.husband else []
    found = _best(a, b, rarity)
    if left.husband_kunya and right.husband_kunya:
        found = _better(found, _best([left.husband_kunya], [right.husband_kunya], rarity))
    return _evidence(weights, Feature.HUSBAND, found, left.record.husband, right.record.husband)


def compare_kunyas(left: Profile, right: Profile, rarity: Rarity, weights: Weights) -> Evidence:
    """Compare kunyas with each other and with the names of the other's children."""
    if not left.kunyas and not right.kunyas:
        return unknown(Feature.KUNYA)
    found = _best(left.kunyas, right.kunyas, rarity)
    detail: tuple[str, ...] = ()
    for told, other in ((left, right), (right, left)):
        by_child = _best(told.kunyas, other.children_as_kunya, rarity)
        if by_child is not None and by_child.bits > 0:
            weaker = NameComparison(by_child.bits * KUNYA_BY_CHILD_SHARE, by_child.parts)
            if found is None or weaker.bits > found.bits:
                found, detail = weaker, ("kunya_is_child",)
    left_text = left.kunyas[0].text if left.kunyas else ""
    right_text = right.kunyas[0].text if right.kunyas else ""
    return _evidence(weights, Feature.KUNYA, found, left_text, right_text, detail)


def compare_siblings(left: Profile, right: Profile, rarity: Rarity, weights: Weights) -> Evidence:
    """Compare brothers and sisters that a list names beside a child with the other's."""
    if not (left.record.siblings or right.record.siblings):
        return unknown(Feature.SIBLINGS)
    found = _best(left.sibling_names, right.sibling_names, rarity)
    if found is None or found.bits <= 0:
        return unknown(Feature.SIBLINGS, "; ".join(left.record.siblings), "; ".join(right.record.siblings))
    return _evidence(
        weights,
        Feature.SIBLINGS,
        found,
        " ".join(p.left for p in found.parts),
        " ".join(p.right for p in found.parts),
    )


def compare_children(left: Profile, right: Profile, weights: Weights) -> Evidence:
    """Compare the number of children of a grown person."""
    a, b = left.children_known, right.children_known
    if a is None or b is None or left.is_child or right.is_child:
        return unknown(Feature.CHILDREN)
    gap = abs(a - b)
    way = ("same", "one_off", "two_off", "far")[min(gap, 3)]
    outcome = Outcome.AGREE if gap == 0 else Outcome.CLOSE if gap == 1 else Outcome.DIFFER
    return weighed(weights, Feature.CHILDREN, outcome, way, str(a), str(b))


def _best(left: Iterable[ParsedName], right: Iterable[ParsedName], rarity: Rarity) -> NameComparison | None:
    best: NameComparison | None = None
    right = list(right)
    for a in left:
        for b in right:
            found = compare_names(a, b, rarity=rarity)
            if found.parts and (best is None or found.bits > best.bits):
                best = found
    return best


def _better(one: NameComparison | None, other: NameComparison | None) -> NameComparison | None:
    if one is None or other is None:
        return one or other
    return other if other.bits > one.bits else one


def _kunya_tokens(name: ParsedName) -> ParsedName | None:
    tokens = name.of(Part.KUNYA)
    return ParsedName(name.text, tokens[:1]) if tokens else None


def _evidence(
    weights: Weights,
    feature: Feature,
    found: NameComparison | None,
    left: str,
    right: str,
    detail: tuple[str, ...] = (),
) -> Evidence:
    if found is None or not found.parts:
        return unknown(feature, left, right)
    raw = max(LEAST[feature], min(MOST[feature], found.bits))
    outcomes = {part.outcome for part in found.parts}
    if raw <= 0:
        outcome = Outcome.DIFFER
    else:
        outcome = Outcome.AGREE if PartOutcome.AGREE in outcomes else Outcome.CLOSE
    way = "child" if "kunya_is_child" in detail else outcome.value
    return weighed(weights, feature, outcome, way, left, right, raw=raw, detail=detail)

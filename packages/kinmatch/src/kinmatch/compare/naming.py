"""The person's own name, with father and grandfather as lists put them into it."""

from __future__ import annotations

from kinmatch.evidence import Evidence, Feature, Outcome, to_millibits, unknown, weighed
from kinmatch.names import NameComparison, NamePart, ParsedName, compare_names
from kinmatch.names.parts import Outcome as PartOutcome
from kinmatch.names.parts import Role as Part
from kinmatch.profile import Profile
from kinmatch.rarity import Rarity
from kinmatch.weights import Weights

FEATURE_OF = {
    Part.FATHER: Feature.FATHER,
    Part.PATRONYMIC: Feature.FATHER,
    Part.GRANDFATHER: Feature.GRANDFATHER,
}
VARIANT_BITS = -1.0
"""What a match by another spelling than the first costs: more tries, more chance."""


def compare_own_names(left: Profile, right: Profile, rarity: Rarity, weights: Weights) -> list[Evidence]:
    """Compare all readings of both names and tell the best one, part by part."""
    best: tuple[float, NameComparison, ParsedName, ParsedName] | None = None
    for i, a in enumerate(left.names):
        for j, b in enumerate(right.names):
            found = compare_names(a, b, rarity=rarity)
            bits = found.bits + (VARIANT_BITS if i else 0.0) + (VARIANT_BITS if j else 0.0)
            if best is None or bits > best[0]:
                best = (bits, found, a, b)
    if best is None or not best[1].parts:
        return [unknown(Feature.NAME, _text(left), _text(right))]
    _, found, a, b = best
    return _by_feature(weights, found.parts, a.text or _text(left), b.text or _text(right))


def _text(profile: Profile) -> str:
    return profile.record.names[0].text if profile.record.names else ""


def _by_feature(weights: Weights, parts: tuple[NamePart, ...], left: str, right: str) -> list[Evidence]:
    grouped: dict[Feature, list[NamePart]] = {}
    for part in parts:
        grouped.setdefault(FEATURE_OF.get(part.role, Feature.NAME), []).append(part)
    evidence = []
    if Feature.NAME not in grouped:
        evidence.append(unknown(Feature.NAME, left, right))
    for feature, some in grouped.items():
        own = feature is Feature.NAME
        outcome = _outcome(some)
        texts = (left, right) if own else (_words(some, "left"), _words(some, "right"))
        raw = sum(part.bits for part in some)
        detail = tuple(_code(part) for part in some)
        evidence.append(weighed(weights, feature, outcome, outcome.value, *texts, raw=raw, detail=detail))
    return evidence


def _words(parts: list[NamePart], side: str) -> str:
    return " ".join(part.left if side == "left" else part.right for part in parts)


def _outcome(parts: list[NamePart]) -> Outcome:
    given = [part for part in parts if part.role is Part.GIVEN] or parts
    outcomes = {part.outcome for part in given}
    for outcome in (PartOutcome.DIFFER, PartOutcome.CLOSE, PartOutcome.AGREE):
        if outcome in outcomes:
            return Outcome(outcome.value)
    return Outcome.AGREE


def _code(part: NamePart) -> str:
    """Give role, outcome, rule and both words: "given=agree=channel=Патимат=باتيمات"."""
    return f"{part.role.value}={part.outcome.value}={part.how}={part.left}={part.right}={to_millibits(part.bits)}"

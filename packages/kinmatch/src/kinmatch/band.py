"""How far a pair may be trusted: strong, possible or weak. Never "confirmed"; that is for two people.

Strong needs all of: enough weight, no contradiction, two independent kinds of evidence, and a clear lead over what
competes: other rows for the same person, other persons for the same row.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kinmatch.evidence import Evidence, Feature, Outcome


class Band(StrEnum):
    """How far a proposal may be trusted."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


STRONG_ODDS_MILLIBITS = 4000
POSSIBLE_ODDS_MILLIBITS = -2000
"""Calibrated odds from which a pair may be strong, and is worth a look."""
DUPLICATE_ODDS_MILLIBITS = 6500
"""The same for two requests, whose odds are not calibrated: both are long and told by relatives."""
MARGIN_BITS = 3.0

_KINDS: dict[Feature, str] = {
    Feature.NAME: "name",
    Feature.FATHER: "father",
    Feature.GRANDFATHER: "father",
    Feature.MOTHER: "mother",
    Feature.HUSBAND: "husband",
    Feature.KUNYA: "children",
    Feature.SIBLINGS: "children",
    Feature.BIRTH: "birth",
    Feature.MARKS: "marks",
    Feature.IDENTIFIER: "identifier",
    Feature.FAMILY: "family",
}
LEAST_KIND_MILLIBITS = 1000


def independent_kinds(evidence: Sequence[Evidence]) -> frozenset[str]:
    """Name the kinds of evidence that speak for a pair with at least one bit."""
    return frozenset(
        _KINDS[one.feature]
        for one in evidence
        if one.feature in _KINDS
        and one.outcome in (Outcome.AGREE, Outcome.CLOSE)
        and one.millibits >= LEAST_KIND_MILLIBITS
    )


def band_of(
    odds_millibits: int,
    evidence: Sequence[Evidence],
    hard: Sequence[Feature],
    *,
    lead_bits: float,
    duplicate: bool = False,
) -> Band:
    """Give the band of a pair.

    Args:
        odds_millibits: posterior odds, what competes taken off.
        hard: contradictions that `compare.contradictions` found.
        lead_bits: weight above the best competing pair; infinite without one.
        duplicate: both are requests; a child without a name is then told by its aligned family.
    """
    if odds_millibits < POSSIBLE_ODDS_MILLIBITS:
        return Band.WEAK
    kinds = independent_kinds(evidence)
    if (
        odds_millibits >= (DUPLICATE_ODDS_MILLIBITS if duplicate else STRONG_ODDS_MILLIBITS)
        and not hard
        and len(kinds) >= 2
        and (duplicate or (_speaks_of_her(evidence) and not _birth_differs(evidence)))
        and lead_bits >= MARGIN_BITS
    ):
        return Band.STRONG
    return Band.POSSIBLE


def _speaks_of_her(evidence: Sequence[Evidence]) -> bool:
    """Say whether her own given name agrees, or a number; a family alone does not tell sisters apart."""
    return any(
        (one.feature is Feature.IDENTIFIER and one.outcome is Outcome.AGREE)
        or (one.feature is Feature.NAME and any(code.startswith(_GIVEN_FITS) for code in one.detail))
        for one in evidence
    )


_GIVEN_FITS = ("given=agree", "given=close")


def _birth_differs(evidence: Sequence[Evidence]) -> bool:
    return any(one.feature is Feature.BIRTH and one.outcome is Outcome.DIFFER for one in evidence)

"""What one comparison says: a feature, an outcome, a weight in millibits, and the two values as written.

Words come later (`kinmatch.explain`), in the reader's language. The invariant: an UNKNOWN weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kinmatch.weights import Weights


class Outcome(StrEnum):
    """What a comparison found."""

    AGREE = "agree"
    CLOSE = "close"
    DIFFER = "differ"
    UNKNOWN = "unknown"


class Feature(StrEnum):
    """What was compared."""

    NAME = "name"
    KUNYA = "kunya"
    FATHER = "father"
    GRANDFATHER = "grandfather"
    MOTHER = "mother"
    HUSBAND = "husband"
    BIRTH = "birth"
    SEX = "sex"
    AGE_GROUP = "age_group"
    ORIGIN = "origin"
    NATIONALITY = "nationality"
    PLACE = "place"
    MARKS = "marks"
    IDENTIFIER = "identifier"
    CHILDREN = "children"
    SIBLINGS = "siblings"
    SIBLING_GUARD = "sibling_guard"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One outcome. `left` and `right` are as written; `detail` holds codes that `explain` knows.

    `term` names the weight that was applied (`kinmatch.weights`), so that weights can be estimated from evidence and
    evidence weighed again; empty where none was, and in evidence kept from before there were terms.
    """

    feature: Feature
    outcome: Outcome
    millibits: int
    left: str = ""
    right: str = ""
    detail: tuple[str, ...] = ()
    term: str = ""

    def __post_init__(self) -> None:
        if self.outcome is Outcome.UNKNOWN and self.millibits:
            raise ValueError("unknown weighs nothing")

    @property
    def bits(self) -> float:
        """The weight in bits: log2 of how much likelier this is for the same person than for two people."""
        return self.millibits / 1000

    def turned(self) -> Evidence:
        """The same evidence, seen from the other side."""
        return Evidence(
            self.feature, self.outcome, self.millibits, self.right, self.left, self.detail, self.term
        )


def unknown(feature: Feature, left: str = "", right: str = "") -> Evidence:
    """Evidence of a feature that one side does not tell."""
    return Evidence(feature, Outcome.UNKNOWN, 0, left, right)


def weighed(
    weights: Weights,
    feature: Feature,
    outcome: Outcome,
    way: str,
    left: str = "",
    right: str = "",
    *,
    raw: float = 1.0,
    detail: tuple[str, ...] = (),
) -> Evidence:
    """Give evidence that came out in the way "`feature`:`way`" with `raw` bits before it is weighed."""
    term = f"{feature}:{way}"
    return Evidence(feature, outcome, weights.weigh(term, raw), left, right, detail, term)


def to_millibits(bits: float) -> int:
    """Round bits to the integer that engines can compare for equality."""
    return round(bits * 1000)


def format_evidence(evidence: Sequence[Evidence]) -> list[dict[str, object]]:
    """Give evidence as plain JSON values; `parse_evidence` reads it back."""
    return [
        {
            "feature": one.feature.value,
            "outcome": one.outcome.value,
            "millibits": one.millibits,
            "left": one.left,
            "right": one.right,
            "detail": list(one.detail),
            **({"term": one.term} if one.term else {}),
        }
        for one in evidence
    ]


def parse_evidence(items: Sequence[Mapping[str, object]]) -> tuple[Evidence, ...]:
    """Read what `format_evidence` wrote.

    Raises:
        ValueError: an item has an unknown feature or outcome, or a weight that is no integer.
    """
    parsed = []
    for item in items:
        millibits = item.get("millibits")
        detail = item.get("detail", [])
        if not isinstance(millibits, int) or not isinstance(detail, list):
            raise ValueError("evidence needs integer millibits and a list of details")
        parsed.append(
            Evidence(
                Feature(str(item.get("feature"))),
                Outcome(str(item.get("outcome"))),
                millibits,
                str(item.get("left", "")),
                str(item.get("right", "")),
                tuple(str(code) for code in detail),
                str(item.get("term", "")),
            )
        )
    return tuple(parsed)

"""What each kind of evidence weighs, as data: loaded from `data/weights.json`, or from a deployment's own file.

A term names one way in which a feature can come out ("birth:gap_1", "mother:agree"). Its weight is an integer in
thousandths: millibits for a term that is simply there or not, and thousandths of the raw bits for a term whose raw bits
depend on how rare the shared name is, or how narrow the shared dates. So evidence = raw * weight, in millibits.

The invariant, checked when weights are loaded: what agrees never weighs less than nothing, what differs never more
than nothing, and a closer agreement never less than a looser one. What is unknown has no term and weighs nothing.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

Knots = tuple[tuple[int, int], ...]

CHAINS: tuple[tuple[str, ...], ...] = (
    ("name:agree", "name:close"),
    ("father:agree", "father:close"),
    ("grandfather:agree", "grandfather:close"),
    ("mother:agree", "mother:close"),
    ("husband:agree", "husband:close"),
    ("kunya:agree", "kunya:close"),
    ("kunya:agree", "kunya:child"),
    ("siblings:agree", "siblings:close"),
    ("origin:republic", "origin:country"),
    ("children:same", "children:one_off", "children:two_off", "children:far"),
    ("birth:gap_0", "birth:gap_1", "birth:gap_2", "birth:gap_3", "birth:gap_4", "birth:gap_5", "birth:gap_6", "birth:gap_7"),
    ("sex:differ_by_name", "sex:differ"),
)  # fmt: skip
"""Terms that must not weigh more than the one before them."""

FOR: frozenset[str] = frozenset({
    "sex:agree", "age_group:agree", "origin:republic", "origin:country", "marks:agree", "identifier:agree", "children:same",
})  # fmt: skip
"""Terms in millibits that are never below zero."""
AGAINST: frozenset[str] = frozenset({
    "sex:differ", "sex:differ_by_name", "age_group:differ", "origin:other", "origin:far", "origin:far_unsaid", "marks:differ",
    "identifier:differ", "mother:household", "children:far", "birth:gap_7", "sibling_guard:differ",
})  # fmt: skip
"""Terms in millibits that are never above zero."""
EITHER: frozenset[str] = frozenset({
    "children:one_off", "children:two_off", "birth:same_day_other_year",
    "birth:gap_0", "birth:gap_1", "birth:gap_2", "birth:gap_3", "birth:gap_4", "birth:gap_5", "birth:gap_6",
})  # fmt: skip
SHARES: frozenset[str] = frozenset({
    *(f"{feature}:{outcome}" for feature in ("name", "father", "grandfather", "mother", "husband", "kunya", "siblings",
      "family") for outcome in ("agree", "close", "differ")),
    "kunya:child", "birth:agree", "birth:swapped",
})  # fmt: skip
"""Terms in thousandths of raw bits; never below zero."""
TERMS: frozenset[str] = FOR | AGAINST | EITHER | SHARES


@dataclass(frozen=True)
class Weights:
    """Weights by term, and the calibration: knots of (odds in millibits as summed, odds in millibits as met)."""

    terms: Mapping[str, int]
    calibration: Knots = ()
    provenance: str = ""

    def __post_init__(self) -> None:
        _check(self.terms)
        if any(b[0] <= a[0] or b[1] < a[1] for a, b in itertools.pairwise(self.calibration)):
            raise ValueError("the knots of a calibration must rise")

    def weigh(self, term: str, raw: float = 1.0) -> int:
        """Give millibits for `raw` bits (1.0 for a term that is simply there)."""
        return round(raw * self.terms[term])

    def calibrate(self, odds_millibits: int) -> int:
        """Give the odds that were met where the sum said `odds_millibits`; the sum itself without a calibration."""
        return interpolate(self.calibration, odds_millibits)

    def to_json(self) -> str:
        """Return the weights as JSON; `from_json` reads them again."""
        return json.dumps(
            {
                "provenance": self.provenance,
                "terms": dict(sorted(self.terms.items())),
                "calibration": [list(knot) for knot in self.calibration],
            },
            ensure_ascii=False,
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """Read what `to_json` wrote.

        Raises:
            ValueError: the text is no JSON of weights, or the weights break the invariant above.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or not isinstance(data.get("terms"), dict):
            raise ValueError("these are not weights: there is no table of terms")
        return cls(
            {str(term): int(weight) for term, weight in data["terms"].items()},
            tuple((int(a), int(b)) for a, b in data.get("calibration", [])),
            str(data.get("provenance", "")),
        )


def interpolate(knots: Sequence[tuple[int, int]], x: int) -> int:
    """Give the height at `x` of the line through the knots, level beyond both ends; `x` without knots."""
    if not knots:
        return x
    if x <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(knots):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) // (x1 - x0)
    return knots[-1][1]


@lru_cache(maxsize=1)
def built_in() -> Weights:
    """Give the weights that come with the package."""
    text = resources.files("kinmatch").joinpath("data/weights.json").read_text(encoding="utf-8")
    return Weights.from_json(text)


def _check(terms: Mapping[str, int]) -> None:
    if terms.keys() != TERMS:
        odd = sorted(terms.keys() ^ TERMS)
        raise ValueError(f"terms missing or not known: {', '.join(odd)}")
    for term, weight in terms.items():
        if (term in FOR or term in SHARES) and weight < 0:
            raise ValueError(f"{term} agrees and weighs less than nothing")
        if term in AGAINST and weight > 0:
            raise ValueError(f"{term} differs and weighs more than nothing")
    for chain in CHAINS:
        for closer, looser in itertools.pairwise(chain):
            if terms[looser] > terms[closer]:
                raise ValueError(f"{looser} weighs more than {closer}")


__all__ = [
    "AGAINST",
    "CHAINS",
    "EITHER",
    "FOR",
    "SHARES",
    "TERMS",
    "Knots",
    "Weights",
    "built_in",
    "interpolate",
]

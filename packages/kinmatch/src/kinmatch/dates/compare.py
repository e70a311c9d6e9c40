"""Compare two births in bits.

An agreement is worth more the narrower both spans are: two people of one age group fall into a window of W
days by chance with W / SPREAD. Apart, the gap in years decides; ages on lists are estimates, and lunar ages
run up to 3 % ahead, so a gap within the tolerance of its kind is CLOSE, not DIFFER.
"""

from __future__ import annotations

import math
from datetime import date

from kinmatch.evidence import Evidence, Feature, Outcome, unknown, weighed
from kinmatch.record import DateKind, DateSpan
from kinmatch.weights import Weights, built_in

SPREAD_DAYS = 22 * 365.25
"""Over how long the births of one age group are spread."""
AGREE_M = 0.60
MOST_BITS = 8.0
NEAR_YEARS = 3
GAPS = (0.35, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0)
"""Years that may lie between two births, up to which they count as gap 0, 1, 2 … of `kinmatch.weights`."""
CHILD_SINCE_YEAR = 2008
"""Born since: under ten in the years the lists come from (2017–2018); there is no clock here."""


def years_apart(left: DateSpan, right: DateSpan) -> float:
    """Give the smallest gap between two spans in years, over both readings where day and month may be swapped."""
    return min(_gap(a, b) for a in _readings(left) for b in _readings(right)) / 365.25


def compare_births(left: DateSpan | None, right: DateSpan | None, weights: Weights | None = None) -> Evidence:
    """Compare two births; a birth missing on either side is UNKNOWN and weighs nothing."""
    weights = weights or built_in()
    if left is None or right is None:
        return unknown(Feature.BIRTH, left.as_written if left else "", right.as_written if right else "")
    gap = _gap((left.earliest, left.latest), (right.earliest, right.latest)) / 365.25
    detail: list[str] = []
    crossed = years_apart(left, right)
    if crossed < gap and crossed == 0:
        gap, detail = 0.0, ["day_month_swapped"]
    texts = left.as_written, right.as_written
    if gap == 0:
        raw = max(0.0, _agreeing_bits(left, right) - (1.0 if detail else 0.0))
        way = "swapped" if detail else "agree"
        if left.earliest == left.latest == right.earliest == right.latest:
            detail = ["same_day"]
        return weighed(weights, Feature.BIRTH, Outcome.AGREE, way, *texts, raw=raw, detail=tuple(detail))
    way = f"gap_{next((n for n, limit in enumerate(GAPS) if gap <= limit), len(GAPS))}"
    if _one_digit(left, right) and weights.weigh("birth:same_day_other_year") > weights.weigh(f"birth:{way}"):
        way, detail = "same_day_other_year", ["same_day_other_year"]
    outcome = Outcome.CLOSE if gap <= _tolerance(left, right) or detail else Outcome.DIFFER
    detail.append(f"years_apart:{max(1, round(gap))}")
    return weighed(weights, Feature.BIRTH, outcome, way, *texts, detail=tuple(detail))


def _agreeing_bits(left: DateSpan, right: DateSpan) -> float:
    window = (left.latest - left.earliest).days + (right.latest - right.earliest).days + 2
    return min(MOST_BITS, max(0.2, math.log2(AGREE_M * SPREAD_DAYS / window)))


def _tolerance(left: DateSpan, right: DateSpan) -> float:
    """Years that may lie between two spans of the same birth (DOMAIN.md §2.3, FuzzyDate compare)."""
    kinds = {left.kind, right.kind}
    if kinds & {DateKind.AGE_YEARS, DateKind.RANGE}:
        # Ages of small children are seen, those of others guessed: the span of an age says which it was.
        young = max(left.latest, right.latest).year >= CHILD_SINCE_YEAR
        return 1.0 if young else 2.0
    if kinds & {DateKind.PLACEHOLDER, DateKind.YEAR, DateKind.AGE_MONTHS, DateKind.MONTH}:
        return 1.0
    return 2 / 365.25 if DateKind.HIJRI in kinds else 0.0


def _one_digit(left: DateSpan, right: DateSpan) -> bool:
    """Say whether both are full dates on one day and month, of years that a slip of the pen may exchange.

    A slip is one digit, two digits in the wrong order, or up to three years: 1983 and 1993, not 1983 and 1977.
    """
    if left.kind is not DateKind.EXACT or right.kind is not DateKind.EXACT:
        return False
    a, b = left.earliest, right.earliest
    return (a.month, a.day) == (b.month, b.day) and _slipped(a.year, b.year)


def _slipped(one: int, other: int) -> bool:
    wrong = sum(a != b for a, b in zip(f"{one:04}", f"{other:04}", strict=True))
    return abs(one - other) <= NEAR_YEARS or wrong == 1 or (wrong == 2 and sorted(str(one)) == sorted(str(other)))


def _readings(span: DateSpan) -> list[tuple[date, date]]:
    return [(span.earliest, span.latest)] + ([span.swapped] if span.swapped else [])


def _gap(left: tuple[date, date], right: tuple[date, date]) -> int:
    return max((left[0] - right[1]).days, (right[0] - left[1]).days, 0)

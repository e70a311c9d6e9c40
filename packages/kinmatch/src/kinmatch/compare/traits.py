"""Sex, age group, origin, marks and numbers."""

from __future__ import annotations

import re

from kinmatch.evidence import Evidence, Feature, Outcome, unknown, weighed
from kinmatch.profile import Profile
from kinmatch.traits import PLACES_OF_MARKS
from kinmatch.weights import Weights

FURTHER_MARK, MOST_MARKS = 0.5, 2.0
"""What each mark after the first adds to the weight of one, and the most."""


def compare_sex(left: Profile, right: Profile, weights: Weights) -> Evidence:
    """Compare the sex stated; where it is only read off a name, a difference weighs less."""
    if left.sex is None or right.sex is None:
        return unknown(Feature.SEX, left.sex or "", right.sex or "")
    if left.sex == right.sex:
        return weighed(weights, Feature.SEX, Outcome.AGREE, "agree", left.sex, right.sex)
    stated = left.sex_is_stated and right.sex_is_stated
    way, detail = ("differ", ()) if stated else ("differ_by_name", ("sex_by_name",))
    return weighed(weights, Feature.SEX, Outcome.DIFFER, way, left.sex, right.sex, detail=detail)


def compare_age_groups(left: Profile, right: Profile, weights: Weights, birth: Evidence) -> Evidence:
    """Tell a child from a grown person where no birth is there to compare.

    Births that agree say it already; where they say it more weakly (two wide guesses), this makes up the rest, so that
    telling a birth that agrees never lowers a pair.
    """
    if left.is_child is None or right.is_child is None:
        return unknown(Feature.AGE_GROUP)
    words = ("child" if left.is_child else "adult", "child" if right.is_child else "adult")
    same = left.is_child == right.is_child
    outcome = Outcome.AGREE if same else Outcome.DIFFER
    if birth.outcome is Outcome.UNKNOWN:
        return weighed(weights, Feature.AGE_GROUP, outcome, outcome.value, *words)
    full = weights.weigh("age_group:agree")
    if not same or birth.outcome is not Outcome.AGREE or birth.millibits >= full:
        return unknown(Feature.AGE_GROUP)
    rest = (full - max(0, birth.millibits)) / full
    return weighed(weights, Feature.AGE_GROUP, outcome, outcome.value, *words, raw=rest)


def compare_origins(left: Profile, right: Profile, weights: Weights) -> Evidence:
    """Compare countries and republics, softly: "Russian" is written of everybody from the former Soviet Union."""
    texts = (left.record.origin or left.record.nationality, right.record.nationality or right.record.origin)
    a, b = left.origins, right.origins
    if not b or not a:
        other = a or b
        if other & {"far", "arab", "tr"} and not other & _NEAR:
            # Somebody asked for in Russian or Arabic by relatives from the former Soviet Union.
            return weighed(weights, Feature.ORIGIN, Outcome.DIFFER, "far_unsaid", *texts)
        return unknown(Feature.ORIGIN, *texts)
    shared = a & b
    if shared:
        way = "republic" if any("-" in code for code in shared) else "country"
        return weighed(weights, Feature.ORIGIN, Outcome.AGREE, way, *texts)
    if not a & _NEAR or not b & _NEAR:
        return weighed(weights, Feature.ORIGIN, Outcome.DIFFER, "far", *texts)
    if "ru" in a | b:
        return Evidence(Feature.ORIGIN, Outcome.CLOSE, 0, *texts)
    return weighed(weights, Feature.ORIGIN, Outcome.DIFFER, "other", *texts)


_NEAR = frozenset({"ru", "uz", "tj", "kg", "kz", "az", "tm"})


def compare_marks(left: Profile, right: Profile, weights: Weights) -> Evidence:
    """Compare distinguishing marks; that a list does not mention one says little."""
    texts = left.record.marks, right.record.marks
    if not left.marks - PLACES_OF_MARKS or not right.marks - PLACES_OF_MARKS:
        return unknown(Feature.MARKS, *texts)
    shared = left.marks & right.marks
    if not shared - PLACES_OF_MARKS:
        return weighed(weights, Feature.MARKS, Outcome.DIFFER, "differ", *texts)
    raw = min(MOST_MARKS, 1.0 + FURTHER_MARK * (len(shared) - 1))
    detail = tuple(sorted(shared))
    return weighed(weights, Feature.MARKS, Outcome.AGREE, "agree", *texts, raw=raw, detail=detail)


def compare_identifiers(left: Profile, right: Profile, weights: Weights) -> Evidence:
    """Compare numbers of the same kind exactly; another number of the same kind speaks against."""
    kinds = {one.kind for one in left.record.identifiers} & {one.kind for one in right.record.identifiers}
    if not kinds or kinds == {"number"}:
        return unknown(Feature.IDENTIFIER)
    a = {(one.kind, _bare(one.number)) for one in left.record.identifiers if one.kind in kinds}
    b = {(one.kind, _bare(one.number)) for one in right.record.identifiers if one.kind in kinds}
    texts = ", ".join(sorted(number for _, number in a)), ", ".join(sorted(number for _, number in b))
    outcome = Outcome.AGREE if a & b else Outcome.DIFFER
    return weighed(weights, Feature.IDENTIFIER, outcome, outcome.value, *texts)


def _bare(number: str) -> str:
    return re.sub(r"[\W_]+", "", number).upper()

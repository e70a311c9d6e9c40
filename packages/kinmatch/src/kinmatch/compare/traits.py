"""Sex, age group, origin, marks and numbers."""

from __future__ import annotations

import re

from kinmatch.evidence import Evidence, Feature, Outcome, to_millibits, unknown
from kinmatch.profile import Profile

SEX_AGREES, SEX_DIFFERS = 0.9, -5.0
SEX_BY_NAME_DIFFERS = -2.0
"""Where one side's sex is only read off a name or an ending."""
AGE_GROUP_DIFFERS = -7.0
SAME_REPUBLIC, SAME_COUNTRY, OTHER_COUNTRY, FAR_COUNTRY = 1.5, 0.8, -1.2, -4.0
MARK_AGREES, MOST_MARKS, MARKS_DIFFER = 4.0, 8.0, -0.5
IDENTIFIER_AGREES, IDENTIFIER_DIFFERS = 16.0, -8.0


def compare_sex(left: Profile, right: Profile) -> Evidence:
    """Compare the sex stated; where it is only read off a name, a difference weighs less."""
    if left.sex is None or right.sex is None:
        return unknown(Feature.SEX, left.sex or "", right.sex or "")
    stated = left.sex_is_stated and right.sex_is_stated
    if left.sex == right.sex:
        return Evidence(Feature.SEX, Outcome.AGREE, to_millibits(SEX_AGREES), left.sex, right.sex)
    bits = SEX_DIFFERS if stated else SEX_BY_NAME_DIFFERS
    return Evidence(
        Feature.SEX,
        Outcome.DIFFER,
        to_millibits(bits),
        left.sex,
        right.sex,
        () if stated else ("sex_by_name",),
    )


def compare_age_groups(left: Profile, right: Profile) -> Evidence:
    """Tell a child from a grown person where no birth is there to compare."""
    if left.is_child is None or right.is_child is None or (left.record.birth and right.record.birth):
        return unknown(Feature.AGE_GROUP)
    words = ("child" if left.is_child else "adult", "child" if right.is_child else "adult")
    if left.is_child == right.is_child:
        return Evidence(Feature.AGE_GROUP, Outcome.AGREE, to_millibits(0.7), *words)
    return Evidence(Feature.AGE_GROUP, Outcome.DIFFER, to_millibits(AGE_GROUP_DIFFERS), *words)


def compare_origins(left: Profile, right: Profile) -> Evidence:
    """Compare countries and republics, softly: "Russian" is written of everybody from the former Soviet Union."""
    texts = (left.record.origin or left.record.nationality, right.record.nationality or right.record.origin)
    a, b = left.origins, right.origins
    if not b or not a:
        other = a or b
        if other & {"far", "arab", "tr"} and not other & _NEAR:
            # Somebody asked for in Russian or Arabic by relatives from the former Soviet Union.
            return Evidence(Feature.ORIGIN, Outcome.DIFFER, to_millibits(FAR_COUNTRY / 2), *texts)
        return unknown(Feature.ORIGIN, *texts)
    shared = a & b
    if any("-" in code for code in shared):
        return Evidence(Feature.ORIGIN, Outcome.AGREE, to_millibits(SAME_REPUBLIC), *texts)
    if shared:
        return Evidence(Feature.ORIGIN, Outcome.AGREE, to_millibits(SAME_COUNTRY), *texts)
    if not a & _NEAR or not b & _NEAR:
        return Evidence(Feature.ORIGIN, Outcome.DIFFER, to_millibits(FAR_COUNTRY), *texts)
    bits = 0.0 if "ru" in a | b else OTHER_COUNTRY
    return Evidence(Feature.ORIGIN, Outcome.CLOSE if not bits else Outcome.DIFFER, to_millibits(bits), *texts)


_NEAR = frozenset({"ru", "uz", "tj", "kg", "kz", "az", "tm"})


def compare_marks(left: Profile, right: Profile) -> Evidence:
    """Compare distinguishing marks; that a list does not mention one says little."""
    texts = left.record.marks, right.record.marks
    if not left.marks or not right.marks:
        return unknown(Feature.MARKS, *texts)
    shared = left.marks & right.marks
    if not shared:
        return Evidence(Feature.MARKS, Outcome.DIFFER, to_millibits(MARKS_DIFFER), *texts)
    bits = min(MOST_MARKS, MARK_AGREES + 2.0 * (len(shared) - 1))
    return Evidence(Feature.MARKS, Outcome.AGREE, to_millibits(bits), *texts, tuple(sorted(shared)))


def compare_identifiers(left: Profile, right: Profile) -> Evidence:
    """Compare numbers of the same kind exactly; another number of the same kind speaks against."""
    kinds = {one.kind for one in left.record.identifiers} & {one.kind for one in right.record.identifiers}
    if not kinds or kinds == {"number"}:
        return unknown(Feature.IDENTIFIER)
    a = {(one.kind, _bare(one.number)) for one in left.record.identifiers if one.kind in kinds}
    b = {(one.kind, _bare(one.number)) for one in right.record.identifiers if one.kind in kinds}
    texts = ", ".join(sorted(number for _, number in a)), ", ".join(sorted(number for _, number in b))
    if a & b:
        return Evidence(Feature.IDENTIFIER, Outcome.AGREE, to_millibits(IDENTIFIER_AGREES), *texts)
    return Evidence(Feature.IDENTIFIER, Outcome.DIFFER, to_millibits(IDENTIFIER_DIFFERS), *texts)


def _bare(number: str) -> str:
    return re.sub(r"[\W_]+", "", number).upper()

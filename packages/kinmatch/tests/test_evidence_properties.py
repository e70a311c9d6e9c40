"""What must hold of persons' evidence whatever the weights: monotone, symmetrical, silent where nothing is said."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kinmatch.band import Band, band_of
from kinmatch.compare import compare_pair, contradictions, total_millibits
from kinmatch.dates import parse_date
from kinmatch.evidence import Evidence, Feature, Outcome
from kinmatch.match import Matcher, match
from kinmatch.profile import build_profiles
from kinmatch.rarity import Rarity
from kinmatch.record import Identifier, Name, PersonRecord, Role, Sex
from kinmatch.weights import AGAINST, CHAINS, FOR, SHARES, TERMS, Weights, built_in

RARITY = Rarity()


def born(text):
    return parse_date(text, stated_on=None)


GIVEN = ["Марьям", "مريم", "Maryam", "Хеда", "فاطمة", "Зубайр", ""]
FATHERS = ["", "Идрис", "ادريس", "Hasan"]


@st.composite
def any_weights(draw):
    """Weights as any deployment may have them: within bounds, chains in order."""
    terms = {}
    for term in sorted(TERMS):
        if term in SHARES:
            terms[term] = draw(st.integers(0, 1500))
        else:
            low = 0 if term in FOR else -12000
            terms[term] = draw(st.integers(low, 0 if term in AGAINST else 12000))
    for _ in CHAINS:
        for chain in CHAINS:
            for closer, looser in itertools.pairwise(chain):
                terms[looser] = min(terms[looser], terms[closer])
    return Weights(terms)


people = st.builds(
    lambda given, father, mother, birth, sex, marks, origin: PersonRecord(
        ref="x",
        names=(Name(given),) if given else (),
        father=father,
        mother=mother,
        birth=born(birth),
        sex=sex,
        marks=marks,
        origin=origin,
    ),
    st.sampled_from(GIVEN),
    st.sampled_from(FATHERS),
    st.sampled_from(["", "Зарема", "ام زبير", "زريمة"]),
    st.sampled_from(["", "1990", "12.03.1990", "1991", "2012"]),
    st.sampled_from([None, Sex.FEMALE, Sex.MALE]),
    st.sampled_from(["", "шрам", "ندبة", "хромает"]),
    st.sampled_from(["", "Грозный", "Ташкент"]),
)


def bits(left, right, weights=None):
    a, b = build_profiles([left])[0], build_profiles([replace(right, ref="y")])[0]
    return total_millibits(compare_pair(a, b, RARITY, weights))


@given(people, people, any_weights())
@settings(max_examples=80, deadline=None)
def test_comparison_is_symmetrical_under_any_weights(left, right, weights):
    assert bits(left, right, weights) == bits(right, left, weights)


def found(left, right):
    a, b = build_profiles([left])[0], build_profiles([replace(right, ref="y")])[0]
    return {one.feature for one in compare_pair(a, b, RARITY)}


AGREEING = {
    "mother": "Зарема",
    "marks": "шрам",
    "origin": "Грозный",
    "husband": "Вахид",
    "identifiers": (Identifier("passport", "71 123"),),
    "sex": Sex.FEMALE,
    "birth": born("12.03.1990"),
    "children_count": 3,
}
SILENT = {"sex": None, "birth": None, "identifiers": (), "children_count": None}


@pytest.mark.parametrize("field", AGREEING)
@given(people, people, any_weights())
@settings(max_examples=25, deadline=None)
def test_adding_evidence_that_agrees_never_lowers_a_pair(field, left, right, weights):
    silent = {field: SILENT.get(field, "")}
    left, right = replace(left, is_child=False, **silent), replace(right, is_child=False, **silent)
    told = {field: AGREEING[field]}
    left_told, right_told = replace(left, **told), replace(right, **told)
    # The same mother of two given names tells of sisters: that is the sibling guard, not agreement.
    assume(Feature.SIBLING_GUARD not in found(left_told, right_told))
    assert bits(left_told, right_told, weights) >= bits(left, right, weights)


@pytest.mark.parametrize("field", sorted(AGREEING.keys() - {"sex"}))  # a name tells the sex too
@given(people, people)
@settings(max_examples=25, deadline=None)
def test_what_one_side_does_not_tell_never_lowers_a_pair(field, left, right):
    silent = {field: SILENT.get(field, "")}
    left, right = replace(left, is_child=False), replace(right, is_child=False, **silent)
    known = bits(replace(left, **{field: AGREEING[field]}), right)
    assert known >= bits(replace(left, **silent), right)


HARD = st.sampled_from([
    Evidence(Feature.SEX, Outcome.DIFFER, -1, term="sex:differ"),
    Evidence(Feature.AGE_GROUP, Outcome.DIFFER, -1, term="age_group:differ"),
    Evidence(Feature.IDENTIFIER, Outcome.DIFFER, -1, term="identifier:differ"),
    Evidence(Feature.BIRTH, Outcome.DIFFER, -1, term="birth:gap_5"),
    Evidence(Feature.SIBLING_GUARD, Outcome.DIFFER, -1, term="sibling_guard:differ"),
])  # fmt: skip


@given(HARD, st.integers(0, 10**6))
def test_a_contradiction_caps_a_pair_however_much_speaks_for_it(hard, odds):
    evidence = (
        hard,
        Evidence(Feature.NAME, Outcome.AGREE, 30000, detail=("given=agree=same=a=a=9000",)),
        Evidence(Feature.MOTHER, Outcome.AGREE, 30000),
    )
    assert band_of(odds, evidence, contradictions(evidence), lead_bits=99.0) is not Band.STRONG


def test_twins_are_never_strong_for_each_other_under_the_built_in_weights():
    day = born("12.03.2012")
    sought = PersonRecord(
        "p", (Name("Сатуева Сафия Идрисовна"),), Sex.FEMALE, day, mother="Зарема", source="r"
    )
    twin = PersonRecord("t", (Name("صبرينا ادريس"),), Sex.FEMALE, day, mother="زريمة", source="l", row="1")
    found = Matcher(RARITY).score_family([sought], [twin])[0]
    assert found.band is not Band.STRONG
    assert Feature.SIBLING_GUARD in found.against


def test_order_of_names_and_children_of_a_record_never_matters():
    one = PersonRecord(
        "p", (Name("Сатуева Марьям"), Name("Maryam Hasan")), siblings=("Хеда", "Сафия"), is_child=True
    )
    other = replace(one, siblings=one.siblings[::-1])
    row = PersonRecord("r", (Name("مريم"),), siblings=("هدى",), is_child=True)
    assert bits(one, row) == bits(other, row)


@given(st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_order_of_members_never_matters(order):
    family = [
        PersonRecord("p0", (Name("Сатуева Марьям Идрисовна"),), Sex.FEMALE, born("1990"), source="r", group="R", role=Role.HEAD),
        PersonRecord("p1", (Name("Зубайр"),), Sex.MALE, born("2012"), source="r", group="R", role=Role.CHILD),
    ]  # fmt: skip
    rows = [
        PersonRecord("r0", (Name("مریم ادریس"),), None, born("1990"), source="l", group="g", role=Role.HEAD, row="1"),
        PersonRecord("r1", (Name("زبیر"),), None, born("2012"), source="l", group="g", role=Role.CHILD, row="2"),
        PersonRecord("r2", (Name("هدى"),), None, born("2015"), source="l", group="g", role=Role.CHILD, row="3"),
        PersonRecord("r3", (Name("مريم"),), None, born("1991"), source="l", group="h", role=Role.HEAD, row="4"),
    ]  # fmt: skip
    plain = list(match(family, rows, rarity=RARITY))
    assert list(match(family[::-1], [rows[n] for n in order], rarity=RARITY)) == plain


def test_odds_never_rise_by_competition_and_a_rival_lowers_them():
    sought = PersonRecord("p", (Name("Сатуева Марьям Идрисовна"),), Sex.FEMALE, born("1990"), source="r")
    row = PersonRecord("r0", (Name("مریم ادریس"),), None, born("1990"), source="l", row="1")
    rival = replace(row, ref="r1", row="2")
    alone = Matcher(RARITY).score_family([sought], [row])[0]
    beside = Matcher(RARITY).score_family([sought], [row, rival])[0]
    assert alone.competed_millibits <= alone.millibits + alone.prior_millibits
    assert beside.competed_millibits < alone.competed_millibits
    assert beside.has_close_rival
    assert 0.0 <= beside.probability <= alone.probability <= 1.0


def test_the_built_in_weights_keep_the_invariant():
    assert built_in().terms.keys() == TERMS


def test_a_scar_and_a_mole_on_the_chin_are_two_marks():
    scar, mole = PersonRecord("p", marks="шрам на подбородке"), PersonRecord("r", marks="شامة على الذقن")
    a, b = build_profiles([scar, mole])
    marks = next(one for one in compare_pair(a, b, RARITY) if one.feature is Feature.MARKS)
    assert marks.outcome is Outcome.DIFFER


def household(*rows):
    return [
        PersonRecord(
            f"r{n}",
            (Name(name),),
            sex,
            born(birth),
            source="l",
            group="g",
            role=Role.HEAD if not n else Role.CHILD,
            row=str(n),
        )
        for n, (name, sex, birth) in enumerate(rows)
    ]


SISTERS = [
    PersonRecord("p0", (Name("Сатуева Мадинат Зиявдиновна"),), Sex.FEMALE, born("12.03.1990"), source="r", group="R", role=Role.HEAD),
    PersonRecord("p1", (Name("Джавхарат"),), Sex.FEMALE, born("2012"), source="r", group="R", role=Role.CHILD),
    PersonRecord("p2", (Name("Аишат"),), Sex.FEMALE, born("2015"), source="r", group="R", role=Role.CHILD),
]  # fmt: skip
MOTHER, FIRST = ("مدينة ضياء الدين", Sex.FEMALE, "12.03.1990"), ("جوهرات", Sex.FEMALE, "2012")


@pytest.mark.parametrize(
    ("second", "strong"),
    [
        pytest.param(("عائشة", Sex.FEMALE, "2015"), True, id="both sisters are there"),
        pytest.param(("زينب", Sex.FEMALE, "2015"), False, id="another girl is in the place of one"),
    ],
)
def test_a_namesake_household_makes_no_child_strong_by_its_family(second, strong):
    best = {}
    for one in match(SISTERS, household(MOTHER, FIRST, second), rarity=RARITY):
        best.setdefault(one.left, one)
    assert best["p1"].right == "r1"
    assert (best["p1"].band is Band.STRONG) is strong

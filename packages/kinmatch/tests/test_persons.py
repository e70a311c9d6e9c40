"""Persons compared feature by feature, families aligned, bands given. All people are invented."""

import itertools
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmatch.band import Band
from kinmatch.block import record_keys
from kinmatch.compare import compare_pair, contradictions, total_millibits
from kinmatch.dates import parse_date
from kinmatch.evidence import Evidence, Feature, Outcome, format_evidence, parse_evidence
from kinmatch.explain import against, sentence, why
from kinmatch.match import Matcher, duplicates, match
from kinmatch.profile import build_profiles
from kinmatch.rarity import Rarity
from kinmatch.record import Child, Identifier, Name, NameKind, PersonRecord, Role, Sex
from kinmatch.words import LANGUAGES

DAY = date(2018, 3, 25)
RARITY = Rarity()


def person(ref, *names, birth="", source="requests", group="", **more):
    return PersonRecord(
        ref=ref,
        names=tuple(name if isinstance(name, Name) else Name(name) for name in names),
        birth=parse_date(birth, stated_on=DAY),
        source=source,
        group=group,
        row=ref,
        **more,
    )


def compared(left, right):
    a, b = build_profiles([left])[0], build_profiles([right])[0]
    return {one.feature: one for one in compare_pair(a, b, RARITY)}


def bits(left, right):
    return total_millibits(list(compared(left, right).values()))


MARIYAM = person("p1", "Сатуева Марьям Идрисовна", birth="12.03.1990", sex=Sex.FEMALE)


def test_a_patronymic_meets_the_second_name_of_an_iraqi_triple():
    found = compared(MARIYAM, person("r1", "مريم ادريس حسن", birth="مواليد 1990"))
    assert found[Feature.FATHER].outcome in (Outcome.AGREE, Outcome.CLOSE)
    assert found[Feature.FATHER].millibits > 2000


def test_a_father_told_in_his_own_field_meets_a_name_that_holds_him():
    child = person("p", "Сафия", father="Идрис", grandfather="Хасан", birth="2012")
    found = compared(child, person("r", "صفية ادريس حسن", birth="6"))
    assert found[Feature.FATHER].millibits > 0
    assert found[Feature.GRANDFATHER].millibits > 0


def test_the_grandfather_is_in_the_patronymic_of_the_father():
    child = person("p", "Сафия", father="Сатуев Идрис Хасанович")
    assert compared(child, person("r", "صفية ادريس حسن"))[Feature.GRANDFATHER].millibits > 0


def test_a_kunya_is_known_by_the_name_of_a_child():
    mother = person("p1", "Сатуева Марьям", group="R1", sex=Sex.FEMALE, birth="1990")
    child = person("p2", "Зубайр", group="R1", birth="2014", role=Role.CHILD)
    profile = build_profiles([mother, child])[0]
    row = build_profiles([person("r1", "ام زبير الشيشانية")])[0]
    found = {one.feature: one for one in compare_pair(profile, row, RARITY)}
    assert found[Feature.KUNYA].millibits > 0
    assert "kunya_is_child" in found[Feature.KUNYA].detail


def test_another_kunya_hardly_speaks_against():
    left = person("p", "Сатуева Марьям", Name("Умм Зубайр", NameKind.KUNYA))
    found = compared(left, person("r", "Mariam", Name("Umm Ruslan", NameKind.KUNYA)))
    assert -1000 <= found[Feature.KUNYA].millibits <= 0


def test_the_same_number_is_nearly_decisive_and_another_of_its_kind_forbids_strong():
    passport = replace(MARIYAM, identifiers=(Identifier("passport", "71 123-456"),))
    same = replace(passport, ref="r", identifiers=(Identifier("passport", "71123456"),))
    other = replace(passport, ref="r", identifiers=(Identifier("passport", "71999999"),))
    assert compared(passport, same)[Feature.IDENTIFIER].bits > 10
    assert Feature.IDENTIFIER in contradictions(list(compared(passport, other).values()))


CONTRADICTED = [
    (person("r", "Сатуева Марьям Идрисовна", sex=Sex.MALE), Feature.SEX),
    (person("r", "Сатуева Марьям Идрисовна", birth="1950"), Feature.BIRTH),
    (person("r", "Сатуева Хеда Идрисовна", birth="12.03.1990"), Feature.SIBLING_GUARD),
    (person("r", "Сатуева Хеда Идрисовна", birth="12.03.1990"), Feature.NAME),
]


@pytest.mark.parametrize(("row", "feature"), CONTRADICTED)
def test_contradictions_are_named(row, feature):
    assert feature in contradictions(list(compared(MARIYAM, row).values()))


def test_a_contradicted_pair_is_never_strong():
    twin = person("r", "Сатуева Хеда Идрисовна", birth="12.03.1990", source="list", mother="Зарема")
    sought = replace(MARIYAM, mother="Зарема")
    found = Matcher(RARITY).score_family([sought], [twin])
    assert found[0].band is not Band.STRONG
    assert Feature.SIBLING_GUARD in found[0].against


FIELDS = ["father", "grandfather", "mother", "husband", "origin", "marks", "birth", "sex"]


@pytest.mark.parametrize("field", FIELDS)
def test_what_one_side_does_not_tell_weighs_nothing(field):
    full = person(
        "p", "Марьям", birth="1990", sex=Sex.FEMALE, father="Идрис", grandfather="Хасан", mother="Зарема",
        husband="Вахид", origin="Грозный", marks="косоглазие",
    )  # fmt: skip
    bare = person("r", "Maryam")
    silent = replace(full, **{field: None if field in ("birth", "sex") else ""})
    assert bits(full, bare) <= bits(silent, bare) + 1
    assert bits(full, bare) >= bits(silent, bare) - 1


names = st.sampled_from(
    [
        "Сатуева Марьям Идрисовна",
        "مريم ادريس حسن",
        "Maryam Idris",
        "Умм Зубайр",
        "ام زبير",
        "Хеда",
        "",
        "?",
        "Saida Hasan",
        "علي",
    ]
)
records = st.builds(
    person,
    st.sampled_from(["a", "b", "c"]),
    names,
    birth=st.sampled_from(["", "1990", "12.03.1990", "28", "5", "1/1/1991"]),
    father=st.sampled_from(["", "Идрис", "Абу Зубайр", "Сатуев Идрис Хасанович"]),
    mother=st.sampled_from(["", "Зарема", "ام زبير"]),
    sex=st.sampled_from([None, Sex.FEMALE, Sex.MALE]),
    origin=st.sampled_from(["", "Грозный", "Ташкент"]),
    nationality=st.sampled_from(["", "روسية", "فرنسية", "Uzbekistan"]),
    marks=st.sampled_from(["", "шрам", "ندبة"]),
    children_count=st.sampled_from([None, 0, 3]),
)


@given(records, records)
@settings(max_examples=150, deadline=None)
def test_comparison_is_symmetrical(left, right):
    there, back = compared(left, right), compared(right, left)
    assert total_millibits(list(there.values())) == total_millibits(list(back.values()))
    assert {f: e.outcome for f, e in there.items()} == {f: e.outcome for f, e in back.items()}


@given(records, records)
@settings(max_examples=100, deadline=None)
def test_unknown_never_weighs_anything(left, right):
    for one in compared(left, right).values():
        assert one.outcome is not Outcome.UNKNOWN or one.millibits == 0


FAMILY = [
    person("p1", "Сатуева Марьям Идрисовна", birth="12.03.1990", sex=Sex.FEMALE, group="R1", role=Role.HEAD),
    person("p2", "Сатуев Зубайр", birth="2012", sex=Sex.MALE, group="R1", father="Вахид", role=Role.CHILD),
    person("p3", "не знает", birth="2016", group="R1", father="Вахид", role=Role.CHILD),
]
HOUSEHOLD = [
    person("r1", "مریم ادریس", birth="28", source="camp", group="g1", role=Role.HEAD),
    person("r2", "زبیر", birth="6", source="camp", group="g1", role=Role.CHILD),
    person("r3", "طفل", birth="سنة ونصف", source="camp", group="g1", role=Role.CHILD),
]
STRANGERS = [
    person(f"s{n}", name, birth=birth, source="camp", group=f"g{n + 2}")
    for n, (name, birth) in enumerate(
        [("فاطمة احمد", "30"), ("زبیر علي", "6"), ("مريم حسن", "41"), ("طفل", "2")]
    )
]


def best_of(proposals):
    best = {}
    for one in proposals:
        best.setdefault(one.left, one)
    return best


def test_a_child_without_a_name_is_found_through_its_family():
    best = best_of(match(FAMILY, HOUSEHOLD + STRANGERS, rarity=RARITY))
    assert {left: one.right for left, one in best.items()} == {"p1": "r1", "p2": "r2", "p3": "r3"}
    raised = next(one for one in best["p3"].evidence if one.feature is Feature.FAMILY)
    assert raised.millibits > 0
    assert any(code.startswith("found:p1:r1") for code in raised.detail)


def test_a_family_without_a_usable_name_is_never_strong_by_itself():
    best = best_of(match(FAMILY, HOUSEHOLD + STRANGERS, rarity=RARITY))
    assert best["p3"].band is not Band.STRONG


def test_the_order_of_members_and_rows_never_matters():
    plain = list(match(FAMILY, HOUSEHOLD + STRANGERS, rarity=RARITY))
    for shuffled in itertools.islice(itertools.permutations(HOUSEHOLD + STRANGERS), 0, 700, 97):
        assert list(match(FAMILY[::-1], list(shuffled), rarity=RARITY)) == plain


def test_two_runs_give_the_same_proposals():
    assert list(match(FAMILY, HOUSEHOLD)) == list(match(FAMILY, HOUSEHOLD))


def test_a_family_asked_for_twice_is_proposed_as_duplicate_and_each_pair_once():
    again = [
        person(
            "q1", "Сатуева Мариям", birth="1990", sex=Sex.FEMALE, group="R2", role=Role.HEAD, father="Идрис"
        ),
        person("q2", "Зубайр Вахидович Сатуев", birth="05.2012", sex=Sex.MALE, group="R2", role=Role.CHILD),
    ]
    other = [person("o1", "Ильясова Роза Ахмедовна", birth="1985", sex=Sex.FEMALE, group="R3")]
    found = duplicates([*FAMILY, *again, *other], rarity=RARITY)
    assert {frozenset((one.left, one.right)) for one in found} == {
        frozenset(("p1", "q1")),
        frozenset(("p2", "q2")),
    }
    assert len(found) == 2


def test_empty_requests_and_empty_lists_give_nothing():
    assert list(match([], HOUSEHOLD)) == []
    assert list(match(FAMILY, [])) == []
    assert duplicates([]) == []


def test_keys_of_one_person_in_two_scripts_meet():
    assert record_keys(MARIYAM) & record_keys(person("r", "مريم ادريس حسن"))


def test_evidence_comes_back_from_json_as_it_went():
    found = list(compared(MARIYAM, person("r1", "مريم ادريس حسن", birth="مواليد 1990")).values())
    assert parse_evidence(json.loads(json.dumps(format_evidence(found)))) == tuple(found)


def test_damaged_evidence_is_refused():
    with pytest.raises(ValueError, match="millibits"):
        parse_evidence([{"feature": "name", "outcome": "agree", "millibits": "9"}])
    with pytest.raises(ValueError, match="unknown weighs nothing"):
        Evidence(Feature.NAME, Outcome.UNKNOWN, 5)


def test_every_language_has_every_sentence():
    keys = [frozenset(words) for words in LANGUAGES.values()]
    assert len(set(keys)) == 1
    for feature, outcome in itertools.product(Feature, Outcome):
        key = f"{feature}.{outcome}"
        for language, words in LANGUAGES.items():
            if key in words:
                assert sentence(
                    Evidence(feature, outcome, 0 if outcome is Outcome.UNKNOWN else 1000, "a", "b"), language
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_is_explained_in_words(language):
    rows = [person("r1", "مريم ادريس", birth="41", source="camp")]
    pair = Matcher(RARITY).score_family([MARIYAM], rows)[0]
    assert "مريم ادريس" in why(pair.evidence, language)
    assert against(pair.evidence, language)


def test_children_named_in_a_row_stand_for_the_kunya():
    row = person("r", "Айза", children=(Child("Зубайр"), Child("Сафия")))
    found = compared(person("p", "Сатуева Марьям", Name("Умм Зубайр", NameKind.KUNYA)), row)
    assert found[Feature.KUNYA].millibits > 0

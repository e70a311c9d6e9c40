"""Evidence as steps, words and pictures: whole, in three languages, and unharmed by whatever a list holds."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmatch import DateSpan, Matcher, Name, PersonRecord, Proposal, Sex
from kinmatch.account import account, whole
from kinmatch.dates import parse_date
from kinmatch.evidence import Evidence, Feature, Outcome
from kinmatch.explain import clean, sentence, strength_of
from kinmatch.picture import FamilyMember, FamilyTie, Picture, draw_family, draw_pair
from kinmatch.words import LABELS, LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = re.compile(
    r"\sstyle=|<style|<script|<foreignObject|\son\w+=|href=|javascript:|url\(", re.IGNORECASE
)
SPOKEN = [
    feature
    for feature in Feature
    if f"{feature}.agree" in LANGUAGES["en"] or f"{feature}.differ" in LANGUAGES["en"]
]


def born(text: str) -> DateSpan | None:
    return parse_date(text, stated_on=date(2018, 3, 1))


SOUGHT = (
    PersonRecord(
        ref="P1", names=(Name("Алиева Патимат Магомедовна"),), mother="Хадижат", birth=born("14.03.1993"),
        sex=Sex.FEMALE, source="r", group="g",
    ),
    PersonRecord(ref="P2", names=(Name("Юсуф"),), father="Адам", birth=born("2015"), sex=Sex.MALE, source="r", group="g"),
)  # fmt: skip
LISTED = (
    PersonRecord(
        ref="L1", names=(Name("فاطمة محمد عبد الله"),), mother="خديجة", birth=born("1988"), sex=Sex.FEMALE, source="l",
        group="h",
    ),
    PersonRecord(ref="L2", names=(Name("يوسف آدم"),), birth=born("2015"), sex=Sex.MALE, source="l", group="h"),
)  # fmt: skip


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    found = Matcher().score_family(SOUGHT, LISTED)
    return next(one for one in found if (one.left, one.right) == ("P1", "L1"))


def parsed(drawn: Picture) -> ElementTree.Element:
    assert not FORBIDDEN.search(drawn.svg)
    return ElementTree.fromstring(drawn.svg)  # noqa: S314  our own markup


def texts(drawn: Picture) -> list[ElementTree.Element]:
    return list(parsed(drawn).iter(f"{SVG}text"))


def test_the_words_have_the_same_keys_in_all_languages() -> None:
    for table in (LANGUAGES, LABELS):
        assert len({frozenset(words) for words in table.values()}) == 1


@pytest.mark.parametrize("language", LABELS)
def test_every_feature_has_a_label_and_every_blank_is_filled(language: str) -> None:
    assert all(f"feature.{feature}" in LABELS[language] for feature in Feature)
    for key, text in LABELS["en"].items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", LABELS[language][key])), key


@pytest.mark.parametrize("language", LABELS)
def test_words_never_say_more_than_a_machine_may(language: str) -> None:
    said = " ".join([*LANGUAGES[language].values(), *LABELS[language].values()]).lower()

    assert not re.search(r"confirm|verif|найден|подтвержд|доказательств|مؤكد|مطلوب|%|разыск", said)


def test_the_steps_join_and_come_to_the_whole(proposal: Proposal) -> None:
    told = account(proposal.evidence, prior_millibits=-13_500)

    assert [one.before for one in told.steps] == [0, *(one.after for one in told.steps[:-1])]
    assert (
        told.total_millibits == proposal.millibits - 13_500 == told.steps[-1].after == whole(told).millibits
    )


def test_contradictions_come_before_what_speaks_for(proposal: Proposal) -> None:
    weights = [one.millibits for one in account(proposal.evidence).steps if one.feature is not None]

    assert weights == sorted(weights, key=lambda weight: (weight > 0, -abs(weight)))
    assert weights[0] < 0 < weights[-1]


def test_what_competes_is_a_step_of_its_own_and_the_even_chance_a_line(proposal: Proposal) -> None:
    competed = proposal.millibits - 13_500 - 2_000
    told = account(proposal.evidence, prior_millibits=-13_500, competed_millibits=competed)
    drawn = draw_pair(
        proposal.evidence, prior_millibits=-13_500, competed_millibits=competed, even_millibits=-1_800
    )

    assert (told.steps[-1].key, told.steps[-1].millibits, told.total_millibits) == (
        "step.competition",
        -2_000,
        competed,
    )
    assert any(text.text == LABELS["en"]["even"] for text in texts(drawn))
    assert 'class="ev-even"' not in draw_pair(proposal.evidence, prior_millibits=-13_500).svg


def test_a_name_is_told_part_by_part_and_the_parts_come_to_its_weight() -> None:
    codes = ("given=agree=channel=Зарема=زاريما=4000", "surname=differ=channel=Дадаева=موسى=-1000")
    one = Evidence(Feature.NAME, Outcome.AGREE, 1500, "Дадаева Зарема", "زاريما موسى", codes)
    told = account([one])

    assert [(step.key, step.millibits) for step in told.steps] == [
        ("part.surname", -500),
        ("part.given", 2000),
    ]
    assert told.total_millibits == 1500


@pytest.mark.parametrize("code", ["given=agree=channel=A=B=C=1000", "given=agree=channel=A=B=many", "x", ""])
def test_a_part_that_cannot_be_read_leaves_the_name_whole(code: str) -> None:
    one = Evidence(Feature.NAME, Outcome.AGREE, 4000, "A", "B", (code,))

    assert [step.key for step in account([one]).steps] == ["feature.name"]


def test_what_is_not_told_by_both_weighs_nothing_and_is_named() -> None:
    told = account(
        [Evidence(Feature.MARKS, Outcome.UNKNOWN, 0), Evidence(Feature.SEX, Outcome.AGREE, 900, "f", "f")]
    )

    assert told.silent == (Feature.MARKS,)
    assert told.total_millibits == 900


@pytest.mark.parametrize("language", LABELS)
def test_a_pair_is_drawn_with_title_description_and_its_list(proposal: Proposal, language: str) -> None:
    drawn = draw_pair(
        proposal.evidence, language=language, prior_millibits=-13_500, band=proposal.band, key="m-1"
    )
    root = parsed(drawn)

    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.attrib["role"] == "img"
    assert (
        root.attrib["aria-labelledby"].split()
        == [child.attrib["id"] for child in list(root)[:2]]
        == ["m-1-title", "m-1-desc"]
    )
    assert all(line.rstrip(".") in drawn.description for line in drawn.lines)
    assert len(drawn.lines) >= len(account(proposal.evidence).steps)


def test_numbers_are_printed_only_when_they_are_asked_for(proposal: Proposal) -> None:
    plain = draw_pair(proposal.evidence, prior_millibits=-13_500, values=False)
    told = draw_pair(proposal.evidence, prior_millibits=-13_500, values=False, numbers=True)

    assert not any(re.search(r"\d", text.text or "") for text in texts(plain))
    assert any("bits" in (text.text or "") for text in texts(told))
    assert not re.search(r"\d", " ".join(plain.lines))


def test_without_values_no_word_of_either_side_is_told(proposal: Proposal) -> None:
    drawn = draw_pair(proposal.evidence, values=False)

    assert not re.search("Алиева|Патимат|Хадижат|Юсуф|[\u0600-\u06ff]", drawn.svg + " ".join(drawn.lines))


def test_in_arabic_words_change_sides_and_the_scale_does_not(proposal: Proposal) -> None:
    def bars(language: str) -> list[tuple[str, str]]:
        root = parsed(draw_pair(proposal.evidence, language=language))
        return [(one.attrib["x"], one.attrib["width"]) for one in root.iter(f"{SVG}rect")]

    def labels(language: str) -> set[float]:
        return {
            float(t.attrib["x"])
            for t in texts(draw_pair(proposal.evidence, language=language))
            if t.get("class") == "ev-label"
        }

    assert bars("ru") == bars("ar")
    assert max(labels("ru")) < 180 < min(labels("ar"))


def test_what_speaks_against_is_told_apart_without_colour(proposal: Proposal) -> None:
    classes = [mark.get("class") for mark in parsed(draw_pair(proposal.evidence)).iter()]

    assert classes.count("ev-against") == classes.count("ev-hatch") > 0


MEMBERS = (FamilyMember("a", "Зарема", "1993", "f"), FamilyMember("b", "Марьям", "2015", "f"))
ROWS = (FamilyMember("x", "زاريما", "1991", "f"), FamilyMember("y", "أم عمر"))
TIES = (FamilyTie("a", "x", 9000, asked=True),)


@pytest.mark.parametrize("language", LABELS)
def test_a_family_tells_who_is_found_missing_and_extra(language: str) -> None:
    drawn = draw_family(MEMBERS, ROWS, TIES, language=language)

    assert parsed(drawn).attrib["role"] == "img"
    assert len(drawn.lines) == 4
    assert "Марьям" in drawn.lines[1]
    assert "أم عمر" in drawn.lines[2]


def test_the_sought_stand_where_the_reader_begins() -> None:
    def place(language: str, name: str) -> float:
        drawn = draw_family(MEMBERS, ROWS, TIES, language=language)
        return next(float(text.attrib["x"]) for text in texts(drawn) if text.text == name)

    assert place("ru", "Марьям") < place("ru", "أم عمر")
    assert place("ar", "Марьям") > place("ar", "أم عمر")


def test_nobody_is_tied_twice_and_ties_to_strangers_are_left_out() -> None:
    ties = (*TIES, FamilyTie("a", "y", 8000), FamilyTie("b", "x", 7000), FamilyTie("b", "nobody", 9000))
    drawn = draw_family(MEMBERS, ROWS, ties)

    assert drawn.svg.count('class="ev-tie"') == 1


def test_an_unknown_feature_of_a_later_version_is_still_said() -> None:
    one = Evidence(Feature.PLACE, Outcome.AGREE, 1000, "Рожь", "حسکه")

    assert "Рожь" in sentence(one)


@pytest.mark.parametrize("feature", SPOKEN)
def test_marks_that_turn_the_direction_are_taken_out_of_a_sentence(feature: Feature) -> None:
    for outcome in (Outcome.AGREE, Outcome.CLOSE, Outcome.DIFFER):
        said = sentence(Evidence(feature, outcome, 0, "a\u202eb\u2069", "c\nd\u200f"), "ar", isolate=True)

        assert "\u202e" not in said
        assert said.count("\u2068") == said.count("\u2069")
        assert "\n" not in said


ODD = st.one_of(
    st.text(max_size=40),
    st.text(
        alphabet=st.characters(categories=("Cs", "Cc", "Cf", "Lo", "Mn"), exclude_characters=None),
        max_size=40,
    ),
    st.sampled_from(
        [
            "",
            "م" * 10_000,
            "<script>alert(1)</script>",
            "\"'&<>",
            "\ud800",
            "\u202eabc\u2069",
            "a=b=c",
            "\x00\x0b",
        ]
    ),
)


@settings(max_examples=120, deadline=None)
@given(
    values=st.lists(
        st.tuples(st.sampled_from(list(Feature)), ODD, ODD, st.integers(-40_000, 40_000)), max_size=8
    ),
    language=st.sampled_from(sorted(LABELS)),
    prior=st.one_of(st.none(), st.integers(-40_000, 0)),
    even=st.one_of(st.none(), st.integers(-60_000, 60_000)),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    names=st.tuples(ODD, ODD),
)
def test_whatever_a_list_holds_the_pair_is_a_picture(values, language, prior, even, flags, names) -> None:  # type: ignore[no-untyped-def]
    evidence = [
        Evidence(
            feature,
            Outcome.AGREE if weight > 0 else Outcome.DIFFER,
            weight,
            left,
            right,
            (f"given=agree=x={left}={right}={weight}",),
        )
        for feature, left, right, weight in values
    ]
    shown, numbers, alone = flags
    drawn = draw_pair(
        evidence,
        language=language,
        prior_millibits=prior,
        even_millibits=even,
        names=names,
        values=shown,
        numbers=numbers,
        alone=alone,
    )
    drawn.svg.encode()
    root = parsed(drawn)
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    for one in root.iter(f"{SVG}rect"):
        assert -0.1 <= float(one.get("x", 0)) <= width
        assert float(one.get("x", 0)) + float(one.attrib["width"]) <= width + 0.1
        assert float(one.get("y", 0)) + float(one.attrib["height"]) <= height + 0.1
    assert len(drawn.svg) < 60_000


@settings(max_examples=80, deadline=None)
@given(
    left=st.lists(st.tuples(ODD, ODD, st.sampled_from(["f", "m", "", "?"])), max_size=12),
    right=st.lists(st.tuples(ODD, ODD, st.sampled_from(["f", "m", "", "?"])), max_size=12),
    ties=st.lists(
        st.tuples(st.integers(0, 14), st.integers(0, 14), st.integers(-20_000, 20_000)), max_size=20
    ),
    language=st.sampled_from(sorted(LABELS)),
)
def test_whatever_a_list_holds_the_family_is_a_picture_of_everybody(left, right, ties, language) -> None:  # type: ignore[no-untyped-def]
    sought = [FamilyMember(f"s{n}", *one) for n, one in enumerate(left)]
    listed = [FamilyMember(f"l{n}", *one) for n, one in enumerate(right)]
    drawn = draw_family(
        sought, listed, [FamilyTie(f"s{a}", f"l{b}", w) for a, b, w in ties], language=language
    )
    drawn.svg.encode()

    signs = [one for one in parsed(drawn).iter() if "ev-sign" in one.get("class", "")]
    assert len(signs) == len(sought) + len(listed)


@given(ODD)
def test_a_cleaned_value_stays_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_strength_grows_with_weight() -> None:
    assert [strength_of(n).value for n in (0, 299, -300, 1499, 1500, -3499, 3500, 40_000)] == [
        "nothing", "nothing", "slightly", "slightly", "clearly", "clearly", "strongly", "strongly",
    ]  # fmt: skip

"""Families and timelines come out as pictures that a strict policy, a screen reader and both directions can take."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.shell.drawing.family import Care, Kinship, Member, Sex, Union, generations, rows
from wayhome.shell.drawing.kinship import RADIUS, draw_kinship
from wayhome.shell.drawing.timeline import Moment, Timeline, draw_timeline, newest_first
from wayhome.shell.gallery import FAMILY, SIBLINGS
from wayhome.shell.texts import kinship_lines

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  our own markup


def where(svg: str) -> dict[str, tuple[float, float]]:
    """Find each name and where it is written."""
    texts = parsed(svg).iter(f"{SVG}text")
    return {
        t.text or "": (float(t.attrib["x"]), float(t.attrib["y"]))
        for t in texts
        if t.get("class") == "kin-name"
    }


@pytest.mark.parametrize("rtl", [False, True], ids=["left to right", "right to left"])
@pytest.mark.parametrize("figure", [FAMILY, SIBLINGS], ids=lambda figure: figure.key)
def test_pictures_have_title_description_and_no_style(figure: Kinship, rtl: bool):
    drawing = draw_kinship(figure, rtl=rtl)
    root = parsed(drawing.svg)

    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.attrib["role"] == "img"
    assert set(root.attrib["aria-labelledby"].split()) == {child.attrib["id"] for child in list(root)[:2]}
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", drawing.svg)


def test_right_to_left_mirrors_places_and_not_words():
    left, right = where(draw_kinship(FAMILY).svg), where(draw_kinship(FAMILY, rtl=True).svg)

    assert left.keys() == right.keys()
    assert left["Лариса"][0] < left["Ахмед"][0]
    assert right["Лариса"][0] > right["Ахмед"][0]
    assert {name: spot[1] for name, spot in left.items()} == {name: spot[1] for name, spot in right.items()}


def test_a_man_stands_between_his_wives_and_each_child_under_its_own_pair():
    spots = where(draw_kinship(FAMILY).svg)

    assert spots["Мадина"][0] < spots["Шамиль"][0] < spots["زينب"][0]
    assert spots["Амина"][0] < spots["Идрис"][0] < spots["عمر"][0]


def test_a_carer_stands_above_the_child_and_is_tied_by_dots():
    numbers = generations(FAMILY)
    svg = draw_kinship(FAMILY).svg

    assert numbers["k"] == numbers["c2"] - 1
    assert svg.count("kin-care") == 1


def test_signs_say_sex_and_lines_say_the_search():
    figure = Kinship(
        "t",
        (
            Member("w", "a", Sex.FEMALE, sought=True),
            Member("m", "b", Sex.MALE, astray=True),
            Member("u", "c"),
        ),
    )
    nodes = [node for node in parsed(draw_kinship(figure).svg).iter() if "kin-node" in node.get("class", "")]

    assert [node.tag.removeprefix(SVG) for node in nodes] == ["circle", "rect", "path"]
    assert [node.attrib["class"] for node in nodes] == [
        "kin-node kin-sought",
        "kin-node kin-astray",
        "kin-node",
    ]


def test_many_siblings_stand_alternately_so_that_the_picture_stays_narrow():
    spots = where(draw_kinship(SIBLINGS).svg)
    heights = {spots[member.name][1] for member in SIBLINGS.members[2:]}

    assert len(heights) == 2
    assert max(x for x, _ in spots.values()) < 720


def test_names_are_escaped():
    svg = draw_kinship(Kinship("<t>", (Member("x", 'A<b>&"'),))).svg

    assert "<b>" not in svg
    assert parsed(svg) is not None


def test_ties_to_people_whom_the_reader_may_not_see_are_left_out():
    figure = Kinship("t", (Member("a", "A"),), (Union(("a", "hidden"), ("gone",)),), (Care("hidden", "a"),))

    assert list(where(draw_kinship(figure).svg)) == ["A"]


def test_a_family_without_people_is_an_empty_picture():
    assert where(draw_kinship(Kinship("t", ())).svg) == {}


def test_the_list_says_who_is_whose():
    lines = kinship_lines(FAMILY)

    assert len(lines) == len(FAMILY.members)
    assert "Идрис" in lines[-1]
    assert sum("looking" in line for line in lines) == 3


@st.composite
def families(draw: st.DrawFn) -> Kinship:
    """Any tangle of up to 14 people, also impossible ones: records contradict each other."""
    keys = [f"k{n}" for n in range(draw(st.integers(1, 14)))]
    one = st.sampled_from(keys)
    pair = st.lists(one, min_size=1, max_size=2, unique=True).map(tuple)
    children = st.lists(one, max_size=5, unique=True).map(tuple)
    unions = tuple(Union(p, c) for p, c in draw(st.lists(st.tuples(pair, children), max_size=6)))
    cares = tuple(Care(a, b) for a, b in draw(st.lists(st.tuples(one, one), max_size=2)))
    names = draw(st.lists(st.sampled_from(["Марьям", "عمر", "Anna-Maria Beatrix"]), min_size=1, max_size=3))
    members = tuple(Member(key, f"{names[n % len(names)]} {n}") for n, key in enumerate(keys))
    return Kinship("t", members, unions, cares)


@settings(max_examples=150, deadline=None)
@given(families(), st.booleans())
def test_everybody_stands_somewhere_and_nobody_on_another(figure: Kinship, rtl: bool):
    placed = [key for row in rows(figure) for key in row]
    drawing = draw_kinship(figure, rtl=rtl)
    root = parsed(drawing.svg)
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    spots = []
    for node in root.iter(f"{SVG}path"):
        if "kin-node" in node.get("class", ""):
            x, y = re.findall(r"-?[\d.]+", node.attrib["d"])[:2]
            spots.append((float(x), float(y) + RADIUS + 2))

    assert sorted(placed) == sorted(member.key for member in figure.members)
    assert len(spots) == len(figure.members)
    assert all(RADIUS < x < width - RADIUS and RADIUS < y < height for x, y in spots)
    for n, (x, y) in enumerate(spots):
        assert all(abs(x - a) > 2 * RADIUS or abs(y - b) > 2 * RADIUS for a, b in spots[n + 1 :])


MOMENTS = (
    Moment(date(2015, 5, 31), "spring 2015", "left"),
    Moment(date(2024, 6, 12), "12 June 2024", "list", exact=True),
    Moment(date(2017, 9, 30), "end of summer 2017", "last call"),
)


def test_the_newest_comes_first():
    assert [moment.title for moment in newest_first(MOMENTS)] == ["list", "last call", "left"]


def test_only_exact_dates_have_a_full_dot():
    circles = parsed(draw_timeline(Timeline("t", MOMENTS)).svg).iter(f"{SVG}circle")

    assert ["tl-exact" in circle.attrib["class"] for circle in circles] == [True, False, False]


def test_the_spine_moves_to_the_other_side_in_arabic():
    def spine(rtl: bool) -> float:
        circle = next(parsed(draw_timeline(Timeline("t", MOMENTS), rtl=rtl).svg).iter(f"{SVG}circle"))
        return float(circle.attrib["cx"])

    assert spine(False) < 320 < spine(True)

"""The six lists are ugly in known ways, the same on every run, and readable by the reader of lists."""

from collections import Counter
from pathlib import Path

import pytest

import rosters
from wayhome.demo.world import counting
from wayhome.demo.world.list_files import to_bytes
from wayhome.demo.world.lists import write_lists
from wayhome.demo.world.matches_plan import ALIKE_STATES, TRUE_STATES


def test_lists_are_written_with_the_same_bytes_every_time(demo, tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir(), second.mkdir()
    for a, b in zip(write_lists(demo.lists, first), write_lists(demo.lists, second), strict=True):
        assert a.read_bytes() == b.read_bytes()


def test_six_lists_have_about_a_thousand_rows_in_three_scripts(demo):
    assert [one.format for one in demo.lists] == ["xlsx", "xlsx", "csv", "xlsx", "csv", "txt"]
    assert 900 <= sum(len(one.rows) for one in demo.lists) <= 1200
    assert {one.language for one in demo.lists} == {"ar", "en", "ru"}
    for one in demo.lists:
        assert [row.number for row in one.rows] == list(range(1, len(one.rows) + 1))


def test_about_a_third_of_the_missing_stand_in_some_list_and_nobody_who_is_home(demo):
    world = demo.world
    home = set(counting.returned_on(world, world.as_of))
    missing = counting.sought_by(world, world.as_of) - home
    listed = {ref for one in demo.lists for row in one.rows for ref in row.people}
    assert 0.3 <= len(missing & listed) / len(missing) <= 0.4
    assert not listed & home


def test_look_alikes_are_nobody_sought_and_say_how_they_resemble(demo):
    alike = [row for one in demo.lists for row in one.rows if row.alike]
    assert len(alike) > 25
    assert all(not row.people for row in alike)
    assert {row.how for row in alike} == {"other_grandfather", "sibling", "same_kunya", "other_age"}


def test_lists_carry_the_usual_mistakes(demo):
    made = Counter(m for one in demo.lists for row in one.rows for m in row.mistakes)
    assert {
        "columns_reversed", "kurdish_letters", "through_arabic", "husband_as_father", "grandfather_missing",
        "kunya_only", "placeholder_date", "child_count_off", "age_off_1", "nationality_generic", "order_swapped",
    } <= set(made)  # fmt: skip


@pytest.mark.parametrize("number", range(6))
def test_every_person_row_is_read_as_a_person_and_no_other(demo, number):
    one = demo.lists[number]
    roster = rosters.read(to_bytes(one), filename=one.filename)
    rows = [row for sheet in roster.sheets for row in sheet.rows]
    read = {row.number for row in rows if row.kind == rosters.RowKind.PERSON}
    assert read == {row.number for row in one.rows if row.kind == "person"}
    assert len(rows) == len(one.rows)


def test_planned_matches_show_every_state(demo):
    states = Counter((m.state, m.true) for m in demo.matches)
    for state in TRUE_STATES:
        assert states[state, True] >= TRUE_STATES[state]
    for state in ALIKE_STATES:
        assert states[state, False] >= ALIKE_STATES[state]


def test_planned_matches_meet_a_row_that_is_there_and_are_reviewed_by_different_people(demo):
    lists = {one.slug: one for one in demo.lists}
    lines = {line.ref: (request, line) for request in demo.world.requests for line in request.sought}
    assert len({m.line for m in demo.matches}) == len(demo.matches)
    for match in demo.matches:
        one = lists[match.list_slug]
        row = one.rows[match.row - 1]
        request, line = lines[match.line]
        assert line.person == match.person
        assert (match.person in row.people) == match.true
        reviewers = [review.reviewer for review in match.reviews]
        assert len(reviewers) == len(set(reviewers))
        assert all(review.on > max(one.received_on, request.opened_on) or review.on.day == 28
                   for review in match.reviews)  # fmt: skip


def test_two_families_claim_the_same_child(demo):
    rows = Counter((m.list_slug, m.row) for m in demo.matches)
    claimed = [key for key, number in rows.items() if number > 1]
    assert claimed == [("baghdad_children_home", claimed[0][1])]


def test_every_list_knows_where_it_comes_from(demo):
    places = {facility.slug for facility in demo.facilities}
    for one in demo.lists:
        assert one.facility in places or one.format == "txt"
        assert one.list_date <= one.received_on <= demo.world.as_of
        assert Path(one.filename).suffix == f".{one.format}"

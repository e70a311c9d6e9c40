"""The whole demo, loaded once: the published figures are answers, not numbers typed in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.demo.conftest import filled
from wayhome.accounts.principals import system
from wayhome.demo.world import counting
from wayhome.people.standing import Count, returned, still_missing
from wayhome.vault.principals import acting_as

# The mark has the test database made; the rows themselves are loaded once for the module.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]
END = datetime(2018, 5, 30, 23, 59, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole(demo, django_db_setup, django_db_blocker):
    with filled(demo, django_db_blocker) as memory, acting_as(system(), writes=False):
        yield memory


def counted(count: Count) -> counting.Count:
    return counting.Count(count.women, count.children)


def test_1521_women_and_children_are_missing_on_30_may_2018(whole):
    found = still_missing(as_of=date(2018, 5, 30), known_at=END)
    assert counted(found) == counting.Count(592, 929)
    assert found.total == 1521
    assert found.sex_unknown == 0


def test_24_women_and_74_children_have_returned_and_no_woman_after_december(whole):
    assert counted(returned(as_of=date(2018, 5, 30), known_at=END)) == counting.Count(24, 74)
    late = returned(as_of=date(2018, 5, 30), known_at=END, since=date(2018, 1, 1))
    assert late.women == 0
    assert late.children > 0


@pytest.mark.parametrize("day", [date(2017, 8, 31), date(2017, 12, 31), date(2018, 3, 1)])
def test_the_same_figures_hold_as_of_any_other_day(whole, demo, day):
    assert counted(still_missing(as_of=day, known_at=END)) == counting.still_missing(
        demo.world, day, END.date()
    )
    assert counted(returned(as_of=day, known_at=END)) == counting.returned(demo.world, day)

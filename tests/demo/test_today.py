"""The first page tells each of the staff what is due, and opens nothing that is closed to her."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from wayhome.accounts.navigation import may_see
from wayhome.demo.world.staff import STAFF


@pytest.fixture
def page(loaded, db, settings):
    settings.WAYHOME_TODAY = date(2018, 5, 30)

    def open_as(username: str, address: str = "/"):
        client = Client()
        client.force_login(loaded.users[username])
        return client.get(address)

    return open_as


@pytest.mark.parametrize("username", [one.username for one in STAFF])
def test_everybody_has_a_first_page(page, username):
    assert page(username).status_code == 200


def trays(answer) -> set[str]:
    return {tray.code for tray in answer.context["desk"].trays}


def test_intake_reads_which_requests_are_due(page):
    assert trays(page("intake1")) & {"now", "week"}
    assert "R-" in page("intake1").content.decode()


def test_field_reads_which_lists_wait(page):
    assert trays(page("field2")) == {"lists"}
    assert trays(page("field1")) == set()


def test_a_reviewer_reads_her_queue_and_no_request(page):
    assert trays(page("reviewer1")) <= {"queue", "returned"}
    assert "queue" in trays(page("reviewer1"))
    assert "/requests/" not in page("reviewer1").content.decode()


def test_the_director_reads_totals_and_nobody_s_name(page, loaded, part):
    answer = page("director1")
    assert answer.context["totals"].missing.total > 20
    text = answer.content.decode()
    assert not any(line.names[0].text in text for one in part.world.requests for line in one.sought)


def test_totals_are_counted_as_of_another_day(page):
    early = page("director1", "/?as_of=2017-07-31").context["totals"]
    assert early.home.total == 0
    assert page("director1", "/?as_of=nonsense").status_code == 200


@pytest.mark.parametrize("username", ["auditor1", "admin1", "testimony1"])
def test_who_opens_no_file_reads_a_sentence(page, username):
    answer = page(username)
    assert trays(answer) == set()
    assert "totals" not in answer.context
    assert "No file of a family is open to you." in answer.content.decode()


def test_the_menu_follows_the_roles(loaded):
    def seen(username: str) -> set[str]:
        sections = ("today", "requests", "people", "search", "lists", "facilities", "matches")
        return {code for code in sections if may_see(loaded.users[username], code)}

    assert seen("intake1") == {"today", "requests", "people", "search", "lists", "facilities"}
    assert seen("reviewer1") == {"today", "matches"}
    assert seen("lawyer1") == {"today", "people", "search", "facilities"}
    assert seen("director1") == seen("auditor1") == seen("admin1") == seen("testimony1") == {"today"}

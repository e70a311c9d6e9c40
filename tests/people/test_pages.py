"""The person page and the search show what is open to the reader, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, gather
from tests.factories.tracing import a_request
from wayhome.accounts.models import AccessLog, User
from wayhome.accounts.principals import principal_of
from wayhome.people.models import Person
from wayhome.people.search import parse_question, search
from wayhome.vault.principals import acting_as


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture
def wife(cast: Cast) -> Person:
    request = a_request(by=cast.amina)
    return request.sought.get(position=2).person


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(person: Person) -> str:
    return reverse("people:person", args=[person.pk])


def test_the_keeper_of_the_file_reads_every_name_in_its_script(cast: Cast, wife: Person) -> None:
    answer = client_of(cast.amina).get(page(wife))

    assert answer.status_code == 200
    assert "Мадиева Амина Исаевна" in answer.content.decode()
    assert '<bdi lang="ar" dir="rtl">أمينة عيسى</bdi>' in answer.content.decode()


@pytest.mark.parametrize("who", ["dana", "boris", "hava", "idris", "karim", "farid"])
def test_others_get_the_answer_of_a_page_that_does_not_exist(cast: Cast, wife: Person, who: str) -> None:
    client = client_of(getattr(cast, who))

    assert client.get(page(wife)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(wife: Person) -> None:
    assert Client().get(page(wife)).status_code == 302


def test_opening_the_page_is_entered_in_the_access_record(cast: Cast, wife: Person) -> None:
    client_of(cast.amina).get(page(wife))

    entry = AccessLog.objects.get(page="person")
    assert (entry.actor, entry.case_file_id, entry.row) == (cast.amina.key_id, wife.case_file_id, wife.pk)


def test_more_people_on_the_index_ask_no_more_of_the_database(cast: Cast, wife: Person) -> None:
    client = client_of(cast.amina)
    client.get(reverse("people:index"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("people:index"))
    a_request(by=cast.amina)

    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("people:index"))

    assert len(page.context["lines"]) == 8
    assert len(many) == len(few)


def test_the_page_makes_few_queries(cast: Cast, wife: Person, django_assert_max_num_queries: object) -> None:
    client = client_of(cast.amina)

    with django_assert_max_num_queries(45):  # type: ignore[operator]
        client.get(page(wife))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Мадиева Амина", id="as it was registered"),
        pytest.param("أمينة عيسى", id="in Arabic"),
        pytest.param("Amina Madieva", id="in Latin letters, turned round"),
        pytest.param("Аминат Мадиева", id="in another spelling"),
        pytest.param("Madiyeva 1993", id="by surname and year"),
    ],
)
def test_a_name_is_found_in_any_script(cast: Cast, wife: Person, text: str) -> None:
    principal = principal_of(cast.amina)
    with acting_as(principal, writes=False):
        found = search(parse_question(text), to=principal)

    assert wife in [hit.person for hit in found]


def test_a_person_is_found_by_her_number(cast: Cast, wife: Person) -> None:
    principal = principal_of(cast.amina)
    with acting_as(principal, writes=False):
        assert {hit.person for hit in search(parse_question(wife.label), to=principal)} == {wife}


@pytest.mark.parametrize("who", ["dana", "boris", "hava", "idris"])
def test_search_finds_nothing_that_is_not_open(cast: Cast, wife: Person, who: str) -> None:
    principal = principal_of(getattr(cast, who))
    with acting_as(principal, writes=False):
        assert search(parse_question("Мадиева Амина"), to=principal) == []
        assert search(parse_question(wife.label), to=principal) == []


def test_what_was_searched_stands_in_no_address(cast: Cast, wife: Person) -> None:
    answer = client_of(cast.amina).post(reverse("people:results"), {"q": "Мадиева"})

    assert answer.status_code == 200
    assert answer.request["QUERY_STRING"] == ""
    assert "Мадиева Амина Исаевна" in answer.content.decode()

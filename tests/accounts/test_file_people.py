"""Who has a file open: shown to its members, opened to colleagues until a day, closed again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tests.cast import Cast, gather
from tests.factories.tracing import a_draft, a_request
from wayhome.accounts.models import CaseFile, CaseMembership, User
from wayhome.accounts.principals import principal_of
from wayhome.vault.compartments import Compartment as C
from wayhome.vault.principals import acting_as


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    return a_request(by=cast.amina).case_file


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def share(file: CaseFile, by: User, to: User, *compartments: C, days: int = 7) -> HttpResponse:
    said = {
        "colleague": str(to.pk), "compartments": [one.value for one in compartments],
        "until": (localdate() + timedelta(days=days)).isoformat(),
    }  # fmt: skip
    return client_of(by).post(reverse("accounts:people", args=[file.pk]), said)


def may_open(user: User, file: CaseFile, compartment: C) -> bool:
    with acting_as(principal_of(user), writes=False) as principal:
        return principal.opens(file.pk, compartment)


def test_a_member_reads_who_has_the_file_open_and_who_opened_it(cast: Cast) -> None:
    person = a_request(by=cast.amina).sought.first().person
    client = client_of(cast.amina)
    client.get(reverse("people:person", args=[person.pk]))

    answer = client.get(reverse("accounts:people", args=[person.case_file_id]))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Amina" in text
    assert "the page of a person" in text
    assert "Identity" in text


def test_parts_are_opened_until_the_end_of_a_day(cast: Cast, file: CaseFile) -> None:
    answer = share(file, cast.amina, cast.farid, C.IDENTITY, C.LOCATION)

    membership = CaseMembership.objects.get(user=cast.farid, case_file=file)
    assert answer.status_code == 302
    assert may_open(cast.farid, file, C.LOCATION)
    assert not may_open(cast.farid, file, C.CHILD)
    assert membership.until is not None
    assert membership.until.date() == localdate() + timedelta(days=8)


@pytest.mark.parametrize(
    ("who", "compartments"),
    [
        pytest.param("boris", (C.LOCATION,), id="a reviewer may not carry places"),
        pytest.param("farid", (C.CONTACT,), id="a field searcher may not carry phones"),
        pytest.param("farid", (C.TESTIMONY,), id="not hers to give"),
        pytest.param("farid", (), id="nothing"),
        pytest.param("hava", (C.IDENTITY,), id="a director opens no file"),
    ],
)
def test_what_a_role_may_not_carry_is_not_opened(
    cast: Cast, file: CaseFile, who: str, compartments: tuple[C, ...]
) -> None:
    colleague = getattr(cast, who)

    answer = share(file, cast.amina, colleague, *compartments)

    assert answer.status_code in (403, 422)
    assert not CaseMembership.objects.filter(user=colleague, case_file=file).exists()


def test_a_day_that_has_passed_is_refused(cast: Cast, file: CaseFile) -> None:
    assert share(file, cast.amina, cast.farid, C.IDENTITY, days=-1).status_code == 422


def end(file: CaseFile, by: User, of: User) -> HttpResponse:
    membership = CaseMembership.objects.filter(user=of, case_file=file).latest("pk")
    return client_of(by).post(reverse("accounts:end", args=[file.pk, membership.pk]))


def test_who_gave_it_takes_it_back_at_once(cast: Cast, file: CaseFile) -> None:
    share(file, cast.amina, cast.farid, C.IDENTITY)

    assert end(file, cast.amina, cast.farid).status_code == 302
    assert not may_open(cast.farid, file, C.IDENTITY)
    assert client_of(cast.farid).get(reverse("accounts:people", args=[file.pk])).status_code == 404


def test_a_guest_of_the_file_does_not_close_it_to_its_keeper(cast: Cast, file: CaseFile) -> None:
    share(file, cast.amina, cast.farid, C.IDENTITY)

    assert end(file, cast.farid, cast.amina).status_code == 403
    assert may_open(cast.amina, file, C.IDENTITY)


def test_the_last_one_cannot_leave(cast: Cast, file: CaseFile) -> None:
    assert end(file, cast.amina, cast.amina).status_code == 403
    assert may_open(cast.amina, file, C.IDENTITY)


def test_others_get_the_answer_of_a_page_that_does_not_exist(cast: Cast, file: CaseFile) -> None:
    for user in (cast.boris, cast.dana, cast.hava):
        assert client_of(user).get(reverse("accounts:people", args=[file.pk])).status_code == 404


def test_a_draft_is_not_shared(cast: Cast) -> None:
    draft = a_draft(by=cast.amina, enquirer={"name": "Мадиева Зарема"})

    assert client_of(cast.amina).get(reverse("accounts:people", args=[draft.case_file_id])).status_code == 404

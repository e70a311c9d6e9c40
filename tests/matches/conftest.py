"""A family that is looked for, and a list on which two of them may stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.cast import NOW, Cast, gather
from wayhome.accounts.models import User
from wayhome.accounts.principals import matcher, principal_of, worker
from wayhome.lists import actions as lists
from wayhome.lists.importing import import_rows, rows_of
from wayhome.lists.models import ListDocument
from wayhome.lists.tasks import read_document
from wayhome.matches import actions
from wayhome.matches.models import Candidate, Review
from wayhome.matches.proposing import propose_for_list, propose_for_request
from wayhome.people.identity import NameForm
from wayhome.people.models import Record
from wayhome.tracing.actions import register_request
from wayhome.tracing.inputs import EnquirerInput, RequestInput, SoughtInput
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as

LIST = (
    "رقم الخيمة,الاسم الثلاثي,اسم الأم,المواليد,الجنسية\n"
    "12,زاريما عيسى سليمان,خدیجة,1991,روسيا\n"
    "12,مريم آدم,زاريما,2015,روسيا\n"
    "13,سارة يوسف علي,ليلى,1985,روسيا\n"
).encode()

SOUGHT = (
    SoughtInput(
        key="a", names=(NameForm("Дадаева Зарема Исаевна"),), sex="f", birth="14.03.1991", father="Иса",
        grandfather="Сулейман", mother="Хадижат", relation="daughter",
    ),
    SoughtInput(
        key="b", names=(NameForm("Марьям"),), sex="f", birth="2015", father="Адам", mother="Зарема",
        mother_key="a", relation="granddaughter",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class World:
    cast: Cast
    request: TracingRequest
    document: ListDocument


def register(cast: Cast, *, by: User) -> TracingRequest:
    with acting_as(principal_of(by)):
        data = RequestInput(EnquirerInput(names=(NameForm("Дадаева Хадижат"),), sex="f"), SOUGHT)
        return register_request(data=data, by=by, at=NOW)


def upload(cast: Cast, data: bytes = LIST, filename: str = "annex.csv") -> ListDocument:
    with acting_as(principal_of(cast.farid)):
        arrival = lists.Arrival(filename=filename, received_on=date(2018, 4, 1), listed_on=date(2018, 3, 25))
        document, _ = lists.receive_list(data=data, arrival=arrival, team=None, by=cast.farid, at=NOW)
    with acting_as(worker(), writes=False):
        document = ListDocument.objects.get(pk=document.pk)
        for _ in import_rows(document=document, rows=rows_of(read_document(document), made_on=document.listed_on), at=NOW):
            pass
    return document


def match_all(request: TracingRequest) -> int:
    with acting_as(matcher(), writes=False):
        return propose_for_request(request, at=NOW)


def match_document(document: ListDocument) -> int:
    with acting_as(matcher(), writes=False):
        return propose_for_list(list(Record.objects.filter(row_named__row__document=document)), at=NOW)


@pytest.fixture
def world(db: None) -> World:
    cast = gather()
    request = register(cast, by=cast.amina)
    document = upload(cast)
    match_all(request)
    return World(cast, request, document)


@pytest.fixture
def candidate(world: World) -> Candidate:
    return Candidate.objects.order_by("-weight").first()  # type: ignore[return-value]


def bring(candidate: Candidate, *reviewers: User) -> None:
    for reviewer in reviewers:
        with acting_as(principal_of(reviewer)):
            actions.assign(candidate=candidate, reviewer=reviewer, at=NOW)


def say(candidate: Candidate, by: User, verdict: Review.Verdict = Review.Verdict.SAME) -> Review:
    with acting_as(principal_of(by)):
        return actions.say(
            candidate=candidate, verdict=verdict, grounds=["name", "birth"], reason="It fits.", by=by, at=NOW
        )

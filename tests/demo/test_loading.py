"""What the loader puts into the database tells what the invented world tells, and every person counts once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wayhome.accounts.principals import principal_of, system
from wayhome.demo.world import counting
from wayhome.ledger import queries as ledger
from wayhome.lists.models import ListDocument
from wayhome.matches.models import Candidate, Decision
from wayhome.people.identity import parse_identity
from wayhome.people.models import Attachment, Event, EventKind, Kinship, Record
from wayhome.people.standing import returned, still_missing
from wayhome.tracing.models import SoughtPerson, TracingRequest
from wayhome.vault.principals import acting_as

pytestmark = pytest.mark.django_db
END = datetime(2018, 5, 30, 23, 59, tzinfo=UTC)


def same(counted, told: counting.Count) -> bool:
    return (counted.women, counted.children) == (told.women, told.children)


@pytest.mark.parametrize("day", [date(2017, 7, 31), date(2017, 12, 31), date(2018, 5, 30)])
def test_missing_and_returned_are_what_the_world_tells(loaded, part, day):
    with acting_as(system(), writes=False):
        assert same(
            still_missing(as_of=day, known_at=END), counting.still_missing(part.world, day, END.date())
        )
        assert same(returned(as_of=day, known_at=END), counting.returned(part.world, day))


def test_what_was_not_yet_known_does_not_count(loaded, part):
    before = datetime(2017, 11, 12, 12, tzinfo=UTC)
    with acting_as(system(), writes=False):
        later = returned(as_of=date(2017, 11, 30), known_at=END)
        then = returned(as_of=date(2017, 11, 30), known_at=before)
    assert then.total < later.total


def test_every_request_has_its_page_and_every_line_its_record(loaded, part):
    assert TracingRequest.objects.count() == len(part.world.requests)
    assert SoughtPerson.objects.count() == sum(len(one.sought) for one in part.world.requests)


def test_nothing_lies_in_the_worker_s_queue(loaded):
    from django_tasks_db.models import DBTaskResult

    assert not DBTaskResult.objects.exists()


def test_lists_are_read_in_and_the_chat_waits_for_somebody_to_check_it(loaded, part):
    states = dict(ListDocument.objects.values_list("pk", "status"))
    for one in part.lists:
        waits = one.slug == "relatives_chat"
        assert states[loaded.documents[one.slug].pk] == ("understood" if waits else "done"), one.slug


def test_planned_reviews_have_come_as_far_as_planned(loaded, part):
    expected = {
        "waiting": "waiting", "one_review": "half", "attached": "same", "different": "different",
        "third_waiting": "disputed", "third_decided_same": "same", "third_decided_different": "different",
        "unsure": "unsure", "need_more": "more", "undone": "waiting", "undone_wrong": "waiting",
        "reoffered": "waiting", "wrongly_different": "different",
    }  # fmt: skip
    for plan in part.matches:
        found = Candidate.objects.get(
            sought=loaded.records[plan.line], found__row_named__row__document=loaded.documents[plan.list_slug],
            found__row_named__row__number=plan.row, found__row_named__position=0,
        )  # fmt: skip
        assert found.state == expected[plan.state], plan


def test_what_two_people_found_to_be_one_is_attached_by_their_decision(loaded):
    decided = Decision.objects.filter(outcome="same", undone_at=None)
    assert decided.exists()
    for decision in decided:
        assert decision.attachment.basis == Attachment.Basis.REVIEW
        assert decision.reviews.values("reviewer").distinct().count() >= 2


def test_the_boy_is_with_a_woman_who_is_not_kin(loaded, part):
    family = part.world.story("fourth_wife")
    boy = loaded.persons[family.members[2]]
    carer = Kinship.objects.get(to=boy, relation=Kinship.Relation.CARER).person
    assert carer.kinships.filter(relation=Kinship.Relation.CO_WIFE).exists()
    entrusted = Event.objects.get(kind=EventKind.ENTRUSTED)
    assert entrusted.participations.get(part="carer").person == carer


def test_the_last_face_has_his_clues_with_their_grades(loaded, part):
    man = part.world.story("last_face").members[-1]
    clues = Record.objects.filter(kind=Record.Kind.CLUE, attachments__person=loaded.persons[man])
    assert {(one.source.kind, one.source.grade) for one in clues} == {
        ("video_photo", "D3"),
        ("anonymous_sms", "F6"),
    }


def test_names_are_read_by_the_worker_who_keeps_the_file(loaded, part):
    line = part.world.requests[0].sought[1]
    with acting_as(principal_of(loaded.users["intake1"]), writes=False):
        record = Record.objects.get(pk=loaded.records[line.ref].pk)
        assert parse_identity(record.identity).chief_name == line.names[0].text


def test_the_ledger_is_whole(loaded):
    with acting_as(system(), writes=False):
        assert ledger.check() == []

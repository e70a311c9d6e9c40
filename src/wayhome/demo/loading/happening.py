"""What happened, what was seen and heard, and who is kin to whom beyond one request."""

from __future__ import annotations

from datetime import date

from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.demo.loading.words import EVENTS, SOURCE_NOTES, SOURCES, bounds
from wayhome.demo.world.model import Clue, Event, Said
from wayhome.people.actions import (
    Happening,
    Saying,
    attach,
    claim_kinship,
    open_person,
    record_event,
    register_records,
)
from wayhome.people.identity import Identity, NameForm, Whereabouts
from wayhome.people.models import (
    Attachment,
    EventKind,
    Kinship,
    Person,
    Record,
    Source,
    SourceKind,
)


def is_told_by_request(memory: Memory, event: Event) -> bool:
    """Say whether the registration of a request has written this event down already: its last news."""
    if event.kind != "last_news" or event.request is None:
        return False
    return next(one for one in memory.demo.world.requests if one.ref == event.request).last_news is not None


def learnt_on(memory: Memory, event: Event) -> date:
    """Return the day on which the house learnt of an event: not before somebody asked for one of those concerned."""
    return max(event.learnt_at, memory.first_request_of[event.people[0]].opened_on)


def tell(memory: Memory, event: Event) -> None:
    """Record one event in the file of the first whom it concerns, by the worker who keeps that file."""
    first = memory.first_request_of[event.people[0]]
    request = memory.requests[event.request or first.ref]
    at = at_hour(learnt_on(memory, event), 16)
    earliest, latest = bounds(event.on)
    happening = Happening(
        kind=EVENTS[event.kind], happened=event.on, earliest=earliest, latest=latest, country=event.country,
        governorate=event.governorate, place=event.place.ru if event.place else "", words=event.words,
    )  # fmt: skip
    with memory.acting(first.taken_by) as user:
        source = request.source if event.request else _source(request.case_file_id, event.said)
        record_event(
            happening=happening, persons=[memory.persons[ref] for ref in event.people if ref in memory.persons],
            case_file=request.case_file, source=source, by=user, at=at,
        )  # fmt: skip


def hear(memory: Memory, clue: Clue) -> None:
    """Keep one sighting or message: a record for each whom it names, attached to her, and an event."""
    first = memory.first_request_of[clue.people[0]]
    request, at = memory.requests[first.ref], at_hour(clue.received_on, 15)
    earliest, latest = bounds(clue.seen.edtf)
    kind = EventKind.CONTACT if clue.said.kind == "family_call" else EventKind.SIGHTED
    note = "\n".join(filter(None, (clue.media, "Do not call back." if clue.do_not_call_back else "")))
    with memory.acting(first.taken_by) as user:
        source = _source(request.case_file_id, clue.said, note)
        sayings = [_named(memory, ref, clue) for ref in clue.people]
        records = register_records(
            sayings=sayings, case_file=request.case_file, source=source, group=None, by=user, at=at
        )
        persons = [memory.persons[ref] for ref in clue.people]
        for person, record in zip(persons, records, strict=True):
            # A clue about a person is told by those who ask for her; nobody has yet found that it is another.
            attach(
                person=person,
                record=record,
                basis=Attachment.Basis.REGISTRATION,
                by=user,
                at=at,
                decision=request.pk,
            )
        happening = Happening(
            kind=kind, happened=clue.seen.edtf, earliest=earliest, latest=latest, date_as_written=clue.seen.text,
            country=clue.place.country if clue.place else "", governorate=clue.place.governorate if clue.place else "",
            place=clue.place.ru if clue.place else "", words=clue.words,
        )  # fmt: skip
        record_event(
            happening=happening, persons=persons, case_file=request.case_file, source=source, by=user, at=at,
            record=records[0],
        )  # fmt: skip


def tell_of_the_fourth_wife(memory: Memory, event: Event) -> None:
    """Keep who has the boy: a woman whom nobody asks for, known only from what his father said."""
    family = memory.demo.world.story("fourth_wife")
    mother, boy = memory.persons[family.members[0]], memory.persons[event.people[0]]
    request = memory.requests[memory.first_request_of[event.people[0]].ref]
    at = at_hour(event.learnt_at, 16, 30)
    with memory.acting(memory.first_request_of[event.people[0]].taken_by) as user:
        source = request.source
        saying = Saying(
            kind=Record.Kind.CLUE, sex="f", said_on=event.learnt_at, country="SY", governorate="SY-RA",
            identity=Identity(names=(NameForm("Зарган", "given"),), remarks="Четвёртая жена отца мальчика."),
        )  # fmt: skip
        (record,) = register_records(
            sayings=[saying], case_file=request.case_file, source=source, group=None, by=user, at=at
        )
        carer = open_person(case_file=request.case_file, by=user, at=at)
        attach(
            person=carer,
            record=record,
            basis=Attachment.Basis.REGISTRATION,
            by=user,
            at=at,
            decision=request.pk,
        )
        claim_kinship(person=carer, to=boy, relation=Kinship.Relation.CARER, source=source, by=user, at=at)
        claim_kinship(
            person=carer, to=mother, relation=Kinship.Relation.CO_WIFE, source=source, by=user, at=at
        )
        earliest, latest = bounds(event.on)
        happening = Happening(
            kind=EventKind.ENTRUSTED, happened=event.on, earliest=earliest, latest=latest, country="SY",
            governorate="SY-RA", place="Ракка", words=event.words,
        )  # fmt: skip
        record_event(
            happening=happening,
            persons=[boy],
            carers=[carer],
            case_file=request.case_file,
            source=source,
            by=user,
            at=at,
        )


def _named(memory: Memory, ref: str, clue: Clue) -> Saying:
    known: Person = memory.persons[ref]
    person = memory.demo.world.person(ref)
    record = (
        Attachment.objects.filter(person=known).select_related("record").order_by("attached_at")[0].record
    )
    names = (NameForm(person.given.ru[0], "given"),)
    place = clue.place
    return Saying(
        kind=Record.Kind.CLUE, identity=Identity(names=names), sex=record.sex, said_on=clue.received_on,
        whereabouts=Whereabouts(place=place.ru if place else "", last_news_words=clue.words),
        verbatim={"words": clue.words, "seen": clue.seen.text, "how": clue.how_known, "media": clue.media,
                  "asked_for_money": clue.paid_request},
        country=place.country if place else "", governorate=place.governorate if place else "",
    )  # fmt: skip


def _source(case_file_id: object, said: Said, note: str = "") -> Source:
    return Source.objects.create(
        case_file_id=case_file_id, kind=SOURCES.get(said.kind) or SourceKind(said.kind),
        reliability=said.reliability, credibility=said.credibility,
        description="\n".join(filter(None, (SOURCE_NOTES.get(said.kind, ""), note))),
    )  # fmt: skip

"""Writes about people: records are added, attached and detached; nothing is changed or merged away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kinmatch.index.keys import profile_keys
from kinmatch.profile import build_profiles
from wayhome.accounts.actions import take_number
from wayhome.accounts.models import CaseFile, User
from wayhome.accounts.principals import actor_key
from wayhome.ledger import actions as ledger
from wayhome.people.comparable import birth_years, person_record, search_key
from wayhome.people.identity import (
    Contact,
    Identity,
    Whereabouts,
    format_contact,
    format_identity,
    format_whereabouts,
)
from wayhome.people.models import (
    Attachment,
    Event,
    EventKind,
    Group,
    Kinship,
    Participation,
    Person,
    Record,
    SearchKey,
    Source,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be registered of one person: the sealed values and what was understood of them."""

    kind: Record.Kind
    identity: Identity
    sex: str = "u"
    whereabouts: Whereabouts = field(default_factory=Whereabouts)
    contact: Contact = field(default_factory=Contact)
    verbatim: dict[str, Any] | None = None
    country: str = ""
    governorate: str = ""
    said_on: date | None = None
    group: Group | None = None
    id: UUID = field(default_factory=uuid4)


@transaction.atomic
def register_records(
    *, sayings: Sequence[Saying], case_file: CaseFile, source: Source, group: Group | None, by: User | None,
    at: datetime, one_entry: bool = False,
) -> list[Record]:  # fmt: skip
    """Keep what a source says of each person, with the keyed hashes under which they are found again.

    Args:
        one_entry: seal one ledger entry for all of them (a batch of list rows), not one each.
    """
    records = [_record(saying, case_file, source, group, by, at) for saying in sayings]
    Record.objects.bulk_create(records)
    index_records(records, sayings)
    if one_entry:
        ids = ",".join(str(record.pk) for record in records)
        ledger.seal("records.registered", by=actor_key(by), at=at, records=ids, case_file=case_file.pk)
        return records
    for record in records:
        ledger.seal("record.registered", by=actor_key(by), at=at, record=record.pk, case_file=case_file.pk)
    return records


def index_records(records: Sequence[Record], sayings: Sequence[Saying]) -> None:
    """Write the search keys of records that have just been created; members of one group lend each other names."""
    compared = [
        person_record(
            saying.identity, ref=str(record.pk), sex=saying.sex, source=str(record.source_id),
            group=str(record.group_id or ""),
        )
        for record, saying in zip(records, sayings, strict=True)
    ]  # fmt: skip
    keys = [
        SearchKey(record=record, case_file_id=record.case_file_id, kind=record.kind, key=search_key(key))
        for record, profile in zip(records, build_profiles(compared), strict=True)
        for key in sorted(profile_keys(profile))
    ]
    SearchKey.objects.bulk_create(keys, batch_size=2000)


@transaction.atomic
def supersede(*, old: Record, saying: Saying, by: User, at: datetime) -> Record:
    """Register a later saying of the same source about the same person; the old one stays as written."""
    (new,) = register_records(
        sayings=[saying], case_file=old.case_file, source=old.source, group=old.group, by=by, at=at
    )
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    SearchKey.objects.filter(record=old).delete()
    ledger.seal("record.superseded", by=by.key_id, at=at, record=old.pk, by_record=new.pk)
    return new


@transaction.atomic
def open_person(*, case_file: CaseFile, by: User | None, at: datetime) -> Person:
    """Open a dossier in a family's file. It says nothing until records are attached."""
    person = Person.objects.create(
        case_file=case_file, number=take_number("person"), created_at=at, created_by=by
    )
    ledger.seal("person.opened", by=actor_key(by), at=at, person=person.pk, case_file=case_file.pk)
    return person


@transaction.atomic
def attach(
    *, person: Person, record: Record, basis: Attachment.Basis, by: User | None, at: datetime,
    decision: UUID | None = None,
) -> Attachment:  # fmt: skip
    """Hold a record to be about a person, on the registration of a request or a decision of two reviewers."""
    attachment = Attachment.objects.create(
        case_file=person.case_file, person=person, record=record, basis=basis, decision=decision,
        attached_at=at, attached_by=by,
    )  # fmt: skip
    ledger.seal("record.attached", by=actor_key(by), at=at, record=record.pk, person=person.pk, basis=str(basis))
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment, reason: str, by: User, at: datetime) -> None:
    """Undo an attachment. Both the person and the record stay as they were."""
    attachment.detached_at, attachment.detached_by, attachment.detach_reason = at, by, reason
    attachment.save(update_fields=["detached_at", "detached_by", "detach_reason"])
    ledger.seal(
        "record.detached", by=by.key_id, at=at, record=attachment.record_id, person=attachment.person_id
    )


@transaction.atomic
def claim_kinship(
    *, person: Person, to: Person, relation: Kinship.Relation, source: Source, by: User | None, at: datetime
) -> Kinship:
    """Keep that a source says `person` is the <relation> of `to`. A claim, until two people verify it."""
    kinship, created = Kinship.objects.get_or_create(
        person=person, to=to, relation=relation, withdrawn_at=None,
        defaults={"case_file": person.case_file, "source": source, "claimed_at": at},
    )  # fmt: skip
    if created:
        ledger.seal("kinship.claimed", by=actor_key(by), at=at, person=person.pk, to=to.pk, relation=str(relation))
    return kinship


@dataclass(frozen=True, slots=True)
class Happening:
    """What is to be recorded of an event: EDTF date with its bounds, coarse place in clear, the rest sealed."""

    kind: EventKind
    happened: str = ""
    earliest: date | None = None
    latest: date | None = None
    country: str = ""
    governorate: str = ""
    facility_id: UUID | None = None
    date_as_written: str = ""
    place: str = ""
    words: str = ""


@transaction.atomic
def record_event(
    *, happening: Happening, persons: Iterable[Person], case_file: CaseFile, source: Source, by: User | None,
    at: datetime, record: Record | None = None, carers: Iterable[Person] = (),
) -> Event:  # fmt: skip
    """Keep that something happened, to whom, and that we learnt it at `at`."""
    event = Event.objects.create(
        case_file=case_file, source=source, record=record, learnt_at=at, recorded_by=by,
        **{name: getattr(happening, name) for name in Happening.__dataclass_fields__},
    )  # fmt: skip
    parts = [Participation(event=event, person=person) for person in persons]
    parts += [Participation(event=event, person=person, part=Participation.Part.CARER) for person in carers]
    Participation.objects.bulk_create(parts)
    ledger.seal("event.recorded", by=actor_key(by), at=at, event=event.pk, kind=str(happening.kind))
    return event


@transaction.atomic
def withdraw_event(*, event: Event, by: User, at: datetime) -> None:
    """Say that an event was recorded by mistake. It stays, and stops counting from `at` on."""
    event.withdrawn_at = at
    event.save(update_fields=["withdrawn_at"])
    ledger.seal("event.withdrawn", by=by.key_id, at=at, event=event.pk)


def _record(
    saying: Saying, case_file: CaseFile, source: Source, group: Group | None, by: User | None, at: datetime
) -> Record:
    birth_from, birth_to = birth_years(saying.identity)
    return Record(
        id=saying.id, case_file=case_file, kind=saying.kind, source=source, group=saying.group or group, sex=saying.sex,
        birth_from=birth_from, birth_to=birth_to, country=saying.country, governorate=saying.governorate,
        said_on=saying.said_on, learnt_at=at, registered_by=by, identity=format_identity(saying.identity),
        whereabouts=format_whereabouts(saying.whereabouts), contact=format_contact(saying.contact),
        verbatim=saying.verbatim or {},
    )  # fmt: skip

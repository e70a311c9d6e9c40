"""What is now known of a person, and from whom: computed from the records attached to her, never stored.

Every value keeps its source. Values that do not fit each other are shown side by side, contradictions first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from kinmatch import Outcome
from kinmatch.dates import compare_births
from kinmatch.names import Role, compare_single
from wayhome.people.comparable import birth_span
from wayhome.people.identity import (
    Identity,
    Whereabouts,
    parse_identity,
    parse_whereabouts,
)
from wayhome.people.models import Attachment, Event, EventKind, Kinship, Person, Record
from wayhome.people.romanise import romanise
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import CompartmentClosed, Principal

STALE_AFTER_DAYS = 90
PLACE_EVENTS = (
    EventKind.LISTED, EventKind.SIGHTED, EventKind.MOVED, EventKind.DETAINED, EventKind.SURRENDERED,
    EventKind.LAST_NEWS, EventKind.CONTACT,
)  # fmt: skip

__all__ = ["Dossier", "assemble"]


@dataclass(frozen=True, slots=True)
class SourcedRecord:
    """A record with what may be read of it. `whereabouts` is None where the location is closed to the reader."""

    record: Record
    identity: Identity
    whereabouts: Whereabouts | None
    attachment: Attachment

    @property
    def name(self) -> str:
        return self.identity.chief_name


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name as one record has it. `roman` is a reading help, never a record."""

    text: str
    roman: str
    kind: str
    of: SourcedRecord


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact with what each record says of it, in the order of the records; empty where it says nothing."""

    field: str
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The latest event that says where a person was, and how many days ago that is; None where nobody said."""

    event: Event | None
    days: int | None

    @property
    def freshness(self) -> str:
        """"fresh", "stale", or "none" where nobody said."""
        if self.event is None or self.days is None:
            return "none"
        return "stale" if self.days > STALE_AFTER_DAYS else "fresh"


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it for one page. `place_open` says whether the reader may know where; `kin` are claims both ways."""

    person: Person
    records: tuple[SourcedRecord, ...]
    names: tuple[NameLine, ...]
    facts: tuple[FactRow, ...]
    events: tuple[Event, ...]
    last_seen: LastSeen
    kin: tuple[Kinship, ...]
    place_open: bool

    @property
    def name(self) -> str:
        return next((one.name for one in self.records if one.name), "")

    @property
    def roman(self) -> str:
        return romanise(self.name)


def assemble(person: Person, *, to: Principal, today: date, known_at: datetime) -> Dossier:
    """Put together what `to` may see of a person, as known at `known_at`."""
    records = sourced_records(person)
    events = events_of(person, records, known_at=known_at)
    kin = Kinship.objects.filter(Q(person=person) | Q(to=person), withdrawn_at__isnull=True)
    return Dossier(
        person=person,
        records=records,
        names=tuple(_names(records)),
        facts=tuple(sorted(_facts(records), key=lambda row: not row.differs)),
        events=events,
        last_seen=_last_seen(events, today),
        kin=tuple(kin.select_related("person", "to", "source")),
        place_open=to.opens(person.case_file_id, Compartment.LOCATION, None),
    )


def sourced_records(person: Person) -> tuple[SourcedRecord, ...]:
    """Return the records attached now, the enquirer's first, then as they were attached."""
    attachments = (
        Attachment.objects.in_force()
        .filter(person=person)
        .select_related("record", "record__source", "record__case_file")
        .order_by("basis", "attached_at", "pk")  # "registration" before "review": the family's own words first
    )
    return tuple(_sourced(one) for one in attachments)


def events_of(person: Person, records: Sequence[SourcedRecord], *, known_at: datetime) -> tuple[Event, ...]:
    """Return her own events and those of attached records, newest first."""
    own = Q(participations__person=person) | Q(record__in=[one.record.pk for one in records])
    events = Event.objects.known(on=known_at).filter(own).select_related("source").distinct()
    return tuple(sorted(events, key=lambda event: (event.latest or date.min, event.learnt_at), reverse=True))


def _sourced(attachment: Attachment) -> SourcedRecord:
    record = attachment.record
    try:
        whereabouts = parse_whereabouts(record.whereabouts)
    except CompartmentClosed:
        whereabouts = None
    return SourcedRecord(record, parse_identity(record.identity), whereabouts, attachment)


def _names(records: Iterable[SourcedRecord]) -> Iterable[NameLine]:
    for one in records:
        for form in one.identity.names:
            if form.text:
                yield NameLine(form.text, romanise(form.text), form.kind, one)


def _last_seen(events: Sequence[Event], today: date) -> LastSeen:
    for event in events:
        if event.kind in PLACE_EVENTS and event.latest is not None and event.latest <= today:
            return LastSeen(event, (today - event.latest).days)
    return LastSeen(None, None)


def _facts(records: Sequence[SourcedRecord]) -> Iterable[FactRow]:
    for field, values, differ in _FACTS:
        texts = tuple(values(one.identity) for one in records)
        if any(texts):
            yield FactRow(field, texts, differ([one.identity for one in records]))


def _births_differ(identities: Sequence[Identity]) -> bool:
    spans = [span for identity in identities if (span := birth_span(identity))]
    return any(
        compare_births(first, second).outcome in (Outcome.DIFFER, Outcome.CLOSE)
        for index, first in enumerate(spans)
        for second in spans[index + 1 :]
    )


def _kin_differ(field: str, role: Role) -> Callable[[Sequence[Identity]], bool]:
    def differ(identities: Sequence[Identity]) -> bool:
        said = [text for identity in identities if (text := getattr(identity, field))]
        return any(
            compare_single(first, second, role).outcome.value == "differ"
            for index, first in enumerate(said)
            for second in said[index + 1 :]
        )

    return differ


def _plainly_differ(field: str) -> Callable[[Sequence[Identity]], bool]:
    def differ(identities: Sequence[Identity]) -> bool:
        return len({value for identity in identities if (value := getattr(identity, field))}) > 1

    return differ


def _silent(identities: Sequence[Identity]) -> bool:
    return False


def _children(identity: Identity) -> str:
    if identity.children:
        return ", ".join(identity.children)
    return "" if identity.children_count is None else str(identity.children_count)


_FACTS: tuple[tuple[str, Callable[[Identity], str], Callable[[Sequence[Identity]], bool]], ...] = (
    ("birth", lambda one: one.birth, _births_differ),
    ("father", lambda one: one.father, _kin_differ("father", Role.FATHER)),
    ("grandfather", lambda one: one.grandfather, _kin_differ("grandfather", Role.GRANDFATHER)),
    ("mother", lambda one: one.mother, _silent),
    ("husband", lambda one: one.husband, _silent),
    ("children", _children, _plainly_differ("children_count")),
    ("origin", lambda one: one.origin, _silent),
    ("nationality", lambda one: one.nationality, _silent),
    ("marks", lambda one: one.marks, _silent),
    ("identifiers", lambda one: ", ".join(f"{i.type} {i.number}" for i in one.identifiers), _silent),
)

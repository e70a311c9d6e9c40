"""Writes about facilities and lists: received, understood, corrected, read in, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from rosters import ColumnMapping, Roster, Unreadable, format_mapping
from wayhome.accounts.actions import open_case_file, take_number
from wayhome.accounts.models import CaseFile, Team, User
from wayhome.accounts.principals import actor_key
from wayhome.accounts.queries import register
from wayhome.ledger import actions as ledger
from wayhome.lists import policies
from wayhome.lists.findings import find
from wayhome.lists.models import Facility, ListDocument, ListSource
from wayhome.people.models import Credibility, Reliability, Source, SourceKind
from wayhome.vault import files
from wayhome.vault.compartments import Compartment
from wayhome.vault.keys import keyed_hash
from wayhome.vault.principals import get_acting

# What is done when a list has been read in. `matches` stands above and adds itself when it is ready.
after_import: list[Callable[[UUID], None]] = []


@dataclass(frozen=True, slots=True)
class Place:
    """What is registered of a facility. Names by language: {"en": …, "ru": …, "ar": …}."""

    names: dict[str, str]
    kind: str
    country: str
    governorate: str = ""
    authority: str = Facility.Authority.UNKNOWN
    aliases: list[str] = field(default_factory=list)
    notes: str = ""


@transaction.atomic
def register_facility(*, place: Place, by: User | None, at: datetime) -> Facility:
    """Add a place to the register, opening the register itself when it is the first."""
    case_file = _register_file(at=at)
    facility = Facility.objects.create(
        case_file=case_file, number=take_number("facility"), kind=place.kind, authority=place.authority,
        country=place.country, governorate=place.governorate, created_at=at, created_by=by,
        names={**place.names, "aliases": place.aliases}, notes=place.notes,
    )  # fmt: skip
    ledger.seal("facility.registered", by=actor_key(by), at=at, facility=facility.pk)
    return facility


@transaction.atomic
def correct_facility(*, facility: Facility, place: Place, by: User, at: datetime) -> None:
    """Correct what the register says of a place."""
    facility.kind, facility.authority = place.kind, place.authority
    facility.country, facility.governorate = place.country, place.governorate
    facility.names, facility.notes = {**place.names, "aliases": place.aliases}, place.notes
    facility.save()
    ledger.seal("facility.corrected", by=by.key_id, at=at, facility=facility.pk)


@transaction.atomic
def name_source(
    *, label: str, facility: Facility | None, reliability: str, by: User, at: datetime
) -> ListSource:
    """Give lists that will come again a name under which the reading of their columns is remembered."""
    case_file = _register_file(at=at)
    source = ListSource.objects.create(
        case_file=case_file, facility=facility, reliability=reliability, created_at=at, label=label
    )
    ledger.seal("list_source.named", by=by.key_id, at=at, list_source=source.pk)
    return source


@transaction.atomic
def forget_columns(*, list_source: ListSource, by: User, at: datetime) -> None:
    """Forget the corrections of columns kept for the next list of a kind."""
    list_source.mapping = None
    list_source.save(update_fields=["mapping"])
    ledger.seal("list_source.columns_forgotten", by=by.key_id, at=at, list_source=list_source.pk)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a list reached us."""

    filename: str
    received_on: date
    listed_on: date | None = None
    facility: Facility | None = None
    list_source: ListSource | None = None
    country: str = ""
    governorate: str = ""
    source_kind: str = SourceKind.DETAINING_LIST
    reliability: str = Reliability.C
    credibility: str = Credibility.THREE
    description: str = ""
    legal_basis: str = ""


@transaction.atomic
def receive_list(
    *, data: bytes, arrival: Arrival, team: Team | None, by: User, at: datetime
) -> tuple[ListDocument, bool]:
    """Keep an uploaded file as it came. The same file twice changes nothing: the first is returned, with False."""
    User.objects.select_for_update().get(pk=by.pk)  # the same file sent twice at once waits here
    fingerprint = keyed_hash("list file", sha256(data).hexdigest()).hex()
    there = ListDocument.objects.visible_to(get_acting().principal).filter(fingerprint=fingerprint)
    existing = there.exclude(status=ListDocument.Status.WITHDRAWN).order_by("uploaded_at").first()
    if existing is not None:
        return existing, False
    case_file = open_case_file(kind=CaseFile.Kind.LIST, team=team, by=by, at=at)
    source = Source.objects.create(
        case_file=case_file, kind=arrival.source_kind, reliability=arrival.reliability,
        credibility=arrival.credibility, description=arrival.description,
    )  # fmt: skip
    kept = files.store(data, case_file_id=case_file.pk, compartment=Compartment.IDENTITY)
    place = arrival.facility
    document = ListDocument.objects.create(
        case_file=case_file, number=case_file.number, list_source=arrival.list_source, source=source,
        facility=place, country=place.country if place else arrival.country,
        governorate=place.governorate if place else arrival.governorate, listed_on=arrival.listed_on,
        received_on=arrival.received_on, uploaded_at=at, uploaded_by=by, fingerprint=fingerprint,
        size=len(data), file_id=kept.pk, file_name=arrival.filename, legal_basis=arrival.legal_basis,
        mapping=arrival.list_source.mapping if arrival.list_source else None,
    )  # fmt: skip
    ledger.seal("list.received", by=by.key_id, at=at, document=document.pk, size=len(data))
    return document, True


@transaction.atomic
def note_understanding(*, document: ListDocument, roster: Roster, at: datetime) -> None:
    """Keep what was understood of the heading and the columns, for a person to check."""
    document.understanding = find(roster, not_after=document.received_on)
    document.rows_total = sum(len(sheet.rows) for sheet in roster.sheets)
    document.status = ListDocument.Status.UNDERSTOOD
    document.trouble = ""
    document.save(update_fields=["understanding", "rows_total", "status", "trouble"])


@transaction.atomic
def note_unreadable(*, document: ListDocument, cause: Unreadable, at: datetime) -> None:
    """Say that the file cannot be read, and why and where; it stays as it came."""
    document.status, document.trouble = ListDocument.Status.UNREADABLE, cause.code.value
    document.trouble_at = {"place": cause.place, "value": cause.value, "limit": cause.limit}
    document.save(update_fields=["status", "trouble", "trouble_at"])
    ledger.seal("list.unreadable", by=actor_key(None), at=at, document=document.pk, code=cause.code.value)


@transaction.atomic
def correct_mapping(*, document: ListDocument, mapping: ColumnMapping, by: User, at: datetime) -> None:
    """Keep what a person says of the columns, for this list and for the next of the same source.

    The list waits to be looked at again.
    """
    policies.insist(policies.why_not_correct(document.status))
    document.mapping = {"columns": format_mapping(mapping)}
    document.status = ListDocument.Status.UPLOADED
    document.save(update_fields=["mapping", "status"])
    if document.list_source is not None:
        # The next list may have more lines above its heading; only that there is none is worth remembering.
        kept = replace(mapping, header_row=0 if mapping.header_row == 0 else None)
        document.list_source.mapping = {"columns": format_mapping(kept)}
        document.list_source.save(update_fields=["mapping"])
    ledger.seal("list.columns_corrected", by=by.key_id, at=at, document=document.pk)


@transaction.atomic
def date_list(*, document: ListDocument, listed_on: date, by: User, at: datetime) -> None:
    """Keep the day from which the ages of the list count."""
    document.listed_on = listed_on
    document.save(update_fields=["listed_on"])
    ledger.seal("list.dated", by=by.key_id, at=at, document=document.pk)


@transaction.atomic
def begin_import(*, document: ListDocument, by: User, at: datetime) -> None:
    """Have the list read in, in the background. Asking twice starts it once."""
    changed = ListDocument.objects.filter(pk=document.pk, status=ListDocument.Status.UNDERSTOOD).update(
        status=ListDocument.Status.IMPORTING
    )
    if changed:
        ledger.seal("list.import_begun", by=by.key_id, at=at, document=document.pk)


@transaction.atomic
def finish_import(*, document: ListDocument, at: datetime) -> None:
    """Say that every row is kept, and let those who wait for it begin."""
    changed = ListDocument.objects.filter(pk=document.pk, status=ListDocument.Status.IMPORTING).update(
        status=ListDocument.Status.DONE, finished_at=at
    )
    if not changed:
        return
    ledger.seal("list.imported", by=actor_key(None), at=at, document=document.pk)
    for follow in after_import:
        transaction.on_commit(lambda follow=follow: follow(document.pk))


def _register_file(*, at: datetime) -> CaseFile:
    """Return the case file of the register of places, opening it when it is the first time."""
    return register() or open_case_file(
        kind=CaseFile.Kind.REGISTER, team=None, by=None, at=at, numbered=False
    )

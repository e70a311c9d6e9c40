"""Reading a list into rows and records, batch by batch, so that a killed worker loses and doubles nothing.

Every row and record has an id computed from the list and its place in it. A batch is one transaction; whoever
resumes skips the rows that are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F

from kinmatch import PersonRecord
from rosters import Roster, Row, Sheet
from wayhome.ledger import actions as ledger
from wayhome.lists.models import ListDocument, ListRow, RowRecord
from wayhome.people.actions import Saying, register_records
from wayhome.people.comparable import identity_of
from wayhome.people.identity import Whereabouts
from wayhome.people.models import Event, EventKind, Group, Record
from wayhome.reading import read_list
from wayhome.vault.principals import get_acting

BATCH = 200


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One physical row with the people it names, and the sheet it stands in."""

    sheet: int
    row: Row
    named: tuple[PersonRecord, ...]
    made_on: date | None


def rows_of(roster: Roster, *, made_on: date | None) -> list[ReadRow]:
    """Return every physical row of a file in order, each with the people it names."""
    return [one for index, sheet in enumerate(roster.sheets) for one in _rows_of_sheet(index, sheet, made_on)]


def import_rows(*, document: ListDocument, rows: Sequence[ReadRow], at: datetime) -> Iterator[int]:
    """Keep the rows that are not kept yet, and yield how many are done after each batch."""
    done = set(ListRow.objects.filter(document=document).values_list("sheet", "number"))
    todo = [one for one in rows if (one.sheet, one.row.number) not in done]
    with transaction.atomic():
        ListDocument.objects.filter(pk=document.pk).update(rows_total=len(rows), rows_done=len(done))
    yield len(done)
    for start in range(0, len(todo), BATCH):
        batch = todo[start : start + BATCH]
        _import_batch(document=document, batch=batch, at=at)
        yield len(done) + start + len(batch)


@transaction.atomic
def _import_batch(*, document: ListDocument, batch: Sequence[ReadRow], at: datetime) -> None:
    kept = [
        ListRow(
            id=_id(document, one.sheet, one.row.number), case_file_id=document.case_file_id, document=document,
            sheet=one.sheet, number=one.row.number, kind=one.row.kind.value,
            problems=[[problem.code.value, problem.column] for problem in one.row.problems],
            cells=list(one.row.cells),
        )
        for one in batch
    ]  # fmt: skip
    ListRow.objects.bulk_create(kept)
    groups = _groups(document, batch)
    sayings = [
        _saying(document, one, position, compared, groups)
        for one in batch
        for position, compared in enumerate(one.named)
    ]
    assert document.source is not None
    records = register_records(
        sayings=sayings, case_file=document.case_file, source=document.source, group=None, by=None, at=at,
        one_entry=True,
    )  # fmt: skip
    RowRecord.objects.bulk_create(
        RowRecord(row_id=_id(document, one.sheet, one.row.number), position=position,
                  record_id=_id(document, one.sheet, one.row.number, position))
        for one in batch
        for position in range(len(one.named))
    )  # fmt: skip
    Event.objects.bulk_create(_listed(document, record, at) for record in records)
    ListDocument.objects.filter(pk=document.pk).update(rows_done=F("rows_done") + len(batch))
    ledger.seal(
        "list.rows_read", by=get_acting().principal.key_id, at=at, document=document.pk, rows=len(batch), people=len(records)
    )


def _rows_of_sheet(index: int, sheet: Sheet, made_on: date | None) -> Iterator[ReadRow]:
    read = read_list(sheet, made_on=made_on)
    named: dict[str, list[PersonRecord]] = {}
    for compared in read.records:
        named.setdefault(compared.row, []).append(compared)
    for row in sheet.rows:
        yield ReadRow(index, row, tuple(named.get(str(row.number), ())), read.made_on)


def _groups(document: ListDocument, batch: Sequence[ReadRow]) -> Mapping[tuple[int, str], Group]:
    """Return the household of each label in the batch, made where an earlier batch has not made it."""
    labels = {(one.sheet, compared.group) for one in batch for compared in one.named if compared.group}
    ids = {place: _id(document, *place) for place in labels}
    there = {group.pk: group for group in Group.objects.filter(pk__in=ids.values())}
    new = [
        Group(id=pk, case_file_id=document.case_file_id, kind=Group.Kind.HOUSEHOLD, source=document.source, label=label)
        for (_, label), pk in sorted(ids.items())
        if pk not in there
    ]
    Group.objects.bulk_create(new)
    there.update({group.pk: group for group in new})
    return {place: there[pk] for place, pk in ids.items()}


def _saying(
    document: ListDocument, one: ReadRow, position: int, compared: PersonRecord,
    groups: Mapping[tuple[int, str], Group],
) -> Saying:  # fmt: skip
    return Saying(
        id=_id(document, one.sheet, one.row.number, position),
        kind=Record.Kind.LISTED,
        identity=identity_of(compared, stated_on=one.made_on),
        sex=str(compared.sex or "u"),
        whereabouts=Whereabouts(place=compared.place),
        verbatim={"cells": list(one.row.cells)},
        country=document.country,
        governorate=document.governorate,
        said_on=one.made_on,
        group=groups.get((one.sheet, compared.group)),
    )


def _listed(document: ListDocument, record: Record, at: datetime) -> Event:
    day = record.said_on or document.received_on
    return Event(
        case_file_id=document.case_file_id, source=document.source, record=record, learnt_at=at,
        kind=EventKind.LISTED, happened=day.isoformat(), earliest=day, latest=day, country=document.country,
        governorate=document.governorate, facility_id=document.facility_id,
    )  # fmt: skip


def _id(document: ListDocument, *place: object) -> UUID:
    """Return the id that whatever stands at this place of the list always has."""
    return uuid5(document.pk, ":".join(str(part) for part in place))

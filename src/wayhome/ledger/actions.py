"""Sealing: the one write of the ledger, always inside the transaction of the act that it tells of."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Max

from sealbook import Entry, commit, format_body
from wayhome.ledger import boxes
from wayhome.ledger.models import Erasure, LedgerBody, LedgerEntry
from wayhome.vault.models import RecordKey
from wayhome.vault.principals import NobodyActs, find_acting

_SALT_BYTES = 32
# Any fixed number: PostgreSQL's advisory lock that lets one transaction at a time take the next number.
_SEQUENCER = 0x57617968
Fact = str | int | UUID | None


def seal(kind: str, /, *, by: UUID, at: datetime, item: UUID | None = None, **facts: Fact) -> LedgerEntry:
    """Seal that `kind` happened, in the current transaction.

    Args:
        kind: `noun.past`.
        by: the opaque key id of the one who did it.
        item: what it is about; entries about one item are chained by their commitments.
        facts: ids, codes and numbers, never a name or text; None is left out.

    Raises:
        NobodyActs: outside `acting_as` or outside a transaction: the act and its entry would not stand together.
    """
    if find_acting() is None or not connection.in_atomic_block:
        raise NobodyActs("an entry is sealed inside acting_as(principal), in the transaction of its act")
    sequence = _take_next_number()
    entry = Entry(
        kind=kind,
        actor=by.hex,
        at=at,
        item=item.hex if item else "",
        prev=_previous(item),
        facts=_plain(facts),
    )
    salt, body, body_id = os.urandom(_SALT_BYTES), format_body(entry), uuid4()
    sealed = LedgerEntry.objects.create(sequence=sequence, at=at, commitment=commit(kind, body, salt))
    LedgerBody.objects.create(
        pk=body_id, entry=sealed, item=item, sealed=str.__str__(boxes.close(body_id, salt, body))
    )
    return sealed


def erase(entry: LedgerEntry, *, by: UUID, at: datetime) -> LedgerEntry:
    """Destroy the body, salt and key of an entry; the entry stays, and a tombstone entry says who decided.

    Two people decide on an erasure; the caller insists on that.
    """
    tombstone = seal("entry.erased", by=by, at=at, entry=entry.sequence)
    body = LedgerBody.objects.get(entry=entry)
    RecordKey.objects.filter(table=boxes.TABLE, row=body.pk).delete()
    body.delete()
    Erasure.objects.create(entry=entry, sealed_by=tombstone)
    return tombstone


def _take_next_number() -> int:
    """Return the next number while holding the sequencer until the transaction ends.

    SQLite has one writer at a time (transactions begin IMMEDIATE); PostgreSQL takes an advisory lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEQUENCER])
    last = LedgerEntry.objects.aggregate(last=Max("sequence"))["last"]
    return 0 if last is None else last + 1


def _previous(item: UUID | None) -> str:
    if item is None:
        return ""
    last = (
        LedgerEntry.objects.filter(body__item=item)
        .order_by("-sequence")
        .values_list("commitment", flat=True)
        .first()
    )
    return bytes(last).hex() if last is not None else ""


def _plain(facts: Mapping[str, Fact]) -> dict[str, str | int]:
    return {
        name: value.hex if isinstance(value, UUID) else value
        for name, value in facts.items()
        if value is not None
    }

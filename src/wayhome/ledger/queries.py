"""Reading and checking the ledger. Who may read it is decided by the app that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from sealbook import Entry as SealedEntry
from sealbook import Tree, Unacceptable, check_commitment, format_leaf, parse_body
from wayhome.ledger import boxes
from wayhome.ledger.models import Erasure, LedgerBody, LedgerEntry
from wayhome.vault.boxes import SealBroken, key_of
from wayhome.vault.principals import get_acting

_AT_ONCE = 2_000


class Finding(StrEnum):
    """What can be wrong with an entry."""

    ALTERED = "altered"  # body or salt no longer open the commitment
    MISSING = "missing"  # a number is gone, or a body is gone without a tombstone
    UNLOGGED = "unlogged"  # a body without entry
    ERASED = "erased"  # the body was erased by decision: no fault, but said


@dataclass(frozen=True)
class Found:
    """One finding, about the entry of this number."""

    finding: Finding
    sequence: int


def check() -> list[Found]:
    """Compare all entries with their bodies, both ways; an honest ledger gives ERASED at most.

    Reads everything; about 30 µs an entry.
    """
    return [*_check_entries(), *_check_bodies()]


def tree(size: int | None = None) -> Tree:
    """Return the tree over the first `size` entries, or all of them."""
    commitments = LedgerEntry.objects.order_by("sequence").values_list("commitment", flat=True)
    return Tree(
        format_leaf(bytes(item)) for item in (commitments if size is None else commitments[:size]).iterator()
    )


def read(entry: LedgerEntry) -> SealedEntry:
    """Return what an entry says.

    Raises:
        LedgerBody.DoesNotExist: it was erased.
        SealBroken: its body was damaged or moved.
    """
    body = LedgerBody.objects.get(entry=entry)
    return parse_body(boxes.open_body(body.pk, body.sealed)[1])


def _check_entries() -> Iterator[Found]:
    erased = set(Erasure.objects.values_list("entry_id", flat=True))
    expected = 0
    rows = LedgerEntry.objects.order_by("sequence").values_list(
        "sequence", "commitment", "body__pk", "body__sealed"
    )
    for chunk in _chunks(rows):
        _fetch_keys([sealed for _, _, _, sealed in chunk if sealed])
        for sequence, commitment, body_id, sealed in chunk:
            yield from (Found(Finding.MISSING, gone) for gone in range(expected, sequence))
            expected = sequence + 1
            if body_id is None:
                yield Found(Finding.ERASED if sequence in erased else Finding.MISSING, sequence)
            elif not _opens(body_id, sealed, bytes(commitment)):
                yield Found(Finding.ALTERED, sequence)


def _opens(body_id: object, sealed: str, commitment: bytes) -> bool:
    try:
        salt, body = boxes.open_body(body_id, sealed)  # type: ignore[arg-type]  # values_list gives the UUID
        check_commitment(kind=parse_body(body).kind, body=body, salt=salt, commitment=commitment)
    except (SealBroken, Unacceptable):
        return False
    return True


def _check_bodies() -> Iterator[Found]:
    known = LedgerEntry.objects.values("sequence")
    for sequence in LedgerBody.objects.exclude(entry_id__in=known).values_list("entry_id", flat=True):
        yield Found(Finding.UNLOGGED, sequence)


def _fetch_keys(tokens: list[str]) -> None:
    ids = []
    for token in tokens:
        try:
            ids.append(key_of(token))
        except SealBroken:
            continue  # reported as ALTERED when it is opened
    for key_id in ids:
        get_acting().keyring.expect(key_id)  # the first that is opened brings all of them


def _chunks(rows: QuerySet) -> Iterator[list[tuple]]:
    chunk: list[tuple] = []
    for row in rows.iterator(chunk_size=_AT_ONCE):
        chunk.append(row)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    yield chunk

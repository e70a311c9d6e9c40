"""Record keys: made at sealing, found again in batches at opening, destroyed at erasure.

A record has one key per compartment, wrapped by the compartment's key, which the master key wraps. Key rows that a
transaction made may vanish with it, so a key for sealing is always looked up in the database, never remembered.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wayhome.settings import keys as master
from wayhome.vault import boxes
from wayhome.vault.boxes import SealBroken
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import CompartmentClosed, get_acting

if TYPE_CHECKING:
    from wayhome.vault.models import RecordKey

# Rows whose keys are fetched together when the first of them is opened, and how many may wait.
_BATCH = 4_000
_MOST_WAITING = 8_000
_MOST_OPEN = 60_000
Place = tuple[str, UUID, str]  # table, row, compartment


class KeyDestroyed(SealBroken):
    """The key of this record does not exist: it was erased, or the row was brought back from elsewhere."""


class Keyring:
    """The keys that one principal has opened so far, and those of rows read but not yet opened."""

    def __init__(self) -> None:
        self._ciphers: dict[UUID, tuple[Place, AESGCM]] = {}
        self._waiting: dict[UUID, None] = {}
        self._granted: set[tuple[UUID | None, str]] = set()

    def expect(self, key_id: UUID) -> None:
        """Note that a row with this key was read, so that its key is fetched with its neighbours'."""
        if key_id not in self._ciphers:
            self._waiting[key_id] = None
            if len(self._waiting) > _MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]

    def insist(self, case_file_id: UUID | None, compartment: str, row_id: UUID) -> None:
        """Check that the acting principal may open this compartment of this case, or of this one row.

        Raises:
            CompartmentClosed: she may not.
        """
        if (case_file_id, compartment) in self._granted or (row_id, compartment) in self._granted:
            return
        opens = get_acting().principal.opens
        if opens(case_file_id, Compartment(compartment), None):
            self._granted.add((case_file_id, compartment))
        elif opens(case_file_id, Compartment(compartment), row_id):
            self._granted.add((row_id, compartment))
        else:
            raise CompartmentClosed(compartment)

    def forget_grants(self) -> None:
        """Ask the policy anew at the next access; the keys fetched so far stay."""
        self._granted.clear()

    def cipher(self, key_id: UUID, place: Place) -> AESGCM:
        """Return the cipher of one key, fetching it and those that wait.

        Raises:
            SealBroken: the key was made for another place, or does not exist.
        """
        if key_id not in self._ciphers:
            self._fetch(key_id)
        stored = self._ciphers.get(key_id)
        if stored is None:
            raise KeyDestroyed("the key of this record does not exist any more")
        if stored[0] != place:
            raise SealBroken("a sealed value names a key of another record")
        return stored[1]

    def _fetch(self, key_id: UUID) -> None:
        self._waiting.pop(key_id, None)
        batch = [key_id]
        while self._waiting and len(batch) < _BATCH:
            batch.append(self._waiting.popitem()[0])
        self._load(batch)

    def _load(self, key_ids: Sequence[UUID]) -> None:
        from wayhome.vault.models import RecordKey  # noqa: PLC0415  models import fields, which import us

        if len(self._ciphers) > _MOST_OPEN:
            self._ciphers.clear()
        rows = RecordKey.objects.filter(pk__in=key_ids).values_list(
            "pk", "table", "row", "compartment", "wrapped_by_id", "wrapped"
        )
        for key_id, table, row, compartment, wrapped_by, wrapped in rows:
            place = (table, row, compartment)
            key = boxes.unwrap(compartment_cipher(wrapped_by), bytes(wrapped), _bound(key_id, place))
            self._ciphers[key_id] = (place, AESGCM(key))


def keys_for_sealing(places: Iterable[Place]) -> dict[Place, tuple[UUID, AESGCM]]:
    """Return a key for each place, making those that do not exist yet, in one query for each table."""
    from wayhome.vault.models import RecordKey  # noqa: PLC0415  see _load

    wanted = dict.fromkeys(places)
    found: dict[Place, tuple[UUID, AESGCM]] = {}
    by_table: dict[str, set[UUID]] = {}
    for table, row, _ in wanted:
        by_table.setdefault(table, set()).add(row)
    for table, rows in by_table.items():
        listed = list(rows)
        for start in range(0, len(listed), _BATCH):
            for stored in RecordKey.objects.filter(table=table, row__in=listed[start : start + _BATCH]):
                place = (stored.table, stored.row, stored.compartment)
                key = boxes.unwrap(
                    compartment_cipher(stored.wrapped_by_id), bytes(stored.wrapped), _bound(stored.pk, place)
                )
                found[place] = (stored.pk, AESGCM(key))
    return found | make_keys([place for place in wanted if place not in found])


def make_keys(places: Sequence[Place]) -> dict[Place, tuple[UUID, AESGCM]]:
    """Make new keys for places that have none yet, all in one statement."""
    from wayhome.vault.models import RecordKey  # noqa: PLC0415  see _load

    made: dict[Place, tuple[UUID, AESGCM]] = {}
    rows: list[RecordKey] = []
    wrapping = active_compartment_keys({compartment for _, _, compartment in places})
    for place in places:
        key_id, key = uuid4(), os.urandom(master.KEY_BYTES)
        made[place] = (key_id, AESGCM(key))
        by = wrapping[place[2]]
        wrapped = boxes.wrap(compartment_cipher(by), key, _bound(key_id, place))
        rows.append(
            RecordKey(
                pk=key_id,
                table=place[0],
                row=place[1],
                compartment=place[2],
                wrapped_by_id=by,
                wrapped=wrapped,
            )
        )
    RecordKey.objects.bulk_create(rows)
    return made


def active_compartment_keys(compartments: Iterable[str]) -> Mapping[str, UUID]:
    """Return the id of the key that wraps new record keys, for each compartment; a missing one is made."""
    from wayhome.vault.models import CompartmentKey  # noqa: PLC0415  see _load

    wanted = set(compartments)
    if not wanted:
        return {}
    found = dict(
        CompartmentKey.objects.filter(compartment__in=wanted, retired_at=None).values_list(
            "compartment", "pk"
        )
    )
    for compartment in sorted(wanted - found.keys()):
        key_id = uuid4()
        CompartmentKey.objects.create(
            pk=key_id, compartment=compartment, wrapped=new_compartment_key(key_id, compartment)
        )
        found[compartment] = key_id
    return found


def new_compartment_key(key_id: UUID, compartment: str) -> bytes:
    """Return a random compartment key wrapped by the master key."""
    return boxes.wrap(
        _master_cipher(), os.urandom(master.KEY_BYTES), f"kek|{key_id.hex}|{compartment}".encode()
    )


@lru_cache(maxsize=256)
def compartment_cipher(key_id: UUID) -> AESGCM:
    """Return the cipher of one compartment key. Safe to remember: a key's id is never used for another key.

    Raises:
        SealBroken: it does not exist, or the master key is another.
    """
    from wayhome.vault.models import CompartmentKey  # noqa: PLC0415  see _load

    row = CompartmentKey.objects.filter(pk=key_id).first()
    if row is None:
        raise KeyDestroyed("a compartment key does not exist")
    return AESGCM(
        boxes.unwrap(_master_cipher(), bytes(row.wrapped), f"kek|{key_id.hex}|{row.compartment}".encode())
    )


def _master_cipher() -> AESGCM:
    return AESGCM(master.derive("compartment keys"))


def _bound(key_id: UUID, place: Place) -> bytes:
    return f"dek|{key_id.hex}|{place[0]}|{place[1].hex}|{place[2]}".encode()

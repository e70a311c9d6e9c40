"""How an entry's body and salt lie in the database: under a record key of their own, in no person's compartment."""

from __future__ import annotations

from uuid import UUID

from sealbook import MalformedEntry
from wayhome.vault import boxes, keyring
from wayhome.vault.boxes import Token
from wayhome.vault.compartments import Journal
from wayhome.vault.principals import get_acting

TABLE, COLUMN = "ledger_ledgerbody", "sealed"
_SALT = 32


def close(body_id: UUID, salt: bytes, body: bytes) -> Token:
    """Seal salt and body under a new record key."""
    place = (TABLE, body_id, str(Journal.LEDGER))
    key_id, cipher = keyring.make_keys([place])[place]
    return boxes.close(cipher, key_id, salt + body, boxes.context(TABLE, body_id, COLUMN, key_id))


def open_body(body_id: UUID, sealed: str) -> tuple[bytes, bytes]:
    """Return salt and body.

    Raises:
        SealBroken: damaged, moved, or erased.
        NobodyActs: outside `acting_as`; who may read the ledger is decided by the app that shows it.
    """
    key_id = boxes.key_of(sealed)
    cipher = get_acting().keyring.cipher(key_id, (TABLE, body_id, str(Journal.LEDGER)))
    raw = boxes.open_token(cipher, sealed, boxes.context(TABLE, body_id, COLUMN, key_id))
    if len(raw) < _SALT:
        raise MalformedEntry("a body without its salt")
    return raw[:_SALT], raw[_SALT:]

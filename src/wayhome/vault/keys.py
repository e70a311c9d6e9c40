"""What other apps need of keys: hashes for searching, and keys fetched ahead for many rows."""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from django.db import models

from wayhome.settings import keys as master
from wayhome.vault import boxes
from wayhome.vault.boxes import Token
from wayhome.vault.fields import sealed_fields
from wayhome.vault.principals import get_acting

HASH_BYTES = 8


def keyed_hash(purpose: str, text: str) -> bytes:
    """Return 8 bytes that stand for `text` under the key of `purpose`; the same text elsewhere hashes differently.

    Equal texts have equal hashes, so frequencies show; of n different texts about n²/2⁶⁵ pairs collide by chance.
    """
    key = master.derive(f"index/{purpose}")
    return hmac.digest(key, unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"), sha256)[
        :HASH_BYTES
    ]


def prefetch(instances: Iterable[models.Model]) -> None:
    """Fetch the keys of many rows in one query.

    Rows read inside `acting_as` do so by themselves when the first is opened; this is for rows read before.
    """
    rows = list(instances)
    tokens = (row.__dict__.get(field.attname) for row in rows for field in sealed_fields(type(row)))
    get_acting().keyring.fetch(boxes.key_of(token) for token in tokens if isinstance(token, Token))

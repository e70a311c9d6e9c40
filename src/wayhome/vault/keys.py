"""What other apps need of keys: hashes for searching and for recognising what came before."""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256

from wayhome.settings import keys as master

HASH_BYTES = 8


def keyed_hash(purpose: str, text: str) -> bytes:
    """Return 8 bytes that stand for `text` under the key of `purpose`; the same text elsewhere hashes differently.

    Equal texts have equal hashes, so frequencies show; of n different texts about n²/2⁶⁵ pairs collide by chance.
    """
    key = master.derive(f"index/{purpose}")
    return hmac.digest(key, unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"), sha256)[
        :HASH_BYTES
    ]

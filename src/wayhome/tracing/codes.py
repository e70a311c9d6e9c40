"""Private codes: what stands on the tear-off part of a receipt. Pure but for the key and the hash.

A code is derived from a nonce that only the page of the registering worker holds, so that pressing the button twice
gives the same paper, while the database keeps nothing but an Argon2 hash.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wayhome.settings import keys as master

# No sign looks like another, in Latin, Cyrillic or on a bad printer: no 0 O 1 I 6 G B S Z 5.
ALPHABET = "2345789DFJLNRTVW"
_GROUPS, _GROUP = 4, 4
_TYPED_FOR = str.maketrans("٢٣٤٥٧٨٩۲۳۴۵۷۸۹Т", "23457892345789T")

# A code holds 64 random bits, so the hash only has to be slow enough to be a nuisance (OWASP's smallest setting).
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def new_nonce() -> str:
    """Return what a page sends along so that its code can be derived once more."""
    return secrets.token_urlsafe(18)


def derive_code(request_or_draft: UUID, nonce: str) -> str:
    """Return the code of one registration: four groups of four signs, 64 bits."""
    key = master.derive("tracing/private code")
    digest = hmac.digest(key, f"{request_or_draft.hex}|{nonce}".encode(), sha256)
    signs = [ALPHABET[byte & 15] for byte in digest[: _GROUPS * _GROUP]]
    return "-".join("".join(signs[start : start + _GROUP]) for start in range(0, len(signs), _GROUP))


def hash_code(code: str) -> str:
    """Return the salted Argon2id hash of a code."""
    return _HASHER.hash(_plain(code))


def is_code(code: str, hashed: str) -> bool:
    """Say whether `code`, as somebody typed it, is the one that was hashed."""
    try:
        return bool(hashed) and _HASHER.verify(hashed, _plain(code))
    except (VerificationError, InvalidHashError):
        return False


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper().translate(_TYPED_FOR) if sign.isalnum())

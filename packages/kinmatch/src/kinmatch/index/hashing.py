"""From a key in words to the 64-bit number that an index stores.

Unkeyed numbers are only short: whoever has a list of names can compute them again. Keyed numbers (BLAKE2b with a
secret of the caller's) reveal no name without the secret; they still show which records share a key and how many do.
Of n different keys about n²/2⁶⁵ pairs fall together by chance, which costs a candidate too many and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

Hash = Callable[[str], int]
"""Gives a signed 64-bit number for a key."""

LEAST_SECRET = 16
_REMEMBERED = 1 << 18


def make_hash(secret: bytes | None = None) -> Hash:
    """Return the function that turns keys into numbers.

    Args:
        secret: 16 to 64 bytes that the caller keeps; None for plain numbers.

    Raises:
        ValueError: the secret is shorter or longer.
    """
    if secret is not None and not LEAST_SECRET <= len(secret) <= 64:
        raise ValueError(f"the secret of an index has {LEAST_SECRET} to 64 bytes, not {len(secret)}")
    word = secret or b""

    @lru_cache(maxsize=_REMEMBERED)
    def number(key: str) -> int:
        data = key.encode("utf-8", "surrogatepass")
        digest = blake2b(data, digest_size=8, key=word, person=b"kinmatch")
        return int.from_bytes(digest.digest(), "little", signed=True)

    return number


def lot_of(ref: str) -> int:
    """Return the number by which records of equal score are ordered: it follows from the ref alone."""
    data = ref.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8, person=b"lot").digest(), "little") >> 1


def fingerprint(number: Hash) -> int:
    """Return what tells one secret from another, so that a file is not read with the wrong one."""
    return number("\x00which secret")

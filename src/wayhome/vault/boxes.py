"""AES-256-GCM boxes: the only place that calls the cipher for fields and keys.

A token is `v1.` and base64url of key id (16 bytes), nonce (12), ciphertext and tag. The associated data names the
table, row, column and key, so that a token opens only where it was written. Opening has no fallback.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wayhome.settings import keys as master

_PREFIX = "v1."
_ID, _NONCE, _TAG = 16, 12, 16


class SealBroken(Exception):
    """A sealed value is damaged, was moved, or belongs to another key. It is never shown or replaced."""


class Token(str):
    """A sealed value as it stands in the database. Printing it shows nothing but its kind."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"


def context(table: str, pk: UUID, column: str, key_id: UUID) -> bytes:
    """Return the associated data that binds a value to its place."""
    return f"v1|{table}|{pk.hex}|{column}|{key_id.hex}".encode()


def close(cipher: AESGCM, key_id: UUID, plain: bytes, bound_to: bytes) -> Token:
    """Seal `plain` under a fresh random nonce."""
    nonce = os.urandom(_NONCE)
    raw = key_id.bytes + nonce + cipher.encrypt(nonce, plain, bound_to)
    return Token(_PREFIX + urlsafe_b64encode(raw).decode("ascii"))


def key_of(token: str) -> UUID:
    """Return the id of the key that a token names.

    Raises:
        SealBroken: it is not a token.
    """
    # 24 characters of base64 are 18 bytes, of which the first 16 are the id.
    return UUID(bytes=_decode(token, 24)[:_ID])


def open_token(cipher: AESGCM, token: str, bound_to: bytes) -> bytes:
    """Return what a token holds.

    Raises:
        SealBroken: one bit of it, or its place, is not what it was at sealing.
    """
    raw = _decode(token, None)
    if len(raw) < _ID + _NONCE + _TAG:
        raise SealBroken("a sealed value is too short")
    try:
        return cipher.decrypt(raw[_ID : _ID + _NONCE], raw[_ID + _NONCE :], bound_to)
    except InvalidTag:
        raise SealBroken("a sealed value was damaged or moved") from None


def wrap(cipher: AESGCM, key: bytes, bound_to: bytes) -> bytes:
    """Seal one key under another; returns nonce, ciphertext and tag."""
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, key, bound_to)


def unwrap(cipher: AESGCM, wrapped: bytes, bound_to: bytes) -> bytes:
    """Return the key that `wrap` sealed.

    Raises:
        SealBroken: it was damaged or moved, or the wrapping key is another.
    """
    try:
        return cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], bound_to)
    except (InvalidTag, ValueError):
        raise SealBroken("a wrapped key does not open") from None


def seal_text(purpose: str, text: str) -> str:
    """Seal a text that belongs to no row, under the key of `purpose`."""
    key_id = UUID(bytes=master.derive(f"box id/{purpose}", _ID))
    return str.__str__(
        close(AESGCM(master.derive(f"box/{purpose}")), key_id, text.encode(), purpose.encode())
    )


def open_text(purpose: str, token: str) -> str:
    """Return what `seal_text` sealed for the same purpose.

    Raises:
        SealBroken: damaged, or sealed for another purpose.
    """
    return open_token(AESGCM(master.derive(f"box/{purpose}")), token, purpose.encode()).decode()


def _decode(token: str, characters: int | None) -> bytes:
    if not token.startswith(_PREFIX):
        raise SealBroken("a sealed value does not begin as one")
    end = None if characters is None else len(_PREFIX) + characters
    try:
        # `urlsafe_b64decode` would drop foreign characters silently; the strict decoder refuses them.
        return urlsafe_b64decode(_strict(token[len(_PREFIX) : end]))
    except (Base64Error, ValueError):
        raise SealBroken("a sealed value is not base64") from None


def _strict(text: str) -> bytes:
    data = text.encode("ascii")
    if len(data) % 4 or not data.replace(b"-", b"").replace(b"_", b"").rstrip(b"=").isalnum():
        raise ValueError(text[:0])
    return data

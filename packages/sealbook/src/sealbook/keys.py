"""Keys of logs and witnesses, as text: `name+key id+base64(type, public key)`. Source: c2sp.org/signed-note.

>>> key = SigningKey.from_seed("log.example", bytes(32))
>>> print(format_vkey(key.verifier))
log.example+d85f6874+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop
>>> parse_vkey(format_vkey(key.verifier)) == key.verifier
True
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sealbook.errors import BadSignature, MalformedKey, Misuse

KEY_BYTES = 32
SIGNATURE_BYTES = 64
ID_BYTES = 4
_PRIME = (1 << 255) - 19


class Algorithm(IntEnum):
    """What a key signs: whole notes of a log, or checkpoints that a witness has seen."""

    LOG = 1
    WITNESS = 4


@dataclass(frozen=True)
class VerifyingKey:
    """A public key with the name of its owner."""

    name: str
    algorithm: Algorithm
    public: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256(name, LF, type, key): which of an owner's keys signed."""
        return sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:ID_BYTES]

    def check(self, message: bytes, signature: bytes) -> None:
        """Refuse a signature that is not of this key over `message`.

        Raises:
            BadSignature: it is not.
        """
        if not _is_canonical(self.public):
            raise BadSignature(f"the key of “{self.name}” is not written in its one form")
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            raise BadSignature(f"the signature under “{self.name}” does not belong to this text") from None


@dataclass(frozen=True)
class SigningKey:
    """A private key; it never prints itself."""

    verifier: VerifyingKey
    _private: Ed25519PrivateKey

    @classmethod
    def from_seed(cls, name: str, seed: bytes, algorithm: Algorithm = Algorithm.LOG) -> SigningKey:
        """Make the key of 32 secret bytes.

        Raises:
            Misuse: the seed is of another length, or the name may not stand in a note.
        """
        if len(seed) != KEY_BYTES:
            raise Misuse("a seed is 32 bytes")
        if not is_name(name):
            raise Misuse("a name has no spaces and no plus sign, and is not empty")
        private = Ed25519PrivateKey.from_private_bytes(seed)
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return cls(VerifyingKey(name, algorithm, public), private)

    def sign(self, message: bytes) -> bytes:
        """Sign a message: 64 bytes."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        return f"SigningKey({self.verifier.name!r})"


def is_name(name: str) -> bool:
    """Say whether a text may name a key: not empty, no white space, no plus sign, no control sign."""
    return bool(name) and "+" not in name and all(c.isprintable() and not c.isspace() for c in name)


def _is_canonical(public: bytes) -> bool:
    """Say whether a public key is a point in its one form: y below the prime, and no sign where x is 0."""
    whole = int.from_bytes(public, "little")
    y, sign = whole & ((1 << 255) - 1), whole >> 255
    return len(public) == KEY_BYTES and y < _PRIME and not (sign and y in (1, _PRIME - 1))


def format_vkey(key: VerifyingKey) -> str:
    """Write a verifier key as one line."""
    return f"{key.name}+{key.id.hex()}+{to_base64(bytes([key.algorithm]) + key.public)}"


def parse_vkey(text: str) -> VerifyingKey:
    """Read a verifier key.

    Raises:
        MalformedKey: it is not in the one form that keys have, or its id is not of this key.
    """
    parts = text.split("+", 2)
    if len(parts) != 3 or not is_name(parts[0]):
        raise MalformedKey("a verifier key is name+id+key")
    name, key_id, packed = parts
    raw = from_base64(packed)
    if raw is None or len(raw) != 1 + KEY_BYTES or raw[0] not in tuple(Algorithm):
        raise MalformedKey("this is no Ed25519 key of a log or a witness")
    key = VerifyingKey(name, Algorithm(raw[0]), raw[1:])
    if key.id.hex() != key_id:
        raise MalformedKey("the id does not belong to name and key")
    return key


def to_base64(data: bytes) -> str:
    """Write bytes in base 64 with padding."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes | None:
    """Read base 64 in its one canonical form; None for anything else."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if to_base64(data) == text else None

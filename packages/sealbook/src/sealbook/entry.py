"""What an entry says, how it is committed to, and the leaf that alone goes into the ledger.

The body is canonical JSON and stays outside the ledger, where it can be erased. The leaf is a keyed hash of it under a
salt that is used once, so that without body and salt a leaf says nothing, not even to one who tries every name.
"""

from __future__ import annotations

import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from sealbook.errors import CommitmentMismatch, MalformedEntry, Misuse

PREFIX = b"sealbook/v1"
SALT_BYTES = 32
COMMITMENT_BYTES = 32
VERSION = 1
Fact = str | int

_KIND = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_AT = "%Y-%m-%dT%H:%M:%SZ"
_LEAF = re.compile(re.escape(PREFIX) + rb"\n([0-9a-f]{64})\n")
# Beyond this a reader in another language would round (RFC 8785 §3.2.2.3).
_LARGEST = 2**53 - 1
_MEMBERS = frozenset({"v", "ev", "at", "actor", "item", "prev", "facts"})


@dataclass(frozen=True)
class Entry:
    """One event as its readers see it.

    `kind` is `noun.past`. `actor` is an opaque id. `item` is what the event is about and `prev` the commitment (hex) of
    the event before it about the same item; both may be empty. `at` is kept to the second, in UTC.
    """

    kind: str
    actor: str
    at: datetime
    item: str = ""
    prev: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def format_body(entry: Entry) -> bytes:
    """Return the canonical bytes of an entry: JSON of RFC 8785 with strings and whole numbers only, text in NFC.

    Raises:
        Misuse: a kind, name, value or time is not of the form that bodies have.
    """
    if not _KIND.fullmatch(entry.kind):
        raise Misuse(f"{entry.kind!r} is not of the form noun.past")
    if entry.at.tzinfo is None:
        raise Misuse("a time without zone cannot be sealed")
    body = {
        "v": VERSION,
        "ev": entry.kind,
        "at": entry.at.astimezone(UTC).strftime(_AT),
        "actor": _text(entry.actor),
        "item": _text(entry.item),
        "prev": _text(entry.prev),
        "facts": {_fact_name(name): _fact(name, value) for name, value in entry.facts.items()},
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def parse_body(body: bytes) -> Entry:
    """Return the entry that `format_body` wrote; other bytes that would mean the same are refused.

    Raises:
        MalformedEntry: they are not canonical, or not an entry.
    """
    try:
        read = json.loads(body)
        if not isinstance(read, dict) or read.keys() != _MEMBERS or read["v"] != VERSION:
            raise MalformedEntry("the body is not an entry of this version")
        entry = Entry(
            kind=read["ev"],
            actor=read["actor"],
            item=read["item"],
            prev=read["prev"],
            facts=read["facts"],
            at=datetime.strptime(read["at"], _AT).replace(tzinfo=UTC),
        )
        canonical = format_body(entry)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise MalformedEntry("the body is not an entry") from error
    if canonical != body:
        raise MalformedEntry("the body is not in its canonical form")
    return entry


def commit(kind: str, body: bytes, salt: bytes) -> bytes:
    """Return the commitment: HMAC-SHA256 under the salt over prefix, kind and the SHA-256 of the body.

    Args:
        salt: 32 random bytes, used for this entry only.

    Raises:
        Misuse: the salt has another length.
    """
    if len(salt) != SALT_BYTES:
        raise Misuse(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hmac.digest(salt, b"\x00".join((PREFIX, kind.encode(), sha256(body).digest())), sha256)


def check_commitment(*, kind: str, body: bytes, salt: bytes, commitment: bytes) -> None:
    """Check that body and salt open the commitment.

    Raises:
        CommitmentMismatch: something was changed.
    """
    if len(salt) != SALT_BYTES or not hmac.compare_digest(commit(kind, body, salt), commitment):
        raise CommitmentMismatch("body and salt do not open this commitment")


def format_leaf(commitment: bytes) -> bytes:
    """Return the leaf: prefix, line feed, 64 lower-case hex digits, line feed. Always 77 bytes."""
    if len(commitment) != COMMITMENT_BYTES:
        raise Misuse(f"a commitment has {COMMITMENT_BYTES} bytes, not {len(commitment)}")
    return PREFIX + b"\n" + commitment.hex().encode() + b"\n"


def parse_leaf(leaf: bytes) -> bytes:
    """Return the commitment in a leaf.

    Raises:
        MalformedEntry: one byte is other than a leaf has it.
    """
    found = _LEAF.fullmatch(leaf)
    if found is None:
        raise MalformedEntry("these bytes are not a leaf")
    return bytes.fromhex(found[1].decode())


def _fact_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Misuse(f"{name!r} is not the name of a fact")
    return name


def _fact(name: str, value: Fact) -> Fact:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise Misuse(f"the fact {name} is neither a text nor a whole number")
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise Misuse(f"the fact {name} is too large a number; write it as a text")
        return value
    return _text(value)


def _text(value: str) -> str:
    normal = unicodedata.normalize("NFC", value)
    try:
        normal.encode()
    except UnicodeEncodeError:
        raise Misuse("half a surrogate pair cannot be sealed") from None
    return normal

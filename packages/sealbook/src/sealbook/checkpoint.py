"""Checkpoints: how large a log is and what its root is, signed by the log and cosigned by witnesses.

Source: c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature.

>>> from sealbook.keys import Algorithm, SigningKey
>>> log = SigningKey.from_seed("log.example", bytes(32))
>>> witness = SigningKey.from_seed("witness.example", bytes(31) + b"1", Algorithm.WITNESS)
>>> note = sign_checkpoint(Checkpoint("log.example", 3, bytes(32)), log)
>>> note = cosign(note, witness, at=1764028800)
>>> check_checkpoint(note, log.verifier).size
3
>>> check_cosignatures(note, [witness.verifier], quorum=1)
(Seen(by='witness.example', at=1764028800),)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sealbook.errors import BadSignature, MalformedNote, Misuse, QuorumNotReached
from sealbook.keys import (
    SIGNATURE_BYTES,
    Algorithm,
    SigningKey,
    VerifyingKey,
    from_base64,
    is_name,
    to_base64,
)
from sealbook.note import Note, add_signature, check_note, sign_note, signatures_of
from sealbook.tree import HASH_BYTES, Hash

_TIME_BYTES = 8
LARGEST_SIZE = (1 << 63) - 1


@dataclass(frozen=True)
class Checkpoint:
    """The state of a log: its name, its number of leaves, the root over them, and lines that others may add."""

    origin: str
    size: int
    root: Hash
    extensions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A witness has seen a checkpoint at a time (seconds since 1970, UTC)."""

    by: str
    at: int


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """Write the text of a checkpoint.

    Raises:
        Misuse: its parts cannot stand in a checkpoint.
    """
    if not is_name(checkpoint.origin) or len(checkpoint.root) != HASH_BYTES:
        raise Misuse("a checkpoint has a name without spaces and a root of 32 bytes")
    if not 0 <= checkpoint.size <= LARGEST_SIZE or not all(checkpoint.extensions):
        raise Misuse("a size is not negative, and no line is empty")
    lines = (checkpoint.origin, str(checkpoint.size), to_base64(checkpoint.root), *checkpoint.extensions)
    return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint.

    Raises:
        MalformedNote: it is not one.
    """
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not text.endswith("\n") or not all(lines):
        raise MalformedNote("a checkpoint has three lines: name, size, root")
    origin, size, packed, *extensions = lines
    root = from_base64(packed)
    if root is None or len(root) != HASH_BYTES:
        raise MalformedNote("the root of a checkpoint is 32 bytes in base 64")
    return Checkpoint(origin, parse_number(size), root, tuple(extensions))


def parse_number(text: str) -> int:
    """Read a number as logs write it: digits without leading zeros.

    Raises:
        MalformedNote: it is written otherwise, or is too great.
    """
    if not text.isascii() or not text.isdigit() or (len(text) > 1 and text[0] == "0") or len(text) > 19:
        raise MalformedNote("a number has digits only and no leading zero")
    number = int(text)
    if number > LARGEST_SIZE:
        raise MalformedNote("a number is too great")
    return number


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> Note:
    """Sign a checkpoint with the key of its log.

    Raises:
        Misuse: the key is of another name than the log.
    """
    if key.verifier.name != checkpoint.origin:
        raise Misuse("a log signs in its own name")
    return sign_note(format_checkpoint(checkpoint), key)


def check_checkpoint(note: Note, log: VerifyingKey) -> Checkpoint:
    """Give the checkpoint that a note holds, once the log's signature is checked.

    Raises:
        BadSignature: the log has not signed it.
        MalformedNote: the text is no checkpoint, or of another log.
    """
    check_note(note, [log])
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != log.name:
        raise MalformedNote("the checkpoint is of another log")
    return checkpoint


def cosign(note: Note, witness: SigningKey, *, at: int) -> Note:
    """Put the line of a witness under a checkpoint.

    Args:
        at: seconds since 1970, UTC.
    """
    if witness.verifier.algorithm is not Algorithm.WITNESS:
        raise Misuse("a log does not witness")
    signed = at.to_bytes(_TIME_BYTES, "big") + witness.sign(_seen_message(note, at))
    return add_signature(note, witness.verifier, signed)


def check_cosignatures(note: Note, witnesses: Iterable[VerifyingKey], *, quorum: int) -> tuple[Seen, ...]:
    """Check the lines of known witnesses; those of unknown ones are passed over.

    Raises:
        BadSignature: a line of a known witness is not its own.
        QuorumNotReached: fewer than `quorum` of them have seen it.
    """
    found = []
    for witness in witnesses:
        lines = signatures_of(note, witness)
        if len(lines) > 1:
            raise BadSignature(f"“{witness.name}” stands twice under one checkpoint")
        for line in lines:
            if witness.algorithm is not Algorithm.WITNESS or len(line) != _TIME_BYTES + SIGNATURE_BYTES:
                raise BadSignature(f"the line of “{witness.name}” is not that of a witness")
            at = int.from_bytes(line[:_TIME_BYTES], "big")
            witness.check(_seen_message(note, at), line[_TIME_BYTES:])
            found.append(Seen(witness.name, at))
    if len(found) < quorum:
        raise QuorumNotReached(f"{len(found)} of the {quorum} witnesses asked for have seen this checkpoint")
    return tuple(found)


def _seen_message(note: Note, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{note.text}".encode()

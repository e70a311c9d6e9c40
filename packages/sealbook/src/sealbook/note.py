"""Signed notes: a text, an empty line, and lines of signatures. Source: c2sp.org/signed-note.

>>> from sealbook.keys import SigningKey
>>> key = SigningKey.from_seed("log.example", bytes(32))
>>> note = parse_note(format_note(sign_note("The sun rose.\\n", key)))
>>> note.text
'The sun rose.\\n'
>>> check_note(note, [key.verifier])
('log.example',)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sealbook.errors import BadSignature, MalformedNote, Misuse
from sealbook.keys import ID_BYTES, Algorithm, SigningKey, VerifyingKey, from_base64, is_name, to_base64

LARGEST = 1_000_000
MOST_SIGNATURES = 100
_DASH = "— "


@dataclass(frozen=True)
class Signature:
    """One line under a note: whose key it says it is, the key's id, and the bytes that the key gave."""

    name: str
    key_id: bytes
    signed: bytes


@dataclass(frozen=True)
class Note:
    """A text that ends with a line feed, and the signatures under it, checked by nobody yet."""

    text: str
    signatures: tuple[Signature, ...]


def parse_note(data: bytes) -> Note:
    """Read a note with at least one signature line.

    Raises:
        MalformedNote: the bytes are not a note in the one form that notes have.
    """
    if len(data) > LARGEST:
        raise MalformedNote("a note has at most a million bytes")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedNote("a note is UTF-8") from None
    if any(c < " " and c != "\n" for c in whole):
        raise MalformedNote("a note has no control signs")
    text, gap, below = whole.rpartition("\n\n")
    if not gap or not below.endswith("\n"):
        raise MalformedNote("under a note stand an empty line and lines of signatures")
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise MalformedNote(f"a note has at most {MOST_SIGNATURES} signatures")
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def _signature(line: str) -> Signature:
    name, _, packed = line.removeprefix(_DASH).partition(" ")
    raw = from_base64(packed)
    if not line.startswith(_DASH) or not is_name(name) or raw is None or len(raw) <= ID_BYTES:
        raise MalformedNote("a line of a signature is: — name base64")
    return Signature(name, raw[:ID_BYTES], raw[ID_BYTES:])


def format_note(note: Note) -> bytes:
    """Write a note.

    Raises:
        Misuse: the text does not end with a line feed, or nobody has signed.
    """
    if not note.text.endswith("\n") or not note.signatures:
        raise Misuse("a note ends with a line feed and is signed")
    lines = "".join(f"{_DASH}{s.name} {to_base64(s.key_id + s.signed)}\n" for s in note.signatures)
    return f"{note.text}\n{lines}".encode()


def sign_note(text: str, key: SigningKey) -> Note:
    """Sign a text with the key of a log."""
    if key.verifier.algorithm is not Algorithm.LOG:
        raise Misuse("a witness signs checkpoints, not notes")
    return add_signature(Note(text, ()), key.verifier, key.sign(text.encode()))


def add_signature(note: Note, by: VerifyingKey, signed: bytes) -> Note:
    """Put one more line under a note, in place of an older one of the same key."""
    kept = tuple(s for s in note.signatures if (s.name, s.key_id) != (by.name, by.id))
    return replace(note, signatures=(*kept, Signature(by.name, by.id, signed)))


def signatures_of(note: Note, key: VerifyingKey) -> tuple[bytes, ...]:
    """Give what stands under a note in the name and with the id of a key, checked by nobody yet."""
    return tuple(s.signed for s in note.signatures if s.name == key.name and s.key_id == key.id)


def check_note(note: Note, keys: Iterable[VerifyingKey]) -> tuple[str, ...]:
    """Check the signatures of known logs over a note; lines of unknown keys are passed over.

    Returns:
        The names of those who signed, in the order of the lines.

    Raises:
        BadSignature: a line of a known key is not its own, a key stands twice, or no known key signed.
    """
    known = {(key.name, key.id): key for key in keys if key.algorithm is Algorithm.LOG}
    signed: list[str] = []
    seen: set[tuple[str, bytes]] = set()
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        if (line.name, line.key_id) in seen:
            raise BadSignature(f"“{line.name}” stands twice under one note")
        seen.add((line.name, line.key_id))
        key.check(note.text.encode(), line.signed)
        signed.append(line.name)
    if not signed:
        raise BadSignature("nobody who is known has signed this")
    return tuple(signed)

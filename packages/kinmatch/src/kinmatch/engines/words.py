"""Small cells of a table: sex, other names, identifiers, each distinct text read once."""

from __future__ import annotations

import hashlib
import re

from kinmatch.dates.words import fold

_WOMAN = frozenset(
    [
        "ж",
        "жен",
        "женский",
        "женщина",
        "девочка",
        "f",
        "female",
        "fem",
        "w",
        "woman",
        "girl",
        "انثي",
        "انثه",
        "امراه",
        "بنت",
        "طفله",
        "ژن",
    ]
)
_MAN = frozenset(
    [
        "м",
        "муж",
        "мужской",
        "мужчина",
        "мальчик",
        "m",
        "male",
        "man",
        "boy",
        "ذكر",
        "رجل",
        "ولد",
        "طفل",
        "نير",
    ]
)
_PARTS = re.compile(r"[;؛|/\n]|,(?!\d)|،")
UNTYPED = "number"


def read_sex(text: str) -> int:
    """Read a cell for sex: 1 woman, 2 man, 0 not said."""
    folded = fold(text).strip(" .")
    if folded in _WOMAN or folded.startswith(("жен", "fem", "انث")):
        return 1
    if folded in _MAN or folded.startswith(("муж", "male", "ذكر")):
        return 2
    return 0


def split_cell(text: str) -> list[str]:
    """Split a cell of several values into its parts."""
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def read_numbers(text: str) -> list[tuple[int, int]]:
    """Read `type:number` pairs as hashes of kind and number, each 31 bits; numbers without a type are left out."""
    found = []
    for part in split_cell(text):
        kind, _, number = part.rpartition(":")
        bare = re.sub(r"[\W_]+", "", number).upper()
        kind = kind.strip().lower() or UNTYPED
        if bare and kind != UNTYPED:
            found.append((hash31(kind), hash31(bare)))
    return found


def hash31(text: str) -> int:
    """Hash a text to 31 bits, the same on every machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1


def hash64(text: str) -> int:
    """Hash a text to a signed 64-bit number, the same on every machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)

"""What a heading means, by its words. Order and place of columns say nothing here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .row import Field
from .text import clean
from .words import headings, key

_LONGEST = 70  # letters; beyond this a cell is a sentence
_MOST_WORDS = 10
_FIRM = 0.6  # from here a heading counts when a heading row is looked for
# Words for "name" and "number" stand in front of many other headings and say least.
_WEAK = frozenset({Field.NAME, Field.SERIAL, Field.GIVEN, Field.REMARKS, Field.ARRIVED_ON, Field.ORIGIN})
_TOGETHER = {
    frozenset({Field.BIRTH, Field.AGE}): Field.BIRTH_OR_AGE,
    frozenset({Field.BIRTH_OR_AGE, Field.AGE}): Field.BIRTH_OR_AGE,
    frozenset({Field.BIRTH_OR_AGE, Field.BIRTH}): Field.BIRTH_OR_AGE,
    frozenset({Field.MOTHER, Field.KUNYA}): Field.MOTHER_OR_KUNYA,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The meaning of a heading and how much of its text was understood, 0 to 1."""

    meaning: Field
    confidence: float

    @property
    def is_firm(self) -> bool:
        """Whether so much was understood that a row of such cells is a heading."""
        return self.confidence >= _FIRM


@lru_cache(maxsize=4096)
def find_heading(text: str) -> Heading | None:
    """Find what a cell would mean as a heading; None where it has no word of any known heading."""
    if len(text) > _LONGEST:
        return None
    whole = key(text) or clean(text)
    known = headings()
    if whole in known:
        return Heading(known[whole], 1.0)
    parts = whole.split()
    if not 2 <= len(parts) <= _MOST_WORDS:
        return None
    found = _phrases(parts, known)
    if not found:
        return None
    covered = sum(size for _, size in found) / len(parts)
    meanings = {meaning for meaning, _ in found}
    strong = frozenset(meanings - _WEAK)
    if strong in _TOGETHER:
        return Heading(_TOGETHER[strong], 0.9 * covered)
    chosen = [f for f in found if f[0] in strong] or found
    meaning, _ = max(chosen, key=lambda f: f[1])
    if meaning is Field.SERIAL:
        meaning = Field.IDENTIFIER  # "number of …" something unknown is not a running number
    return Heading(meaning, 0.9 * covered)


def _phrases(parts: list[str], known: dict[str, Field]) -> list[tuple[Field, int]]:
    """Cut the words into the longest known phrases from the left; words of one or two letters only exactly."""
    found: list[tuple[Field, int]] = []
    at = 0
    while at < len(parts):
        for size in range(min(5, len(parts) - at), 0, -1):
            phrase = " ".join(parts[at : at + size])
            if len(phrase) > 2 and phrase in known:
                found.append((known[phrase], size))
                at += size - 1
                break
        at += 1
    return found

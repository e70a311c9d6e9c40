"""Names as rows of numbers, for the compiled comparison: a vocabulary of words, and spans of each name.

A span is a word of the name, another form of it (the father's name in a patronymic, a family name without its article),
or two neighbours read as one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kinmatch.kernel.letters import LONGEST
from kinmatch.kernel.names import FATHER, GIVEN, GRANDFATHER, INITIAL, KUNYA, SPANS, SURNAME, WORDS
from kinmatch.names.channel import read_spelling
from kinmatch.names.lexicon import NameId, find_names
from kinmatch.names.parts import ParsedName, Role, Token
from kinmatch.script import Script

Ints = NDArray[np.int32]
SCRIPTS = (Script.CYRILLIC, Script.ARABIC, Script.LATIN, Script.OTHER)
_ROLES = {
    Role.GIVEN: GIVEN, Role.FATHER: FATHER, Role.PATRONYMIC: FATHER, Role.GRANDFATHER: GRANDFATHER,
    Role.SURNAME: SURNAME, Role.NISBA: SURNAME, Role.KUNYA: KUNYA, Role.FATHER_KUNYA: KUNYA, Role.INITIAL: INITIAL,
}  # fmt: skip
_SILENT = (Role.TITLE, Role.PARTICLE)
_JOINED_FROM = 4  # letters of two neighbours read as one


class Vocabulary:
    """Numbers words from 0, and keeps their letters. The same word has one number in all names."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """Return the number of a word, a new one if it was not seen before."""
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.words)
            self.words.append(word)
        return found


@dataclass(frozen=True)
class Spelled:
    """The letters of a vocabulary: int32[words, LONGEST], with lengths, scripts (place in SCRIPTS), costs in centibits."""

    letters: Ints
    lengths: Ints
    scripts: NDArray[np.int8]
    costs: Ints
    listed: tuple[frozenset[NameId], ...]
    of_script: tuple[Ints, ...]
    of_name: dict[NameId, list[int]] = field(repr=False)
    is_listed: NDArray[np.bool_] = field(repr=False)

    @classmethod
    def of(cls, words: Sequence[str]) -> Spelled:
        """Spell all words of a vocabulary."""
        n = len(words)
        letters, lengths = np.zeros((n, LONGEST), dtype=np.int32), np.zeros(n, dtype=np.int32)
        scripts, costs = np.zeros(n, dtype=np.int8), np.zeros(n, dtype=np.int32)
        of_name: dict[NameId, list[int]] = {}
        listed = tuple(find_names(word) for word in words)
        for place, word in enumerate(words):
            script, row, cost = read_spelling(word)
            letters[place, : len(row)], lengths[place], costs[place] = row, len(row), cost
            scripts[place] = SCRIPTS.index(script)
            for name in listed[place]:
                of_name.setdefault(name, []).append(place)
        of_script = tuple(np.flatnonzero(scripts == k).astype(np.int32) for k in range(len(SCRIPTS)))
        known = np.array([bool(names) for names in listed], dtype=np.bool_)
        return cls(letters, lengths, scripts, costs, listed, of_script, of_name, known)


@dataclass(frozen=True)
class EncodedNames:
    """Rows of spans: words, masks, roles and marked int32[names, SPANS]; counts of spans and of words int32[names]."""

    words: Ints
    masks: Ints
    roles: Ints
    marked: Ints
    counts: Ints
    lengths: Ints

    @classmethod
    def of(cls, names: Sequence[ParsedName], vocabulary: Vocabulary) -> EncodedNames:
        """Encode names; one without words has no spans."""
        n = len(names)
        shape = (n, SPANS)
        words, masks = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        roles, marked = np.full(shape, -1, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        counts, lengths = np.zeros(n, dtype=np.int32), np.zeros(n, dtype=np.int32)
        for row, name in enumerate(names):
            tokens = spoken(name)
            lengths[row] = len(tokens)
            for k, (word, mask, token) in enumerate(_spans(tokens)):
                words[row, k], masks[row, k] = vocabulary.number(word), mask
                roles[row, k], marked[row, k] = _ROLES.get(token.role, SURNAME), token.is_marked
                counts[row] = k + 1
        return cls(words, masks, roles, marked, counts, lengths)


def spoken(name: ParsedName) -> tuple[Token, ...]:
    """Return the words of a name that are compared, in the order written."""
    return tuple(t for t in name.tokens if t.role not in _SILENT)[:WORDS]


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[str, int, Token]]:
    room = SPANS
    for place, token in enumerate(tokens):
        for form in _forms(token):
            if room:
                room -= 1
                yield form, 1 << place, token
    for place, (first, second) in enumerate(pairwise(tokens)):
        word = first.norm + second.norm
        if room and len(word) >= _JOINED_FROM and _may_join(first, second):
            room -= 1
            yield _bare(word), 3 << place, first


def _may_join(first: Token, second: Token) -> bool:
    return (
        first.script is second.script
        and min(len(first.norm), len(second.norm)) > 1
        and Role.PATRONYMIC not in (first.role, second.role)
    )


def _forms(token: Token) -> Iterable[str]:
    other = token.stem if token.role is Role.PATRONYMIC or token.norm.startswith("ال") else token.forms[0]
    return dict.fromkeys(word for word in (_bare(token.norm), _bare(other)) if word)


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())

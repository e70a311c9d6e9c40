"""All distinct words of a run, numbered alike on every machine, with the class that blocks open under.

The numbers follow the words' hashes, so two engines that met the words in different order number them the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinmatch.engines import layout as L
from kinmatch.engines.encode import Encoded
from kinmatch.engines.words import hash64
from kinmatch.names.lexicon import find_names
from kinmatch.names.parts import Token
from kinmatch.names.sound import skeleton, sounds
from kinmatch.rarity import Rarity, name_classes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`hashes` int64[n], rising; `tokens` the words in that order; `classes` uint64[n], equal for likely variants."""

    hashes: NDArray[np.int64]
    tokens: tuple[Token, ...]
    classes: NDArray[np.uint64]

    @classmethod
    def gather(cls, pieces: Iterable[tuple[NDArray[np.int64], tuple[Token, ...]]]) -> Vocabulary:
        """Gather the words of all pieces."""
        found: dict[int, Token] = {}
        for hashes, tokens in pieces:
            if len(hashes) == len(found) and all(number in found for number in hashes.tolist()):
                continue
            found.update(zip(hashes.tolist(), tokens, strict=True))
        order = sorted(found)
        words = tuple(found[number] for number in order)
        if len(words) >= L.MOST_WORDS:
            raise ValueError(
                f"{len(words)} distinct words of names; the most that can be told apart is {L.MOST_WORDS}"
            )
        classes = np.array([_block_class(word) for word in words], dtype=np.int64).view(np.uint64)
        return cls(np.array(order, dtype=np.int64), words, classes)

    def renumber(self, piece: Encoded) -> NDArray[np.int32]:
        """Give the rows of a piece with its words numbered as here."""
        rows = piece.rows.copy()
        if len(piece.hashes):
            numbers = np.searchsorted(self.hashes, piece.hashes).astype(np.int32)
            slots = rows[:, : L.SLOTS]
            said = slots != L.EMPTY
            words = numbers[np.where(said, slots & L.WORD_MASK, 0)]
            rows[:, : L.SLOTS] = np.where(said, words | (slots & ~L.WORD_MASK), L.EMPTY)
        return rows

    def rarity(self, counts: NDArray[np.int64]) -> Rarity:
        """Give the rarity of names in a population where word i stands `counts[i]` times."""
        shares: dict[str, int] = {}
        for token, count in zip(self.tokens, counts.tolist(), strict=True):
            if count:
                for name in name_classes(token.forms[0]):
                    shares[name] = shares.get(name, 0) + count
        return Rarity(counts=shares, total=int(counts.sum()))


def count_words(rows: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """Count the words of first readings, initials left out; int64[size]."""
    slots = rows[:, L.NAME : L.NAME + L.NAME_SLOTS]
    said = (slots != L.EMPTY) & ((slots >> L.ROLE_SHIFT) != L.INITIAL)
    return np.bincount(slots[said] & L.WORD_MASK, minlength=size).astype(np.int64)


def _block_class(token: Token) -> int:
    known = find_names(token.stem) or find_names(token.norm)
    if known:
        return hash64("n:" + min(known))
    bones = skeleton(token.stem)
    return hash64("s:" + bones if len(bones) > 1 else "w:" + (sounds(token.stem) or token.norm))

"""Fixed words of lists in several languages, read once from `data/`. Names of people are never here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from .row import Field
from .text import fold

ARTICLE = "ال"


def strip_article(word: str) -> str:
    """Drop the Arabic article from a folded word that stays long enough without it."""
    return word[2:] if word.startswith(ARTICLE) and len(word) > 3 else word


@lru_cache(maxsize=4096)  # a list says the same few words over and over
def key(text: str) -> str:
    """Fold a phrase and drop the article of each word, so that العمر and عمر are one key."""
    return " ".join(strip_article(w) for w in fold(text).split())


def _lines(name: str) -> Iterator[tuple[str, list[str]]]:
    text = files("rosters").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("# "):
            kind, _, words = line.partition("\t")
            yield kind, words.split("|")


@cache
def headings() -> dict[str, Field]:
    """Return every known heading by its key; the first meaning named in the file wins."""
    known: dict[str, Field] = {}
    for kind, phrases in _lines("headings.tsv"):
        for phrase in phrases:
            known.setdefault(key(phrase) or phrase, Field(kind))
    return known


@cache
def words(kind: str) -> frozenset[str]:
    """Return the folded words of one kind, empty for a kind that the file does not have."""
    found = (
        folded for name, said in _lines("words.tsv") if name == kind for folded in map(fold, said) if folded
    )
    return frozenset(found)


@cache
def keys(kind: str) -> frozenset[str]:
    """The same as `words`, without Arabic articles."""
    return frozenset(key(w) for w in words(kind))


def is_word(text: str, kind: str) -> bool:
    """Say whether the whole text is a word of that kind, with or without the article."""
    return key(text) in keys(kind)


def starts_with_word(text: str, kind: str) -> bool:
    """Say whether the text begins with a word or phrase of that kind."""
    parts = key(text).split()
    known = keys(kind)
    return any(" ".join(parts[:n]) in known for n in range(1, min(len(parts), 4) + 1))


def says_unknown(text: str) -> bool:
    """Say whether a cleaned cell means that nobody knows: a dash, a question mark, `unk`, غير معروف."""
    bare = text.strip()
    return not bare.strip("-–—_.?؟…*/\\ ") or is_word(bare, "unknown")

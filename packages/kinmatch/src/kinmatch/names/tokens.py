"""The weight of one pair of words: lexicon first, then the channel, limited by how rare the name is."""

from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from kinmatch.names import channel
from kinmatch.names.lexicon import NameId, find_names, halves_of, spellings_of
from kinmatch.names.parts import How, Outcome
from kinmatch.names.sound import skeleton
from kinmatch.rarity import Rarity
from kinmatch.script import detect_script

AGREE_FROM = 9.0  # bits of likeness from which two words are called one name
CLOSE_FROM = 2.0  # below it they are called different
LISTED = 12.5  # two listed spellings of one name
SURE = 10.0
NEIGHBOURS = 0.5
UNLISTED = 2.0  # less for a spelling that is only near a listed one
HALF = 5.0  # Карим for Абдулкарим


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two words are before their rarity: `says` in bits, and by which rule it was found.

    `outcome` is AGREE, CLOSE or DIFFER by what the likeness says.
    """

    says: float
    how: How
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        near = Outcome.CLOSE if self.says >= CLOSE_FROM else Outcome.DIFFER
        object.__setattr__(self, "outcome", Outcome.AGREE if self.says >= AGREE_FROM else near)


EXACT = Likeness(25.0, "exact")
DIFFERENT = Likeness(channel.FAR / 100, "channel")
LISTED_APART = Likeness(-6.0, "lexicon")


def likeness(left: str, right: str) -> Likeness:
    """Compare two normal forms; the order of the two never matters.

    Two names that the lexicon knows and holds apart are different however near their letters.
    """
    if left == right:
        return EXACT
    return _likeness(left, right) if left < right else _likeness(right, left)


def _says(left: str, right: str) -> float:
    """Return the channel's bits; less of the middling ones, since real names lie nearer each other than chance words."""
    bits = channel.same_name(left, right) / 100
    return max(channel.FAR / 100, bits - NEIGHBOURS * max(0.0, SURE - max(bits, 0.0)))


@lru_cache(maxsize=1 << 20)
def _likeness(left: str, right: str) -> Likeness:
    known_left, known_right = find_names(left), find_names(right)
    if known_left and known_right:
        return _by_lexicon(left, right, known_left, known_right)
    says = _says(left, right)
    if known_left or known_right:
        known, new = (known_left, right) if known_left else (known_right, left)
        beside = _beside_listed(new, known)
        # Near the one spelling by chance, far from every other: Мадина, Mydin.
        says = beside if beside > says else (says + beside) / 2
    if says <= DIFFERENT.says:
        return DIFFERENT
    return Likeness(says, "skeleton" if skeleton(left) == skeleton(right) else "channel")


@lru_cache(maxsize=1 << 18)
def _beside_listed(new: str, known: frozenset[NameId]) -> float:
    """Return how near a spelling that nobody listed is to the listed ones of its own script."""
    script = detect_script(new)
    near = (_says(new, form) for name in known for form in spellings_of(name, script))
    return max(near, default=DIFFERENT.says) - UNLISTED


def _by_lexicon(
    left: str, right: str, known_left: frozenset[NameId], known_right: frozenset[NameId]
) -> Likeness:
    if known_left & known_right:
        return Likeness(LISTED, "lexicon")
    if halves_of(left) & known_right or halves_of(right) & known_left:
        return Likeness(HALF, "lexicon")
    return LISTED_APART


def best_likeness(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    """Return the nearest reading of two words that may be read in several ways."""
    if len(left) == 1 and len(right) == 1:
        return likeness(left[0], right[0])
    return max((likeness(a, b) for a in left for b in right), key=lambda found: found.says)


@lru_cache(maxsize=1 << 18)
def surname_likeness(left: str, left_stem: str, right: str, right_stem: str) -> Likeness:
    """Compare two family names without gender; their stems decide where the lexicon knows both."""
    whole = likeness(left, right)
    if whole is EXACT:
        return whole
    known_left, known_right = find_names(left_stem), find_names(right_stem)
    if known_left and known_right:
        if known_left & known_right:
            return Likeness(max(whole.says, LISTED - 1.0), "lexicon")
        return Likeness(min(whole.says, 3.0), whole.how)
    return whole


def weigh(left: str, right: str, found: Likeness, rarity: Rarity) -> float:
    """Return the weight in bits of two words found alike.

    Chance makes two records share a name in two ways: by the share of its bearers, and by a likeness of two other
    names; the two chances add up.
    """
    rare = min(rarity.bits(left), rarity.bits(right))
    return -log2(2.0**-rare + 2.0**-found.says)

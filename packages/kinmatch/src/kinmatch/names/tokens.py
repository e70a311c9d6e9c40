"""The weight of one pair of words: lexicon first, then the channel, limited by how rare the name is."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from kinmatch.names.channel import FAR, lost_bits, one_script
from kinmatch.names.lexicon import NameId, find_names, halves_of, spellings_of
from kinmatch.names.parts import How, Outcome
from kinmatch.names.sound import skeleton
from kinmatch.rarity import Rarity
from kinmatch.script import detect_script

# Bits lost in the channel -> log2 of how often true pairs lose that much over how often chance pairs do.
# Measured on aligned words of three script pairs (bench/names, data/channel.md).
_LOST = (0.0, 5.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 25.0, 30.0)
_SAYS = (12.5, 11.7, 9.8, 7.8, 6.0, 4.8, 3.2, 2.0, -0.5, -3.0)
_ONE_SCRIPT = 1.4  # within one script a letter is seldom lost, so a loss says more

AGREE_FROM = 9.0  # bits of likeness from which two words are called one name
CLOSE_FROM = 2.0  # below it they are called different
LISTED = 12.5  # two listed spellings of one name
UNLISTED = 1.5  # less for a spelling that is only near a listed one
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


EXACT = Likeness(14.0, "exact")
DIFFERENT = Likeness(-5.0, "channel")
LISTED_APART = Likeness(-6.0, "lexicon")


def _says(lost: float) -> float:
    if lost >= _LOST[-1]:
        return -5.0
    i = bisect_right(_LOST, lost) - 1
    share = (lost - _LOST[i]) / (_LOST[i + 1] - _LOST[i])
    return _SAYS[i] + share * (_SAYS[i + 1] - _SAYS[i])


def likeness(left: str, right: str) -> Likeness:
    """Compare two normal forms; the order of the two never matters.

    Two names that the lexicon knows and holds apart are different however near their letters.
    """
    if left == right:
        return EXACT
    return _likeness(left, right) if left < right else _likeness(right, left)


@lru_cache(maxsize=1 << 20)
def _likeness(left: str, right: str) -> Likeness:
    known_left, known_right = find_names(left), find_names(right)
    if known_left and known_right:
        return _by_lexicon(left, right, known_left, known_right)
    lost = lost_bits(left, right)
    if lost >= FAR:
        return DIFFERENT
    says = _says(lost * _ONE_SCRIPT if one_script(left, right) else lost)
    if says < AGREE_FROM and (known_left or known_right):
        known, new = (known_left, right) if known_left else (known_right, left)
        says = max(says, _beside_listed(new, known))
    if says <= DIFFERENT.says:
        return DIFFERENT
    return Likeness(says, "skeleton" if skeleton(left) == skeleton(right) else "channel")


def _channel_says(left: str, right: str) -> float:
    lost = lost_bits(left, right)
    if lost >= FAR:
        return DIFFERENT.says
    return _says(lost * _ONE_SCRIPT if one_script(left, right) else lost)


@lru_cache(maxsize=1 << 18)
def _beside_listed(new: str, known: frozenset[NameId]) -> float:
    """Return how near a spelling that nobody listed is to the listed ones of its own script."""
    script = detect_script(new)
    near = (_channel_says(new, form) for name in known for form in spellings_of(name, script))
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

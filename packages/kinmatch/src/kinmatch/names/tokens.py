"""The weight of one pair of words: lexicon first, then the channel, scaled by how rare the name is."""

from dataclasses import dataclass
from functools import lru_cache

from kinmatch.names.channel import FAR, lost_bits
from kinmatch.names.lexicon import find_names
from kinmatch.names.parts import How, Outcome, Token
from kinmatch.names.sound import skeleton
from kinmatch.rarity import Rarity

AGREE_LOSS = 4.0  # bits lost up to which two unlisted spellings are called one name
CLOSE_LOSS = 9.0  # beyond it they are called different
LISTED_DIFFER = FAR


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two words compare before their rarity: `lost` bits, and by which rule."""

    lost: float
    how: How

    @property
    def outcome(self) -> Outcome:
        """AGREE, CLOSE or DIFFER by the bits lost."""
        if self.lost <= AGREE_LOSS:
            return Outcome.AGREE
        return Outcome.CLOSE if self.lost <= CLOSE_LOSS else Outcome.DIFFER


_DIFFERENT = Likeness(FAR, "channel")


@lru_cache(maxsize=1 << 20)
def likeness(left: str, right: str) -> Likeness:
    """Compare two normal forms; the order of the two never matters.

    Two names that the lexicon knows and holds apart are different however near their letters.
    """
    if left > right:
        return likeness(right, left)
    if left == right:
        return Likeness(0.0, "exact")
    known_left, known_right = find_names(left), find_names(right)
    if known_left and known_right:
        return Likeness(0.5, "lexicon") if known_left & known_right else Likeness(LISTED_DIFFER, "lexicon")
    lost = lost_bits(left, right)
    if lost >= FAR:
        return _DIFFERENT
    return Likeness(lost, "skeleton" if skeleton(left) == skeleton(right) else "channel")


def best_likeness(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    """Return the nearest reading of two words that may be read in several ways."""
    if len(left) == 1 and len(right) == 1:
        return likeness(left[0], right[0])
    return min((likeness(a, b) for a in left for b in right), key=lambda found: found.lost)


def pair_bits(left: str, right: str, found: Likeness, rarity: Rarity) -> float:
    """Return the weight in bits of two words found alike: the rarity of the name less what was lost."""
    return min(rarity.bits(left), rarity.bits(right)) - found.lost


def comparable(token: Token) -> tuple[str, ...]:
    """Return the spellings of a token that may stand in another role: the stem of Алиева is علي."""
    return token.forms if token.stem in token.forms else (*token.forms, token.stem)

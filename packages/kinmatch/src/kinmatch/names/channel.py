"""How likely it is that two spellings are one name: a log-likelihood ratio in bits.

The costs of letter groups are learned (scripts/train_names.py, data/channel.md). A path pairs groups of at most two
letters of each side. What speaks for one name is that the pair is cheaper to write together along the best path than
the two spellings are to come upon apart, by what is usual in each script.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kinmatch.kernel.letters import HOPELESS, LONGEST, cheapest_path
from kinmatch.names.model import Channel, letters
from kinmatch.script import Script, detect_script

FAR = -600
"""The least that two spellings say, in hundredths of a bit: they are of two names."""
MOST = 2500
TURNED = 1600
"""Two letters in the wrong order, within one script."""

# Letters of Urdu, Pashto and others that the channel of Arabic reads as their nearest.
_NEAREST = str.maketrans("ںٹڑڈټډړښګڼڠڨݣ", "نترتتدرشغنغغغ") | str.maketrans({"څ": "س", "ځ": "ز"})
# Sounds that Latin spells with three or four letters; the channel pairs groups of two.
_PACKED = (("shch", "щ"), ("tsch", "ч"), ("sch", "ш"), ("tch", "ч"), ("dzh", "ж"))


@lru_cache(maxsize=1 << 17)
def packed(norm: str) -> str:
    """Return the normal form as the channel reads it: no spaces, long Latin letter groups as one sign each."""
    bare = norm.replace(" ", "").replace("-", "").translate(_NEAREST)
    for group, sign in _PACKED:
        bare = bare.replace(group, sign)
    return bare


@lru_cache(maxsize=1 << 17)
def read_spelling(norm: str) -> tuple[Script, NDArray[np.int32], int]:
    """Return the script of a normal form, its letter numbers, and its cost among words of its script."""
    script = detect_script(norm)
    alphabet = letters().alphabets.get(script)
    if alphabet is None:
        return Script.OTHER, np.zeros(0, dtype=np.int32), 0
    word = packed(norm)
    return script, alphabet.encode(word, LONGEST), alphabet.spelled(word[: LONGEST - 2])


def channel_between(one: Script, other: Script) -> Channel | None:
    """Return the costs between two scripts, None where a word is in no script that has been learned."""
    return letters().channels.get((one, other))


@lru_cache(maxsize=1 << 18)
def same_name(left: str, right: str) -> int:
    """Return how far two different normal forms speak for one name, in hundredths of a bit, `FAR` to `MOST`."""
    script, word, cost = read_spelling(left)
    other_script, other, other_cost = read_spelling(right)
    channel = channel_between(script, other_script)
    if channel is None:
        return FAR
    apart = cost + other_cost + channel.offset
    alphabets = letters().alphabets
    path = cheapest_path(
        word,
        len(word),
        other,
        len(other),
        channel.costs,
        channel.least,
        len(alphabets[script].numbers),
        len(alphabets[other_script].numbers),
        TURNED if script is other_script else 0,
        apart - FAR,
    )
    if path >= HOPELESS:
        return FAR
    return int(min(MOST, max(FAR, apart - path)))

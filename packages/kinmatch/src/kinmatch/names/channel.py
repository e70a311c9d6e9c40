"""How likely it is that two spellings are one name: bits lost between them.

The first reading compares sounds; learned parameters take over where they are in `data/`.
"""

from functools import lru_cache

from rapidfuzz.distance import Indel, JaroWinkler

from kinmatch.names.sound import skeleton, sounds

FAR = 99.0


@lru_cache(maxsize=1 << 20)
def lost_bits(left: str, right: str) -> float:
    """Return the bits lost between two normal forms: 0.0 for equal spellings, `FAR` for hopeless pairs."""
    if left == right:
        return 0.0
    a, b = skeleton(left), skeleton(right)
    if Indel.normalized_similarity(a, b, score_cutoff=0.5) == 0.0 and a != b:
        return FAR
    near = JaroWinkler.similarity(sounds(left), sounds(right))
    return (1.0 - near) * 20.0 + (0.0 if a == b else 4.0)

"""Keys under which names of any script meet: canonical names, skeletons, kunyas."""

from itertools import pairwise

from kinmatch.names.lexicon import find_names, halves_of
from kinmatch.names.parts import ParsedName, Role, Token
from kinmatch.names.sound import skeleton


def _token_keys(token: Token) -> set[str]:
    mark = "k:" if token.role in (Role.KUNYA, Role.FATHER_KUNYA) else ""
    keys: set[str] = set()
    for form in {*token.forms, token.stem}:
        keys.update(f"{mark}n:{name}" for name in find_names(form))
        bones = skeleton(form)
        keys.update(f"{mark}n:{name}" for name in halves_of(form))
        if bones:
            keys.add(f"{mark}s:{bones}")
        if len(bones) == 2 and bones[1] == "t":  # Хайбат, هيبة
            keys.add(f"{mark}s:{bones[0]}")
        if len(bones) == 3:  # the first consonant is the one most often misheard: Хусейн, Кусайн
            keys.update((f"{mark}d:{bones}", f"{mark}s:{bones[1:]}"))
        if len(bones) >= 4:  # one consonant heard otherwise, or lost
            keys.update(f"{mark}d:{bones[:i]}{bones[i + 1 :]}" for i in range(len(bones)))
            keys.add(f"{mark}d:{bones}")
    return keys


def name_keys(name: ParsedName) -> frozenset[str]:
    """Return the keys of a name; two writings of one name share at least one in most cases."""
    silent = (Role.TITLE, Role.PARTICLE, Role.NISBA, Role.INITIAL)
    tokens = [t for t in name.tokens if t.role not in silent]
    keys: set[str] = set()
    for token in tokens:
        keys |= _token_keys(token)
    for first, second in pairwise(tokens):
        joined = first.norm + second.norm
        keys.update(f"n:{found}" for found in find_names(joined))
        if not find_names(first.norm) or not find_names(second.norm) or len(joined) <= 10:
            bones = skeleton(joined)
            if 4 <= len(bones) <= 8:
                keys.update((f"s:{bones}", f"d:{bones}"))
    return frozenset(keys)

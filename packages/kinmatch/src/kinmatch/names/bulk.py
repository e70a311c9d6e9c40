"""Many names at once: score pairs, rank a gallery. The order of the input never changes a weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2

from kinmatch.names.compare import compare_names
from kinmatch.names.keys import name_keys
from kinmatch.names.parse import parse_name
from kinmatch.names.parts import NameComparison
from kinmatch.rarity import Rarity

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""
_LOOKED_AT = 200  # names of the gallery that are compared with one query, best shared keys first
_CROWDED = 4000  # a key that more names share says too little to be looked up


@dataclass(frozen=True, slots=True)
class Ranked:
    """One name of a gallery beside a query: its first place in the gallery (from 0), and `bits` of weight."""

    place: int
    name: str
    bits: float


def score_names(
    pairs: Iterable[tuple[str, str]], *, rarity: Rarity | None = None, progress: Progress | None = None
) -> list[NameComparison]:
    """Compare each pair of names as written, any mixture of scripts.

    Args:
        pairs: names as people write them; an empty or unknown one («не знает») is answered with no parts.
        rarity: of the population the names are from; the built-in prior if not given.
        progress: called now and then with pairs done and pairs in all.

    Returns:
        One comparison for each pair, in the same order; `bits` above 0 speak for one name, below 0 against.
    """
    whole = list(pairs)
    found: dict[tuple[str, str], NameComparison] = {}
    out = []
    for done, pair in enumerate(whole, 1):
        if pair not in found:
            found[pair] = compare_names(parse_name(pair[0]), parse_name(pair[1]), rarity=rarity)
        out.append(found[pair])
        if progress and (done % 1000 == 0 or done == len(whole)):
            progress(done, len(whole))
    return out


def rank_names(
    queries: Sequence[str],
    gallery: Sequence[str],
    top: int = 10,
    *,
    rarity: Rarity | None = None,
    progress: Progress | None = None,
) -> list[list[Ranked]]:
    """Find for each query the names of a gallery that are likeliest the same, best first.

    Args:
        queries: names as written; an empty or unknown one is answered with an empty list.
        gallery: names as written; a name that stands in it twice is answered once, at its first place.
        top: how many names to give for each query, at most.
        rarity: of the population; measured over the gallery if not given.
        progress: called now and then with queries done and queries in all.

    Returns:
        For each query at most `top` names by falling weight, equal weights in the order of their text.

    Raises:
        ValueError: `top` is less than 1.
    """
    if top < 1:
        raise ValueError("top must be 1 or more")
    places: dict[str, int] = {}
    for place, name in enumerate(gallery):
        places.setdefault(name, place)
    parsed = {name: parse_name(name) for name in places}
    rarity = rarity or Rarity.from_names(parsed.values())
    under: dict[str, list[str]] = defaultdict(list)
    for name, reading in parsed.items():
        for key in name_keys(reading):
            under[key].append(name)
    out: list[list[Ranked]] = []
    for done, query in enumerate(queries, 1):
        reading = parse_name(query)
        shared: Counter[str] = Counter()
        for key in sorted(name_keys(reading)):
            if len(under.get(key, ())) <= _CROWDED:
                for name in under.get(key, ()):
                    shared[name] += round(16 * (1 + log2(len(places) / len(under[key]))))
        likely = sorted(shared, key=lambda name: (-shared[name], name))[: max(top, _LOOKED_AT)]
        ranked = [
            Ranked(places[name], name, compare_names(reading, parsed[name], rarity=rarity).bits)
            for name in likely
        ]
        ranked.sort(key=lambda one: (-one.bits, one.name))
        out.append(ranked[:top])
        if progress and (done % 20 == 0 or done == len(queries)):
            progress(done, len(queries))
    return out

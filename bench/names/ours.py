"""kinmatch through its public doors: rank_names and score_names, what `wayhome names rank|score` call.

Cross-fitting: with the environment variable KINMATCH_LETTERS the letters are those that crossfit.py has learned
without the names of the sets. Without it the model of the package answers, and the figures say so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from bench.figures import CROSS
from bench.names.retrieval import LOST, OWN_WRONG, Found

from kinmatch.names import Rarity, parse_name
from kinmatch.names.bulk import rank_names, score_names

NAME = "kinmatch"
KIND = CROSS if os.environ.get("KINMATCH_LETTERS") else "dev (letters learned from it too)"
SHOWN = 100


def judge_all(
    queries: Sequence[tuple[str, frozenset[str]]],
    gallery: Sequence[str],
    progress: Callable[[int, int], None],
) -> list[Found]:
    """Rank the gallery for each query (its text, and the right names) and judge the answers."""
    rarity = Rarity.from_names([parse_name(name) for name in gallery])
    ranked = rank_names([text for text, _ in queries], gallery, SHOWN, rarity=rarity, progress=progress)
    lost = [(text, sorted(right)[0]) for text, right in queries]
    own = score_names(lost, rarity=rarity)
    out = []
    for (_, right), answers, pair in zip(queries, ranked, own, strict=True):
        mine = [one.bits for one in answers if one.name in right]
        wrong = [one.bits for one in answers if one.name not in right]
        best = max(mine, default=None)
        if best is None:
            out.append(Found(pair.bits, LOST, 0, wrong[:OWN_WRONG]))
        else:
            above, level = sum(w > best for w in wrong), sum(w == best for w in wrong)
            out.append(Found(best, above, level, wrong[:OWN_WRONG]))
    return out


def pairs(left: Sequence[str], right: Sequence[str], gallery: Sequence[str]) -> list[float]:
    """Return the weight of each pair in bits, with the rarity that ranking used."""
    rarity = Rarity.from_names([parse_name(name) for name in gallery])
    return [one.bits for one in score_names(list(zip(left, right, strict=True)), rarity=rarity)]


def timed(left: Sequence[str], right: Sequence[str]) -> Callable[[], object]:
    """Return what is timed for the cost of a pair: names are parsed before, as in an index."""
    from kinmatch.names import compare_names

    ready = [(parse_name(a), parse_name(b)) for a, b in zip(left, right, strict=True)]
    return lambda: [compare_names(a, b) for a, b in ready]


def bits(left: Sequence[str], right: Sequence[str]) -> list[float]:
    """Return the weight of each pair in bits, with the built-in rarity."""
    return [one.bits for one in score_names(list(zip(left, right, strict=True)))]

"""kinmatch as `wayhome names rank|score` call it: every name of the gallery that shares a likely word is weighed.

Cross-fitting: where the environment variable KINMATCH_LEARNED_WITHOUT names a folder, the letters and what words come
to together are those that crossfit.py has learned there without the lines that are asked. Without it the model of the
package answers, and the figures say so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from bench.figures import CROSS
from bench.names import crossfit
from bench.names.retrieval import Found, judge

NAME = "kinmatch"
WITHOUT = os.environ.get("KINMATCH_LEARNED_WITHOUT", "")
KIND = CROSS if WITHOUT else "dev (learned from it too)"
UNCOMPARED = -100.0  # no word in common that says anything

if WITHOUT:
    os.environ["KINMATCH_LETTERS"] = str(crossfit.letters(Path(WITHOUT)))


def learned_without(fold: int) -> None:
    """Weigh from now on with what was learned without a fold of the lines."""
    from kinmatch.names import together

    if WITHOUT:
        os.environ["KINMATCH_TOGETHER"] = str(crossfit.together(Path(WITHOUT), fold))
        together.learned.cache_clear()


def judge_all(
    queries: Sequence[str],
    rights: Sequence[frozenset[str]],
    folds: Sequence[int],
    drawn: Sequence[Sequence[str]],
    gallery: Sequence[str],
    progress: Callable[[int, int], None],
) -> tuple[list[Found], float, float]:
    """Rank the whole gallery for each query and judge the answers.

    Also microseconds of one processor: for each name of the gallery, all work of a query shared among them; and for
    each candidate pair, when it is known what the words say of each other.
    """
    from kinmatch.names import parse_name
    from kinmatch.names.bulk import Gallery
    from kinmatch.names.together import weigh_together

    held = Gallery([parse_name(name) for name in gallery], [parse_name(query) for query in queries])
    place = {name: i for i, name in enumerate(gallery)}
    out: list[Found | None] = [None] * len(queries)
    spent, again, weighed, done = 0.0, 0.0, 0, 0
    for fold in sorted(set(folds)):
        learned_without(fold)
        held.rank(0)  # compiles, and reads the model
        for number in (n for n, own in enumerate(folds) if own == fold):
            start = time.process_time()
            near, millibits = held.rank(number)
            spent += time.process_time() - start
            says, alone = held.says(number)
            start = time.process_time()
            weigh_together(held.count(number, says, alone, near))
            again, weighed = again + time.process_time() - start, weighed + len(near)
            scores = np.full(len(gallery), UNCOMPARED)
            scores[near] = millibits / 1000
            found = judge(scores, np.array([place[name] for name in rights[number]]))
            found.drawn = [float(scores[place[name]]) for name in drawn[number]]
            out[number] = found
            done += 1
            progress(done, len(queries))
    pairs = len(queries) * len(gallery)
    return [one for one in out if one is not None], 1e6 * spent / pairs, 1e6 * again / max(weighed, 1)


def bits(left: Sequence[str], right: Sequence[str]) -> list[float]:
    """Return the weight of each pair in bits; how rare a name is, is counted over all of them."""
    from kinmatch.names.bulk import score_names

    learned_without(0)
    return [one.bits for one in score_names(list(zip(left, right, strict=True)))]

"""The cheapest path between two spellings, in hundredths of a bit.

A spelling is an array of letter numbers (from 1). Costs are a table over letter groups: 0 is no letter, then the single
letters, then the pairs of letters in the order (first, second). A path walks both spellings in steps of at most two
letters a side.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinmatch.kernel.compiled import compiled

Ints = NDArray[np.int32]

HOPELESS = 1 << 28
"""The cost of a pair whose path was given up."""
LONGEST = 26
"""Letters of a spelling that are read, the marks of its beginning and end included."""


@compiled
def cheapest_rest(a: Any, n: int, least: Any, letters_a: int, turned: int, rest: Any) -> None:
    """Write the least that the letters of `a` from each place on can cost, whatever stands beside them, to `rest`."""
    rest[n] = 0
    for i in range(n - 1, -1, -1):
        rest[i] = rest[i + 1] + least[a[i]]
        if i + 1 < n:
            pair = least[1 + letters_a + (a[i] - 1) * letters_a + a[i + 1] - 1]
            if turned > 0:
                pair = min(pair, turned)
            rest[i] = min(rest[i], rest[i + 2] + pair)


@compiled
def walk(
    a: Any, n: int, b: Any, m: int, costs: Any, letters_a: int, letters_b: int, turned: int, limit: int, rows: Any,
    rest: Any,
) -> int:  # fmt: skip
    """See `cheapest_path`; `rows` is int32[3, LONGEST + 1] to work in, `rest` what `cheapest_rest` gave for `a`."""
    row0, row1, row2 = rows[0], rows[1], rows[2]
    least_before = 0
    for i in range(n + 1):
        one = a[i - 1] if i > 0 else 0
        two = 1 + letters_a + (a[i - 2] - 1) * letters_a + one - 1 if i > 1 else -1
        least = HOPELESS
        for j in range(m + 1):
            best = HOPELESS if i + j > 0 else 0
            other = b[j - 1] if j > 0 else 0
            pair = 1 + letters_b + (b[j - 2] - 1) * letters_b + other - 1 if j > 1 else -1
            if i > 0:
                best = min(best, row1[j] + costs[one, 0])
                if j > 0:
                    best = min(best, row1[j - 1] + costs[one, other])
                if j > 1:
                    best = min(best, row1[j - 2] + costs[one, pair])
            if j > 0:
                best = min(best, row0[j - 1] + costs[0, other])
            if j > 1:
                best = min(best, row0[j - 2] + costs[0, pair])
            if i > 1:
                best = min(best, row2[j] + costs[two, 0])
                if j > 0:
                    best = min(best, row2[j - 1] + costs[two, other])
                if j > 1:
                    best = min(best, row2[j - 2] + costs[two, pair])
                    if turned > 0 and one == b[j - 2] and a[i - 2] == other:
                        best = min(best, row2[j - 2] + turned)
            row0[j] = best
            least = min(least, best)
        whole = least + rest[i]
        if whole > limit and least_before > limit:
            return HOPELESS
        least_before = whole
        row0, row1, row2 = row2, row0, row1
    return int(row1[m])


@compiled
def cheapest_path(
    a: Any, n: int, b: Any, m: int, costs: Any, least: Any, letters_a: int, letters_b: int, turned: int, limit: int
) -> int:  # fmt: skip
    """Give the cost of the best path, or `HOPELESS` once no path can stay under `limit`.

    Args:
        a, b: letter numbers of the spellings; `n` and `m` of them count.
        costs: int32[groups of a, groups of b]; `least` is the cheapest of each row.
        letters_a, letters_b: how many letters each alphabet has.
        turned: what two letters in the wrong order cost; 0 where the scripts differ.
    """
    rows = np.empty((3, LONGEST + 1), dtype=np.int32)
    rest = np.empty(LONGEST + 1, dtype=np.int32)
    cheapest_rest(a, n, least, letters_a, turned, rest)
    return walk(a, n, b, m, costs, letters_a, letters_b, turned, limit, rows, rest)


@compiled
def cheapest_paths(
    a: Any,
    n: int,
    others: Any,
    lengths: Any,
    places: Any,
    costs: Any,
    least: Any,
    letters_a: int,
    letters_b: int,
    turned: int,
    limits: Any,
    out: Any,
) -> None:
    """Write to `out[place]` the cost of the best path to each of `others` at `places`.

    Args:
        others: int32[words, LONGEST]; `lengths` and `limits` stand beside.
    """
    rows = np.empty((3, LONGEST + 1), dtype=np.int32)
    rest = np.empty(LONGEST + 1, dtype=np.int32)
    cheapest_rest(a, n, least, letters_a, turned, rest)
    for k in range(len(places)):
        place = places[k]
        out[place] = walk(
            a,
            n,
            others[place],
            lengths[place],
            costs,
            letters_a,
            letters_b,
            turned,
            limits[place],
            rows,
            rest,
        )

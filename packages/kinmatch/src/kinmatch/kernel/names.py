"""Set the words of one name against those of many others, and count what can be said of each pair of names.

A name is a row of spans: its words, and neighbours read as one word. A span has the number of its word in a vocabulary,
a mask of the words it covers, and its role. Weights of words are millibits.
"""

from typing import Any, Final

import numpy as np

from kinmatch.kernel.compiled import compiled

SPANS: Final = 16
WORDS: Final = 6
GIVEN, FATHER, GRANDFATHER, SURNAME, KUNYA, INITIAL = range(6)

(
    SUM, AGAINST, PAIRED, LEAST, LEAST_LETTERS, SECOND, GIVEN_BITS, FATHER_BITS, SURNAME_BITS,
    CROSSED, CROSSED_MARKED, BOTH_MARKED, JOINED, OVER, GIVEN_LEFT, GIVEN_RIGHT, SHORTEST, LONGEST,
) = range(18)  # fmt: skip
COUNTED: Final = 18
"""What is counted of a pair of names; OVER is the pattern of words left over (see `pattern_of`)."""

FLOOR: Final = -6000
MARKED_CROSSING: Final = 3000
CROSSING: Final = 300
JOIN: Final = 1000
JOIN_LEAST: Final = 4000
JOIN_GAIN: Final = 2000
SAYS_MUCH: Final = 2000
ANOTHER_WORD: Final = -500
ANOTHER_MOST: Final = 7000
"""Beyond this a pair gains little where a word of each side is another: brothers share all but one."""
_NONE: Final = -1 << 28


@compiled
def ones(mask: int) -> int:
    """Count the words of a mask."""
    count = 0
    while mask:
        count += mask & 1
        mask >>= 1
    return count


@compiled
def pattern_of(both: int, left: int, right: int) -> int:
    """Number the pattern of words left over: on both sides, on the left only, on the right only."""
    return min(both, 2) * 9 + min(left, 2) * 3 + min(right, 2)


@compiled
def weigh_spans(
    says: Any, masks: Any, count: int, roles: Any, marked: Any, words: Any, others: Any, number: int,
    other_roles: Any, other_marked: Any, weights: Any,
) -> None:  # fmt: skip
    """Write what each span of one name says beside each of another to `weights`, above `FLOOR` as 0."""
    for i in range(count):
        joined = ones(masks[i]) > 1
        for j in range(number):
            value = says[i, words[j]]
            other_joined = ones(others[j]) > 1
            if joined and other_joined:
                value = _NONE
            elif joined or other_joined:
                alone = 0
                if joined:
                    for k in range(count):
                        if masks[k] & masks[i] and ones(masks[k]) == 1:
                            alone = max(alone, says[k, words[j]])
                else:
                    for k in range(number):
                        if others[k] & others[j] and ones(others[k]) == 1:
                            alone = max(alone, says[i, words[k]])
                value = value - JOIN if value >= max(JOIN_LEAST, alone + JOIN_GAIN) else _NONE
            value -= FLOOR
            if value > 0 and roles[i] != other_roles[j]:
                value -= MARKED_CROSSING if marked[i] or other_marked[j] else CROSSING
            weights[i, j] = value


@compiled
def pair_spans(masks: Any, count: int, others: Any, number: int, weights: Any, pairs: Any) -> int:
    """Take the best pair of spans, then the best of the rest; write them to `pairs` and give their number."""
    used, other_used, taken = 0, 0, 0
    while True:
        best, left, right = 0, -1, -1
        for i in range(count):
            if masks[i] & used:
                continue
            for j in range(number):
                if not others[j] & other_used and weights[i, j] > best:
                    best, left, right = weights[i, j], i, j
        if left < 0:
            return taken
        used |= masks[left]
        other_used |= others[right]
        pairs[taken, 0], pairs[taken, 1] = left, right
        taken += 1


@compiled
def count_pair(
    says: Any, letters: Any, masks: Any, roles: Any, marked: Any, length: int, words: Any, others: Any,
    other_roles: Any, other_marked: Any, other_length: int, pairs: Any, taken: int, counted: Any,
) -> None:  # fmt: skip
    """Count what the paired spans say together; `counted` is int32[COUNTED]."""
    counted[:] = 0
    counted[LEAST], counted[SECOND], counted[LEAST_LETTERS] = 15000, 15000, 25000
    used, other_used = 0, 0
    for k in range(taken):
        i, j = pairs[k, 0], pairs[k, 1]
        value = says[i, words[j]]
        used |= masks[i]
        other_used |= others[j]
        counted[SUM] += max(value, 0)
        counted[AGAINST] += min(value, 0)
        if value < counted[LEAST]:
            counted[SECOND] = counted[LEAST]
            counted[LEAST] = value
        elif value < counted[SECOND]:
            counted[SECOND] = value
        counted[LEAST_LETTERS] = min(counted[LEAST_LETTERS], letters[i, words[j]])
        role, other = roles[i], other_roles[j]
        if role == GIVEN or other == GIVEN:
            counted[GIVEN_BITS] += value
        elif role == FATHER or other == FATHER:
            counted[FATHER_BITS] += value
        else:
            counted[SURNAME_BITS] += value
        if value > SAYS_MUCH:
            counted[GIVEN_LEFT] |= role == GIVEN
            counted[GIVEN_RIGHT] |= other == GIVEN
            if (role == GIVEN) != (other == GIVEN):
                counted[CROSSED_MARKED if marked[i] or other_marked[j] else CROSSED] += 1
            if role != other and marked[i] and other_marked[j]:
                counted[BOTH_MARKED] += 1
        counted[JOINED] += ones(masks[i]) > 1 or ones(others[j]) > 1
    over, other_over = length - ones(used), other_length - ones(other_used)
    both = min(over, other_over)
    low, high = min(over - both, other_over - both), max(over - both, other_over - both)
    counted[PAIRED] = taken
    counted[OVER] = pattern_of(both, low, high)
    counted[SHORTEST], counted[LONGEST] = min(length, other_length), max(length, other_length)
    missed_left, missed_right = 0, 0
    for i in range(len(roles)):
        if masks[i] and roles[i] == GIVEN and not masks[i] & used:
            missed_left = 1
    for j in range(len(other_roles)):
        if others[j] and other_roles[j] == GIVEN and not others[j] & other_used:
            missed_right = 1
    # The same whichever name stands first.
    counted[GIVEN_LEFT], counted[GIVEN_RIGHT] = (
        counted[GIVEN_LEFT] + counted[GIVEN_RIGHT],
        missed_left + missed_right,
    )


@compiled
def plain_sum(counted: Any) -> int:
    """Give the weight of a pair of names before what is learned of it together; used to choose whom to look at."""
    over = counted[OVER]
    both, single = over // 9, over % 9 // 3 + over % 3
    return int(
        counted[SUM] + counted[AGAINST] - 6000 * both - 1500 * single
        - 500 * counted[CROSSED] - 3000 * counted[CROSSED_MARKED] - 2000 * counted[BOTH_MARKED]
    )  # fmt: skip


@compiled
def together(counted: Any, edges: Any, steps: Any) -> int:
    """Give the learned weight of what was counted: for each count the step that it falls in.

    Args:
        edges: int32[COUNTED, bins]: upper ends of the bins, ascending; `steps` the millibits of each bin.
    """
    total = 0
    for f in range(len(counted)):
        k = np.searchsorted(edges[f], counted[f])
        total += steps[f, k]
    return int(total)


@compiled
def compare_with_many(
    says: Any, letters: Any, masks: Any, count: int, roles: Any, marked: Any, length: int, places: Any,
    words: Any, other_masks: Any, counts: Any, other_roles: Any, other_marked: Any, lengths: Any, counted: Any,
) -> None:  # fmt: skip
    """Compare one name with those at `places`; `counted` is int32[places, COUNTED].

    Args:
        says: int32[SPANS, vocabulary]: millibits of each span of the one name beside each word; `letters` without rarity.
    """
    weights = np.zeros((SPANS, SPANS), dtype=np.int32)
    pairs = np.zeros((SPANS, 2), dtype=np.int32)
    for x in range(len(places)):
        g = places[x]
        weigh_spans(
            says, masks, count, roles, marked, words[g], other_masks[g], counts[g], other_roles[g], other_marked[g],
            weights,
        )  # fmt: skip
        taken = pair_spans(masks, count, other_masks[g], counts[g], weights, pairs)
        count_pair(
            says, letters, masks, roles, marked, length, words[g], other_masks[g], other_roles[g], other_marked[g],
            lengths[g], pairs, taken, counted[x],
        )  # fmt: skip


@compiled
def weigh_all(counted: Any, edges: Any, steps: Any, start: int, out: Any) -> None:
    """Write the millibits of each row of `counted` to `out`: half the plain sum, and the steps learned beside it."""
    for x in range(len(counted)):
        value = start + together(counted[x], edges, steps) + plain_sum(counted[x]) // 2
        another = counted[x, OVER] >= 9 or counted[x, AGAINST] < ANOTHER_WORD
        if another and value > ANOTHER_MOST:
            value = ANOTHER_MOST + (value - ANOTHER_MOST) // 8
        out[x] = value

"""How likely it is that two spellings are one name: bits lost between them.

The costs of letter groups are learned (scripts/train_names.py, data/channel.md). A path pairs groups of at most two
letters of each side; the loss of a pair is the cost of its best path over the best either spelling could have.
"""

import json
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import Indel

from kinmatch.names.sound import consonants, letter_class, skeleton
from kinmatch.script import Script, detect_script

FAR = 99.0
_CENTIBITS = 100
# Costs of letter groups never seen together: one letter more on a side, one letter for another.
_ALONE = 1150
_OTHER = 1500
_KIN = 1300  # letters of one class
_VOWELS = 1000
_TURNED = 1600  # two letters in the wrong order, within one script
_HOPELESS = 3000  # a loss at which nothing is left to say
_ALIKE = 0.58  # likeness of skeletons below which no path is looked for
_LONGEST = 24

Costs = dict[str, dict[str, int]]
_NONE: dict[str, int] = {}


@lru_cache(maxsize=1)
def _channels() -> dict[str, Costs]:
    text = resources.files("kinmatch").joinpath("data/channel.json").read_text(encoding="utf-8")
    tables: dict[str, Costs] = json.loads(text)
    for pair, costs in list(tables.items()):
        left, right = pair.split("-")
        if left != right:
            turned: Costs = {}
            for a, row in costs.items():
                for b, cost in row.items():
                    turned.setdefault(b, {})[a] = cost
            tables[f"{right}-{left}"] = turned
    for costs in tables.values():
        _let_kin_letters_pass(costs)
    return tables


def _let_kin_letters_pass(costs: Costs) -> None:
    """Lower the cost of letters of one class (г, к, х; any two vowels), which clerks exchange more than the files show."""
    right = {letter for row in costs.values() for letter in row if len(letter) == 1}
    for left, row in costs.items():
        if len(left) == 1:
            kin = letter_class(left)
            for letter in right:
                if kin and letter_class(letter) == kin:
                    row[letter] = min(row.get(letter, _OTHER), _VOWELS if kin == "a" else _KIN)


@lru_cache(maxsize=1 << 16)
def _script(norm: str) -> Script:
    return detect_script(norm)


@lru_cache(maxsize=1 << 16)
def _least(norm: str, channel: str) -> tuple[int, ...]:
    """Return the cost of the cheapest writing on the other side of `channel`, of each beginning of `norm`."""
    costs = _channels()[channel]
    best = [0] * (len(norm) + 1)
    for i in range(1, len(norm) + 1):
        one = min(costs.get(norm[i - 1], _NONE).values(), default=_ALONE)
        best[i] = best[i - 1] + one
        if i > 1:
            two = costs.get(norm[i - 2 : i], _NONE)
            if two:
                best[i] = min(best[i], best[i - 2] + min(two.values()))
    return tuple(best)


def _cheapest_path(left: str, right: str, costs: Costs, least: tuple[int, ...], limit: int) -> int:
    """Return the cost of the best pairing of letter groups of two spellings (dynamic programming).

    Give up with `limit` as soon as what is left of `left` cannot stay under it even at its `least` cost.
    """
    n, m = len(left), len(right)
    alone = costs.get("", _NONE)
    right_alone = [alone.get(c, _ALONE) for c in right]
    before2: list[int] = []
    before: list[int] = [0] * (m + 1)
    for j in range(1, m + 1):
        before[j] = before[j - 1] + right_alone[j - 1]
    pairs = [right[j : j + 2] for j in range(m - 1)]
    for i in range(1, n + 1):
        one = costs.get(left[i - 1], _NONE)
        two = costs.get(left[i - 2 : i], _NONE) if i > 1 else _NONE
        drop = one.get("", _ALONE)
        row = [before[0] + drop] * (m + 1)
        for j in range(1, m + 1):
            c = right[j - 1]
            best = before[j - 1] + one.get(c, _OTHER)
            step = before[j] + drop
            if step < best:
                best = step
            step = row[j - 1] + right_alone[j - 1]
            if step < best:
                best = step
            if i > 1 < j and c == left[i - 2] and left[i - 1] == right[j - 2]:
                step = before2[j - 2] + _TURNED
                if step < best:
                    best = step
            if two and c in two:
                step = before2[j - 1] + two[c]
                if step < best:
                    best = step
            if j > 1:
                pair = pairs[j - 2]
                if pair in one:
                    step = before[j - 2] + one[pair]
                    if step < best:
                        best = step
                if two and pair in two:
                    step = before2[j - 2] + two[pair]
                    if step < best:
                        best = step
            row[j] = best
        if min(row) + least[n] - least[i] > limit and i > 1 and min(before) + least[n] - least[i - 1] > limit:
            return limit
        before2, before = before, row
    return before[m]


# Sounds that Latin spells with three or four letters; the channel pairs groups of two.
_PACKED = (("shch", "щ"), ("tsch", "ч"), ("sch", "ш"), ("tch", "ч"), ("dzh", "ж"))


@lru_cache(maxsize=1 << 16)
def packed(norm: str) -> str:
    """Return the normal form with the longest Latin letter groups as one sign each, as the channel reads it."""
    for group, sign in _PACKED:
        norm = norm.replace(group, sign)
    return norm


def one_script(left: str, right: str) -> bool:
    """Return whether two normal forms are in one script."""
    return _script(left) is _script(right)


def _may_be_near(left: str, right: str, bones: str, others: str) -> bool:
    """Say whether a path is worth looking for; most pairs of words are refused here."""
    if Indel.normalized_similarity(bones, others, score_cutoff=_ALIKE) > 0.0:
        return True
    if len(bones) > 3 and len(others) > 3:
        return False
    return Indel.normalized_similarity(consonants(left), consonants(right), score_cutoff=_ALIKE) > 0.0


def lost_bits(left: str, right: str) -> float:
    """Return the bits lost between two normal forms: 0.0 for equal spellings, `FAR` for hopeless pairs."""
    if left == right:
        return 0.0
    bones, others = skeleton(left), skeleton(right)
    if bones != others and not _may_be_near(left, right, bones, others):
        return FAR
    channel, back = f"{_script(left)}-{_script(right)}", f"{_script(right)}-{_script(left)}"
    costs = _channels().get(channel)
    if costs is None or len(left) > _LONGEST or len(right) > _LONGEST:
        return 2.0 if bones == others else FAR
    short, other = packed(left), packed(right)
    forth, back_again = _least(short, channel), _least(other, back)
    least = (forth[-1] + back_again[-1]) // 2
    path = _cheapest_path(short, other, costs, forth, least + _HOPELESS)
    return max(0.0, (path - least) / _CENTIBITS)

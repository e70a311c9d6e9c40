"""The learned parameters of kinmatch: what letters cost between scripts, and how usual a spelling is in its own.

`data/letters.json` is written by scripts/train_names.py; `data/channel.md` says from what. Costs are hundredths of a bit.
Another file of the same form may be named by the environment variable KINMATCH_LETTERS, for figures by cross-fitting.
"""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinmatch.script import Script

BEGIN, END, STRANGE = "^", "$", "?"
_NAMES = {"ru": Script.CYRILLIC, "ar": Script.ARABIC, "la": Script.LATIN}
# Letter groups never seen together: a letter too many, one letter for another; a pair is then two single steps.
_ALONE, _OTHER, _NEVER = 1600, 2000, 30_000
_STRANGE_LETTER = 500

Spelling = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Alphabet:
    """The letters of a script, numbered from 1, and how usual they are after the two before them."""

    numbers: dict[str, int]
    spelling: Spelling

    def spelled(self, word: str) -> int:
        """Return -log2 of how usual the spelling is among words of its script, in hundredths of a bit."""
        text = BEGIN * 2 + word + END
        total = 0
        for i in range(2, len(text)):
            total += self._letter(text[i - 2 : i], text[i])
        return total

    def _letter(self, before: str, letter: str) -> int:
        if letter not in self.numbers and letter != END:
            return _STRANGE_LETTER
        lost = 0
        for context in (before, before[1:], ""):
            costs = self.spelling.get(context)
            if costs is None:
                continue
            if letter in costs:
                return lost + costs[letter]
            lost += costs.get("*", 0)
        return lost + _STRANGE_LETTER

    def encode(self, word: str, longest: int) -> NDArray[np.int32]:
        """Return the letter numbers of the word between its marks, at most `longest`."""
        strange = self.numbers[STRANGE]
        text = (BEGIN + word)[: longest - 1] + END
        return np.array([self.numbers.get(c, strange) for c in text], dtype=np.int32)


@dataclass(frozen=True)
class Channel:
    """The costs between two scripts: int32[letter groups of one, of the other], and what a true pair gains at the start."""

    costs: NDArray[np.int32]
    least: NDArray[np.int32]
    offset: int

    @classmethod
    def of(cls, costs: NDArray[np.int32], offset: int) -> "Channel":
        """Keep the cheapest of each row beside the costs."""
        return cls(costs, costs.min(axis=1), offset)


@dataclass(frozen=True)
class Letters:
    """All scripts and all channels between them."""

    alphabets: dict[Script, Alphabet]
    channels: dict[tuple[Script, Script], Channel]


def read_learned(name: str, *, instead: str) -> Any:
    """Read a file of learned parameters: that of the package, or the one that the environment variable `instead` names."""
    named = os.environ.get(instead)
    folder = resources.files("kinmatch").joinpath("data")
    return json.loads((Path(named) if named else folder.joinpath(name)).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def letters() -> Letters:
    """Return the learned parameters, read once a process."""
    data = read_learned("letters.json", instead="KINMATCH_LETTERS")
    alphabets = {
        _NAMES[name]: Alphabet({letter: i for i, letter in enumerate(value, 1)}, data["spelling"][name])
        for name, value in data["alphabets"].items()
    }
    channels: dict[tuple[Script, Script], Channel] = {}
    for name, groups in data["channels"].items():
        left, right = (_NAMES[part] for part in name.split("-"))
        table = _table(groups, alphabets[left], alphabets[right])
        channels[left, right] = Channel.of(table, data["offsets"][name])
        channels[right, left] = Channel.of(np.ascontiguousarray(table.T), data["offsets"][name])
    return Letters(alphabets, channels)


def _table(groups: Spelling, left: Alphabet, right: Alphabet) -> NDArray[np.int32]:
    n, m = len(left.numbers), len(right.numbers)
    table = np.full((1 + n + n * n, 1 + m + m * m), _NEVER, dtype=np.int32)
    for one, row in groups.items():
        u = group_number(one, left.numbers)
        for other, cost in row.items():
            table[u, group_number(other, right.numbers)] = cost
    table[0, 0] = _NEVER
    table[0, 1 : m + 1] = np.minimum(table[0, 1 : m + 1], _ALONE)
    table[1 : n + 1, 0] = np.minimum(table[1 : n + 1, 0], _ALONE)
    table[1 : n + 1, 1 : m + 1] = np.minimum(table[1 : n + 1, 1 : m + 1], _OTHER)
    return table


def group_number(group: str, numbers: dict[str, int]) -> int:
    """Return the place of a group of at most two letters in a table of costs.

    Raises:
        KeyError: a letter is not in the alphabet.
    """
    if not group:
        return 0
    if len(group) == 1:
        return numbers[group]
    n = len(numbers)
    return 1 + n + (numbers[group[0]] - 1) * n + numbers[group[1]] - 1

"""What one word says beside every word of a vocabulary: the channel, then the lexicon, limited by how rare the name is."""

from __future__ import annotations

from collections import OrderedDict, defaultdict

import numpy as np
from numpy.typing import NDArray

from kinmatch.kernel.letters import HOPELESS, cheapest_paths
from kinmatch.names.channel import FAR, MOST, TURNED, channel_between
from kinmatch.names.encode import SCRIPTS, EncodedNames, Ints, Spelled, Vocabulary
from kinmatch.names.model import letters
from kinmatch.names.sound import skeleton
from kinmatch.rarity import known_share

LISTED = 1250
"""Hundredths of a bit of two listed spellings of one name, at least."""
APART = 100
"""The most that two names say which the lexicon knows and holds apart."""
INITIAL = 1500
"""The most that one letter says, in millibits."""
SURE = 11.0
"""Bits at which two spellings are counted half as one name."""
LETTERS = 0.1
"""How much the letters say beyond what the rarity of a name allows."""
PRIOR_WORDS = 50.0
RAREST = 16.0
"""Bits; rarer than one in 65,000 nothing is known to be."""
_REMEMBERED = 512
_SHORT_BONES = 3
_NEGLIGIBLE = 12.0  # bits below SURE at which a spelling is not counted at all
_MARKS = 2  # of beginning and end


class WordWeights:
    """Weighs words of one vocabulary in millibits; remembers the rows of the words asked for last.

    How rare a word is, is counted over `names` (each name once) and leans on the prior where they are few. Any word can be
    asked for; it is set beside those numbered below `held`, which are the words of `names`.
    """

    def __init__(self, vocabulary: Vocabulary, names: EncodedNames, *, held: int, spared: int = 1) -> None:
        """Count the words; `spared` of each are those being compared and no others."""
        self.held = held
        self._words = vocabulary.words
        self._skeletons: dict[str, list[int]] = defaultdict(list)
        self._spared = float(spared)
        self.spelled = Spelled.of(vocabulary.words)
        self._seen = words_seen(held, names)
        known = np.array([known_share(listed) for listed in self.spelled.listed])
        self._prior = np.maximum(known, 2.0 ** (-self.spelled.costs / 100.0))
        others = np.maximum(self._seen - self._spared, 0.0) + PRIOR_WORDS * self._prior[:held]
        share = others / (self._seen.sum() + PRIOR_WORDS)
        self._short = self.spelled.lengths <= 1 + _MARKS
        self._listed = self.spelled.is_listed[:held]
        self._places = tuple(places[places < held] for places in self.spelled.of_script)
        self._rare = -np.log2(np.clip(share, 2.0**-RAREST, 1.0))
        self._rows: OrderedDict[int, tuple[Ints, Ints]] = OrderedDict()

    def row(self, word: int) -> tuple[Ints, Ints]:
        """Give for one word what it says beside each: millibits, and hundredths of a bit of the letters alone."""
        found = self._rows.get(word)
        if found is None:
            found = self._rows[word] = self._row(word)
            if len(self._rows) > _REMEMBERED:
                self._rows.popitem(last=False)
        else:
            self._rows.move_to_end(word)
        return found

    def row_among(self, word: int, others: Ints) -> tuple[Ints, Ints]:
        """Give the same for `others` alone; how rare the word is, is counted over words of a skeleton like its own."""
        alike = self._alike(word)
        return self._row(word, np.union1d(alike, others).astype(np.int32), alike)

    def _alike(self, word: int) -> Ints:
        """Give the numbers of the words that share a skeleton with a word, or one but for a consonant."""
        if not self._skeletons:
            for place, written in enumerate(self._words[: self.held]):
                for key in skeleton_keys(written):
                    self._skeletons[key].append(place)
        found = [self._skeletons.get(key, ()) for key in skeleton_keys(self._words[word])]
        return np.unique(
            np.concatenate([np.array(one, dtype=np.int32) for one in found] or [np.zeros(0, np.int32)])
        )

    def _row(self, word: int, chosen: Ints | None = None, alike: Ints | None = None) -> tuple[Ints, Ints]:
        says = self._by_letters(word, chosen)
        own = self.spelled.listed[word]
        if own:
            same = np.zeros(len(says), dtype=np.bool_)
            for name in own:
                same[[k for k in self.spelled.of_name[name] if k < self.held]] = True
            says[self._listed & ~same] = np.minimum(says[self._listed & ~same], APART)
            says[same] = np.maximum(says[same], LISTED)
        if word < self.held:
            says[word] = MOST
        bits = says / 100.0
        rare = np.minimum(self._rare, self._rarity_among(word, bits, alike))
        weights = LETTERS * bits - (1.0 - LETTERS) * np.log2(2.0**-bits + 2.0**-rare)
        weights = np.rint(1000.0 * weights).astype(np.int32)
        short = self._short[: self.held]
        weights[short] = np.minimum(weights[short], INITIAL)
        if self._short[word]:
            weights = np.minimum(weights, INITIAL).astype(np.int32)
        return weights, says

    def _rarity_among(self, word: int, bits: NDArray[np.float64], alike: Ints | None) -> float:
        """Give -log2 of the share of names that are this one in any spelling: Ahmed is as frequent as احمد."""
        known = [k for name in self.spelled.listed[word] for k in self.spelled.of_name[name] if k < self.held]
        counted = bits if alike is None else np.full(len(bits), -np.inf)
        if alike is not None:
            own = [word] if word < self.held else []
            kept = np.unique(np.concatenate([alike, np.array(known + own, dtype=np.int32)]))
            counted[kept] = bits[kept]
        near = np.flatnonzero(counted > SURE - _NEGLIGIBLE)
        shares = 1.0 / (1.0 + 2.0 ** (SURE - bits[near]))
        others = max(0.0, float(np.dot(self._seen[near], shares)) - self._spared)
        share = (others + PRIOR_WORDS * self._prior[word]) / (self._seen.sum() + PRIOR_WORDS)
        return min(RAREST, -float(np.log2(max(share, 2.0**-RAREST))))

    def _by_letters(self, word: int, chosen: Ints | None = None) -> Ints:
        spelled = self.spelled
        costs = spelled.costs[: self.held]
        out = np.full(self.held, HOPELESS, dtype=np.int32)
        offsets = np.zeros(self.held, dtype=np.int32)
        script = SCRIPTS[spelled.scripts[word]]
        for k, other in enumerate(SCRIPTS):
            channel = channel_between(script, other)
            places = self._places[k] if chosen is None else chosen[self.spelled.scripts[chosen] == k]
            if channel is None or not len(places):
                continue
            offsets[places] = channel.offset
            limits = costs + (spelled.costs[word] + channel.offset - FAR)
            cheapest_paths(
                spelled.letters[word], spelled.lengths[word], spelled.letters, spelled.lengths, places, channel.costs,
                channel.least,
                len(letters().alphabets[script].numbers), len(letters().alphabets[other].numbers),
                TURNED if script is other else 0, limits.astype(np.int32), out,
            )  # fmt: skip
        apart = costs + spelled.costs[word] + offsets
        says = np.where(out >= HOPELESS, FAR, np.clip(apart - out, FAR, MOST))
        return says.astype(np.int32)


def skeleton_keys(word: str) -> frozenset[str]:
    """Give the skeleton of a word, and of a longer one what is left without each of its consonants."""
    bones = skeleton(word)
    shorter = [bones[:i] + bones[i + 1 :] for i in range(len(bones))] if len(bones) > _SHORT_BONES else []
    return frozenset((bones, *shorter))


def words_seen(words: int, names: EncodedNames) -> NDArray[np.float64]:
    """Count how often each word of a vocabulary stands in `names`."""
    inside = np.arange(names.words.shape[1])[None, :] < names.counts[:, None]
    return np.bincount(names.words[inside], minlength=words).astype(np.float64)

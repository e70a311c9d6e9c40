"""Many names at once: score pairs, rank a gallery. The order of the input never changes a weight.

Words are compared once for each word of the vocabulary, whatever their number of bearers; then names, by their words.
What the words of a pair come to together (words left over, roles crossed, the least likely pair) has learned weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinmatch.kernel.names import COUNTED, SPANS, compare_with_many
from kinmatch.names.encode import EncodedNames, Ints, Vocabulary, spoken
from kinmatch.names.parse import parse_name
from kinmatch.names.parts import NameComparison, NamePart, Outcome, ParsedName, Role
from kinmatch.names.says import WordWeights
from kinmatch.names.together import pairs_of, weigh_together

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""
_WORTH_A_LOOK = 1500  # millibits that some word must say for two names to be compared
_TOLD_EVERY = 20


@dataclass(frozen=True, slots=True)
class Ranked:
    """One name of a gallery beside a query: its first place in the gallery (from 0), and `bits` of weight."""

    place: int
    name: str
    bits: float


class Gallery:
    """Names that queries are compared with, all of them and not only those that share a key."""

    def __init__(
        self, names: Sequence[ParsedName], queries: Sequence[ParsedName] = (), *, spared: int = 1
    ) -> None:
        """Read the names; the words of `queries` are numbered too, and do not count as rare or frequent."""
        vocabulary = Vocabulary()
        self.names = EncodedNames.of(names, vocabulary)
        held = len(vocabulary.words)
        self.queries = EncodedNames.of(queries, vocabulary)
        self.weights = WordWeights(vocabulary, self.names, held=held, spared=spared)
        self._bearers = _bearers(self.names, held)

    def says(self, query: int, beside: Ints | None = None) -> tuple[Ints, Ints]:
        """Give what the spans of a query say beside each word: millibits, and letters alone; int32[SPANS, words].

        With `beside`, places of names, only the words of those are answered for, and the others say nothing.
        """
        words = self.queries.words[query, : self.queries.counts[query]]
        if beside is None:
            rows = [self.weights.row(int(word)) for word in words]
        else:
            inside = np.arange(SPANS)[None, :] < self.names.counts[beside, None]
            others = np.unique(self.names.words[beside][inside]).astype(np.int32)
            rows = [self.weights.row_among(int(word), others) for word in words]
        empty = np.zeros((0, self.weights.held), dtype=np.int32)
        return (
            np.array([row[0] for row in rows], dtype=np.int32) if rows else empty,
            np.array([row[1] for row in rows], dtype=np.int32) if rows else empty,
        )

    def places(self, says: Ints) -> Ints:
        """Give the places of the names of which some word says enough."""
        starts, bearers = self._bearers
        words = np.flatnonzero((says >= _WORTH_A_LOOK).any(axis=0))
        if not len(words):
            return np.zeros(0, dtype=np.int32)
        return np.unique(np.concatenate([bearers[starts[w] : starts[w + 1]] for w in words])).astype(np.int32)

    def count(self, query: int, says: Ints, alone: Ints, places: Ints) -> Ints:
        """Count what a query and the names at `places` say; int32[places, COUNTED]."""
        counted = np.zeros((len(places), COUNTED), dtype=np.int32)
        q, g = self.queries, self.names
        compare_with_many(
            says, alone, q.masks[query], q.counts[query], q.roles[query], q.marked[query], q.lengths[query], places,
            g.words, g.masks, g.counts, g.roles, g.marked, g.lengths, counted,
        )  # fmt: skip
        return counted

    def rank(self, query: int) -> tuple[Ints, Ints]:
        """Give the places worth telling and their millibits."""
        says, alone = self.says(query)
        places = self.places(says)
        return places, weigh_together(self.count(query, says, alone, places))


def _bearers(names: EncodedNames, words: int) -> tuple[NDArray[np.int64], Ints]:
    """Give, for each word, the names that hold it: starts int64[words + 1] into places int32."""
    inside = np.arange(SPANS)[None, :] < names.counts[:, None]
    rows, columns = np.nonzero(inside)
    held = names.words[rows, columns]
    order = np.argsort(held, kind="stable")
    starts = np.searchsorted(held[order], np.arange(words + 1))
    return starts, rows[order].astype(np.int32)


def score_names(
    pairs: Iterable[tuple[str, str]], *, progress: Progress | None = None
) -> list[NameComparison]:
    """Compare each pair of names as written, any mixture of scripts; how rare a name is, is counted over all of them.

    Args:
        pairs: names as people write them; an empty or unknown one («не знает») is answered with no parts.
        progress: called now and then with distinct first names done and in all.

    Returns:
        One comparison for each pair, in the same order; `bits` above 0 speak for one name, below 0 against.
    """
    whole = list(pairs)
    texts = sorted({name for pair in whole for name in pair})
    numbers = {text: k for k, text in enumerate(texts)}
    parsed = [parse_name(text) for text in texts]
    gallery = Gallery(parsed, parsed, spared=2)  # both names of a pair stand among those counted
    found: dict[tuple[str, str], NameComparison] = {}
    # By the first name, so that what its words say is looked up once.
    beside: dict[str, list[str]] = defaultdict(list)
    for first, second in sorted({(min(pair), max(pair)) for pair in whole}):
        beside[first].append(second)
    for done, (left, others) in enumerate(beside.items(), 1):
        compared = _compare(gallery, parsed, numbers[left], [numbers[other] for other in others])
        found |= {(left, other): one for other, one in zip(others, compared, strict=True)}
        if progress and (done % _TOLD_EVERY == 0 or done == len(beside)):
            progress(done, len(beside))
    return [found[left, right] if left <= right else _turn(found[right, left]) for left, right in whole]


def _compare(
    gallery: Gallery, parsed: Sequence[ParsedName], left: int, others: Sequence[int]
) -> list[NameComparison]:
    """Compare one name with others."""
    silent = NameComparison(0.0, ())
    if parsed[left].is_unknown or not gallery.names.counts[left]:
        return [silent] * len(others)
    places = np.array(others, dtype=np.int32)
    says, alone = gallery.says(left, places)
    wholes = weigh_together(gallery.count(left, says, alone, places))
    out = []
    for right, weight in zip(others, wholes, strict=True):
        if parsed[right].is_unknown or not gallery.names.counts[right]:
            out.append(silent)
            continue
        whole = int(weight)
        parts = _parts(gallery, parsed, left, right, says)
        rest = whole / 1000 - sum(part.bits for part in parts)
        outcome = Outcome.CLOSE if rest >= 0 else Outcome.DIFFER
        parts.append(NamePart(Role.UNKNOWN, "", "", outcome, round(rest, 3), "together"))
        out.append(NameComparison(whole / 1000, tuple(parts)))
    return out


def _parts(
    gallery: Gallery, parsed: Sequence[ParsedName], left: int, right: int, says: Ints
) -> list[NamePart]:
    q, g = gallery.queries, gallery.names
    tokens, others = spoken(parsed[left]), spoken(parsed[right])
    out = []
    for i, j in pairs_of(says, q, left, g, right):
        bits = int(says[i, g.words[right, j]]) / 1000
        own, other = _covered(int(q.masks[left, i])), _covered(int(g.masks[right, j]))
        outcome = Outcome.AGREE if bits >= 6 else Outcome.CLOSE if bits > 0 else Outcome.DIFFER
        texts = (" ".join(tokens[k].text for k in own), " ".join(others[k].text for k in other))
        how = "exact" if texts[0] == texts[1] else "joined" if len(own) + len(other) > 2 else "channel"
        out.append(NamePart(tokens[own[0]].role, *texts, outcome, bits, how))  # type: ignore[arg-type]
    return out


def _covered(mask: int) -> list[int]:
    return [k for k in range(mask.bit_length()) if mask >> k & 1]


def _turn(comparison: NameComparison) -> NameComparison:
    turned = (NamePart(p.role, p.right, p.left, p.outcome, p.bits, p.how) for p in comparison.parts)
    return NameComparison(comparison.bits, tuple(turned))


def rank_names(
    queries: Sequence[str],
    gallery: Sequence[str],
    top: int = 10,
    *,
    progress: Progress | None = None,
) -> list[list[Ranked]]:
    """Find for each query the names of a gallery that are likeliest the same, best first.

    Args:
        queries: names as written; an empty or unknown one is answered with an empty list.
        gallery: names as written; a name that stands in it twice is answered once, at its first place. How rare a
            name is, is counted over the gallery.
        top: how many names to give for each query, at most.
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
    texts = sorted(places)
    asked = sorted(set(queries))
    parsed = [parse_name(text) for text in asked]
    held = Gallery([parse_name(text) for text in texts], parsed)
    found: dict[str, list[Ranked]] = {}
    for k, text in enumerate(asked):
        near, millibits = held.rank(k) if not parsed[k].is_unknown else (np.zeros(0, np.int32),) * 2
        best = np.lexsort((near, -millibits))[:top]
        found[text] = [Ranked(places[texts[near[b]]], texts[near[b]], int(millibits[b]) / 1000) for b in best]
        if progress and ((k + 1) % _TOLD_EVERY == 0 or k + 1 == len(asked)):
            progress(k + 1, len(asked))
    return [list(found[text]) for text in queries]

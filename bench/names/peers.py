"""The systems that names are compared with. Each gives weights of one query with a whole gallery, and of pairs.

Nothing here is tuned on our data: each system is used as its own documents say, on the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein

WORDS = re.compile(r"[^\W_]+(?:['’ʹ][^\W_]+)*")


@cache
def romaniser(name: str) -> Callable[[str], str]:
    """Return one published way to write a name in Latin letters."""
    if name == "ICU":
        import icu

        return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII").transliterate
    if name == "uroman":
        import uroman

        return cache(uroman.Uroman().romanize_string)
    if name == "unidecode":
        from unidecode import unidecode

        return unidecode
    from anyascii import anyascii

    return anyascii


def plain(name: str, text: str) -> str:
    """Return a name in lower-case Latin words."""
    return " ".join(WORDS.findall(romaniser(name)(text).lower()))


class System:
    """A way to weigh two names; more is likelier one person."""

    name = ""
    slow = False
    """Slower than 0.2 s a query in a gallery of some thousand names: asked a sample only."""

    def ready(self, names: Sequence[str]) -> object:
        """Return the names prepared once, so that comparing does not pay for it again."""
        raise NotImplementedError

    def one_to_all(self, query: object, gallery: object) -> np.ndarray:
        """Return the weight of one prepared query (a list of one name) with every prepared name."""
        raise NotImplementedError

    def pairs(self, left: Sequence[str], right: Sequence[str]) -> list[float]:
        """Return the weight of each pair of names."""
        return [
            float(self.one_to_all(self.ready([a]), self.ready([b]))[0])
            for a, b in zip(left, right, strict=True)
        ]


class WholeText(System):
    """Romanised text, words sorted, by the share of letters in common (rapidfuzz's token_sort_ratio)."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.name = f"{letters} + token_sort"

    def ready(self, names):
        return [" ".join(sorted(plain(self.letters, name).split())) for name in names]

    def one_to_all(self, query, gallery):
        return process.cdist(query, gallery, scorer=fuzz.ratio, dtype=np.float32)[0]


class WordByWord(System):
    """Each word with the best one of the other name, both ways, averaged over all words."""

    def __init__(self, name, words, codes, scorer):
        """Take how to split a name, the codes of a word (one or more), and the likeness of two codes."""
        self.name, self.words, self.scorer = name, words, scorer
        self.codes = cache(codes)

    def ready(self, names):
        split = [self.words(name)[:8] or [""] for name in names]
        known = {word: i for i, word in enumerate(sorted({w for words in split for w in words}))}
        codes, starts = [], []
        for word in known:
            starts.append(len(codes))
            codes += self.codes(word) or [""]
        longest = max(map(len, split))
        places = np.full((len(split), longest), len(known))
        for row, words in enumerate(split):
            places[row, : len(words)] = [known[word] for word in words]
        return codes, np.array(starts), places, np.array([len(words) for words in split])

    def one_to_all(self, query, gallery):
        q_codes, q_starts, q_places, q_count = query
        codes, starts, places, count = gallery
        like = process.cdist(q_codes, codes, scorer=self.scorer, dtype=np.float32)
        like = np.maximum.reduceat(np.maximum.reduceat(like, starts, axis=1), q_starts, axis=0)
        like = np.hstack([like, np.zeros((len(like), 1), np.float32)])[q_places[0]]
        each = like[:, places]
        return (each.max(axis=2).sum(axis=0) + each.max(axis=0).sum(axis=1)) / (q_count[0] + count)


class Nomenklatura(System):
    """An algorithm of OpenSanctions on persons that have nothing but a name; entities are made once and stay warm."""

    slow = True

    def __init__(self, name: str) -> None:
        import nomenklatura.matching.util as room

        # The names of an entity are analysed once and kept for this many entities; the gallery must fit.
        room.MEMO_BATCH = 200_000
        from followthemoney.proxy import EntityProxy
        from nomenklatura.matching import get_algorithm

        self.name = f"nomenklatura {name}"
        self.algorithm = get_algorithm(name)
        self.config = self.algorithm.default_config()
        self.entity = cache(
            lambda text: EntityProxy.from_dict(
                {"id": text, "schema": "Person", "properties": {"name": [text]}}
            )
        )

    def ready(self, names):
        return [self.entity(name) for name in names]

    def one_to_all(self, query, gallery):
        compare, config, one = self.algorithm.compare, self.config, query[0]
        return np.array([compare(one, other, config).score for other in gallery])


def arcoder_codes(word: str) -> list[str]:
    """Return the ARCoder codes of a romanised word; a word of many readings keeps the first 32."""
    from itertools import islice, product

    from arcoder import ARCoder

    coder, letters = ARCoder(), "".join(filter(ARCoder.VALID_CHARS.match, word))
    text, found, at = re.sub(r"(.)\1+", r"\1", letters).capitalize(), [], 0
    while at < len(text):
        readings, step = coder._encode(text[at : at + 2], at == len(text) - 1)  # noqa: SLF001  encode() has no bound
        found.append(sorted(readings))
        at += step
    return sorted({re.sub(r"(.)\1+", r"\1", "".join(each)) for each in islice(product(*found), 32)})


def skeleton_system() -> System:
    """Our own consonant skeleton alone, as the floor."""
    from kinmatch.names.sound import skeleton, sounds
    from kinmatch.script import normalise

    return WordByWord(
        "consonant skeleton + Levenshtein",
        lambda name: normalise(name.replace(",", " ").replace("-", " ")).split(),
        lambda word: [skeleton(word) or sounds(word)],
        Levenshtein.normalized_similarity,
    )


def token_jaro(letters: str) -> System:
    """Jaro-Winkler of romanised words."""
    return WordByWord(
        f"{letters} + token JW",
        lambda name: plain(letters, name).split(),
        lambda word: [word],
        JaroWinkler.similarity,
    )


MAKERS: dict[str, Callable[[], System]] = {
    "ICU + token_sort": lambda: WholeText("ICU"),
    "ICU + token JW": lambda: token_jaro("ICU"),
    "uroman + token_sort": lambda: WholeText("uroman"),
    "uroman + token JW": lambda: token_jaro("uroman"),
    "unidecode + token_sort": lambda: WholeText("unidecode"),
    "anyascii + token_sort": lambda: WholeText("anyascii"),
    "ARCoder on ICU": lambda: WordByWord(
        "ARCoder on ICU",
        lambda name: plain("ICU", name).split(),
        arcoder_codes,
        Levenshtein.normalized_similarity,
    ),
    "nomenklatura name-based": lambda: Nomenklatura("name-based"),
    "nomenklatura logic-v2": lambda: Nomenklatura("logic-v2"),
    "consonant skeleton + Levenshtein": skeleton_system,
}


def load(name: str) -> System | str:
    """Return a system, or why it cannot be had here."""
    try:
        system = MAKERS[name]()
        system.ready(["Анна"])
    except ImportError as missing:
        return f"not installed: {missing.name or missing}"
    return system

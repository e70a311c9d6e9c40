"""Words of a message, labelled. Cyrillic and Latin spellings of one Russian word have one key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from .text import clean

_TOKEN = re.compile(
    r"[гg]\.\s?[рr]\.?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}|\d+(?![^\W_])"
    r"|[^\W_](?:[\w'’ʼ`ʻ-]*[\w'’ʼ`ʻ])?|[^\w\s]"
)
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "iu", "я": "ia", "ӏ": "", "ў": "u", "қ": "k", "ғ": "g", "ҳ": "h", "ә": "a", "ө": "o", "ү": "u",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC | dict.fromkeys("'’ʼ`ʻ", ""))
_RESPELT = (("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("x", "h"), ("ts", "c"), ("y", "i"), ("j", "zh"),
            ("dzzh", "dzh"), ("4", "ch"), ("q", "k"))  # fmt: skip
_MONTH = re.compile(
    r"(?:ianvar|fevral|aprel|sentiabr|oktiabr|noiabr|dekabr|ii?un|ii?ul)(?:i|ia|e|iu|em|iem)?|(?:mart|avgust)(?:a|e|om)?"
    r"|ma(?:i|ia|e|em)|january|february|march|april|june|july|august|september|october|november|december"
)
AMBIGUOUS_MONTHS = frozenset({"marta", "mai", "maia", "mae", "avgust", "avgusta", "mart"})
_GLUED_AGE = re.compile(r"(\d{1,2})(?:let|god|goda|l|g|mes|goda?)")
_LONGEST = 4  # words of a phrase, without the comma of "Багдад, Русафа"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign of a message; `label` says what it can mean, `text` is as written."""

    text: str
    key: str
    label: str


@lru_cache(maxsize=8192)
def key_of(word: str) -> str:
    """Spell a Russian word in one way, whichever letters it was typed in."""
    key = clean(word).casefold().translate(_TABLE)
    if len(key) > 1:
        key = key.replace("w", "sh")
    elif key == "w":
        return "v"
    for said, kept in _RESPELT:
        key = key.replace(said, kept)
    return key


@cache
def _phrases() -> dict[str, str]:
    text = files("rosters").joinpath("data", "chat.tsv").read_text(encoding="utf-8")
    known: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, _, said = line.partition("\t")
            for phrase in said.split("|"):
                known.setdefault(phrase, label)
    return known


def label(body: str) -> list[Token]:
    """Cut a message into tokens; phrases that are known become one token."""
    words = [(t, key_of(t)) for t in _TOKEN.findall(clean(body))]
    tokens: list[Token] = []
    at = 0
    while at < len(words):
        size, said = _longest(words, at)
        text = _join([w for w, _ in words[at : at + size]])
        tokens.append(Token(text, " ".join(k for _, k in words[at : at + size]), said))
        at += size
    return tokens


def _longest(words: list[tuple[str, str]], at: int) -> tuple[int, str]:
    known = _phrases()
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(k for _, k in words[at : at + size]).replace("-", " ")
        if phrase in known and known[phrase] not in ("nisba", "kunya", "particle"):
            return size, known[phrase]
    return 1, _single(*words[at])


def _single(text: str, key: str) -> str:
    if text.isdigit():
        return "digits"
    if text[0].isdigit() and not any(c.isalpha() for c in text):
        return "date"
    if _GLUED_AGE.fullmatch(key):
        return "age"
    if not text[0].isalnum():
        return "sign"
    known = _phrases().get(key, "")
    if known in ("nisba", "kunya", "particle"):
        return known
    return "month" if _MONTH.fullmatch(key) else "word"


def _join(words: list[str]) -> str:
    return re.sub(r"\s+([,.?!:;)])", r"\1", " ".join(words))

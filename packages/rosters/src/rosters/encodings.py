"""Which encoding a text file is in, line by line if need be. No line is ever dropped for its encoding."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from .errors import Unreadable, UnreadableCode

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE = ("cp1251", "cp1256", "cp1254", "koi8-r", "cp866")
_COMMON = frozenset("оаеинтрсвлкмдпуябызгОАЕИНТРСВЛКМДПУЯБЗГاليمنروتبةعدسفهكقحجشأطصىخéèçïüöäáíóñâêôışğ")
_SAMPLE = 200_000  # bytes that decide the encoding of the whole


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a file without their ends; `strange` are numbers of lines in another encoding."""

    lines: tuple[str, ...]
    encoding: str
    strange: frozenset[int] = frozenset()


def decode(data: bytes) -> Text:
    """Decode a text file.

    UTF-8 and UTF-16 are recognised by their form, single-byte encodings by how plausible the letters are.

    Raises:
        Unreadable: the bytes are no text (`encoding`).
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Text(_split(_decode_whole(data, name)), name)
    wide = _wide_without_bom(data)
    if wide:
        return Text(_split(_decode_whole(data, wide)), wide)
    if _is_binary(data):
        raise Unreadable(UnreadableCode.ENCODING, place=f"byte {_first_control(data)}")
    try:
        return Text(_split(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _line_by_line(data)


def _decode_whole(data: bytes, name: str) -> str:
    # A cut last character or a lone surrogate must not cost the whole list: U+FFFD marks the place.
    return data.decode(name, errors="replace")


def _split(text: str) -> tuple[str, ...]:
    lines = [line.removesuffix("\r") for line in text.split("\n")] if "\n" in text else text.split("\r")
    if lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _wide_without_bom(data: bytes) -> str:
    """Tell UTF-16 without mark by where zero bytes stand: commas, digits and line ends have one each."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < max(2, len(sample) // 50):
        return ""
    name = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
    text = sample.decode(name, errors="replace") if name else ""
    return (
        "" if sum((c < " " and c not in "\t\n\r") or c == "\ufffd" for c in text) * 20 > len(text) else name
    )


def _is_binary(data: bytes) -> bool:
    # One control byte in a hundred letters is a damaged line, one in twenty is no text.
    sample = data[:_SAMPLE]
    control = sum(sample.count(b) for b in range(32) if b not in (9, 10, 11, 12, 13, 26, 27))
    return control * 20 > len(sample)


def _first_control(data: bytes) -> int:
    return next((i for i, b in enumerate(data, 1) if b < 32 and b not in b"\t\n\r\x0b\x0c\x1a\x1b"), 0)


def _line_by_line(data: bytes) -> Text:
    raw = [line.removesuffix(b"\r") for line in data.split(b"\n")] if b"\n" in data else data.split(b"\r")
    if raw and not raw[-1]:
        raw.pop()
    as_utf8: dict[int, str] = {}
    others: list[int] = []
    for i, line in enumerate(raw):
        if line.isascii():
            continue
        try:
            as_utf8[i] = line.decode("utf-8")
        except UnicodeDecodeError:
            others.append(i)
    sample = b"\n".join(raw[i] for i in others)[:_SAMPLE]
    best = max(SINGLE_BYTE, key=lambda name: plausibility(sample, name))
    main = "utf-8" if len(as_utf8) > len(others) else best
    lines, strange = [], set()
    for i, line in enumerate(raw):
        name = "ascii" if line.isascii() else "utf-8" if i in as_utf8 else _best_for(line, best)
        lines.append(as_utf8[i] if i in as_utf8 else line.decode(name, errors="replace"))
        if name not in ("ascii", main):
            strange.add(i + 1)
    return Text(tuple(lines), main, frozenset(strange))


def _best_for(line: bytes, usual: str) -> str:
    """Keep the usual encoding unless another fits this line clearly better."""
    high = sum(b > 127 for b in line)
    if high < 6:
        return usual
    score = {name: plausibility(line, name) for name in SINGLE_BYTE}
    best = max(SINGLE_BYTE, key=lambda name: score[name])
    return best if score[best] > score[usual] + 0.5 else usual


def plausibility(data: bytes, encoding: str) -> float:
    """Say how much the decoded bytes look like words, per letter beyond ASCII; at most 1."""
    text = data.decode(encoding, errors="replace")
    score = 0.0
    high = 0
    before = " "
    for letter in text:
        if letter > "\x7f":
            high += 1
            score += _fitness(letter, before)
        elif letter.isalpha() and before > "\x7f" and before.isalpha() and not _is_latin(before):
            score -= 1.0  # Cyrillic or Arabic running straight into Latin
        before = letter
    return score / high if high else 0.0


def _fitness(letter: str, before: str) -> float:
    if not letter.isalpha():
        return 0.0 if letter in "№«»“”–—‘’،؛؟ \u00a0\u200e\u200f\u200c\u200d" else -2.0
    score = 1.0 if letter in _COMMON else 0.2
    if letter.isupper() and before.isalpha() and before.islower():
        score -= 1.5
    if before.isalpha() and _script(before) != _script(letter):
        score -= 1.5
    return score


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"


def _script(letter: str) -> int:
    return 0 if letter < "\u0250" else 1 if letter < "\u0530" else 2

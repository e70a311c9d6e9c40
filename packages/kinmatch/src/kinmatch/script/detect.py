"""Tell the script of a text by counting its letters."""

from enum import StrEnum
from functools import lru_cache


class Script(StrEnum):
    """The writing a text is in; OTHER when it has no letter of the three we read."""

    ARABIC = "ar"
    CYRILLIC = "ru"
    LATIN = "la"
    OTHER = "other"


@lru_cache(maxsize=4096)
def letter_script(char: str) -> Script:
    """Return the script of one character; digits, marks and foreign letters are OTHER."""
    code = ord(char)
    if 0x0400 <= code <= 0x052F or 0x1C80 <= code <= 0x1C8F:
        return Script.CYRILLIC
    if (
        0x0600 <= code <= 0x06FF
        or 0x0750 <= code <= 0x077F
        or 0xFB50 <= code <= 0xFDFF
        or 0xFE70 <= code <= 0xFEFC
    ):
        return Script.ARABIC if char.isalpha() else Script.OTHER
    if code < 0x0250 or 0x1E00 <= code <= 0x1EFF:
        return Script.LATIN if char.isalpha() else Script.OTHER
    return Script.OTHER


@lru_cache(maxsize=65536)
def detect_script(text: str) -> Script:
    """Return the script most letters of `text` are in; a tie goes to the first seen."""
    counts: dict[Script, int] = {}
    for char in text:
        script = letter_script(char)
        if script is not Script.OTHER:
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return Script.OTHER
    return max(counts, key=lambda script: counts[script])

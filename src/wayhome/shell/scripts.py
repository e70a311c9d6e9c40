"""Which script a text is written in, and what a browser must be told about it.

Pure. This is about *script*, not language: a browser needs `lang` to choose a face and a screen reader needs it to
choose a voice. Where the true language is known (Chechen, Kurdish), the caller passes it and this is not asked.
"""

import unicodedata

PALOCHKA = "ӀӏІ"
"""Letters that occur in Chechen and Ingush words; Ukrainian І stands in for the palochka in old records."""

LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2066", "\u2068", "\u2069"


def lang_of(text: str) -> str:
    """Name the BCP 47 tag for the script that most letters of `text` are in; "und" where there are no letters."""
    counts = {"ar": 0, "ru": 0, "und-Latn": 0}
    for letter in text:
        if not letter.isalpha():
            continue
        name = unicodedata.name(letter, "")
        if name.startswith("ARABIC"):
            counts["ar"] += 1
        elif name.startswith("CYRILLIC"):
            counts["ru"] += 1
        elif name.startswith("LATIN"):
            counts["und-Latn"] += 1
    found = max(counts, key=lambda tag: counts[tag])
    if not counts[found]:
        return "und"
    if found == "ru" and any(letter in PALOCHKA for letter in text):
        return "ce"
    return found


def dir_of(text: str) -> str:
    """Give "rtl" when the first letter with a direction runs right to left, "ltr" when left to right, else "auto"."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "auto"


def isolate(text: str) -> str:
    """Wrap `text` in first-strong isolates, for places where markup cannot stand (titles, plain mail, SVG text)."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def isolate_ltr(text: str) -> str:
    """Wrap a number, a code or a phone so that it runs left to right in any sentence."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"

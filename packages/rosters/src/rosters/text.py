"""Cleaning of text for comparison and for fields. Cells keep what stood there; this makes copies."""

from __future__ import annotations

import re
import unicodedata

# Direction marks, joiners, soft hyphen, byte order mark: nothing a reader sees, everything a computer trips on.
HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufe00-\ufe0f]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"\s+")
_DIGITS = {ord("٠") + i: str(i) for i in range(10)} | {ord("۰") + i: str(i) for i in range(10)}
_TASHKEEL = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_FOLD = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ئ": "ي", "ؤ": "و",
        "ۆ": "و", "ک": "ك", "گ": "ك", "ڤ": "ف", "ڕ": "ر", "ڵ": "ل", "پ": "ب", "چ": "ج", "ژ": "ز", "ة": "ه", "ە": "ه", "ھ": "ه",
        "ہ": "ه", "ۀ": "ه", "ë": "e", "ё": "е", "ґ": "г", "ı": "i", "’": "'", "ʼ": "'", "`": "'",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """Drop what cannot be seen and the stretch ـ, and make every run of space or line break one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _SPACE.sub(" ", _CONTROL.sub("", HIDDEN.sub("", text.replace("\u0640", "")))).strip()


def plain_digits(text: str) -> str:
    """Write Arabic-Indic and Persian digits as 0-9 and leave all else."""
    return text if text.isascii() else text.translate(_DIGITS)


def fold(text: str) -> str:
    """Reduce a word to what headings and fixed words are compared by. Not for names of people.

    Case, marks above letters, tatweel, keyboard variants of Arabic letters and punctuation disappear.
    """
    text = unicodedata.normalize("NFC", clean(text)).casefold()
    text = plain_digits(_TASHKEEL.sub("", text)).translate(_FOLD)
    return _SPACE.sub(" ", re.sub(r"[^\w\s№#%]+|_+", " ", text)).strip()


def has_hidden_marks(text: str) -> bool:
    """Say whether signs stand in the text that nobody sees: direction marks, zero-width characters."""
    return not text.isascii() and HIDDEN.search(text) is not None

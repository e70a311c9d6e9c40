"""One normal form per script: lower case, no marks, one letter for letters that clerks exchange."""

import re
import unicodedata
from functools import lru_cache

from kinmatch.script import letters
from kinmatch.script.detect import Script, detect_script, letter_script

_ARABIC = str.maketrans(letters.ARABIC)
_CYRILLIC = str.maketrans(letters.CYRILLIC)
_LATIN = str.maketrans(letters.LATIN)
_TO_CYRILLIC = str.maketrans(letters.LATIN_TO_CYRILLIC)
_TO_LATIN = str.maketrans(letters.CYRILLIC_TO_LATIN)
_LOOKALIKES = (
    frozenset(letters.LATIN_TO_CYRILLIC) | frozenset(letters.CYRILLIC_TO_LATIN) | letters.PALOCHKA_LOOKALIKES
)
_DOUBLED = re.compile(r"([^\W\d_])\1+")
# لل stays: it tells الله from اله.
_DOUBLED_ARABIC = re.compile(r"([^\W\d_ل])\1+")
_APOSTROPHES = re.compile(r"[’‘ʻʼʿʾ'`´ʹ′]")
_DIGITS = {ord(a): str(i % 10) for i, a in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_KEPT_BREVE = {"й": "\ue000", "ў": "\ue001"}


def without_invisible(text: str) -> str:
    """Return `text` in NFKC without bidirectional and zero-width signs, Arabic-Indic digits as ASCII."""
    clean = text.encode("utf-8", "ignore").decode("utf-8") if _has_surrogate(text) else text
    return unicodedata.normalize("NFKC", clean).translate(letters.INVISIBLE).translate(_DIGITS)


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _strip_marks(text: str) -> str:
    """Drop combining marks but keep й and ў, which are letters of their own."""
    for letter, mark in _KEPT_BREVE.items():
        text = text.replace(letter, mark)
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    for letter, mark in _KEPT_BREVE.items():
        bare = bare.replace(mark, letter)
    return bare


def one_keyboard(word: str) -> str:
    """Return `word` with look-alike letters of a second keyboard put into its main script.

    A palochka typed as I, l, 1, | or ! is dropped, since papers leave it out too.
    """
    scripts = {letter_script(char) for char in word} - {Script.OTHER}
    main = detect_script(word)
    if Script.LATIN in scripts and Script.CYRILLIC in scripts:
        # Letters that look the same on both keyboards prove nothing: «Xaлидoвa» is Cyrillic by л, и, д, в.
        own = "".join(c for c in word if c not in _LOOKALIKES)
        main = detect_script(own) if detect_script(own) in (Script.LATIN, Script.CYRILLIC) else main
    if main is Script.CYRILLIC:
        bare = "".join(c for c in word if c not in letters.PALOCHKA_LOOKALIKES or c == "І")
        return bare.translate(_TO_CYRILLIC) if Script.LATIN in scripts else bare
    if main is Script.LATIN and Script.CYRILLIC in scripts:
        return word.translate(_TO_LATIN)
    return word


def _normal_arabic(word: str) -> str:
    bare = word.translate(letters.ARABIC_MARKS).translate(_ARABIC)
    return _DOUBLED_ARABIC.sub(r"\1", bare)


def _normal_cyrillic(word: str) -> str:
    bare = _strip_marks(word.lower().translate(_CYRILLIC)).translate(_CYRILLIC)
    return _DOUBLED.sub(r"\1", bare)


def _normal_latin(word: str) -> str:
    lower = _APOSTROPHES.sub("", word.lower()).translate(_LATIN)
    return _DOUBLED.sub(r"\1", _strip_marks(lower).translate(_LATIN))


def _once(text: str) -> str:
    words = map(_one_word, without_invisible(text).split())
    return " ".join(word for word in words if word)


@lru_cache(maxsize=65536)
def _one_word(word: str) -> str:
    whole = one_keyboard(word)
    script = detect_script(whole)
    if script is Script.ARABIC:
        return _normal_arabic(whole)
    return _normal_cyrillic(whole) if script is Script.CYRILLIC else _normal_latin(whole)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Return the normal form of `text`, word by word in each word's own script.

    Doubled letters become one in all scripts (Абдулла, Абдула), but for لل. The result
    stays in its script: nothing is transliterated.
    """
    seen = text
    for _ in range(4):  # a word of two scripts may settle only in the second round
        done = _once(seen)
        if done == seen:
            return done
        seen = done
    return seen

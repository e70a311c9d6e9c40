"""Latin letters under a name, for a colleague who does not read its script. A reading help, never a record."""

from __future__ import annotations

from kinmatch.names.lexicon import find_names, is_half
from kinmatch.script import Script, detect_script, normalise

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ӏ": "", "қ": "q", "ғ": "gh", "ҳ": "h", "ў": "o", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "ng",
    "і": "i", "һ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}  # fmt: skip
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh",
    "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "u",
    "ؤ": "u", "ي": "i", "ی": "i", "ى": "a", "ئ": "i", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v",
}  # fmt: skip
_KUNYA = {"ام": "Umm", "أم": "Umm", "ابو": "Abu", "أبو": "Abu", "بنت": "bint", "بن": "bin", "ابن": "ibn"}


def romanise(text: str) -> str:
    """Return the name in Latin letters, or nothing where it is in Latin letters already.

    An Arabic word that the lexicon knows is given as the name is usually written; others letter by letter,
    without the vowels that are not there.
    """
    script = detect_script(text)
    if script is Script.CYRILLIC:
        return " ".join(_cyrillic(word) for word in text.split())
    if script is Script.ARABIC:
        return " ".join(_arabic(word) for word in text.split())
    return ""


def _cyrillic(word: str) -> str:
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in word.lower())
    return latin[:1].upper() + latin[1:]


def _arabic(word: str) -> str:
    if word in _KUNYA:
        return _KUNYA[word]
    known = sorted(find_names(normalise(word)))
    if known and not is_half(known[0]):  # the half of a compound is no name to write out: كريم is not Abdulkarim
        return known[0].replace("_", " ").title()
    latin = "".join(_ARABIC.get(letter, letter) for letter in word)
    return latin[:1].upper() + latin[1:]

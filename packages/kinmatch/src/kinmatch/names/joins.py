"""Cut a name into words; compound names are one word: عبد الله, نور الدين, سيف الله, Abd al-Rahman, Сайд-Эмин."""

import re
from dataclasses import dataclass

from kinmatch.names import words as W
from kinmatch.names.endings import find_patronymic, find_surname
from kinmatch.names.lexicon import find_names
from kinmatch.script import Script, detect_script, normalise, split_words

_SERVANT = {
    Script.CYRILLIC: ("абдул", "абду", "абд"),
    Script.LATIN: ("abdul", "abdu", "abd", "abdel"),
    Script.ARABIC: ("عبدال", "عبد"),
}
_FAITH = {Script.CYRILLIC: ("удин", "идин", "един"), Script.LATIN: ("udin", "aldin", "edin", "idin")}


@dataclass(slots=True)
class Word:
    """A word as written, its normal form and script; `glued` to the one before by a hyphen."""

    text: str
    norm: str
    script: Script
    glued: bool = False


def _together(*parts: Word, hyphen: bool = False) -> Word:
    sep = "-" if hyphen else " "
    return Word(
        sep.join(p.text for p in parts), "".join(p.norm for p in parts), parts[0].script, parts[0].glued
    )


def cut_words(text: str) -> list[Word]:
    """Return the words of `text`, compounds joined, hyphenated family names apart."""
    out: list[Word] = []
    for written in re.split(r"\s+", re.sub(r"[.](?=\S)", ". ", text.strip())):
        pieces = [Word(w, norm, detect_script(norm)) for w in split_words(written) if (norm := normalise(w))]
        for index, piece in enumerate(pieces):
            piece.glued = index > 0 and "-" in written
        out.extend(pieces)
    return join_compounds(_part_initials(out))


def _part_initials(words: list[Word]) -> list[Word]:
    """Return «Алиева АМ» as «Алиева А. М.»; in a name all in capitals two letters may be a name."""
    if all(word.text.isupper() for word in words):
        return words
    out: list[Word] = []
    for word in words:
        if (
            len(word.text) == 2
            and word.text.isalpha()
            and word.text.isupper()
            and not find_names(word.norm)
            and word.norm not in W.SHORT_WORDS
        ):
            out.extend(Word(f"{letter}.", f"{letter.lower()}.", word.script) for letter in word.text)
        else:
            out.append(word)
    return out


def glued_kunya(word: Word) -> tuple[Word, list[Word]] | None:
    """Return ابوعمر as ابو and عمر, where the second is a listed name and the whole is not."""
    if word.script is not Script.ARABIC or find_names(word.norm) or word.norm == "امحمد":
        return None
    for first in ("ابو", "ام"):
        child = word.norm.removeprefix(first)
        if child != word.norm and len(child) > 2 and find_names(child):
            return Word(first, first, word.script), [Word(child, child, word.script)]
    return None


def join_compounds(words: list[Word]) -> list[Word]:
    """Return `words` with the parts of compound names joined; family names with a hyphen stay two."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        taken, whole = _at(words, index)
        if taken == 1 and out and _joins_last(out[-1], whole):
            out[-1] = _of_the_faith(_together(out[-1], whole, hyphen=whole.glued), out[-1], whole)
        else:
            out.append(whole)
        index += taken
    return out


def _at(words: list[Word], index: int) -> tuple[int, Word]:
    word = words[index]
    following = words[index + 1 : index + 3]
    if word.norm in W.ABD and following:
        if following[0].norm in W.ARTICLES and len(following) > 1:
            return 3, _servant(_together(word, following[0], following[1]), following[1])
        return 2, _servant(_together(word, following[0]), following[0])
    if (
        following
        and word.norm in W.KUNYA_MOTHER | W.KUNYA_FATHER
        and find_names(word.norm + following[0].norm)
    ):
        return 2, _together(word, following[0])
    if word.norm == "ذو" and following:  # ذو الفقار
        return 2, _together(word, following[0])
    if word.norm in ("ال", "al", "el", "ал", "эл") and following and following[0].norm == word.norm:
        return 1, word
    if (
        following
        and following[0].norm in W.ARTICLES
        and len(following) > 1
        and following[1].norm in W.FAITH | W.FAITH_AFTER_ARTICLE
    ):
        return 3, _of_the_faith(_together(word, following[0], following[1]), word, following[1])
    return 1, word


def _servant(whole: Word, name: Word) -> Word:
    """Put Abd al-Karim, Abdel Karim and Abdu Karim into the spelling that the lexicon has, where it has one."""
    if not find_names(whole.norm):
        beginnings = _SERVANT.get(name.script, ())
        listed = (begin + name.norm for begin in beginnings if find_names(begin + name.norm))
        whole.norm = next(listed, whole.norm)
    return whole


def _of_the_faith(whole: Word, name: Word, second: Word) -> Word:
    """Put Salah al-Deen and Salah ed-Din into the spelling that the lexicon has, where it has one."""
    if "din" in second.norm or "den" in second.norm or "дин" in second.norm:
        listed = (name.norm + end for end in _FAITH.get(name.script, ()) if find_names(name.norm + end))
        if not find_names(whole.norm):
            whole.norm = next(listed, whole.norm)
    return whole


def _joins_last(last: Word, word: Word) -> bool:
    """Say whether `word` belongs to the name before it."""
    if (
        word.norm in W.FAITH | W.FAITH_WITH_ARTICLE
        and last.norm not in W.KUNYA_MOTHER | W.KUNYA_FATHER | W.ARTICLES
    ):
        return True
    if not word.glued or last.norm in W.ARTICLES | W.KUNYA_MOTHER | W.KUNYA_FATHER | W.SON_OF | W.DAUGHTER_OF:
        return False
    for part in (last, word):
        if find_surname(part.norm, part.script) and not find_names(part.norm):
            return bool(find_patronymic(word.norm, word.script))
    return True

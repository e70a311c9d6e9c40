"""Compound names are one word: عبد الله, نور الدين, سيف الله, Abd al-Rahman, Сайд-Эмин."""

from dataclasses import dataclass

from kinmatch.names import words as W
from kinmatch.names.endings import find_patronymic, find_surname
from kinmatch.names.lexicon import find_names
from kinmatch.script import Script


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


def join_compounds(words: list[Word]) -> list[Word]:
    """Return `words` with the parts of compound names joined; family names with a hyphen stay two."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        taken, whole = _at(words, index)
        if taken == 1 and out and _joins_last(out[-1], whole):
            out[-1] = _together(out[-1], whole, hyphen=whole.glued)
        else:
            out.append(whole)
        index += taken
    return out


def _at(words: list[Word], index: int) -> tuple[int, Word]:
    word = words[index]
    following = words[index + 1 : index + 3]
    if word.norm in W.ABD and following:
        if following[0].norm in W.ARTICLES and len(following) > 1:
            return 3, _together(word, following[0], following[1])
        return 2, _together(word, following[0])
    if (
        following
        and word.norm in W.KUNYA_MOTHER | W.KUNYA_FATHER
        and find_names(word.norm + following[0].norm)
    ):
        return 2, _together(word, following[0])
    if word.norm in ("ال", "al", "el", "ал", "эл") and following and following[0].norm == word.norm:
        return 1, word
    if (
        following
        and following[0].norm in W.ARTICLES
        and len(following) > 1
        and following[1].norm in W.FAITH | W.FAITH_AFTER_ARTICLE
    ):
        return 3, _together(word, following[0], following[1])
    return 1, word


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

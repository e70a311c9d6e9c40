"""What stands in a name column and is no name: brackets, ages, «with two children», «died 2011», «also called»."""

import re

from kinmatch.names import words as W
from kinmatch.script import normalise

_NOTE = re.compile(r"[,;(]?\s*\b(?:ум\.|пог\.|ум(?=\s*\d)|г\.?\s?р\.?)\s*\d*\s*(?:г\.?)?\)?")
_OPEN = re.compile(r"\(([^()]*)\)")
# «25 лет», "aged 25", «العمر 25 سنة»: a number with its unit, in front or behind.
_AGE = re.compile(
    r"(?:\b(?:aged?|возраст|العمر)\s*:?\s*)?\b\d{1,4}\s*"
    r"(?:лет|года?|годик\w*|мес\w*|г\.?\s?р\.?|years?|yrs?|y\.?\s?o\.?|months?|سنوات|سن[ةه]|أعوام|اعوام|عاما?|أشهر|اشهر|شهور|شهرا?)"
    r"(?:\s+old)?(?!\w)|\b(?:aged?|возраст|العمر)\s*:?\s*\d{1,3}\b",
    re.IGNORECASE,
)
# «с 2 детьми», "and her three children", «مع اطفالها»: all that follows is about the children.
_CHILDREN = re.compile(
    r"[\s,;،+]*\b(?:(?:со?|и)\s+(?:\w+\s+)?(?:дет(?:и|ей|ьми|ками)|реб[её]нк\w+|сыновь\w+|дочер\w+|малыш\w*)"
    r"|(?:with|and|\+)\s+(?:\w+\s+){0,2}(?:child(?:ren)?|kids?|bab(?:y|ies)|sons|daughters)"
    r"|(?:مع|و)\s*(?:\w+\s+)?(?:أطفال|اطفال|طفل|أولاد|اولاد|أبناء|ابناء)\w*"
    r"|\d+\s*(?:дет(?:и|ей)|реб[её]н\w+|child(?:ren)?|kids?|أطفال|اطفال|أولاد|اولاد))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# Between two names of one woman: «она же», «урожд.», "aka", «المكناة»; both names stay.
_ALSO = re.compile(
    r"[\s,;]*\b(?:он[аи]?\s+же|урожд(?:[её]нн\w+)?\b\.?|дев(?:ичья|\.)(?:\s+фам\w*\.?)?|по\s+паспорту|по\s+документам|"
    r"a\.?\s?k\.?\s?a\b\.?|also\s+known\s+as|alias|n[ée]e|maiden\s+name|المعروف[ةه]?\s+ب\w{0,1}|المكنا[ةه]|المكنى|الملقب[ةه]?\s+ب\w{0,1})"
    r"[\s:]+",
    re.IGNORECASE,
)


def cut_notes(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` without ages and «with two children», and what was cut."""
    notes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        notes.append(match.group().strip(" ,;،"))
        return " "

    return _AGE.sub(keep, _CHILDREN.sub(keep, text)), tuple(notes)


def take_brackets(text: str) -> tuple[str, list[str]]:
    """Return what stands outside brackets, and the texts inside; «она же» before a second name falls."""
    text = _ALSO.sub(" ", _NOTE.sub(" ", text))
    inside = [part for part in _OPEN.findall(text) if part.strip()]
    return _OPEN.sub(" ", text).replace("(", " ").replace(")", " "), inside


def turn_at_comma(text: str) -> str:
    """Return «Surname, Given» as «Given Surname»; what stands behind other commas is left where it is."""
    before, comma, behind = re.sub("[،‚]", ",", text).partition(",")
    if not comma or "," in behind or len(before.split()) > 2 or not 0 < len(behind.split()) <= 3:
        return text
    if any(word in W.NOTES | W.CHILD | W.UNKNOWN for word in normalise(text.replace(",", " ")).split()):
        return before
    return f"{behind} {before}"

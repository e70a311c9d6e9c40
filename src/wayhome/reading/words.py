"""The words of lists and relatives for sex, kinship, company and "not known", in three scripts.

Everything is compared folded (`fold`), so one spelling of a word is enough.
"""

from __future__ import annotations

import re

from kinmatch import Role, Sex
from kinmatch.dates.words import UNKNOWN_WORDS, fold

__all__ = ["find_count", "find_role", "find_sex", "fold", "is_unknown", "said", "split_list"]

_FEMALE = {
    "ж", "жен", "женский", "женщина", "девочка", "f", "female", "fem", "w", "woman", "girl", "انثي", "انثه", "امراه",
    "بنت", "طفله", "مي", "ژن", "نثي",
}  # fmt: skip
_MALE = {
    "м", "муж", "мужской", "мужчина", "мальчик", "m", "male", "man", "boy", "ذكر", "رجل", "ولد", "طفل", "نير",
}  # fmt: skip

# Words of kinship, by stem: (stem, role, sex).
_KIN: tuple[tuple[str, Role, Sex | None], ...] = (
    ("внучк", Role.CHILD, Sex.FEMALE), ("внучат", Role.CHILD, None), ("внук", Role.CHILD, Sex.MALE),
    ("племянниц", Role.CHILD, Sex.FEMALE), ("племянник", Role.CHILD, Sex.MALE),
    ("дочь", Role.HEAD, Sex.FEMALE), ("дочер", Role.HEAD, Sex.FEMALE), ("невестк", Role.HEAD, Sex.FEMALE),
    ("сноха", Role.HEAD, Sex.FEMALE), ("сестра", Role.HEAD, Sex.FEMALE), ("жена брата", Role.HEAD, Sex.FEMALE),
    ("жена", Role.HEAD, Sex.FEMALE), ("мать", Role.HEAD, Sex.FEMALE),
    ("зять", Role.SPOUSE, Sex.MALE), ("сын", Role.SPOUSE, Sex.MALE), ("муж", Role.SPOUSE, Sex.MALE),
    ("брат", Role.SPOUSE, Sex.MALE), ("отец", Role.SPOUSE, Sex.MALE),
    ("grandson", Role.CHILD, Sex.MALE), ("granddaughter", Role.CHILD, Sex.FEMALE), ("grandchild", Role.CHILD, None),
    ("nephew", Role.CHILD, Sex.MALE), ("niece", Role.CHILD, Sex.FEMALE),
    ("daughter-in-law", Role.HEAD, Sex.FEMALE), ("daughter in law", Role.HEAD, Sex.FEMALE),
    ("sister", Role.HEAD, Sex.FEMALE), ("wife", Role.HEAD, Sex.FEMALE), ("mother", Role.HEAD, Sex.FEMALE),
    ("son-in-law", Role.SPOUSE, Sex.MALE), ("husband", Role.SPOUSE, Sex.MALE), ("brother", Role.SPOUSE, Sex.MALE),
    ("حفيده", Role.CHILD, Sex.FEMALE), ("حفيد", Role.CHILD, Sex.MALE),
    ("ابن اخ", Role.CHILD, Sex.MALE), ("بنت اخ", Role.CHILD, Sex.FEMALE),
    ("كنه", Role.HEAD, Sex.FEMALE), ("اخت", Role.HEAD, Sex.FEMALE), ("زوجه", Role.HEAD, Sex.FEMALE),
    ("زوج", Role.SPOUSE, Sex.MALE), ("صهر", Role.SPOUSE, Sex.MALE), ("اخ", Role.SPOUSE, Sex.MALE),
)  # fmt: skip

# What a list says of a member of a household, relative to its head.
_HOUSEHOLD: tuple[tuple[str, Role, Sex | None], ...] = (
    ("ربه", Role.HEAD, Sex.FEMALE), ("رييس", Role.HEAD, None), ("رب ", Role.HEAD, None), ("رب الاسره", Role.HEAD, None),
    ("هي", Role.HEAD, Sex.FEMALE), ("نفسها", Role.HEAD, Sex.FEMALE), ("ام", Role.HEAD, Sex.FEMALE),
    ("head", Role.HEAD, None), ("hoh", Role.HEAD, None), ("self", Role.HEAD, None), ("глава", Role.HEAD, None),
    ("ابنه", Role.CHILD, Sex.FEMALE), ("بنت", Role.CHILD, Sex.FEMALE), ("ابن", Role.CHILD, Sex.MALE),
    ("ولد", Role.CHILD, None), ("طفله", Role.CHILD, Sex.FEMALE), ("طفل", Role.CHILD, None),
    ("daughter", Role.CHILD, Sex.FEMALE), ("son", Role.CHILD, Sex.MALE), ("child", Role.CHILD, None),
    ("дочь", Role.CHILD, Sex.FEMALE), ("сын", Role.CHILD, Sex.MALE), ("ребен", Role.CHILD, None),
    ("woman", Role.HEAD, Sex.FEMALE), ("женщина", Role.HEAD, Sex.FEMALE), ("امراه", Role.HEAD, Sex.FEMALE),
    ("زوجه", Role.SPOUSE, Sex.FEMALE), ("wife", Role.SPOUSE, Sex.FEMALE), ("жена", Role.SPOUSE, Sex.FEMALE),
    ("قريب", Role.OTHER, None), ("relative", Role.OTHER, None), ("other", Role.OTHER, None), ("اخ", Role.OTHER, None),
)  # fmt: skip

_NUMBER_WORDS = {
    "طفل": 1, "طفله": 1, "طفلين": 2, "طفلان": 2, "child": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "ребенком": 1, "малышом": 1, "дочкой": 1, "сыном": 1, "сынишкой": 1, "двумя": 2, "тремя": 3, "четырьмя": 4,
    "пятью": 5, "двое": 2, "трое": 3, "четверо": 4, "пятеро": 5, "rebenkom": 1, "malyshom": 1, "dochkoy": 1,
}  # fmt: skip


def is_unknown(text: str) -> bool:
    """Say whether a cell only says that something is not known."""
    folded = fold(text).strip(" .;:,()")
    return not folded or folded in UNKNOWN_WORDS or fold(text) in UNKNOWN_WORDS


def said(text: str | None) -> str:
    """Give the text, or nothing where it says that nothing is known."""
    return "" if text is None or is_unknown(text) else text.strip()


def find_sex(text: str) -> Sex | None:
    """Read a cell of a column for sex."""
    folded = fold(text).strip(" .")
    if folded in _FEMALE or folded.startswith(("жен", "fem", "انث")):
        return Sex.FEMALE
    if folded in _MALE or folded.startswith(("муж", "male", "ذكر")):
        return Sex.MALE
    return None


def find_role(text: str, *, household: bool) -> tuple[Role | None, Sex | None]:
    """Read a word of kinship: towards the head of a household, or towards the relative who asks."""
    folded = fold(text).strip(" .")
    if not folded:
        return None, None
    for stem, role, sex in _HOUSEHOLD if household else _KIN:
        if folded == stem.strip() or (len(stem) > 2 and folded.startswith(stem)):
            return role, sex
    return None, None


def find_count(text: str) -> int | None:
    """Read a number of children: digits, a number word, "a girl"; None where nothing is said."""
    folded = fold(text).strip()
    if not folded:
        return None
    digits = re.search(r"\d+", folded)
    if digits:
        return int(digits.group()) if int(digits.group()) <= 25 else None
    if folded in {"-", "–"}:
        return None
    if "لا يوجد" in folded or folded in {"нет", "none", "no"}:
        return 0
    return next((n for word, n in _NUMBER_WORDS.items() if word in folded.split()), None)


_INSTRUMENTAL = re.compile(r"(?P<stem>\w{2,}?)['’]?(?P<end>ом|ем|ой|ою|ей|om|em|oy|oj|oi|ey|ej)")


def without_case_ending(name: str) -> str:
    """Give the plain form of a Russian name in the instrumental case ("with Fatimoy", "с Ахмедом"), or nothing."""
    match = _INSTRUMENTAL.fullmatch(name.strip())
    if match is None:
        return ""
    end = match["end"].lower()
    if end in {"ом", "ем", "om", "em"}:
        return match["stem"]
    return match["stem"] + ("а" if end[0] in "ое" and end[0] > "z" else "a")


def split_list(text: str) -> list[str]:
    """Split "Фатима; Умм Али" into its parts."""
    return [part.strip() for part in re.split(r"[;؛|/\n]|,(?!\d)|،", text) if part.strip()]

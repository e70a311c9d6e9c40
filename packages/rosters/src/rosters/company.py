"""Who was with somebody: «с матерью (Равза)», «дети: Ханса, Шемси», «مع اخته جنة». The text itself is kept."""

from __future__ import annotations

import re

from .row import Field
from .text import plain_digits
from .values import find_count

_I = re.IGNORECASE
_MOTHER = re.compile(
    r"^(?:(?:с|со)\s+)?(?:матерь?ю|мать|мамой|мама|mother|with\s+(?:his|her\s+)?\s*mother|"
    r"(?:مع\s+)?(?:امه|أمه|امها|أمها|والدته|والدتها|الام|الأم))\b[\s:,–-]*\(?(?P<name>[^()]*)\)?\s*$",
    _I,
)
_FATHER = re.compile(
    r"^(?:(?:с|со)\s+)?(?:отцом|отец|папой|father|with\s+(?:his|her)?\s*father|"
    r"(?:مع\s+)?(?:ابيه|أبيه|ابيها|والده|والدها))\b[\s:,–-]*\(?(?P<name>[^()]*)\)?\s*$",
    _I,
)
_HUSBAND = re.compile(
    r"^(?:(?:с|со)\s+)?(?:мужем|муж|husband|with\s+(?:her\s+)?husband|(?:مع\s+)?زوجها)\b[\s:,–-]*"
    r"\(?(?P<name>[^()]*)\)?\s*$",
    _I,
)
_SIBLINGS = re.compile(
    r"^(?:(?:с|со|with)\s+)?(?:братом|братьями|сестрой|сестрами|сёстрами|брат|сестра|братья|сестры|"
    r"(?:his |her )?(?:brothers?|sisters?|siblings?)|مع\s+(?:اخيه|أخيه|اخيها|أخيها|اخته|أخته|اختها|أختها|اخوته|"
    r"أخوته|إخوته|اخوتها|أخوتها|اخواته|اخواتها|شقيقه|شقيقته|شقيقها|شقيقتها))\b[\s:,–-]*\(?(?P<name>[^()]*)\)?\s*$",
    _I,
)
_CHILDREN = re.compile(
    r"^(?:дети|с детьми|children|with children|kids|اطفالها|اولادها|الاطفال)\s*[:–-]\s*(?P<names>.+)$", _I
)
_WITH_CHILDREN = re.compile(
    r"^(?:(?:с|со|with|مع)\s+)?(?:(?:\d+|двумя|тремя|четырьмя|двое|трое|четверо)\s*-?\s*(?:мя|х)?\s*)?"
    r"(?:дет\w*|реб[её]н\w*|малыш\w*|дочк\w*|дочерью|сыном|children|child|baby|kids?|طفل\w*|اطفال\w*|أطفال\w*)\b"
    r"\s*(?:\(?\s*(?P<n>\d+)\s*\)?)?$",
    _I,
)
_NOT_A_NAME = re.compile(r"^(?:неизв\w*|не указан\w*|\?+|unknown|مجهولة?|غير معروفة?|\d+)$", _I)
_RELATIVES = (
    (_MOTHER, Field.MOTHER),
    (_FATHER, Field.FATHER),
    (_HUSBAND, Field.HUSBAND),
    (_SIBLINGS, Field.SIBLINGS),
)
_WORDS = {"двумя": 2, "двое": 2, "тремя": 3, "трое": 3, "четырьмя": 4, "четверо": 4}


def read_company(text: str) -> dict[Field, str]:
    """Read out names of mother, father, husband, siblings and children and the number of children, where said."""
    said: dict[Field, str] = {}
    for pattern, meaning in _RELATIVES:
        found = pattern.match(text)
        if found:
            name = found["name"].strip(" ,;:")
            if name and not _NOT_A_NAME.match(name):
                said[meaning] = name
            return said
    children = _CHILDREN.match(text)
    if children:
        names = children["names"].strip()
        said[Field.CHILDREN] = names
        said[Field.CHILDREN_COUNT] = str(
            len([n for n in re.split(r"[,;،]| и | and | و ", names) if n.strip()])
        )
        return said
    found = _WITH_CHILDREN.match(plain_digits(text))
    if found:
        count = _count(text, found["n"])
        said[Field.CHILDREN] = text
        if count:
            said[Field.CHILDREN_COUNT] = str(count)
    return said


def says_mother(text: str) -> bool:
    """Say whether somebody was with the mother, named or not."""
    return _MOTHER.match(text) is not None


def _count(text: str, in_brackets: str | None) -> int | None:
    if in_brackets:
        return int(in_brackets)
    lowered = text.casefold()
    for word, n in _WORDS.items():
        if word in lowered:
            return n
    found = find_count(text)
    if found is None and re.search(
        r"реб[её]нк|малыш|дочк|дочерью|сыном|a child|a baby|طفلها|طفلتها", lowered
    ):
        return 1
    return found

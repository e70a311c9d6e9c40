"""What lists say of the company somebody is in: "с матерью (Мамбетова)", "مع اخيه إلياس", "with 2 children"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinmatch import Child
from wayhome.reading.words import find_count, fold, split_list

_WITH_MOTHER = re.compile(
    r"^(?:с матерью|мать|с мамой|мама|with (?:her |his )?mother|mother|مع (?:امه|امها|والدته|والدتها)|امه|امها)\s*:?\s*"
)
_WITH_CHILDREN = re.compile(
    r"(?:с детьми|с ребенком|с реб\.|дети|детей|ребен\w+|with (?:\d+ )?child\w*|children|kids|اطفال|اولاد|اطفالها|اولادها)"
)
_SIBLING = re.compile(
    r"^(?:مع )?(?:اخوته|اخواته|اخوتها|اخيه|اخته|اخيها|اختها|اخاه|اخوه|اخوها)\s*:?\s*|^(?:with (?:his |her )?)?(?:brothers?|sisters?|siblings?)\s*:?\s*|^с (?:братом|сестрой|братьями|сестрами)\s*:?\s*"
)


@dataclass(frozen=True, slots=True)
class Company:
    """`mother` may be a surname only; `with_mother` without a name means: the woman above."""

    with_mother: bool = False
    mother: str = ""
    has_children: bool = False
    children_count: int | None = None
    children: tuple[Child, ...] = ()
    siblings: tuple[str, ...] = ()


def read_company(text: str) -> Company:
    """Read one cell; what is not understood says nothing."""
    folded = fold(text).strip(" .;")
    if not folded:
        return Company()
    original = text.strip(" .;")
    if match := _WITH_MOTHER.match(folded):
        return Company(with_mother=True, mother=_rest(original, match.end()))
    if match := _SIBLING.match(folded):
        names = re.split(r"\s+و\s*(?=\S)|\s+и\s+|\s+and\s+|,|،", _rest(original, match.end()))
        return Company(siblings=tuple(name.strip() for name in names if len(name.strip()) > 1))
    if _WITH_CHILDREN.search(folded):
        names_part = original.partition(":")[2]
        names = [name for name in split_list(names_part) if not name.isdigit()]
        return Company(
            has_children=True,
            children_count=len(names) or find_count(folded),
            children=tuple(Child(name) for name in names),
        )
    return Company()


def _rest(original: str, end: int) -> str:
    """Give what follows the matched words, without brackets; folding keeps the length of such texts."""
    return original[end:].strip(" ():;,.")

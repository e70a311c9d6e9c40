"""Evidence of names as pictures in the page's language: words and lengths, never a number of bits."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language

from kinmatch import Evidence
from kinmatch.account import account
from kinmatch.picture import Picture, draw_pair
from kinmatch.words import LABELS
from wayhome.shell.drawing.svg import Drawing, Markup


def language() -> str:
    """Return the language that pictures are drawn in: the page's, or English."""
    code = (get_language() or "en").split("-")[0]
    return code if code in LABELS else "en"


def picture_of_name(evidence: Sequence[Evidence], *, key: str) -> Drawing:
    """Draw how a name that was asked for fits one that is written."""
    return drawing(draw_pair(evidence, language=language(), key=key))


def words_of_name(evidence: Sequence[Evidence]) -> list[str]:
    """Say how a name fits, part by part, what does not fit first."""
    spoken = language()
    return [f"{step.label(spoken)}: {step.words(spoken)}" for step in account(evidence).steps if step.feature]


def drawing(picture: Picture) -> Drawing:
    """Hand a picture to the templates, with its list."""
    return Drawing(picture.title, Markup(picture.svg), picture.lines)

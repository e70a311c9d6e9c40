"""Tags and filters for pages: names, fuzzy dates, script and direction, words for a weight of evidence."""

from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.translation import get_language_bidi, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wayhome.shell import scripts
from wayhome.shell.drawing.kinship import Kinship, draw_kinship
from wayhome.shell.drawing.svg import Drawing
from wayhome.shell.drawing.timeline import Timeline, draw_timeline
from wayhome.shell.texts import kinship_lines

register = template.Library()

MOST_BITS = 8
"""The scale has eight segments to either side; a heavier weight fills it."""

STRENGTHS = {
    ("against", "slightly"): _("Slightly against."),
    ("against", "clearly"): _("Clearly against."),
    ("against", "strongly"): _("Strongly against."),
    ("for", "slightly"): _("Slightly for."),
    ("for", "clearly"): _("Clearly for."),
    ("for", "strongly"): _("Strongly for."),
}
NOTHING = pgettext_lazy("a feature that weighs nothing", "Says nothing.")


for function in (scripts.lang_of, scripts.dir_of, scripts.isolate, scripts.isolate_ltr):
    register.filter(function.__name__, stringfilter(function))


@register.filter
def segments(bits: float) -> int:
    """Turn a weight in bits, of either sign, into filled segments, 0 to 8; a weight that speaks fills at least one."""
    size = abs(float(bits or 0))
    return min(MOST_BITS, max(1, round(size))) if size >= 0.25 else 0


@register.filter
def side_of(bits: float) -> str:
    """Say which side of the scale a weight stands on: "for", "against", or "nothing"."""
    if not segments(bits):
        return "nothing"
    return "for" if float(bits) > 0 else "against"


def strength_code(bits: float) -> str:
    filled = segments(bits)
    return "slightly" if filled <= 1 else "clearly" if filled <= 3 else "strongly"


@register.filter
def strength(bits: float) -> str:
    """Say a weight in words: slightly (1 segment), clearly (2 and 3), strongly (4 and more)."""
    side = side_of(bits)
    return str(NOTHING if side == "nothing" else STRENGTHS[side, strength_code(bits)])


@register.inclusion_tag("components/name.html")
def name(text: str, roman: str = "", lang: str = "", size: str = "m") -> dict[str, Any]:
    """Show a person's name in its own script, its romanisation under it (given, never made here)."""
    return {"text": text, "roman": roman, "lang": lang, "size": size}


@register.inclusion_tag("components/fuzzy.html")
def fuzzy(written: str = "", understood: str = "", lang: str = "") -> dict[str, Any]:
    """Show a date as it was written and, smaller, as it was understood."""
    return {"written": written, "understood": understood, "lang": lang}


@register.simple_tag
def kinship(figure: Kinship) -> Drawing:
    """Draw a family in the reader's direction; give the result to `components/kinship.html` as `drawing`."""
    return draw_kinship(figure, rtl=get_language_bidi(), lines=kinship_lines(figure))


@register.simple_tag
def timeline_picture(figure: Timeline) -> Drawing:
    """Draw a timeline in the reader's direction; print its `svg`."""
    return draw_timeline(figure, rtl=get_language_bidi())

"""The few marks that the pictures are made of: escaping, colours, lines of text in either direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kinmatch.explain import clean, printable

WIDTH = 360.0
"""Of every picture, in units of about a pixel: what a phone has between its margins."""
MARGIN = 12.0
TEXT, SMALL, NAME = 13.0, 11.5, 15.0
LINE = 17.0

INK, INK_2, RULE, EDGE = "#1d2326", "#474d50", "#d8d1c1", "#7d7767"
FOR, AGAINST, ACCENT, TINT, SHEET = "#1c5443", "#743a10", "#17495a", "#e2ecee", "#fffdf8"
SANS = "Noto Sans, Noto Sans Arabic, system-ui, sans-serif"
SERIF = "Noto Serif, Noto Naskh Arabic, Georgia, serif"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the same in words. `lines` is the list that stands beside it; `description` is read aloud."""

    title: str
    description: str
    svg: str
    lines: tuple[str, ...]
    height: float


def attributes(**values: object) -> str:
    """Format attributes; a trailing underscore is dropped, other underscores become hyphens, None is left out."""
    parts = []
    for name, value in values.items():
        if value is None:
            continue
        shown = f"{round(value, 1):g}" if isinstance(value, float) else clean(str(value))
        parts.append(f' {name.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    return "".join(parts)


def mark(tag: str, **values: object) -> str:
    """Write an element without content."""
    return f"<{tag}{attributes(**values)}/>"


def stroke(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    class_: str,
    colour: str,
    width: float,
    *,
    dashes: str | None = None,
) -> str:
    """Draw a straight line."""
    return mark(
        "line",
        class_=class_,
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dashes,
    )


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction runs right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return False


def _script_tag(text: str) -> str | None:
    """Name the language tag by which a browser chooses the face: that of the first letter's script."""
    for letter in text:
        if letter.isalpha():
            name = unicodedata.name(letter, "")
            return "ar" if name.startswith("ARABIC") else "ru" if name.startswith("CYRILLIC") else "und-Latn"
    return None


def words(
    text: str,
    x: float,
    y: float,
    class_: str,
    *,
    side: str,
    rtl: bool | None = None,
    size: float = TEXT,
    colour: str = INK,
    weight: int | None = None,
    serif: bool = False,
) -> str:
    """Write one line of text.

    Args:
        side: which edge of the text stands at `x`: "left", "middle" or "right", whatever its direction.
        rtl: the direction; the text's own where None.
    """
    shown = clean(text)
    backwards = is_right_to_left(shown) if rtl is None else rtl
    anchor = {"middle": "middle", "left": "end" if backwards else "start"}.get(
        side, "start" if backwards else "end"
    )
    opening = attributes(
        class_=class_,
        x=x,
        y=y,
        direction="rtl" if backwards else "ltr",
        text_anchor=anchor,
        lang=_script_tag(shown),
        font_size=size,
        font_weight=weight,
        font_family=SERIF if serif else None,
        fill=colour,
    )
    return f"<text{opening}>{escape(shown)}</text>"


def bar(
    x1: float, x2: float, y: float, height: float, class_: str, *, fill: str, edge: str | None = None
) -> str:
    """Draw a bar between two places, whichever is the left one."""
    return mark(
        "rect",
        class_=class_,
        x=min(x1, x2),
        y=y,
        width=max(abs(x2 - x1), 1.0),
        height=height,
        fill=fill,
        stroke=edge,
    )


def hatching(x1: float, x2: float, y: float, height: float, class_: str, colour: str) -> str:
    """Fill a bar with slanting lines, so that it is told apart without colour."""
    left, right = min(x1, x2), max(x1, x2)
    pieces = []
    start = left - height
    while start < right:
        a, b = max(start, left), min(start + height, right)
        if b > a:
            pieces.append(f"M{a:.1f} {y + height - (a - start):.1f}L{b:.1f} {y + height - (b - start):.1f}")
        start += 4.0
    return mark(
        "path", class_=class_, d="".join(pieces) or "M0 0", stroke=colour, stroke_width=1.0, fill="none"
    )


def width_of(text: str, size: float) -> float:
    """Guess how wide a line of text is; faces differ, so it errs on the wide side."""
    return len(text) * size * 0.54


def wrap(text: str, most: int, lines: int) -> list[str]:
    """Break at spaces into at most `lines` lines of about `most` characters; what does not fit ends with "…"."""
    found: list[str] = []
    for word in clean(text)[: most * (lines + 2)].split():
        pieces = [word[n : n + most] for n in range(0, len(word), most)]
        for piece in pieces:
            if found and len(found[-1]) + 1 + len(piece) <= most:
                found[-1] += f" {piece}"
            else:
                found.append(piece)
    if len(found) > lines or len(clean(text)) > most * (lines + 2):
        found = [*found[: lines - 1], f"{found[lines - 1][: most - 1]}…"] if len(found) >= lines else found
    return found


def picture(
    height: float,
    *,
    key: str,
    class_: str,
    title: str,
    description: str,
    language: str,
    marks: Iterable[str],
    alone: bool,
) -> str:
    """Put marks into one labelled picture.

    Args:
        key: unique on a page; it names title and description.
        alone: the picture is a file of its own and brings its size and its ground.
    """
    opening = attributes(
        class_=class_,
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        lang=language,
        font_family=SANS,
        width=WIDTH * 1.5 if alone else None,
        height=height * 1.5 if alone else None,
    )
    ground = mark("rect", class_="ev-ground", width=WIDTH, height=height, fill=SHEET) if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{opening}>'
        f'<title id="{escape(key)}-title">{escape(printable(title))}</title>'
        f'<desc id="{escape(key)}-desc">{escape(printable(description))}</desc>{ground}{"".join(marks)}</svg>\n'
    )

"""Draw what happened and when, newest first; a full dot means that the date is exact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wayhome.shell.drawing.svg import Drawing, line, mark, picture, words, wrap
from wayhome.shell.scripts import isolate

WIDTH = 640.0
SPINE = 190.0
LINE = 19.0
GAP = 16.0
WHEN_CHARS, TITLE_CHARS = 24, 52


@dataclass(frozen=True)
class Moment:
    """One event. `latest` orders it (the last day it can have happened); `when` and `title` are words."""

    latest: date
    when: str
    title: str
    exact: bool = False


@dataclass(frozen=True)
class Timeline:
    """A figure of moments. `key` is unique on the page; `description` is read out in place of the picture."""

    title: str
    moments: tuple[Moment, ...]
    description: str = ""
    key: str = "timeline"


def newest_first(moments: Iterable[Moment]) -> list[Moment]:
    """Order by the last possible day, newest first; of the same day the exact one comes first."""
    return sorted(moments, key=lambda moment: (moment.latest, moment.exact), reverse=True)


def draw_timeline(figure: Timeline, *, rtl: bool = False) -> Drawing:
    """Draw the figure; with `rtl` the dates stand at the right and the titles run to the left."""
    moments = newest_first(figure.moments)
    direction = "rtl" if rtl else "ltr"
    spine = WIDTH - SPINE if rtl else SPINE
    outward = 18.0 if rtl else -18.0
    marks: list[str] = []
    dots: list[float] = []
    y = 14.0
    for moment in moments:
        dots.append(y)
        when, title = wrap(moment.when, WHEN_CHARS), wrap(moment.title, TITLE_CHARS)
        for n, text in enumerate(when):
            marks.append(
                words(
                    isolate(text),
                    spine + outward,
                    y + 5 + n * LINE,
                    "tl-when",
                    direction=direction,
                    anchor="end",
                )
            )
        for n, text in enumerate(title):
            marks.append(
                words(
                    text, spine - outward, y + 5 + n * LINE, "tl-title", direction=direction, anchor="start"
                )
            )
        y += LINE * max(len(when), len(title), 1) + GAP
    if len(dots) > 1:
        marks.insert(0, line([(spine, dots[0]), (spine, dots[-1])], "tl-line"))
    for moment, dot in zip(moments, dots, strict=True):
        classes = "tl-dot tl-exact" if moment.exact else "tl-dot"
        marks.append(mark("circle", class_=classes, cx=spine, cy=dot, r=6.0))
    said = tuple(f"{moment.when}: {moment.title}" for moment in moments)
    svg = picture(
        "tl",
        WIDTH,
        max(y - GAP + 6, 20.0),
        key=figure.key,
        title=figure.title,
        description=figure.description or " ".join(f"{sentence.rstrip('.')}." for sentence in said),
        marks=marks,
    )
    return Drawing(figure.title, svg, said)

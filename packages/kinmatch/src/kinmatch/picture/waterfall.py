"""One pair as a waterfall: where it stood before, each piece of evidence as a bar, and what all come to.

A weight is a scale, not text: against runs to the left and for to the right in every language. Words and values
stand on the reader's side. For is filled, against is hatched, the prior is an outline, the whole is dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinmatch.account import COMPETITION, PRIOR, Account, Step, account, whole
from kinmatch.evidence import Evidence
from kinmatch.explain import WORTH_SAYING_MILLIBITS, bits_words, isolated, label_of, value_words
from kinmatch.picture import svg
from kinmatch.picture.svg import MARGIN, WIDTH, Picture
from kinmatch.words import LABELS, RIGHT_TO_LEFT

BAR, GAP = 11.0, 12.0
VALUE_CHARS, VALUE_LINES = 24, 2
NAME_CHARS, NAME_LINES = 22, 2
LEAST_SPAN = 6000.0
"""Millibits that the whole width shows at least, so that a light pair does not look heavy."""


def draw_pair(
    evidence: Sequence[Evidence],
    *,
    language: str = "en",
    prior_millibits: int | None = None,
    competed_millibits: int | None = None,
    even_millibits: int | None = None,
    names: tuple[str, str] = ("", ""),
    band: str = "",
    closing: Sequence[str] = (),
    values: bool = True,
    numbers: bool = False,
    alone: bool = False,
    key: str = "pair",
) -> Picture:
    """Draw the evidence of one pair.

    Args:
        language: en, ru or ar; with ar labels stand at the right, the scale stays.
        prior_millibits: log2 of the odds before anything was compared; without it the sum begins at nothing.
        competed_millibits: prior and evidence with what competes taken off; adds a last step.
        even_millibits: the sum at which a pair was as often one person as two, by calibration; drawn as a line.
        names: who is laid beside whom, as written.
        band: strong, possible or weak, said under the whole.
        closing: further sentences for the list, as about pairs that compete.
        values: print under each bar what the two sides wrote.
        numbers: print bits; without it strengths are words only.
        alone: the picture is a file of its own.
        key: unique on a page.
    """
    told = account(evidence, prior_millibits=prior_millibits, competed_millibits=competed_millibits)
    even = even_millibits if prior_millibits is not None else None
    look = _Look(language, values, numbers, _scale(told, even), even)
    marks: list[str] = []
    y = MARGIN + _names(marks, names, look)
    y = _axis(marks, y, look)
    for step in (*told.steps, whole(told)):
        y = _row(marks, step, y, look)
    if even is not None:
        y = _say_even(marks, even, y, look)
    labels = LABELS[language]
    verdict = labels.get(f"band.{band}", "")
    lines = tuple(_lines(told, verdict, closing, look))
    title = labels["pair.title"] + (f": {isolated(names[0])} / {isolated(names[1])}" if all(names) else "")
    description = " ".join(f"{line.rstrip('.')}." for line in lines)
    drawn = svg.picture(
        y + 6,
        key=key,
        class_="ev ev-pair",
        title=title,
        description=description,
        language=language,
        marks=marks,
        alone=alone,
    )
    return Picture(title, description, drawn, lines, y + 6)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From millibits to a place across the picture; never mirrored."""

    lowest: float
    highest: float

    def x(self, millibits: float) -> float:
        share = (millibits - self.lowest) / (self.highest - self.lowest)
        return MARGIN + 2 + share * (WIDTH - 2 * MARGIN - 4)


@dataclass(frozen=True, slots=True)
class _Look:
    """How everything is drawn and said."""

    language: str
    values: bool
    numbers: bool
    scale: _Scale
    even: int | None

    @property
    def rtl(self) -> bool:
        return self.language in RIGHT_TO_LEFT

    def start(self) -> tuple[float, str]:
        """Where a line of text begins, and with which of its edges."""
        return (WIDTH - MARGIN, "right") if self.rtl else (MARGIN, "left")

    def end(self) -> tuple[float, str]:
        """Where a line of text ends, and with which of its edges."""
        return (MARGIN, "left") if self.rtl else (WIDTH - MARGIN, "right")


def _scale(told: Account, even: int | None) -> _Scale:
    sums = [0, even or 0, told.total_millibits, *(one.after for one in told.steps)]
    lowest, highest = float(min(sums)), float(max(sums))
    lack = max(LEAST_SPAN - (highest - lowest), 0.0) / 2
    return _Scale(lowest - lack, highest + lack)


def _names(marks: list[str], names: tuple[str, str], look: _Look) -> float:
    """Write who is laid beside whom; return the height taken."""
    if not any(names):
        return 0.0
    height = 0.0
    for text, (x, side) in zip(names, (look.start(), look.end()), strict=True):
        for n, line in enumerate(svg.wrap(text, NAME_CHARS, NAME_LINES)):
            height = max(height, (n + 1) * 20.0)
            marks.append(
                svg.words(
                    line, x, MARGIN + 4 + n * 20, "ev-name", side=side, size=svg.NAME, weight=600, serif=True
                )
            )
    return height + 4


def _axis(marks: list[str], y: float, look: _Look) -> float:
    labels = LABELS[look.language]
    for text, x, side in (
        (labels["end.against"], MARGIN, "left"),
        (labels["end.for"], WIDTH - MARGIN, "right"),
    ):
        shown = f"← {text}" if side == "left" else f"{text} →"
        # The arrows belong to the scale and not to the sentence, so they stand outside of its direction.
        marks.append(
            svg.words(shown, x, y + 6, "ev-small", side=side, rtl=False, size=svg.SMALL, colour=svg.INK_2)
        )
    marks.append(svg.stroke(MARGIN, y + 12, WIDTH - MARGIN, y + 12, "ev-rule", svg.RULE, 1.0))
    return y + 28


def _say_even(marks: list[str], even: int, y: float, look: _Look) -> float:
    """Write under the line of the even chance what it is, inside the picture; return where it ends."""
    text = LABELS[look.language]["even"]
    half = svg.width_of(text, svg.SMALL) / 2
    at = min(max(look.scale.x(even), MARGIN + half), WIDTH - MARGIN - half)
    marks.append(
        svg.words(text, at, y + 6, "ev-small", side="middle", rtl=look.rtl, size=svg.SMALL, colour=svg.INK_2)
    )
    return y + svg.LINE


def _row(marks: list[str], step: Step, y: float, look: _Look) -> float:
    """Draw one step; return where the next begins."""
    is_whole = step.key == "step.whole"
    x, side = look.start()
    weight = 600 if is_whole else None
    marks.append(
        svg.words(step.label(look.language), x, y, "ev-label", side=side, rtl=look.rtl, weight=weight)
    )
    x, side = look.end()
    said = _words(step, look)
    room = WIDTH - 2 * MARGIN - 8
    if svg.width_of(step.label(look.language), svg.TEXT) + svg.width_of(said, svg.SMALL) > room:
        y += 15
    marks.append(svg.words(said, x, y, "ev-words", side=side, rtl=look.rtl, size=svg.SMALL, colour=svg.INK_2))
    y += 6
    # The whole stands to the side of the even chance on which the sum is.
    start = look.scale.x(look.even if is_whole and look.even is not None else step.before)
    end = look.scale.x(step.after)
    if look.even is not None:
        even = look.scale.x(look.even)
        marks.append(svg.stroke(even, y - 3, even, y + BAR + 3, "ev-even", svg.EDGE, 1.0, dashes="2 2"))
    marks.append(svg.stroke(start, y - 3, start, y + BAR + 3, "ev-join", svg.EDGE, 1.0))
    marks += _bar(step, start, end, y)
    y += BAR
    if look.values and (step.left or step.right):
        y += _values(marks, step, y, look)
    return y + GAP + 11


def _words(step: Step, look: _Look) -> str:
    if step.key == "step.whole":
        return bits_words(step.millibits, look.language) if look.numbers else ""
    if step.key == "step.rest":
        return bits_words(step.millibits, look.language) if look.numbers else LABELS[look.language]["nothing"]
    return step.words(look.language, numbers=look.numbers)


def _bar(step: Step, start: float, end: float, y: float) -> list[str]:
    if step.key == "step.whole":
        return [svg.bar(start, end, y, BAR, "ev-whole", fill=svg.ACCENT)]
    if step.feature is None and step.key != COMPETITION:
        return [svg.bar(start, end, y, BAR, "ev-prior", fill="none", edge=svg.EDGE)]
    if step.millibits > 0:
        return [svg.bar(start, end, y, BAR, "ev-for", fill=svg.FOR)]
    return [
        svg.bar(start, end, y, BAR, "ev-against", fill="none", edge=svg.AGAINST),
        svg.hatching(start, end, y, BAR, "ev-hatch", svg.AGAINST),
    ]


def _values(marks: list[str], step: Step, y: float, look: _Look) -> float:
    """Write what the two sides say, each at its side; return the height taken."""
    height = 0.0
    sides = zip((step.left, step.right), (look.start(), look.end()), strict=True)
    for value, (x, side) in sides:
        text = value_words(step.feature, value, look.language)
        for n, line in enumerate(svg.wrap(text or "–", VALUE_CHARS, VALUE_LINES)):
            height = max(height, (n + 1) * 16.0)
            marks.append(
                svg.words(
                    line,
                    x,
                    y + 15 + n * 16,
                    "ev-value",
                    side=side,
                    size=svg.TEXT,
                    colour=svg.INK_2,
                    serif=True,
                )
            )
    return height + 2


def _both(step: Step, look: _Look) -> str:
    if not look.values or not (step.left or step.right):
        return ""
    left, right = (value_words(step.feature, text, look.language) or "–" for text in (step.left, step.right))
    return f" ({isolated(left)} / {isolated(right)})"


def _lines(told: Account, verdict: str, closing: Sequence[str], look: _Look) -> list[str]:
    """Say the same in words, one line a step."""
    labels = LABELS[look.language]
    lines = []
    for step in told.steps:
        if step.feature is None and step.key != PRIOR and abs(step.millibits) < WORTH_SAYING_MILLIBITS:
            continue
        lines.append(f"{step.label(look.language)}: {_words(step, look)}{_both(step, look)}")
    if told.silent:
        what = labels["comma"].join(label_of(one, look.language) for one in told.silent)
        lines.append(labels["silent"].format(what=what))
    total = bits_words(told.total_millibits, look.language) if look.numbers else ""
    summed = labels["comma"].join(filter(None, (verdict, total)))
    if summed:
        lines.append(f"{labels['step.whole']}: {summed}")
    return [*lines, *closing]

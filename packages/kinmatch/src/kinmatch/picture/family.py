"""A sought family beside those whom a list names together: who may stand for whom, who is missing, who stands there too.

Every line of the picture is one person or one pair. The sought stand where the reader begins to read. A tie is the
thicker the more speaks for it; a missing person has an empty frame, also in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinmatch.explain import Strength, bits_words, clean, isolated, strength_of, strength_words
from kinmatch.picture import svg
from kinmatch.picture.svg import MARGIN, WIDTH, Picture
from kinmatch.words import LABELS, RIGHT_TO_LEFT

COLUMN = 124.0
NAME_CHARS, NAME_LINES, NOTE_CHARS = 13, 4, 19
SIGN = 7.0
MOST_MEMBERS = 60
_WIDTHS = {Strength.NOTHING: 1.0, Strength.SLIGHTLY: 1.5, Strength.CLEARLY: 3.0, Strength.STRONGLY: 5.0}


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """Somebody of the family or of the list. `sex` is "f", "m" or "" and chooses the sign: round, square, diamond."""

    key: str
    name: str
    note: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class FamilyTie:
    """Who may be whom, by keys; `asked` marks the pair that the page is about.

    Where a `band` is given (strong, possible, weak), it is what is said and drawn; else the weight is.
    """

    left: str
    right: str
    millibits: int
    asked: bool = False
    band: str = ""

    @property
    def strength(self) -> Strength:
        """How thick the tie is."""
        return _OF_BAND.get(self.band, strength_of(self.millibits))

    @property
    def speaks_against(self) -> bool:
        """Say whether more speaks against than for, as far as no band says otherwise."""
        return not self.band and self.millibits < 0 and self.strength is not Strength.NOTHING


_OF_BAND = {"strong": Strength.STRONGLY, "possible": Strength.CLEARLY, "weak": Strength.SLIGHTLY}


@dataclass(frozen=True, slots=True)
class _Place:
    left: FamilyMember | None
    right: FamilyMember | None
    tie: FamilyTie | None


def draw_family(
    sought: Sequence[FamilyMember],
    listed: Sequence[FamilyMember],
    ties: Sequence[FamilyTie],
    *,
    language: str = "en",
    closing: Sequence[str] = (),
    numbers: bool = False,
    alone: bool = False,
    key: str = "family",
) -> Picture:
    """Draw the alignment of a family.

    Args:
        ties: at most one for each person; further ones, and ties to people who are not given, are left out.
        closing: further sentences for the list, as about who raises whom.
        numbers: print bits; without it strengths are words only.
        alone: the picture is a file of its own.
        key: unique on a page.
    """
    labels, rtl = LABELS[language], language in RIGHT_TO_LEFT
    places = _places(sought, listed, ties)
    marks: list[str] = []
    y = MARGIN + 8
    for text, at_start in ((labels["family.sought"], True), (labels["family.listed"], False)):
        x, side = _edge(at_start, rtl)
        marks.append(svg.words(text, x, y, "ev-small", side=side, rtl=rtl, size=svg.SMALL, colour=svg.INK_2))
    marks.append(svg.stroke(MARGIN, y + 8, WIDTH - MARGIN, y + 8, "ev-rule", svg.RULE, 1.0))
    y += 14
    for place in places[:MOST_MEMBERS]:
        y = _row(marks, place, y, language, numbers=numbers)
    lines = tuple(
        [*(_line(place, language, numbers=numbers) for place in places), _whole(places, language), *closing]
    )
    description = " ".join(f"{line.rstrip('.')}." for line in lines)
    drawn = svg.picture(
        y + 6,
        key=key,
        class_="ev ev-family",
        title=labels["family.title"],
        description=description,
        language=language,
        marks=marks,
        alone=alone,
    )
    return Picture(labels["family.title"], description, drawn, lines, y + 6)


def _places(
    sought: Sequence[FamilyMember], listed: Sequence[FamilyMember], ties: Sequence[FamilyTie]
) -> list[_Place]:
    """Order the lines: the pair asked about, other pairs, who is missing, who stands there too."""
    left, right = {one.key: one for one in sought}, {one.key: one for one in listed}
    taken_left: set[str] = set()
    taken_right: set[str] = set()
    pairs = []
    for tie in sorted(ties, key=lambda one: (not one.asked, -one.millibits, one.left, one.right)):
        if (
            tie.left in left
            and tie.right in right
            and tie.left not in taken_left
            and tie.right not in taken_right
        ):
            taken_left.add(tie.left)
            taken_right.add(tie.right)
            pairs.append(_Place(left[tie.left], right[tie.right], tie))
    missing = [_Place(one, None, None) for one in left.values() if one.key not in taken_left]
    extra = [_Place(None, one, None) for one in right.values() if one.key not in taken_right]
    return [*pairs, *missing, *extra]


def _edge(at_start: bool, rtl: bool) -> tuple[float, str]:
    """Give the outer edge of a column: the sought stand where reading begins."""
    return (MARGIN, "left") if at_start != rtl else (WIDTH - MARGIN, "right")


def _row(marks: list[str], place: _Place, y: float, language: str, *, numbers: bool) -> float:
    """Draw one line; return where the next begins."""
    height = max(_height(place.left), _height(place.right), 34.0)
    middle = y + height / 2
    if place.tie is not None:
        _tie(marks, place.tie, middle, language, numbers=numbers)
    for member, at_start in ((place.left, True), (place.right, False)):
        if member is None:
            _empty(marks, at_start, middle, language)
        else:
            _member(
                marks, member, at_start, middle, language, asked=place.tie is not None and place.tie.asked
            )
    marks.append(svg.stroke(MARGIN, y + height, WIDTH - MARGIN, y + height, "ev-rule", svg.RULE, 0.5))
    return y + height


def _height(member: FamilyMember | None) -> float:
    if member is None:
        return 0.0
    return 17.0 * len(_name(member, "")) + 14.0 * len(svg.wrap(member.note, NOTE_CHARS, 2)) + 14.0


def _name(member: FamilyMember, unnamed: str) -> list[str]:
    return svg.wrap(member.name, NAME_CHARS, NAME_LINES) or [unnamed]


def _member(
    marks: list[str], member: FamilyMember, at_start: bool, middle: float, language: str, *, asked: bool
) -> None:
    rtl = language in RIGHT_TO_LEFT
    x, side = _edge(at_start, rtl)
    names = _name(member, LABELS[language]["family.unnamed"])
    notes = svg.wrap(member.note, NOTE_CHARS, 2)
    y = middle - (17.0 * len(names) + 14.0 * len(notes)) / 2 + 13
    for line in names:
        marks.append(
            svg.words(
                line, x, y, "ev-name", side=side, size=svg.TEXT + 1, weight=600 if asked else None, serif=True
            )
        )
        y += 17
    for line in notes:
        marks.append(
            svg.words(line, x, y - 1, "ev-small", side=side, rtl=None, size=svg.SMALL, colour=svg.INK_2)
        )
        y += 14
    inner = x + COLUMN if side == "left" else x - COLUMN
    marks.append(_sign(member.sex, inner, middle, "ev-sign ev-asked" if asked else "ev-sign", bold=asked))


def _empty(marks: list[str], at_start: bool, middle: float, language: str) -> None:
    """Draw the empty place of somebody who has nobody at the other side."""
    rtl = language in RIGHT_TO_LEFT
    x, side = _edge(at_start, rtl)
    text = LABELS[language]["family.extra" if at_start else "family.missing"]
    left = x if side == "left" else x - COLUMN - SIGN
    marks.append(
        svg.mark(
            "rect", class_="ev-empty", x=left, y=middle - 12, width=COLUMN + SIGN, height=24.0, rx=3.0, fill="none",
            stroke=svg.EDGE, stroke_dasharray="3 3",
        )
    )  # fmt: skip
    marks.append(
        svg.words(
            text, left + (COLUMN + SIGN) / 2, middle + 4, "ev-small", side="middle", rtl=rtl, size=svg.SMALL,
            colour=svg.INK_2,
        )
    )  # fmt: skip


def _tie(marks: list[str], tie: FamilyTie, middle: float, language: str, *, numbers: bool) -> None:
    strength, against = tie.strength, tie.speaks_against
    near, far = MARGIN + COLUMN + SIGN + 3, WIDTH - MARGIN - COLUMN - SIGN - 3
    colour = svg.AGAINST if against else svg.FOR if strength is not Strength.NOTHING else svg.EDGE
    class_ = "ev-tie-against" if against else "ev-tie" if strength is not Strength.NOTHING else "ev-tie-open"
    dashes = "4 3" if against or strength is Strength.NOTHING else None
    marks.append(svg.stroke(near, middle, far, middle, class_, colour, _WIDTHS[strength], dashes=dashes))
    said = LABELS[language][
        f"tie.{tie.band}" if tie.band else "fits.against" if against else f"fits.{strength}"
    ]
    rtl = language in RIGHT_TO_LEFT
    marks.append(
        svg.words(
            said, WIDTH / 2, middle - 6, "ev-small", side="middle", rtl=rtl, size=svg.SMALL, colour=svg.INK_2
        )
    )
    if numbers:
        marks.append(
            svg.words(
                bits_words(tie.millibits, language), WIDTH / 2, middle + 15, "ev-small", side="middle", rtl=rtl,
                size=svg.SMALL, colour=svg.INK_2,
            )
        )  # fmt: skip


def _sign(sex: str, x: float, y: float, class_: str, *, bold: bool) -> str:
    look = {"class_": class_, "fill": svg.TINT if bold else svg.SHEET, "stroke": svg.ACCENT if bold else svg.EDGE,
            "stroke_width": 2.5 if bold else 1.5}  # fmt: skip
    if sex == "f":
        return svg.mark("circle", cx=x, cy=y, r=SIGN, **look)
    if sex == "m":
        return svg.mark(
            "rect", x=x - SIGN + 1, y=y - SIGN + 1, width=2 * SIGN - 2, height=2 * SIGN - 2, **look
        )
    path = f"M{x:g} {y - SIGN:g}L{x + SIGN:g} {y:g}L{x:g} {y + SIGN:g}L{x - SIGN:g} {y:g}Z"
    return svg.mark("path", d=path, **look)


def _line(place: _Place, language: str, *, numbers: bool) -> str:
    labels = LABELS[language]
    left, right = (
        isolated(clean(one.name) or labels["family.unnamed"]) if one else ""
        for one in (place.left, place.right)
    )
    if place.tie is not None:
        band = place.tie.band
        said = labels[f"band.{band}"] if band else strength_words(place.tie.millibits, language)
        if numbers:
            said = f"{said} ({bits_words(place.tie.millibits, language)})"
        return labels["family.pair"].format(left=left, right=right, strength=said)
    return labels["family.missing.line" if place.left else "family.extra.line"].format(left=left, right=right)


def _whole(places: Sequence[_Place], language: str) -> str:
    found = sum(place.tie is not None for place in places)
    missing = sum(place.right is None for place in places)
    extra = sum(place.left is None for place in places)
    return LABELS[language]["family.whole"].format(
        found=found, sought=found + missing, missing=missing, extra=extra
    )


__all__ = ["FamilyMember", "FamilyTie", "draw_family"]

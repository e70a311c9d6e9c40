"""Draw a family by generation: round woman, square man, diamond unknown; thick line sought, dashes astray."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wayhome.shell.drawing.family import Care, Kinship, Member, Sex, Union, rows
from wayhome.shell.drawing.svg import Drawing, line, mark, picture, words, wrap

__all__ = ["Care", "Drawing", "Kinship", "Member", "Sex", "Union", "draw_kinship"]

STEP = 128.0
"""Between two people of a generation, in picture units (about pixels)."""
STAGGER_STEP = 72.0
"""Between two of many siblings, who stand alternately higher and lower."""
MANY = 5
RADIUS = 19.0
NAME_CHARS, NOTE_CHARS = 14, 18
NAME_LINE, NOTE_LINE = 18.0, 15.0
MARGIN = 76.0
SWEEPS = 24


@dataclass(frozen=True)
class Spot:
    """Where a person stands (centre of the sign) and where the text under it ends."""

    x: float
    y: float
    bottom: float


def draw_kinship(figure: Kinship, *, rtl: bool = False, lines: Iterable[str] = ()) -> Drawing:
    """Draw the figure and give it with the list that says the same.

    Args:
        figure: people and ties; ties to people who are not in it are left out.
        rtl: the eldest of siblings stand at the right.
        lines: the same in sentences, for the list beside; the names with their notes when empty.
    """
    figure = figure.known()
    order = rows(figure)
    members = {member.key: member for member in figure.members}
    spots, width, height = _place(figure, order, members)
    if rtl:
        spots = {key: Spot(width - spot.x, spot.y, spot.bottom) for key, spot in spots.items()}
    marks = [*_union_lines(figure, spots), *_care_lines(figure, spots)]
    for member in figure.members:
        marks += _person(member, spots[member.key])
    said = tuple(lines) or tuple(f"{m.name}: {m.note}" if m.note else m.name for m in figure.members)
    size = 0 if width <= 190 else 1 if width <= 320 else 2 if width <= 470 else 3 if width <= 720 else 4
    svg = picture(
        f"kin kin-{size}",
        width,
        height,
        key=figure.key,
        title=figure.title,
        description=figure.description or " ".join(f"{sentence.rstrip('.')}." for sentence in said),
        marks=marks,
    )
    return Drawing(figure.title, svg, said)


def _place(
    figure: Kinship, order: list[list[str]], members: Mapping[str, Member]
) -> tuple[dict[str, Spot], float, float]:
    """Give everybody a spot; return the spots with width and height of the picture."""
    parents = {partner for union in figure.unions for partner in union.partners}
    steps = [
        STAGGER_STEP if len(row) > MANY and not parents & set(row) and not _wide(row, members) else STEP
        for row in order
    ]
    xs = _columns(figure, order, steps)
    spots: dict[str, Spot] = {}
    top = RADIUS + 10
    for row, step in zip(order, steps, strict=True):
        text = max((_text_height(members[key]) for key in row), default=0.0)
        lower = text + 2 * RADIUS + 14 if step != STEP else 0.0
        for n, key in enumerate(row):
            y = top + (lower if n % 2 else 0.0)
            spots[key] = Spot(xs[key], y, y + RADIUS + 4 + _text_height(members[key]))
        buses = 1 + sum(1 for u in figure.unions if set(u.partners) & set(row) and u.children)
        top += lower + RADIUS + text + 24 + 9 * buses + RADIUS
    width = max(xs.values(), default=0.0) + MARGIN
    height = max((spot.bottom for spot in spots.values()), default=0.0) + 8
    return spots, width, height


def _wide(row: list[str], members: Mapping[str, Member]) -> bool:
    """Tell whether a word in this row is too long to stand between its neighbours' signs."""
    return any(len(word) > NAME_CHARS for key in row for word in members[key].name.split())


def _columns(figure: Kinship, order: list[list[str]], steps: list[float]) -> dict[str, float]:
    """Find x for everybody: children centred under their parents, nobody nearer than a step, order kept."""
    xs = {key: n * step for row, step in zip(order, steps, strict=True) for n, key in enumerate(row)}
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        wanted: dict[str, list[float]] = {key: [] for key in xs}
        for union in figure.unions:
            if not union.children:
                continue
            above = sum(xs[key] for key in union.partners) / len(union.partners)
            below = sum(xs[key] for key in union.children) / len(union.children)
            moved = union.children if down else union.partners
            shift = above - below if down else below - above
            for key in moved:
                wanted[key].append(xs[key] + shift)
        for care in figure.cares:
            if not down:
                wanted[care.carer].append(xs[care.child] + STEP)
        for row, step in zip(order, steps, strict=True):
            aims = [sum(wanted[key]) / len(wanted[key]) if wanted[key] else xs[key] for key in row]
            for key, x in zip(row, _apart(aims, step), strict=True):
                xs[key] = x
    leftmost = min(xs.values(), default=0.0)
    return {key: round(x - leftmost + MARGIN, 1) for key, x in xs.items()}


def _apart(aims: list[float], step: float) -> list[float]:
    """Move the aims as little as possible (least squares) until neighbours are a step apart: pool adjacent violators."""
    blocks: list[tuple[float, int]] = []
    for n, aim in enumerate(aims):
        mean, size = aim - n * step, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    flat = [mean for mean, size in blocks for _ in range(size)]
    return [mean + n * step for n, mean in enumerate(flat)]


def _text_height(member: Member) -> float:
    notes = wrap(member.note, NOTE_CHARS)
    return NAME_LINE * len(wrap(member.name, NAME_CHARS)) + NOTE_LINE * len(notes)


def _union_lines(figure: Kinship, spots: Mapping[str, Spot]) -> list[str]:
    """Tie partners to each other and to their children; each pair has its own level, so that lines do not merge."""
    marks: list[str] = []
    used: dict[float, int] = {}
    for union in figure.unions:
        partners = [spots[key] for key in union.partners]
        y = partners[0].y
        start_x, start_y = _pair(partners, spots, marks)
        if not union.children:
            continue
        floor = max(spot.bottom for spot in spots.values() if spot.y == y)
        bus = floor + 10 + 9 * used.get(y, 0)
        used[y] = used.get(y, 0) + 1
        children = [spots[key] for key in union.children]
        marks.append(line([(start_x, start_y), (start_x, bus)], "kin-line"))
        reach = [start_x, *(child.x for child in children)]
        if max(reach) > min(reach):
            marks.append(line([(min(reach), bus), (max(reach), bus)], "kin-line"))
        marks += [line([(child.x, bus), (child.x, child.y - RADIUS)], "kin-line") for child in children]
    return marks


def _pair(partners: list[Spot], spots: Mapping[str, Spot], marks: list[str]) -> tuple[float, float]:
    """Draw the line between partners; return where the line to their children begins."""
    if len(partners) == 1:
        return partners[0].x, partners[0].bottom
    left, right = sorted(partners[:2], key=lambda spot: spot.x)
    between = [spot for spot in spots.values() if spot.y == left.y and left.x < spot.x < right.x]
    if not between:
        marks.append(line([(left.x + RADIUS, left.y), (right.x - RADIUS, right.y)], "kin-line"))
        return (left.x + right.x) / 2, left.y
    # Somebody stands between the two (a third wife): go over their heads.
    over = left.y - RADIUS - 6
    marks.append(
        line(
            [(left.x, left.y - RADIUS), (left.x, over), (right.x, over), (right.x, right.y - RADIUS)],
            "kin-line",
        )
    )
    return right.x - STEP / 2, over


def _care_lines(figure: Kinship, spots: Mapping[str, Spot]) -> list[str]:
    """Tie carers to the children they look after, dotted, arriving beside the line of kin."""
    marks = []
    for care in figure.cares:
        carer, child = spots[care.carer], spots[care.child]
        landing = child.x + (9 if carer.x >= child.x else -9)
        bus = child.y - RADIUS - 9
        path = [(carer.x, carer.bottom), (carer.x, bus), (landing, bus), (landing, child.y - RADIUS + 2)]
        marks.append(line(path, "kin-line kin-care"))
    return marks


def _person(member: Member, spot: Spot) -> list[str]:
    classes = "kin-node" + (" kin-sought" if member.sought else "") + (" kin-astray" if member.astray else "")
    marks = [_sign(member.sex, spot, classes)]
    if member.dead:
        reach = RADIUS + 5
        ends = [(spot.x - reach, spot.y + reach), (spot.x + reach, spot.y - reach)]
        marks.append(line(ends, "kin-dead"))
    y = spot.y + RADIUS + 4
    for text in wrap(member.name, NAME_CHARS):
        y += NAME_LINE
        marks.append(words(text, spot.x, y - 2, "kin-name"))
    for text in wrap(member.note, NOTE_CHARS):
        y += NOTE_LINE
        marks.append(words(text, spot.x, y - 1, "kin-note"))
    return marks


def _sign(sex: Sex, spot: Spot, classes: str) -> str:
    if sex == Sex.FEMALE:
        return mark("circle", class_=classes, cx=spot.x, cy=spot.y, r=RADIUS)
    if sex == Sex.MALE:
        side = 2 * RADIUS - 3
        corner = side / 2
        return mark("rect", class_=classes, x=spot.x - corner, y=spot.y - corner, width=side, height=side)
    reach = RADIUS + 2
    x, y = spot.x, spot.y
    return mark(
        "path",
        class_=classes,
        d=f"M{x:g} {y - reach:g} L{x + reach:g} {y:g} L{x:g} {y + reach:g} L{x - reach:g} {y:g} Z",
    )

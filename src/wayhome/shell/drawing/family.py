"""The people and ties of a kinship drawing, and who stands in which generation and in which order.

A man may have several wives and stands between them; children hang on the pair they were born to; a carer who is no
relative stands beside the child's parents and is tied by a dotted line.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum


class Sex(StrEnum):
    """The shape by which a member is drawn."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = "u"


@dataclass(frozen=True)
class Member:
    """One person of the drawing. `note` is a few words in the reader's language; `name` is in its own script."""

    key: str
    name: str
    sex: Sex = Sex.UNKNOWN
    note: str = ""
    sought: bool = False
    astray: bool = False
    dead: bool = False


@dataclass(frozen=True)
class Union:
    """One or two parents and the children they have together, eldest first. Without children: a marriage."""

    partners: tuple[str, ...]
    children: tuple[str, ...] = ()


@dataclass(frozen=True)
class Care:
    """Somebody who looks after a child without being kin."""

    carer: str
    child: str


@dataclass(frozen=True)
class Kinship:
    """A whole figure. Ties that name an unknown key are left out by `known`."""

    title: str
    members: tuple[Member, ...]
    unions: tuple[Union, ...] = ()
    cares: tuple[Care, ...] = ()
    description: str = ""
    key: str = "kin"

    def known(self) -> "Kinship":
        """Drop ties to people who are not in the figure: a reader may not be allowed to see them."""
        keys = {member.key for member in self.members}
        unions = tuple(
            Union(tuple(p for p in u.partners if p in keys), tuple(c for c in u.children if c in keys))
            for u in self.unions
        )
        cares = tuple(care for care in self.cares if {care.carer, care.child} <= keys)
        return Kinship(
            self.title,
            self.members,
            tuple(u for u in unions if u.partners),
            cares,
            self.description,
            self.key,
        )


@dataclass
class _Ties:
    partners: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def _ties(figure: Kinship) -> _Ties:
    ties = _Ties()
    for union in figure.unions:
        for partner in union.partners:
            ties.partners[partner] += [other for other in union.partners if other != partner]
            ties.children[partner] += union.children
        for child in union.children:
            ties.parents[child] += union.partners
    return ties


def generations(figure: Kinship) -> dict[str, int]:
    """Number the generations from 0 (eldest). Partners share one; a carer stands above the child.

    Follows ties outwards from each member in turn; where the records contradict each other (a child of her own
    child), the first number found stands, so that a picture still comes out.
    """
    ties = _ties(figure)
    for care in figure.cares:
        ties.children[care.carer].append(care.child)
        ties.parents[care.child].append(care.carer)
    number: dict[str, int] = {}
    for member in figure.members:
        if member.key in number:
            continue
        number[member.key] = 0
        group, waiting = [member.key], [member.key]
        while waiting:
            here = waiting.pop(0)
            steps = [(p, 0) for p in ties.partners[here]]
            steps += [(p, -1) for p in ties.parents[here]] + [(c, 1) for c in ties.children[here]]
            for other, step in steps:
                if other not in number:
                    number[other] = number[here] + step
                    group.append(other)
                    waiting.append(other)
        eldest = min(number[key] for key in group)
        for key in group:
            number[key] -= eldest
    return number


def rows(figure: Kinship) -> list[list[str]]:
    """Order each generation from the reading side: children under their parents, wives around their husband."""
    number = generations(figure)
    ties = _ties(figure)
    carers = {
        care.carer for care in figure.cares if not ties.parents[care.carer] and not ties.partners[care.carer]
    }
    result: list[list[str]] = []
    for level in range(max(number.values(), default=-1) + 1):
        here = [m.key for m in figure.members if number[m.key] == level]
        above = result[-1] if result else []
        born = _in_birth_order(figure, above)
        seeds = [key for key in born if key in here]
        seeds += [key for key in here if key not in seeds and key not in carers]
        seeds += [key for key in here if key in carers and key not in seeds]
        placed: list[str] = []
        for seed in seeds:
            if seed not in placed:
                placed += [key for key in _household(seed, ties, number) if key not in placed]
        result.append(placed)
    return result


def _in_birth_order(figure: Kinship, above: list[str]) -> list[str]:
    """List the children of the people above, pair by pair as the pairs stand."""
    place = {key: n for n, key in enumerate(above)}

    def middle(union: Union) -> float:
        spots = [place[p] for p in union.partners if p in place]
        return sum(spots) / len(spots) if spots else len(place)

    return [child for union in sorted(figure.unions, key=middle) for child in union.children]


def _household(seed: str, ties: _Ties, number: dict[str, int]) -> list[str]:
    """Put a person and all partners of the same generation in a row; the one with most partners in the middle."""
    group, waiting = [seed], [seed]
    while waiting:
        for other in ties.partners[waiting.pop(0)]:
            if other not in group and number[other] == number[seed]:
                group.append(other)
                waiting.append(other)
    hub = max(group, key=lambda key: len(set(ties.partners[key])))
    spouses = [key for key in group if key != hub]
    if len(spouses) < 2:
        return group
    half = (len(spouses) + 1) // 2
    return [*spouses[:half], hub, *spouses[half:]]

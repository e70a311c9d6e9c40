"""Bring home 24 women and 74 children between August 2017 and May 2018, journey by journey.

The counts by journey are ours: they follow the published reports where these agree and add up to the
ministry's total. The last woman came in December 2017; afterwards only children came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from . import names
from .asking import Asking, make_request
from .dates import random_day
from .happenings import BY_CONSULATE, tell_family
from .making import Household, Maker, keep_family, make_household
from .model import Movement, Person, Stay

GROZNY = "Грозный"


@dataclass(frozen=True, slots=True)
class Group:
    """Say how many women and children of one family came, and whether a mother stayed behind in prison."""

    women: int
    children: int
    mother_held: bool = False
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """Say when and from where a journey came and which groups it brought; `story` groups come from `stories`."""

    ref: str
    on: date
    governorate: str
    to: str
    groups: tuple[Group, ...]
    women: int
    children: int


def _w(children: int, origin: str | None = None) -> Group:
    return Group(1, children, origin=origin)


JOURNEYS = (
    Journey("m01", date(2017, 8, 1), "IQ-BG", GROZNY, (), 0, 1),  # story: taken by his father
    Journey("m02", date(2017, 8, 4), "IQ-BG", GROZNY, (Group(0, 1),), 0, 1),
    Journey("m03", date(2017, 8, 25), "IQ-BG", GROZNY, (Group(0, 2, True), Group(0, 3, True)), 0, 5),
    Journey("m04", date(2017, 9, 1), "IQ-BG", GROZNY, (_w(3), _w(2), _w(2), _w(1, "kk")), 4, 8),
    Journey("m05", date(2017, 10, 11), "IQ-BG", "Москва", (), 0, 5),  # story: five siblings
    Journey("m06", date(2017, 10, 21), "SY-LA", GROZNY,  # and the story of the deferred sentence: 1 + 4
            (_w(3), _w(2), _w(2), _w(1), _w(1), _w(1)), 7, 14),
    Journey("m07", date(2017, 11, 13), "SY-LA", GROZNY,  # and the story of the child left behind: 1 + 1
            (_w(4), _w(4), _w(3), _w(3), _w(3), _w(3), _w(2, "uz"), _w(2), _w(2, "kk"), _w(1), _w(1)), 12, 29),
    Journey("m08", date(2017, 12, 5), "TR", "Махачкала", (_w(2, "dag"),), 1, 2),
    Journey("m09", date(2018, 2, 22), "IQ-AR", GROZNY, (Group(0, 2, True), Group(0, 3, True)), 0, 5),
    Journey("m10", date(2018, 4, 19), "IQ-BG", GROZNY, (Group(0, 1), Group(0, 1, True), Group(0, 2, True)), 0, 4),
)  # fmt: skip


def bring_home(mk: Maker, ref: str, people: tuple[Person, ...]) -> None:
    """Keep the return of `people` by journey `ref`."""
    journey = next(j for j in JOURNEYS if j.ref == ref)
    mk.event("returned", journey.on.isoformat(), tuple(p.ref for p in people), names.home(journey.to),
             BY_CONSULATE, journey.on, movement=ref)  # fmt: skip


def keep_movements(mk: Maker) -> None:
    """Keep the journeys themselves."""
    for j in JOURNEYS:
        mk.movements.append(Movement(j.ref, j.on, j.governorate[:2], j.governorate, names.home(j.to),
                                     j.women, j.children))  # fmt: skip


def homecomings(mk: Maker) -> None:
    """Make the ordinary families of all journeys, their requests made before, and their return."""
    keep_movements(mk)
    for journey in JOURNEYS:
        for group in journey.groups:
            _family_home(mk, journey, group)


def _family_home(mk: Maker, journey: Journey, group: Group) -> None:
    rng = mk.rng
    held = group.mother_held
    house: Household = make_household(
        mk, 1 if held else group.women, group.children, origin=group.origin, last_birth=date(2016, 3, 31)
    )
    keep_family(mk, house)
    kinds = ("his_mother", "his_sister") if not house.women else ("her_mother", "his_mother", "her_sister")
    opened = random_day(rng, max(date(2016, 11, 1), house.departed + timedelta(days=120)),
                        journey.on - timedelta(days=20))  # fmt: skip
    people = (*house.women, *house.children)
    request = make_request(mk, house, Asking(rng.choice(kinds), opened, people))
    tell_family(mk, house, request, people)
    bring_home(mk, journey.ref, tuple(p for p in people if not held or p in house.children))
    if held:
        mk.stays += [Stay(w.ref, "baghdad_women_prison", date(2017, 8, 30)) for w in house.women]

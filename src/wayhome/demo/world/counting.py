"""Count who is still missing and who came home, as of a date, from requests and events alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .model import Person, World


@dataclass(frozen=True, slots=True)
class Count:
    """Hold a number of women and children."""

    women: int
    children: int

    @property
    def total(self) -> int:
        """Give both together."""
        return self.women + self.children


def _count(people: Iterable[tuple[Person, date]]) -> Count:
    kinds = Counter(person.kind_on(day) for person, day in people)
    return Count(kinds["woman"], kinds["child"])


def returned_on(world: World, as_of: date, known_on: date | None = None) -> dict[str, date]:
    """Give the first known day of return of everybody who was home by `as_of`, as known on `known_on`."""
    known = known_on or as_of
    home: dict[str, date] = {}
    for event in world.events:
        if event.kind == "returned" and event.learnt_at <= known:
            day = date.fromisoformat(event.on)
            if day <= as_of:
                for ref in event.people:
                    home[ref] = min(day, home.get(ref, day))
    return home


def sought_by(world: World, as_of: date) -> set[str]:
    """Give everybody whom a request opened by `as_of` asks for."""
    return {line.person for r in world.requests if r.opened_on <= as_of for line in r.sought}


def still_missing(world: World, as_of: date, known_on: date | None = None) -> Count:
    """Count women and children asked for and not home on `as_of`; men are sought too but never counted."""
    home = returned_on(world, as_of, known_on)
    missing = sorted(sought_by(world, as_of) - set(home))
    return _count((world.person(ref), as_of) for ref in missing)


def returned(world: World, as_of: date, since: date | None = None) -> Count:
    """Count women and children home by `as_of`, by their age on the day they came; `since` is inclusive."""
    first = since or date.min
    days = returned_on(world, as_of)
    return _count((world.person(ref), day) for ref, day in sorted(days.items()) if day >= first)


def after(day: date) -> date:
    """Give the next day, for counting what came after `day`."""
    return day + timedelta(days=1)

"""Where everybody stands, counted from generic events "as of D, as known on K"; nothing here is typed in.

Missing is whom a tracing request seeks and who has not returned. Persons whom two requests seek, and who were found to
be one, count once. A child is whoever is under eighteen by the years of birth, which are all that stands in clear;
where a year is an interval, childhood has the benefit of the doubt. Men are sought too and never counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wayhome.people.models import Attachment, Event, EventKind, Participation, Record

OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Count:
    """A number of women and children.

    Attributes:
        age_unknown: how many of the women are counted as grown up because nobody told any birth.
        sex_unknown: grown-ups of unknown sex, in neither number.
    """

    women: int
    children: int
    age_unknown: int = 0
    sex_unknown: int = 0

    @property
    def total(self) -> int:
        """Women and children together."""
        return self.women + self.children


def still_missing(*, as_of: date, known_at: datetime) -> Count:
    """Count the women and children who are sought and have not returned by `as_of`, as it was known at `known_at`."""
    people = _Known(known_at)
    sought = people.in_events(EventKind.REGISTERED, as_of)
    home = people.in_events(EventKind.RETURNED, as_of)
    return people.count({one: as_of for one in sought if one not in home})


def returned(*, as_of: date, known_at: datetime, since: date | None = None) -> Count:
    """Count the women and children who have come home by `as_of`, by their age on the day they came.

    Args:
        since: leave out who came before this day.
    """
    people = _Known(known_at)
    home = people.in_events(EventKind.RETURNED, as_of)
    return people.count({one: day for one, day in home.items() if since is None or day >= since})


class _Known:
    """What was known at one moment: who is one person with whom, who took part in what, who was born when."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._attached = list(
            Attachment.objects.filter(attached_at__lte=at)
            .filter(Q(detached_at__isnull=True) | Q(detached_at__gt=at))
            .exclude(record__kind=Record.Kind.ENQUIRER)
            .order_by("attached_at", "pk")
            .values_list("person", "record", "record__kind", "record__sex", "record__birth_to")
        )
        # Only what a family said of its own makes two dossiers one: a row of a list may be claimed by two families.
        self._same = _merge(
            (who, what) for who, what, kind, *_ in self._attached if kind == Record.Kind.SOUGHT
        )

    def one(self, person: UUID) -> UUID:
        """Return the id under which this person counts."""
        return self._same.get(person, person)

    def in_events(self, kind: EventKind, as_of: date) -> dict[UUID, date]:
        """Return who took part in an event of this kind by `as_of`, and the first day on which."""
        first: dict[UUID, date] = {}
        found = self._parts(kind).filter(event__earliest__lte=as_of)
        for person, day in found.values_list("person", "event__earliest"):
            assert day is not None  # the filter has asked for it
            one = self.one(person)
            first[one] = min(day, first.get(one, day))
        return first

    def count(self, days: Mapping[UUID, date]) -> Count:
        """Count persons by what they were on a day of their own: women, children; men are left out."""
        sexes, latest = self._sexes(), self._births()
        women = children = age_unknown = sex_unknown = 0
        for one, day in days.items():
            born, sex = latest.get(one), sexes.get(one, "u")
            if born is not None and day.year - born < OF_AGE:
                children += 1
            elif sex == "f":
                women += 1
                age_unknown += born is None
            elif sex == "u":
                sex_unknown += 1
        return Count(women, children, age_unknown, sex_unknown)

    def _sexes(self) -> dict[UUID, str]:
        found: dict[UUID, str] = {}
        for person, _, _, sex, _ in self._attached:
            if sex in ("f", "m"):
                found.setdefault(self.one(person), sex)
        return found

    def _births(self) -> dict[UUID, int]:
        """Return the latest possible year of birth: as the first who told it says, else as an event says."""
        found: dict[UUID, int] = {}
        for person, _, _, _, birth_to in self._attached:
            if birth_to is not None:
                found.setdefault(self.one(person), birth_to)
        for person, day in self._parts(EventKind.BORN).values_list("person", "event__latest"):
            if day is not None:
                found.setdefault(self.one(person), day.year)
        return found

    def _parts(self, kind: EventKind) -> QuerySet[Participation]:
        events = Event.objects.known(on=self._at).filter(kind=kind)
        return Participation.objects.filter(event__in=events, part=Participation.Part.SUBJECT)


def _merge(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, UUID]:
    """Return for each person the one under whom all who share an attached record with her count."""
    by_record: dict[UUID, list[UUID]] = defaultdict(list)
    leader: dict[UUID, UUID] = {}

    def find(person: UUID) -> UUID:
        while leader.get(person, person) != person:
            person = leader[person]
        return person

    for person, record in pairs:
        by_record[record].append(person)
    for sharing in by_record.values():
        for other in sharing[1:]:
            first, second = sorted((find(sharing[0]), find(other)))
            leader[second] = first
    return {person: find(person) for person in leader}

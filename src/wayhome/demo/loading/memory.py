"""What the loader remembers while it loads: which row stands for which reference of the invented world."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property

from wayhome.accounts.models import Team, User
from wayhome.accounts.principals import principal_of
from wayhome.demo.world.everything import Demo
from wayhome.demo.world.model import Family, Request
from wayhome.lists.models import Facility, ListDocument
from wayhome.people.models import Person, Record
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import Principal, acting_as


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a working day."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


@dataclass
class Memory:
    """Rows by the references of the world: users by user name, persons by `p0001`, records by line `r001-1`."""

    demo: Demo
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    requests: dict[str, TracingRequest] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    documents: dict[str, ListDocument] = field(default_factory=dict)
    _principals: dict[str, Principal] = field(default_factory=dict)

    @contextmanager
    def acting(self, username: str) -> Iterator[User]:
        """Let a member of staff act. Her grants are remembered, and forgotten whenever an action gives or ends one."""
        user = self.users[username]
        principal = self._principals.setdefault(username, principal_of(user))
        with acting_as(principal):
            yield user

    @cached_property
    def families(self) -> dict[str, Family]:
        return {family.ref: family for family in self.demo.world.families}

    @cached_property
    def families_of_line(self) -> dict[str, str]:
        return {line.ref: request.family for request in self.demo.world.requests for line in request.sought}

    @cached_property
    def first_request_of(self) -> dict[str, Request]:
        """The earliest request that asks for each person of the world."""
        first: dict[str, Request] = {}
        for request in sorted(self.demo.world.requests, key=lambda one: (one.opened_on, one.ref)):
            for line in request.sought:
                first.setdefault(line.person, request)
        return first

    @cached_property
    def born_events(self) -> frozenset[str]:
        """The people whose birth is told as an event."""
        return frozenset(
            ref for event in self.demo.world.events if event.kind == "born" for ref in event.people
        )

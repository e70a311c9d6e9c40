"""What `wayhome demo` says at its end: the published figures, asked of the database that was filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wayhome.accounts.principals import system
from wayhome.demo.loading.memory import at_hour
from wayhome.lists.models import ListRow
from wayhome.matches.models import Candidate
from wayhome.people.models import Person
from wayhome.people.standing import returned, still_missing
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as


def tell_figures(as_of: date) -> Iterator[str]:
    """Yield one line for each figure, as of the last day of the demo."""
    known_at = at_hour(as_of, 23, 59)
    with acting_as(system(), writes=False):
        missing, home = (
            still_missing(as_of=as_of, known_at=known_at),
            returned(as_of=as_of, known_at=known_at),
        )
        yield f"As of {as_of}: missing {missing.total} ({missing.women} women, {missing.children} children)"
        yield f"               returned {home.total} ({home.women} women, {home.children} children)"
        yield (
            f"{TracingRequest.objects.count()} requests, {Person.objects.count()} persons, "
            f"{ListRow.objects.count()} rows of lists, {Candidate.objects.count()} pairs"
        )

"""A sought family beside each group of a list in which somebody of it may stand: one page for the whole family.

The family's own people read it. What a list says of others stays closed to them: a row is told by its number, and
what was compared by labels without the words of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wayhome.matches import queries
from wayhome.matches.models import Candidate
from wayhome.people.identity import Identity, parse_identity
from wayhome.people.models import Record
from wayhome.tracing.models import TracingRequest
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import Principal

MOST_HOUSEHOLDS = 12


@dataclass(frozen=True, slots=True)
class Somebody:
    """A record with what it says, or None where its names are closed to the reader."""

    record: Record
    says: Identity | None


@dataclass(frozen=True, slots=True)
class Household:
    """Those whom a list names together, and the pairs with the family; at most one for each person, the best first."""

    pairs: tuple[Candidate, ...]
    sought: tuple[Somebody, ...]
    found: tuple[Somebody, ...]

    @property
    def first(self) -> Record:
        """The record of the list that fits best; it tells where the group stands."""
        return self.pairs[0].found

    @property
    def decided(self) -> tuple[Candidate, ...]:
        """The pairs that two people found to be one person."""
        return tuple(one for one in self.pairs if one.state == Candidate.State.SAME)


def households_of(request: TracingRequest, *, to: Principal) -> list[Household]:
    """Return the groups in which the family may stand, those with decided pairs first, then the weightiest.

    Raises:
        CompartmentClosed: the names of the family are not open to `to`.
    """
    places = request.sought.select_related("record").order_by("position")
    sought = tuple(Somebody(place.record, parse_identity(place.record.identity)) for place in places)
    together: dict[object, list[Candidate]] = defaultdict(list)
    for candidate in queries.standing_of(request):
        together[candidate.found.group_id or candidate.found_id].append(candidate)
    chosen = sorted((_one_each(pairs) for pairs in together.values()), key=_order)[:MOST_HOUSEHOLDS]
    members = _members([pairs[0].found for pairs in chosen])
    return [
        Household(pairs, sought, tuple(_somebody(one, to=to) for one in members[pairs[0].found_id])) for pairs in chosen
    ]


def _one_each(pairs: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Keep at most one pair for each person and each record: what was decided, then what weighs most."""
    taken: set[object] = set()
    kept = []
    for one in sorted(pairs, key=lambda one: (one.state != Candidate.State.SAME, -one.weight, one.number)):
        if not {one.sought_id, one.found_id} & taken:
            taken |= {one.sought_id, one.found_id}
            kept.append(one)
    return tuple(kept)


def _order(pairs: Sequence[Candidate]) -> tuple[bool, int, int]:
    return pairs[0].state != Candidate.State.SAME, -sum(one.weight for one in pairs), pairs[0].number


def _members(found: Sequence[Record]) -> dict[object, list[Record]]:
    """Return, for each record, everybody of its group as the list stands now, in the order of rows."""
    groups = {record.group_id for record in found if record.group_id}
    beside: dict[object, list[Record]] = defaultdict(list)
    rows = Record.objects.filter(group__in=groups).current().select_related("row_named__row")
    for record in rows.order_by("row_named__row__number", "pk"):
        beside[record.group_id].append(record)
    return {record.pk: beside[record.group_id] if record.group_id else [record] for record in found}


def _somebody(record: Record, *, to: Principal) -> Somebody:
    is_open = to.opens(record.case_file_id, Compartment.IDENTITY, record.pk)
    return Somebody(record, parse_identity(record.identity) if is_open else None)

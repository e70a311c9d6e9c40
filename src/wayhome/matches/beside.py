"""The two families of a pair, laid beside each other: who stands for whom, who stands alone.

Reads only records that the review has opened. The pairing is the matcher's; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wayhome.matches.models import Candidate
from wayhome.matches.weighing import matcher_in_force
from wayhome.people.comparable import comparables
from wayhome.people.identity import Identity, parse_identity
from wayhome.people.models import Record

_LEAST_MILLIBITS = 1500
_MOST_MEMBERS = 24


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the alignment; either side may be empty. `is_pair` marks the two records under review."""

    sought: Record | None
    found: Record | None
    sought_says: Identity | None
    found_says: Identity | None
    is_pair: bool
    millibits: int
    band: str = ""


def align_beside(candidate: Candidate) -> list[Place]:
    """Return the members of both families in pairs, the reviewed pair first, then pairs, then those alone."""
    sought = _group(candidate.sought)
    found = _group(candidate.found)
    pairs = {candidate.sought_id: (candidate.found_id, candidate.weight, str(candidate.band))}
    taken = {candidate.found_id}
    scored = matcher_in_force().score_family(comparables(sought), comparables(found))
    by_id = {str(record.pk): record for record in [*sought, *found]}
    for proposal in sorted(scored, key=lambda one: (-one.millibits, one.left, one.right)):
        left, right = by_id[proposal.left].pk, by_id[proposal.right].pk
        if left in pairs or right in taken or proposal.millibits < _LEAST_MILLIBITS or proposal.against:
            continue
        pairs[left] = (right, proposal.millibits, proposal.band.value)
        taken.add(right)
    lines = [_place(record, found, pairs, candidate) for record in sought]
    alone = [Place(None, record, None, parse_identity(record.identity), False, 0) for record in found if record.pk not in taken]
    return sorted(lines, key=lambda one: (not one.is_pair, one.found is None, -one.millibits)) + alone


def _group(record: Record) -> list[Record]:
    if record.group_id is None:
        return [record]
    members = Record.objects.filter(group=record.group_id).current().exclude(kind=Record.Kind.ENQUIRER)
    others = list(members.exclude(pk=record.pk).order_by("birth_from", "pk")[:_MOST_MEMBERS])
    return [record, *others]


def _place(
    record: Record, found: Sequence[Record], pairs: dict[UUID, tuple[UUID, int, str]], candidate: Candidate
) -> Place:
    other_id, millibits, band = pairs.get(record.pk) or (None, 0, "")
    other = next((one for one in found if one.pk == other_id), None)
    return Place(
        record,
        other,
        parse_identity(record.identity),
        parse_identity(other.identity) if other else None,
        record.pk == candidate.sought_id,
        millibits,
        band,
    )

"""The blind hint: somebody else may have asked for the same person. It tells whom to ask, and nothing else.

The comparison runs as the matcher over all requests, whoever may see them; out of it come only the workers' ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from kinmatch import Band, Matcher, PersonRecord
from wayhome.accounts.principals import matcher
from wayhome.people.comparable import comparables, person_record
from wayhome.people.frequency import StoredRarity
from wayhome.people.identity import Identity
from wayhome.people.models import Record
from wayhome.people.near import records_near
from wayhome.tracing.inputs import SoughtInput
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as

_MOST_COMPARED = 24
"""Records compared with each person who is being registered."""
_SIMILAR = (Band.STRONG, Band.POSSIBLE)


def workers_with_similar(sought: Sequence[SoughtInput], *, on: date) -> frozenset[UUID | None]:
    """Return the ids of the workers who registered a request for what may be the same persons; empty if there is none.

    None stands for a request that no worker keeps any more.
    """
    with acting_as(matcher(), writes=False):
        asked = [_compared(person, on) for person in sought if person.names]
        near = records_near(asked, kind=Record.Kind.SOUGHT, most=_MOST_COMPARED)
        if not near:
            return frozenset()
        proposals = Matcher(StoredRarity.of_database()).score_family(asked, comparables(near))
        similar = {UUID(one.right) for one in proposals if one.band in _SIMILAR and not one.against}
        groups = [record.group_id for record in near if record.pk in similar]
        return frozenset(TracingRequest.objects.filter(group__in=groups).values_list("taken_by", flat=True))


def _compared(person: SoughtInput, on: date) -> PersonRecord:
    identity = Identity(
        names=person.names, father=person.father, grandfather=person.grandfather, mother=person.mother,
        husband=person.husband, birth=person.birth, birth_stated_on=on.isoformat(), origin=person.origin,
        marks=person.marks, identifiers=person.identifiers, children_count=person.children_count,
    )  # fmt: skip
    return person_record(identity, ref=str(uuid4()), sex=person.sex or "u", source="draft", group="draft")

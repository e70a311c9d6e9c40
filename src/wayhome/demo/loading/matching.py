"""Proposals: who on the lists may be whom, at the moment when both a list and a request were in the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kinmatch.match import Matcher, Proposal
from wayhome.accounts.principals import matcher
from wayhome.demo.loading.memory import Memory
from wayhome.lists.models import RowRecord
from wayhome.matches.models import Candidate
from wayhome.matches.proposing import offer, propose_for_list, propose_for_request
from wayhome.people.comparable import comparables
from wayhome.people.frequency import StoredRarity
from wayhome.people.models import Record
from wayhome.tracing.models import SoughtPerson
from wayhome.vault.principals import acting_as


def match_list(memory: Memory, slug: str, *, at: datetime) -> None:
    """Look for everybody who is sought on a list that has just been read in."""
    with acting_as(matcher()):
        named = Record.objects.filter(row_named__row__document=memory.documents[slug]).current()
        propose_for_list(list(named.order_by("row_named__row__number", "row_named__position")), at=at)


def match_request(memory: Memory, ref: str, *, at: datetime) -> None:
    """Look for those whom a new request seeks on the lists that are there."""
    with acting_as(matcher()):
        propose_for_request(memory.requests[ref], at=at)


def candidate_of(sought: Record, found: Record, *, at: datetime) -> Candidate:
    """Return the pair of two records, offering it now where the matcher had not kept it among the best."""
    known = Candidate.objects.filter(sought=sought, found=found).first()
    if known is not None:
        return known
    with acting_as(matcher()):
        place = SoughtPerson.objects.get(record=sought)
        proposal = _score(sought, found)
        assert proposal is not None, "the matcher compares whatever it is given"
        offer(proposal, place=place, at=at)
    return Candidate.objects.get(sought=sought, found=found)


def record_in(memory: Memory, slug: str, row: int) -> Record:
    """Return the record of the first whom a row of a list names."""
    named = RowRecord.objects.select_related("record").filter(
        row__document=memory.documents[slug], row__number=row
    )
    return named.order_by("position")[0].record


def _score(sought: Record, found: Record) -> Proposal | None:
    left, right = _family(sought), _family(found)
    proposals: Iterable[Proposal] = Matcher(StoredRarity.of_database()).score_family(
        comparables(left), comparables(right)
    )
    return next((p for p in proposals if (p.left, p.right) == (str(sought.pk), str(found.pk))), None)


def _family(record: Record) -> list[Record]:
    if record.group_id is None:
        return [record]
    return list(Record.objects.filter(group=record.group_id).current().order_by("pk"))

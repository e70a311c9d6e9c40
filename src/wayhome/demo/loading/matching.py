"""Proposals: who on the lists may be whom, at the moment when both a list and a request were in the house.

Everything is compared once, after the last list has come, instead of anew for every list and request: the pairs are
the same, and the demo is there minutes earlier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from kinmatch.match import Matcher, Proposal
from wayhome.accounts.principals import matcher
from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.lists.models import ListDocument, RowRecord
from wayhome.matches.models import Candidate
from wayhome.matches.proposing import offer, offer_all
from wayhome.people.comparable import comparables
from wayhome.people.frequency import StoredRarity
from wayhome.people.models import Record
from wayhome.tracing.models import SoughtPerson
from wayhome.vault.principals import acting_as

Offers = dict[date, list[Proposal]]


def compare_all(memory: Memory) -> Offers:
    """Compare everybody who is sought with everybody on the lists; return the pairs by the day of their offer."""
    with acting_as(matcher(), writes=False):
        listed = list(Record.objects.filter(kind=Record.Kind.LISTED).current().order_by("pk"))
        sought = list(Record.objects.filter(kind=Record.Kind.SOUGHT).current().order_by("pk"))
        proposals = Matcher(StoredRarity.of_database()).match(
            comparables(sought), comparables(listed), same=_same(memory)
        )
        day_of_row = dict(RowRecord.objects.values_list("record", "row__document__received_on"))
        day_of_line = dict(SoughtPerson.objects.values_list("record", "request__opened_on"))
        offers: Offers = defaultdict(list)
        for proposal in proposals:
            day = max(day_of_row[UUID(proposal.right)], day_of_line[UUID(proposal.left)])
            offers[day].append(proposal)
    return offers


def offer_on(day: date, proposals: Iterable[Proposal]) -> None:
    """Offer the best pairs of a day."""
    with acting_as(matcher()):
        offer_all(proposals, at=at_hour(day, 19))


def candidate_of(sought: Record, found: Record, *, at: datetime) -> Candidate:
    """Return the pair of two records, offering it now where the matcher had not kept it among the best."""
    known = Candidate.objects.filter(sought=sought, found=found).first()
    if known is not None:
        return known
    with acting_as(matcher()):
        offer(_score(sought, found), place=SoughtPerson.objects.get(record=sought), at=at)
    return Candidate.objects.get(sought=sought, found=found)


def record_in(memory: Memory, slug: str, row: int) -> Record:
    """Return the record of the first whom a row of a list names."""
    document: ListDocument = memory.documents[slug]
    named = RowRecord.objects.select_related("record").filter(row__document=document, row__number=row)
    return named.order_by("position")[0].record


def _same(memory: Memory) -> dict[str, frozenset[str]]:
    """Return for each line of a second request the line of the first that two people found to be the same person."""
    lines: dict[str, list[str]] = defaultdict(list)
    for request in memory.demo.world.requests:
        if request.resolved:
            for line in request.sought:
                lines[line.person].append(str(memory.records[line.ref].pk))
    return {
        one: frozenset(other for other in sharing if other != one)
        for sharing in lines.values()
        if len(sharing) > 1
        for one in sharing
    }


def _score(sought: Record, found: Record) -> Proposal:
    proposals = Matcher(StoredRarity.of_database()).score_family(
        comparables(_family(sought)), comparables(_family(found))
    )
    return next(one for one in proposals if (one.left, one.right) == (str(sought.pk), str(found.pk)))


def _family(record: Record) -> list[Record]:
    if record.group_id is None:
        return [record]
    return list(Record.objects.filter(group=record.group_id).current().order_by("pk"))

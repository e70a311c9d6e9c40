"""From new records to candidates: find by keyed hashes what is worth comparing, compare families, offer pairs.

Runs as the matcher, who holds the identity compartment and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kinmatch import Band, Proposal, format_evidence
from kinmatch.account import even_of
from kinmatch.weights import Weights
from wayhome.accounts.actions import take_number
from wayhome.accounts.principals import actor_key
from wayhome.ledger import actions as ledger
from wayhome.matches import policies
from wayhome.matches.actions import reopen
from wayhome.matches.models import Candidate
from wayhome.matches.weighing import matcher_in_force, weights_in_force
from wayhome.people.comparable import comparables
from wayhome.people.models import Attachment, Record
from wayhome.people.near import records_near
from wayhome.tracing.models import SoughtPerson, TracingRequest
from wayhome.vault.keys import keyed_hash

_MOST_FOR_SOUGHT = 40
"""Listed records compared with each sought person; those listed together with them come besides."""
_MOST_FOR_LISTED = 12
"""Sought persons compared, with their families, with each record of a list."""
KEPT_FOR_EACH = {Band.STRONG: 5, Band.POSSIBLE: 4, Band.WEAK: 0}


def propose_for_request(request: TracingRequest, *, at: datetime) -> int:
    """Compare the sought persons of a request with every listed record that shares a rare name; return pairs offered."""
    return offer_all(compare_request(request), at=at)


def compare_request(
    request: TracingRequest, *, beside: Sequence[Record] = (), weights: Weights | None = None
) -> list[Proposal]:
    """Compare the sought persons of a request with every listed record that shares a rare name.

    Args:
        beside: further records to compare with, whether they share a name or not.
        weights: those to compare with; the ones in force if not given.
    """
    sought = list(Record.objects.filter(group=request.group_id, kind=Record.Kind.SOUGHT).current())
    asked = comparables(sought)
    near = records_near(asked, kind=Record.Kind.LISTED, most=_MOST_FOR_SOUGHT)
    found = with_households([*near, *beside])
    population = Record.objects.filter(kind=Record.Kind.LISTED).count()
    return matcher_in_force(weights).score_family(asked, comparables(found), population=population)


def propose_for_list(records: Sequence[Record], *, at: datetime) -> int:
    """Compare the records of a list with every sought family that shares a rare name; return pairs offered."""
    rows = comparables(records)
    near = records_near(rows, kind=Record.Kind.SOUGHT, most=_MOST_FOR_LISTED)
    groups = {record.group_id for record in near}
    sought = list(Record.objects.filter(group__in=groups, kind=Record.Kind.SOUGHT).current())
    proposals = matcher_in_force().match(comparables(sought), rows, same={})
    return offer_all(proposals, at=at)


def with_households(records: Sequence[Record]) -> list[Record]:
    """Add those whom a source names together with one of the records."""
    groups = {record.group_id for record in records if record.group_id}
    beside = Record.objects.filter(group__in=groups).current()
    return list({record.pk: record for record in [*records, *beside]}.values())


def offer_all(proposals: Iterable[Proposal], *, at: datetime) -> int:
    """Offer the best pairs of each sought person; return how many were new or came back."""
    of_person: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        of_person[proposal.left].append(proposal)
    chosen = [proposal for ranked in of_person.values() for proposal in best_of(ranked)]
    places = {
        str(place.record_id): place
        for place in SoughtPerson.objects.filter(record__in=[proposal.left for proposal in chosen])
    }
    return sum(offer(proposal, place=places[proposal.left], at=at) for proposal in chosen if proposal.left in places)


@transaction.atomic
def offer(proposal: Proposal, *, place: SoughtPerson, at: datetime) -> bool:
    """Offer one pair. One that two people found different returns only if something new speaks, and says what.

    Returns:
        Whether the pair is new in the queues.
    """
    if Attachment.objects.in_force().filter(person=place.person_id, record=proposal.right).exists():
        return False
    evidence = [item for item in format_evidence(proposal.evidence) if item["outcome"] != "unknown"]
    digest = evidence_digest(evidence)
    candidate = Candidate.objects.filter(sought=place.record_id, found=proposal.right).first()
    if candidate is None:
        candidate = Candidate.objects.create(
            case_file_id=place.case_file_id, number=take_number("match"), person_id=place.person_id,
            sought_id=place.record_id, found_id=UUID(proposal.right), band=proposal.band.value,
            weight=proposal.millibits, offered_at=at, offered_evidence=digest, evidence=sealed_evidence(proposal, evidence),
        )  # fmt: skip
        ledger.seal("match.offered", by=actor_key(None), at=at, candidate=candidate.pk)
        return True
    if candidate.offered_evidence == digest or candidate.state == Candidate.State.SAME:
        return False
    known = {_said(item) for item in candidate.evidence["items"]}
    new = [item for item in evidence if _said(item) not in known]
    untouched = candidate.state == Candidate.State.WAITING and not candidate.reviews.exists()
    returns = candidate.state in policies.RESTING_STATES and bool(new)
    if not (untouched or returns):
        return False
    candidate.band, candidate.weight, candidate.offered_evidence = proposal.band.value, proposal.millibits, digest
    candidate.evidence = sealed_evidence(proposal, evidence)
    candidate.save(update_fields=["band", "weight", "offered_evidence", "evidence"])
    if returns:
        reopen(candidate=candidate, at=at, because=new)
        ledger.seal("match.returned", by=actor_key(None), at=at, candidate=candidate.pk, round=candidate.round)
    return returns


def evidence_digest(evidence: Iterable[dict[str, object]]) -> str:
    """Return a keyed digest of what is said, whatever it weighs today: weights move with every new record."""
    return keyed_hash("evidence", "\n".join(sorted(_said(item) for item in evidence))).hex()


def best_of(ranked: Sequence[Proposal]) -> list[Proposal]:
    """Return the pairs of one person that people should see, the weightiest of each band."""
    left = dict(KEPT_FOR_EACH)
    chosen = []
    for proposal in sorted(ranked, key=lambda one: (-one.millibits, one.right)):
        if left[proposal.band] > 0:
            left[proposal.band] -= 1
            chosen.append(proposal)
    return chosen


def _said(item: dict[str, object]) -> str:
    return "|".join(str(item[key]) for key in ("feature", "outcome", "left", "right"))


def sealed_evidence(proposal: Proposal, evidence: list[dict[str, object]]) -> dict[str, object]:
    """Return what is kept of a proposal: its evidence, and what the whole was measured against."""
    return {
        "items": evidence,
        "against": [str(feature) for feature in proposal.against],
        "prior": proposal.prior_millibits,
        "lead": proposal.lead_millibits,
        "even": even_of(weights_in_force()),
        "competed": proposal.competed_millibits,
        "odds": proposal.odds_millibits,
    }

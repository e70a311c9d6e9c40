"""Compare again what was compared before: after the engine or its weights changed, family by family.

What people decided, and what a reviewer is looking at, stays as it is. Everything else gets the evidence that the
engine of today finds. A dry run changes nothing and counts the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kinmatch import Proposal, format_evidence
from kinmatch.weights import Weights
from wayhome.accounts.principals import actor_key
from wayhome.ledger import actions as ledger
from wayhome.matches import policies, queries
from wayhome.matches.models import Candidate, Rescoring, Review, ReviewAssignment
from wayhome.matches.proposing import best_of, compare_request, evidence_digest, offer, sealed_evidence
from wayhome.matches.weighing import fitted_in_force, weights_in_force
from wayhome.people.models import Record
from wayhome.tracing.models import SoughtPerson, TracingRequest

Progress = Callable[[int, int], None]
Key = tuple[str, str]


@dataclass
class Tally:
    """What a run found. `bands` counts renewed pairs by (band before, band after)."""

    requests: int = 0
    decided: int = 0
    in_review: int = 0
    not_compared: int = 0
    unchanged: int = 0
    bands: Counter[tuple[str, str]] = field(default_factory=Counter)
    new: int = 0

    @property
    def renewed(self) -> int:
        """How many pairs get new evidence."""
        return sum(self.bands.values())

    @property
    def moved(self) -> int:
        """How many of them change their band."""
        return sum(n for (before, after), n in self.bands.items() if before != after)

    def kept(self) -> dict[str, object]:
        """Return the counts as plain JSON values."""
        plain = {name: getattr(self, name) for name in _COUNTS}
        return {**plain, "bands": sorted([*pair, n] for pair, n in self.bands.items())}

    @classmethod
    def of(cls, kept: dict[str, object]) -> Tally:
        """Read what `kept` wrote."""
        tally = cls()
        for name in _COUNTS:
            setattr(tally, name, int(str(kept.get(name, 0))))
        bands = kept.get("bands", [])
        assert isinstance(bands, list)
        tally.bands = Counter({(before, after): n for before, after, n in bands})
        return tally


_COUNTS = ("requests", "decided", "in_review", "not_compared", "unchanged", "new")


def preview(*, at: datetime, weights: Weights | None = None, progress: Progress | None = None) -> Tally:
    """Count what a run would change, and change nothing.

    Args:
        weights: those to compare with; the ones in force if not given.
    """
    tally = Tally()
    weights = weights or weights_in_force()
    for done, (request, of) in enumerate(_walk(standing_requests()), 1):
        count(compare_again(request, weights=weights), tally=tally)
        if progress is not None:
            progress(done, of)
    return tally


def run(*, at: Callable[[], datetime], anew: bool = False, progress: Progress | None = None) -> Rescoring:
    """Compare every family again; one that was interrupted goes on where it stood.

    Each family is one transaction. Weights that were set or undone since a run began make it begin anew.

    Args:
        anew: begin with the first family, whatever was interrupted; after an update in the middle of a run.
    """
    weights = weights_in_force()
    standing = begin(at=at(), anew=anew)
    rest = standing_requests().filter(number__gt=standing.last_number)
    before = standing_requests().count() - rest.count()
    tally = Tally.of(standing.counts)
    for done, (request, of) in enumerate(_walk(rest), before + 1):
        again = compare_again(request, weights=weights)  # takes its time, so nobody's writing waits for it
        with transaction.atomic():
            renew(again, tally=tally, at=at())
            standing.last_number, standing.counts = request.number, tally.kept()
            standing.save(update_fields=["last_number", "counts"])
        if progress is not None:
            progress(done, before + of)
    finish(standing, tally, at=at())
    return standing


@transaction.atomic
def begin(*, at: datetime, anew: bool = False) -> Rescoring:
    """Return the run that was interrupted, or a new one."""
    fitted = weights_row()
    standing = Rescoring.objects.filter(ended_at__isnull=True).first()
    if standing is not None and standing.weights_id == fitted and not anew:
        return standing
    if standing is not None:
        standing.ended_at = at
        standing.save(update_fields=["ended_at"])
    standing = Rescoring.objects.create(started_at=at, weights_id=fitted, counts=Tally().kept())
    ledger.seal("match.rescoring_begun", by=actor_key(None), at=at, rescoring=standing.pk)
    return standing


@transaction.atomic
def finish(standing: Rescoring, tally: Tally, *, at: datetime) -> None:
    """Say that a run came to its end."""
    standing.ended_at, standing.is_whole = at, True
    standing.save(update_fields=["ended_at", "is_whole"])
    ledger.seal(
        "match.rescoring_ended", by=actor_key(None), at=at, rescoring=standing.pk, renewed=tally.renewed,
        moved=tally.moved, new=tally.new,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Again:
    """One family compared again: its pairs as they stand, and what the engine says of each today."""

    group: UUID
    pairs: dict[Key, Candidate]
    proposals: dict[Key, Proposal]
    new: tuple[Proposal, ...]


def compare_again(request: TracingRequest, *, weights: Weights) -> Again:
    """Compare one family with the lists; changes nothing."""
    pairs = pairs_of(request.group_id)
    beside = list(Record.objects.filter(pk__in=[one.found_id for one in pairs.values()]).current())
    found = compare_request(request, beside=beside, weights=weights)
    of_person: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in found:
        of_person[proposal.left].append(proposal)
    best = [one for ranked in of_person.values() for one in best_of(ranked) if (one.left, one.right) not in pairs]
    places = _places(best)
    attached = queries.attached_pairs(places.values())
    new = [one for one in best if one.left in places and (str(places[one.left].person_id), one.right) not in attached]
    return Again(request.group_id, pairs, {(one.left, one.right): one for one in found}, tuple(new))


def pairs_of(group: UUID) -> dict[Key, Candidate]:
    """Return the pairs of a family by its records and those found; `is_seen` says that a reviewer is at one."""
    candidates = Candidate.objects.filter(sought__group=group).annotate(is_seen=_is_seen())
    return {(str(one.sought_id), str(one.found_id)): one for one in candidates}


def count(again: Again, *, tally: Tally) -> None:
    """Count what a family's new comparison would change."""
    _renewable(again.pairs, again.proposals, tally=tally)
    tally.new += len(again.new)


def renew(again: Again, *, tally: Tally, at: datetime) -> None:
    """Write what a family's new comparison changes. What was decided or taken for review meanwhile stays as it is."""
    pairs = pairs_of(again.group)
    for candidate, proposal in _renewable(pairs, again.proposals, tally=tally):
        evidence = _said(proposal)
        candidate.band, candidate.weight = proposal.band.value, proposal.millibits
        candidate.evidence = sealed_evidence(proposal, evidence)
        candidate.offered_evidence = evidence_digest(evidence)
        candidate.save(update_fields=["band", "weight", "evidence", "offered_evidence"])
        ledger.seal("match.rescored", by=actor_key(None), at=at, candidate=candidate.pk, band=candidate.band)
    for key, candidate in pairs.items():
        if candidate.state in policies.RESTING_STATES and key in again.proposals:
            # It returns for what is newly said, and not because the engine speaks otherwise.
            digest = evidence_digest(_said(again.proposals[key]))
            Candidate.objects.filter(pk=candidate.pk).update(offered_evidence=digest)
    places = _places(again.new)
    tally.new += sum(offer(one, place=places[one.left], at=at) for one in again.new if one.left in places)


def _renewable(
    pairs: dict[Key, Candidate], proposals: dict[Key, Proposal], *, tally: Tally
) -> list[tuple[Candidate, Proposal]]:
    """Choose the pairs that get other evidence than they have, and count all."""
    tally.requests += 1
    chosen = []
    for key, candidate in pairs.items():
        proposal = proposals.get(key)
        if candidate.state not in policies.OPEN_STATES:
            tally.decided += 1
        elif candidate.is_seen:  # type: ignore[attr-defined]  # annotated in pairs_of
            tally.in_review += 1
        elif proposal is None:
            tally.not_compared += 1
        elif candidate.evidence == sealed_evidence(proposal, _said(proposal)) and candidate.band == proposal.band:
            tally.unchanged += 1
        else:
            tally.bands[candidate.band, proposal.band.value] += 1
            chosen.append((candidate, proposal))
    return chosen


def _said(proposal: Proposal) -> list[dict[str, object]]:
    return [item for item in format_evidence(proposal.evidence) if item["outcome"] != "unknown"]


def _places(proposals: Iterable[Proposal]) -> dict[str, SoughtPerson]:
    records = [one.left for one in proposals]
    return {str(place.record_id): place for place in SoughtPerson.objects.filter(record__in=records)}


def standing_requests() -> QuerySet[TracingRequest]:
    """Return the requests whose people are still looked for."""
    return TracingRequest.objects.exclude(status=TracingRequest.Status.CLOSED)


def weights_row() -> int | None:
    """Return the number of the weights in force, or None for the package's."""
    fitted = fitted_in_force()
    return fitted.pk if fitted else None


def _walk(requests: QuerySet[TracingRequest]) -> Iterator[tuple[TracingRequest, int]]:
    """Give requests in the order of their numbers, with how many there are; each is read when it is its turn."""
    numbers = list(requests.order_by("number").values_list("number", flat=True))
    for number in numbers:
        yield TracingRequest.objects.get(number=number), len(numbers)


def _is_seen() -> Q:
    """A reviewer has the pair before her, or has spoken in this round."""
    here = Q(candidate=OuterRef("pk"), round=OuterRef("round"))
    assigned = ReviewAssignment.objects.filter(here, ended_at__isnull=True)
    said = Review.objects.filter(here, taken_back_at__isnull=True)
    return Exists(assigned) | Exists(said)


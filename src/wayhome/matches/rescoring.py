"""Compare again what was compared before: after the engine or its weights changed, family by family.

What people decided, and what a reviewer is looking at, stays as it is. Everything else gets the evidence that the
engine of today finds. A dry run changes nothing and counts the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

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
        tally = cls(**{name: int(str(kept.get(name, 0))) for name in _COUNTS})
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
        rescore_request(request, tally=tally, at=at, weights=weights, apply=False)
        if progress is not None:
            progress(done, of)
    return tally


def run(*, at: Callable[[], datetime], progress: Progress | None = None) -> Rescoring:
    """Compare every family again; one that was interrupted goes on where it stood.

    Each family is one transaction. Weights that were set or undone since a run began make it begin anew.
    """
    weights = weights_in_force()
    standing = begin(at=at())
    rest = standing_requests().filter(number__gt=standing.last_number)
    before = standing_requests().count() - rest.count()
    tally = Tally.of(standing.counts)
    for done, (request, of) in enumerate(_walk(rest), before + 1):
        with transaction.atomic():
            rescore_request(request, tally=tally, at=at(), weights=weights, apply=True)
            standing.last_number, standing.counts = request.number, tally.kept()
            standing.save(update_fields=["last_number", "counts"])
        if progress is not None:
            progress(done, before + of)
    finish(standing, tally, at=at())
    return standing


@transaction.atomic
def begin(*, at: datetime) -> Rescoring:
    """Return the run that was interrupted, or a new one."""
    fitted = weights_row()
    standing = Rescoring.objects.filter(ended_at__isnull=True).first()
    if standing is not None and standing.weights_id == fitted:
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


def rescore_request(
    request: TracingRequest, *, tally: Tally, at: datetime, weights: Weights, apply: bool
) -> None:
    """Compare one family again and count; with `apply` renew what may be renewed and offer what is new."""
    pairs = {
        (str(one.sought_id), str(one.found_id)): one
        for one in Candidate.objects.filter(sought__group=request.group_id).annotate(is_seen=_is_seen())
    }
    beside = list(Record.objects.filter(pk__in=[one.found_id for one in pairs.values()]).current())
    by_pair = {(one.left, one.right): one for one in compare_request(request, beside=beside, weights=weights)}
    tally.requests += 1
    for key, candidate in pairs.items():
        proposal = by_pair.get(key)
        if candidate.state not in policies.OPEN_STATES:
            tally.decided += 1
            if apply and proposal is not None and candidate.state in policies.RESTING_STATES:
                _keep_at_rest(candidate, proposal)
        elif candidate.is_seen:
            tally.in_review += 1
        elif proposal is None:
            tally.not_compared += 1
        else:
            _renew(candidate, proposal, tally=tally, at=at, apply=apply)
    _offer_new(by_pair, pairs.keys(), tally=tally, at=at, apply=apply)


def standing_requests() -> QuerySet[TracingRequest]:
    """Return the requests whose people are still looked for."""
    return TracingRequest.objects.exclude(status=TracingRequest.Status.CLOSED)


def weights_row() -> int | None:
    """Return the number of the weights in force, or None for the package's."""
    fitted = fitted_in_force()
    return fitted.pk if fitted else None


def _renew(candidate: Candidate, proposal: Proposal, *, tally: Tally, at: datetime, apply: bool) -> None:
    evidence = [item for item in format_evidence(proposal.evidence) if item["outcome"] != "unknown"]
    band, weight, kept = proposal.band.value, proposal.millibits, sealed_evidence(proposal, evidence)
    if (candidate.band, candidate.weight) == (band, weight) and candidate.evidence == kept:
        tally.unchanged += 1
        return
    tally.bands[candidate.band, band] += 1
    if not apply:
        return
    candidate.band, candidate.weight, candidate.evidence = band, weight, kept
    candidate.offered_evidence = evidence_digest(evidence)
    candidate.save(update_fields=["band", "weight", "evidence", "offered_evidence"])
    ledger.seal("match.rescored", by=actor_key(None), at=at, candidate=candidate.pk, band=band)


def _keep_at_rest(candidate: Candidate, proposal: Proposal) -> None:
    """Have a pair that people set aside return for what is newly said, and not because the engine speaks otherwise."""
    evidence = [item for item in format_evidence(proposal.evidence) if item["outcome"] != "unknown"]
    Candidate.objects.filter(pk=candidate.pk).update(offered_evidence=evidence_digest(evidence))


def _offer_new(
    by_pair: dict[tuple[str, str], Proposal], known: Collection[tuple[str, str]], *, tally: Tally, at: datetime, apply: bool
) -> None:
    of_person: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in by_pair.values():
        of_person[proposal.left].append(proposal)
    chosen = [one for ranked in of_person.values() for one in best_of(ranked) if (one.left, one.right) not in known]
    if not chosen:
        return
    places = {str(p.record_id): p for p in SoughtPerson.objects.filter(record__in=[one.left for one in chosen])}
    attached = queries.attached_pairs(places.values())
    for one in chosen:
        place = places.get(one.left)
        if place is None or (str(place.person_id), one.right) in attached:
            continue
        if not apply or offer(one, place=place, at=at):
            tally.new += 1


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


"""Weights from this deployment's own decisions: estimated, shown, set, undone. Reads decided pairs as the matcher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kinmatch import Evidence
from kinmatch.learn import ProposedWeights, ReviewedPair, fit_from_decisions
from kinmatch.weights import Weights
from wayhome.accounts.principals import actor_key
from wayhome.ledger import actions as ledger
from wayhome.matches.models import Candidate, Decision, FittedWeights
from wayhome.matches.proposing import with_households
from wayhome.matches.weighing import fitted_in_force, kept_weights, matcher_in_force, weights_in_force
from wayhome.people.comparable import comparables
from wayhome.people.models import Record

LEAST_DECISIONS, LEAST_OF_EACH = 100, 20
JUDGED = (Decision.Outcome.SAME, Decision.Outcome.DIFFERENT)


class TooFew(Exception):
    """There are too few decisions to estimate weights from; says how many there are."""

    def __init__(self, same: int, different: int) -> None:
        super().__init__(f"{same} pairs were found to be one person and {different} to be two")
        self.same, self.different = same, different


class NothingSet(Exception):
    """No weights of this deployment are in force, so that none can be undone."""


def reviewed_pairs(*, population: int | None = None) -> list[ReviewedPair]:
    """Return every standing decision as a pair with the evidence that the weights in force give it today.

    Args:
        population: how many rows the lists hold; counted if not given.
    """
    decisions = Decision.objects.filter(undone_at__isnull=True, outcome__in=JUDGED)
    of_family: dict[object, list[tuple[Candidate, bool]]] = defaultdict(list)
    for decision in decisions.select_related("candidate__sought", "candidate__found").order_by("pk"):
        candidate = decision.candidate
        of_family[candidate.sought.group_id].append((candidate, decision.outcome == Decision.Outcome.SAME))
    rows = population or Record.objects.filter(kind=Record.Kind.LISTED).count()
    weights = weights_in_force()
    return [pair for judged in of_family.values() for pair in _judged(judged, rows, weights)]


def propose(pairs: Sequence[ReviewedPair]) -> ProposedWeights:
    """Estimate weights from decisions; nothing is changed by it.

    Raises:
        TooFew: fewer than LEAST_DECISIONS pairs, or than LEAST_OF_EACH of either answer.
    """
    same = sum(pair.same for pair in pairs)
    if len(pairs) < LEAST_DECISIONS or min(same, len(pairs) - same) < LEAST_OF_EACH:
        raise TooFew(same, len(pairs) - same)
    return fit_from_decisions(pairs, weights_in_force(), provenance=f"{len(pairs)} decisions of this deployment")


@transaction.atomic
def set_weights(weights: Weights, *, same: int, different: int, at: datetime) -> FittedWeights:
    """Compare with these weights from now on."""
    last = FittedWeights.objects.aggregate(last=Max("number"))["last"] or 0
    fitted = FittedWeights.objects.create(
        number=last + 1, set_at=at, found_same=same, found_different=different, weights=kept_weights(weights)
    )
    ledger.seal("match.weights_set", by=actor_key(None), at=at, number=fitted.number, same=same, different=different)
    return fitted


@transaction.atomic
def undo_weights(*, at: datetime) -> FittedWeights:
    """Go back to the weights that were in force before the last ones were set.

    Raises:
        NothingSet: the package's own weights are in force.
    """
    fitted = fitted_in_force()
    if fitted is None:
        raise NothingSet
    fitted.undone_at = at
    fitted.save(update_fields=["undone_at"])
    ledger.seal("match.weights_undone", by=actor_key(None), at=at, number=fitted.number)
    return fitted


def _judged(judged: Sequence[tuple[Candidate, bool]], rows: int, weights: Weights) -> list[ReviewedPair]:
    """Weigh the decided pairs of one family again, each list's group aligned with the family as it was offered."""
    sought = [one.sought for one, _ in judged]
    family = with_households(sought)
    found = with_households([one.found for one, _ in judged])
    kept = [one for one in family if one.kind == Record.Kind.SOUGHT]
    proposals = matcher_in_force(weights).score_family(comparables(kept), comparables(found), population=rows)
    by_pair = {(one.left, one.right): one for one in proposals}
    pairs = []
    for candidate, is_same in judged:
        proposal = by_pair.get((str(candidate.sought_id), str(candidate.found_id)))
        if proposal is not None:
            offset = (proposal.prior_millibits or 0) + _without_term(proposal.evidence)
            family_key = str(candidate.sought.group_id or candidate.sought_id)
            pairs.append(ReviewedPair(proposal.evidence, is_same, family_key, offset))
    return pairs


def _without_term(evidence: Sequence[Evidence]) -> int:
    """Sum what no weight can be estimated for, as what the rest of the family adds."""
    return sum(one.millibits for one in evidence if not one.term)

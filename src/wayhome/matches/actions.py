"""Writes about matches: queues are filled, reviews said and taken back, decisions made and undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from wayhome.accounts.actions import end_row_grants, grant_rows
from wayhome.accounts.models import RowGrant, User
from wayhome.accounts.policies import insist
from wayhome.accounts.principals import actor_key, roles_of
from wayhome.ledger import actions as ledger
from wayhome.matches import policies, queries
from wayhome.matches.models import Candidate, Conflict, Decision, Review, ReviewAssignment
from wayhome.people import actions as people
from wayhome.people.models import Attachment, Record
from wayhome.vault.compartments import Compartment

QUEUE_LENGTH = 20
# A pair that somebody fetched and left unanswered goes back to the others, and its names close again.
KEPT_FOR = timedelta(days=14)


@transaction.atomic
def fill_queue(*, reviewer: User, at: datetime) -> list[ReviewAssignment]:
    """Bring a reviewer's queue up to its length with pairs that she may review, the weightiest first.

    Each assignment opens to her the identity fields of both records and of those named beside them.
    """
    release_stale(at=at)
    open_now = queries.queue_of(reviewer).count()  # what she has answered waits for others, not for her
    chosen = queries.waiting_for(reviewer)[: max(QUEUE_LENGTH - open_now, 0)]
    return [assign(candidate=candidate, reviewer=reviewer, at=at) for candidate in chosen]


@transaction.atomic
def assign(*, candidate: Candidate, reviewer: User, at: datetime) -> ReviewAssignment:
    """Ask a reviewer about a candidate and open to her what she needs to see."""
    insist(_why_not(candidate, reviewer))
    assignment, created = ReviewAssignment.objects.get_or_create(
        candidate=candidate, reviewer=reviewer, round=candidate.round,
        defaults={"case_file_id": candidate.case_file_id, "assigned_at": at},
    )  # fmt: skip
    if not created and assignment.ended_at is not None:
        assignment.assigned_at, assignment.ended_at = at, None
        assignment.save(update_fields=["assigned_at", "ended_at"])
        created = True
    if created:
        grant_rows(
            user=reviewer, rows=queries.rows_shown(candidate), compartment=Compartment.IDENTITY,
            reason=RowGrant.Reason.REVIEW, basis=assignment.pk, at=at,
        )  # fmt: skip
        ledger.seal("match.assigned", by=reviewer.key_id, at=at, candidate=candidate.pk, round=candidate.round)
    return assignment


@transaction.atomic
def release_stale(*, at: datetime) -> int:
    """Take back what reviewers fetched long ago and did not answer; return how many pairs are free again."""
    stale = list(queries.unanswered(assigned_before=at - KEPT_FOR))
    for assignment in stale:
        _end(assignment, at=at)
        ledger.seal(
            "match.released", by=actor_key(None), at=at, candidate=assignment.candidate_id, round=assignment.round
        )
    return len(stale)


@transaction.atomic
def say(
    *, candidate: Candidate, verdict: Review.Verdict, grounds: Sequence[str], reason: str, by: User, at: datetime
) -> Review:
    """Record what a reviewer finds. One reviewer never closes a match: two agreeing people do.

    Raises:
        Refused: the pair is closed, not hers, registered by her, already reviewed by her, or the reason is
            missing, or "the same person" rests on names alone.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    insist(_why_not(candidate, by))
    insist(policies.why_not_say(verdict=verdict, grounds=grounds, reason=reason))
    assignment = ReviewAssignment.objects.filter(
        candidate=candidate, reviewer=by, round=candidate.round, ended_at__isnull=True
    ).first()
    insist(None if assignment else policies.Refusal.NOT_ASSIGNED)
    review = Review(
        case_file_id=candidate.case_file_id, candidate=candidate, reviewer=by, round=candidate.round,
        verdict=verdict, bases=sorted(set(grounds)), reason=reason, said_at=at,
    )  # fmt: skip
    assert assignment is not None
    grant_rows(
        user=by, rows=[review.pk], compartment=Compartment.IDENTITY, reason=RowGrant.Reason.REVIEW,
        basis=assignment.pk, at=at,
    )  # fmt: skip
    review.save(force_insert=True)
    ledger.seal("match.reviewed", by=by.key_id, at=at, candidate=candidate.pk, review=review.pk, round=candidate.round)
    _settle(candidate, by=by, at=at)
    return review


@transaction.atomic
def take_back(*, review: Review, by: User, at: datetime) -> None:
    """Take back one's own review while nobody else has spoken; it stays as said, and no longer counts."""
    candidate = Candidate.objects.select_for_update().get(pk=review.candidate_id)
    stands = queries.standing_reviews(candidate).filter(pk=review.pk).exists()
    insist(
        policies.why_not_take_back(
            reviewer=by.pk, author=review.reviewer_id, state=candidate.state, stands=stands
        )
    )
    Review.objects.filter(pk=review.pk).update(taken_back_at=at)
    candidate.state = policies.state_after(queries.verdicts(candidate))
    candidate.save(update_fields=["state"])
    ledger.seal("match.review_taken_back", by=by.key_id, at=at, candidate=candidate.pk, review=review.pk)


@transaction.atomic
def declare_conflict(*, candidate: Candidate, by: User, at: datetime) -> None:
    """Say that one knows one of the families: the pair goes to somebody else, and what one said of it counts no more.

    Raises:
        Refused: the pair is decided.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    insist(None if candidate.state in policies.OPEN_STATES else policies.Refusal.CLOSED)
    Conflict.objects.get_or_create(
        candidate=candidate, reviewer=by,
        defaults={"case_file_id": candidate.case_file_id, "declared_at": at},
    )  # fmt: skip
    for assignment in ReviewAssignment.objects.filter(candidate=candidate, reviewer=by, ended_at__isnull=True):
        _end(assignment, at=at)
    if queries.standing_reviews(candidate).filter(reviewer=by).update(taken_back_at=at):
        candidate.state = policies.state_after(queries.verdicts(candidate))
        candidate.save(update_fields=["state"])
    ledger.seal("match.conflict_declared", by=by.key_id, at=at, candidate=candidate.pk)


@transaction.atomic
def undo(*, decision: Decision, reason: str, by: User, at: datetime) -> None:
    """Undo a decision: what it attached is detached, and the pair is reviewed anew in the next round."""
    candidate = Candidate.objects.select_for_update().get(pk=decision.candidate_id)
    # Read under the lock: a colleague may have undone it since the page was opened.
    decision = Decision.objects.select_related("attachment").get(pk=decision.pk)
    insist(
        policies.why_not_undo(
            undone=decision.undone_at is not None,
            is_member=queries.is_member(candidate, by),
            took_part=decision.reviews.filter(reviewer=by).exists(),
            reason=reason,
        )
    )
    if decision.attachment is not None and decision.attachment.detached_at is None:
        people.detach(attachment=decision.attachment, reason=reason, by=by, at=at)
    decision.undone_at, decision.undone_by, decision.undo_reason = at, by, reason
    decision.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    reopen(candidate=candidate, at=at, because=[])
    ledger.seal("match.decision_undone", by=by.key_id, at=at, candidate=candidate.pk, decision=decision.pk)


def reopen(*, candidate: Candidate, at: datetime, because: list[dict[str, object]]) -> None:
    """Put a candidate back into the queues in a new round, saying what is new."""
    for assignment in candidate.assignments.filter(ended_at__isnull=True):
        _end(assignment, at=at)
    candidate.round += 1
    candidate.state = Candidate.State.WAITING
    candidate.offered_at = at
    candidate.returned_because = {"new": because}
    candidate.save(update_fields=["round", "state", "offered_at", "returned_because"])


@transaction.atomic
def lapse(*, found: QuerySet[Record], at: datetime) -> int:
    """Propose the open pairs of these records no longer, because what they stood on was taken back."""
    candidates = list(Candidate.objects.filter(found__in=found, state__in=policies.OPEN_STATES))
    for candidate in candidates:
        for assignment in candidate.assignments.filter(ended_at__isnull=True):
            _end(assignment, at=at)
        candidate.state = Candidate.State.LAPSED
        candidate.save(update_fields=["state"])
        ledger.seal("match.lapsed", by=actor_key(None), at=at, candidate=candidate.pk)
    return len(candidates)


def _settle(candidate: Candidate, *, by: User, at: datetime) -> None:
    """Move the candidate on after a review, and decide when two people agree."""
    candidate.state = policies.state_after(queries.verdicts(candidate))
    candidate.save(update_fields=["state"])
    outcome = policies.outcome_of(candidate.state)
    if outcome is None:
        return
    decision = Decision(
        case_file_id=candidate.case_file_id, candidate=candidate, round=candidate.round, outcome=outcome, decided_at=at
    )
    if outcome == Decision.Outcome.SAME:
        decision.attachment = people.attach(
            person=candidate.person, record=candidate.found, basis=Attachment.Basis.REVIEW, by=by, at=at,
            decision=decision.pk,
        )  # fmt: skip
    decision.save(force_insert=True)
    decision.reviews.set(queries.standing_reviews(candidate))
    for assignment in candidate.assignments.filter(ended_at__isnull=True):
        _end(assignment, at=at)
    ledger.seal("match.decided", by=by.key_id, at=at, candidate=candidate.pk, decision=decision.pk, outcome=str(outcome))


def _end(assignment: ReviewAssignment, *, at: datetime) -> None:
    assignment.ended_at = at
    assignment.save(update_fields=["ended_at"])
    end_row_grants(basis=assignment.pk, at=at)


def _why_not(candidate: Candidate, reviewer: User) -> policies.Refusal | None:
    return policies.why_not_review(
        state=candidate.state,
        reviewer=reviewer.pk,
        roles=roles_of(reviewer),
        registrars=queries.registrars(candidate),
        conflicted=Conflict.objects.filter(candidate=candidate, reviewer=reviewer).exists(),
        already_said=queries.standing_reviews(candidate).filter(reviewer=reviewer).exists(),
    )

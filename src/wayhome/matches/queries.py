"""Reads about matches. Whatever names somebody is read through `visible_to`; the pool is read by states alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import CaseMembership, Role, User, in_force
from wayhome.accounts.queries import people_with
from wayhome.matches.models import Candidate, Conflict, Decision, Review, ReviewAssignment
from wayhome.matches.policies import OPEN_STATES, REVIEWERS, REVIEWERS_OF_A_DISPUTE, State
from wayhome.people.models import Attachment, Person, Record
from wayhome.tracing.models import SoughtPerson, TracingRequest
from wayhome.vault.principals import Principal


def get_visible(candidate_id: UUID, *, to: Principal) -> Candidate:
    """Return a candidate that `to` may see.

    Raises:
        Http404: there is none, or it is not open; the answer is the same.
    """
    visible = Candidate.objects.visible_to(to).select_related("sought", "found", "person")
    return get_object_or_404(visible, pk=candidate_id)


def queue_of(reviewer: User) -> QuerySet[ReviewAssignment]:
    """Return what a reviewer is asked and has not yet answered, the weightiest first."""
    answered = Review.objects.filter(
        candidate=OuterRef("candidate"), reviewer=reviewer, round=OuterRef("round"), taken_back_at__isnull=True
    )
    return (
        ReviewAssignment.objects.filter(~Exists(answered), reviewer=reviewer, ended_at__isnull=True)
        .select_related("candidate", "candidate__sought", "candidate__found")
        .order_by("-candidate__weight", "candidate__number")
    )


def waiting_for(reviewer: User) -> QuerySet[Candidate]:
    """Return the pool of pairs that `reviewer` may be asked about, the weightiest first. Reads no sealed field."""
    mine = Q(candidate=OuterRef("pk"), reviewer=reviewer)
    assigned = ReviewAssignment.objects.filter(mine, round=OuterRef("round"), ended_at__isnull=True)
    reviewed = Review.objects.filter(mine, round=OuterRef("round"), taken_back_at__isnull=True)
    conflicts = Conflict.objects.filter(mine)
    return (
        Candidate.objects.filter(state__in=OPEN_STATES)
        .exclude(sought__registered_by=reviewer)
        .exclude(found__registered_by=reviewer)
        .filter(~Exists(assigned), ~Exists(reviewed), ~Exists(conflicts))
        .annotate(asked=_asked())
        .filter(Q(asked__lt=REVIEWERS) | Q(state=State.DISPUTED, asked__lt=REVIEWERS_OF_A_DISPUTE))
        .order_by("-weight", "number")
    )


def unanswered(*, assigned_before: datetime) -> QuerySet[ReviewAssignment]:
    """Return the assignments that were made before a moment and that their reviewers have not answered."""
    answered = Review.objects.filter(
        candidate=OuterRef("candidate"), reviewer=OuterRef("reviewer"), round=OuterRef("round"),
        taken_back_at__isnull=True,
    )  # fmt: skip
    return ReviewAssignment.objects.filter(
        ~Exists(answered), ended_at__isnull=True, assigned_at__lt=assigned_before
    ).order_by("pk")


def standing_reviews(candidate: Candidate) -> QuerySet[Review]:
    """Return the reviews of the present round that have not been taken back, oldest first."""
    return Review.objects.filter(
        candidate=candidate, round=candidate.round, taken_back_at__isnull=True
    ).order_by("said_at")


def verdicts(candidate: Candidate) -> list[str]:
    """Return what the reviews of the present round say."""
    return list(standing_reviews(candidate).values_list("verdict", flat=True))


def registrars(candidate: Candidate) -> frozenset[UUID]:
    """Return who registered or typed one of the two records."""
    ids = {candidate.sought.registered_by_id, candidate.found.registered_by_id}
    return frozenset(pk for pk in ids if pk is not None)


def rows_shown(candidate: Candidate) -> list[UUID]:
    """Return the ids of the rows that a review shows: the pair, both families beside it, and the evidence."""
    groups = [pk for pk in (candidate.sought.group_id, candidate.found.group_id) if pk is not None]
    beside = Record.objects.filter(group__in=groups).values_list("pk", flat=True)
    return list({candidate.pk, candidate.sought_id, candidate.found_id, *beside})


def competing(candidate: Candidate) -> tuple[int, int]:
    """Count what competes with a pair: other records proposed for the same person, other people for the same record.

    Only for reviewers: the second number tells that another family asks, and nothing of whom.
    """
    standing = Candidate.objects.exclude(pk=candidate.pk).exclude(state__in=(State.DIFFERENT, State.LAPSED))
    for_her = standing.filter(person=candidate.person_id).exclude(found=candidate.found_id)
    for_record = standing.filter(found=candidate.found_id).exclude(person=candidate.person_id)
    return for_her.count(), for_record.values("person").distinct().count()


def attached_pairs(places: Iterable[SoughtPerson]) -> set[tuple[str, str]]:
    """Return (person, record) for every record that is attached to one of the sought persons."""
    persons = [place.person_id for place in places]
    attached = Attachment.objects.in_force().filter(person__in=persons).values_list("person", "record")
    return {(str(person), str(record)) for person, record in attached}


def standing_of(request: TracingRequest) -> QuerySet[Candidate]:
    """Return the pairs of a family that nobody has set aside, with the records and where they stand."""
    return (
        Candidate.objects.filter(sought__sought_in__request=request)
        .exclude(state__in=(State.DIFFERENT, State.LAPSED))
        .select_related("sought", "found__case_file", "found__row_named__row__document", "found__sought_in__request")
        .order_by("-weight", "number")
    )


def found_beside(candidate: Candidate) -> list[Candidate]:
    """Return the pairs of the same family and the same group on the list that two people found to be one person."""
    if candidate.sought.group_id is None or candidate.found.group_id is None:
        return []
    same_groups = Candidate.objects.filter(
        state=State.SAME, sought__group=candidate.sought.group_id, found__group=candidate.found.group_id
    )
    return list(same_groups.exclude(pk=candidate.pk).select_related("sought").order_by("number"))


def is_member(candidate: Candidate, user: User) -> bool:
    """Say whether `user` has some part of the family's case file open."""
    memberships = CaseMembership.objects.filter(in_force(), case_file=candidate.case_file_id, user=user)
    return memberships.exclude(compartments=[]).exists()


def without_two_reviewers() -> int:
    """Count the open pairs for which fewer than two reviewers are eligible; the queue and set-up say so."""
    reviewers = list(people_with(Role.REVIEWER))
    barred = (
        Candidate.objects.filter(state__in=OPEN_STATES)
        .annotate(
            conflicted=Count("conflicts", filter=Q(conflicts__reviewer__in=reviewers), distinct=True),
        )
        .values_list("sought__registered_by", "found__registered_by", "conflicted")
    )
    ids = {reviewer.pk for reviewer in reviewers}
    return sum(len(ids) - len(ids & {first, second}) - conflicted < REVIEWERS for first, second, conflicted in barred)


def _asked() -> Count:
    return Count(
        "assignments",
        filter=Q(assignments__round=F("round"), assignments__ended_at__isnull=True),
        distinct=True,
    )


def get_for_review(candidate_id: UUID, *, by: User, to: Principal) -> Candidate:
    """Return a candidate that is assigned to a reviewer in its present round.

    Raises:
        Http404: there is none, or it is not hers; the answer is the same.
    """
    candidate = get_visible(candidate_id, to=to)
    hers = candidate.assignments.filter(reviewer=by, round=candidate.round, ended_at__isnull=True)
    if not hers.exists():
        raise Http404
    return candidate


def said_lately(reviewer: User, *, most: int = 15) -> list[tuple[Review, Decision | None]]:
    """Return what a reviewer has said, newest first, each with the standing decision that it took part in."""
    said = Review.objects.filter(reviewer=reviewer, taken_back_at__isnull=True).select_related("candidate")
    newest = said.prefetch_related(_standing_decisions()).order_by("-said_at")[:most]
    return [(review, next(iter(review.decisions.all()), None)) for review in newest]


def candidates_of(person: Person) -> list[tuple[Candidate, Decision | None]]:
    """Return the possible matches of a person, the weightiest first, each with the decision of its present round."""
    offered = (
        Candidate.objects.filter(person=person)
        .exclude(state=State.LAPSED)
        .select_related("found__case_file", "found__row_named__row__document", "found__sought_in__request")
        .prefetch_related(_standing_decisions())
        .order_by("-weight", "number")
    )
    return [
        (candidate, next((one for one in candidate.decisions.all() if one.round == candidate.round), None))
        for candidate in offered
    ]


def _standing_decisions() -> Prefetch:
    """Have `decisions.all()` answer with those that stand, fetched for all rows at once."""
    return Prefetch("decisions", Decision.objects.filter(undone_at__isnull=True))

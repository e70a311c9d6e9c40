"""Rows about possible matches: the candidate, who reviews it, what each said, and what was decided.

A candidate is a machine's proposal that two records may be about one person. Only two people's agreeing
reviews make a decision; a decision attaches the found record to the sought person and can be undone.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wayhome.accounts.models import CaseFile, InCaseFile, InCaseFileQuerySet, User
from wayhome.people.models import Attachment, Person, Record
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedJSON, SealedText
from wayhome.vault.principals import Principal


class CandidateQuerySet(InCaseFileQuerySet):
    def visible_to(self, principal: Principal) -> CandidateQuerySet:
        """Keep the candidates of open case files and those assigned to the principal for review."""
        if principal.kind != "staff":
            return self
        assigned = ReviewAssignment.objects.filter(
            candidate=OuterRef("pk"), reviewer__key_id=principal.key_id, ended_at__isnull=True
        )
        return self.filter(Q(case_file__in=CaseFile.objects.open_to(principal)) | Exists(assigned))


class Candidate(InCaseFile):
    """Two records laid side by side: one that a family gave, one found elsewhere. In the family's case file.

    `weight` is in millibits. `offered_evidence` is a keyed digest of the evidence when it was last offered,
    so that a rejected pair returns only when something new speaks.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the first review")
        HALF = "half", _("Waiting for the second review")
        DISPUTED = "disputed", _("Reviewers differ: waiting for a third")
        MORE = "more", _("More evidence is asked for")
        SAME = "same", _("Two people found: the same person")
        DIFFERENT = "different", _("Two people found: different people")
        UNSURE = "unsure", _("Reviewed, left open")
        LAPSED = "lapsed", _("No longer proposed")

    class Band(models.TextChoices):
        STRONG = "strong", _("Much speaks for it")
        POSSIBLE = "possible", _("Worth a close look")
        WEAK = "weak", _("Little to go by")

    number = models.PositiveIntegerField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidates")
    sought = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="candidates")
    found = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="candidates_found")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    band = models.CharField(max_length=8, choices=Band.choices)
    weight = models.IntegerField()
    offered_at = models.DateTimeField()
    offered_evidence = models.CharField(max_length=64)
    round = models.PositiveSmallIntegerField(default=1)
    evidence = SealedJSON(compartment=Compartment.IDENTITY)
    # What is new since the rejection, in evidence codes; empty in the first round.
    returned_because = SealedJSON(compartment=Compartment.IDENTITY, null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    in_clear = frozenset(
        {
            "number", "person", "sought", "found", "state", "band", "weight", "offered_at", "offered_evidence",
            "round",
        }
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sought", "found"], name="matches_one_candidate_per_pair"),
            models.CheckConstraint(condition=~Q(sought=F("found")), name="matches_two_different_records"),
        ]
        indexes = [models.Index(fields=["state", "-weight"], name="matches_queue")]

    @property
    def label(self) -> str:
        """The number as people say it: M-2291."""
        return f"M-{self.number:04d}"


class ReviewAssignment(InCaseFile):
    """That a reviewer is asked about a candidate in one round. Grants her the identity fields of both records."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="review_assignments")
    round = models.PositiveSmallIntegerField(default=1)
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    in_clear = frozenset({"candidate", "reviewer", "round", "assigned_at", "ended_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "reviewer", "round"], name="matches_assigned_once_a_round"
            )
        ]
        indexes = [models.Index(fields=["reviewer", "ended_at"], name="matches_queue_of_reviewer")]


class Conflict(InCaseFile):
    """That a reviewer says she knows one of the families: she is not asked about this pair again."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="conflicts")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    in_clear = frozenset({"candidate", "reviewer", "declared_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "reviewer"], name="matches_conflict_once")
        ]


class Review(InCaseFile):
    """What one reviewer found, with her reason. Hidden from the other until both have spoken."""

    class Verdict(models.TextChoices):
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Different people")
        UNSURE = "unsure", _("I cannot tell")
        NEED_MORE = "need_more", _("I need more to decide")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    bases = models.JSONField(default=list)
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    reason = SealedText(compartment=Compartment.IDENTITY)

    in_clear = frozenset({"candidate", "reviewer", "round", "verdict", "bases", "said_at", "taken_back_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "reviewer", "round"],
                condition=Q(taken_back_at__isnull=True),
                name="matches_one_review_each_a_round",
            )
        ]


class Decision(InCaseFile):
    """What two people's reviews came to. `same` attaches the found record; undoing detaches it again."""

    class Outcome(models.TextChoices):
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Different people")
        OPEN = "open", _("Left open")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    decided_at = models.DateTimeField()
    reviews = models.ManyToManyField(Review, related_name="decisions")
    attachment = models.OneToOneField(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undo_reason = SealedText(compartment=Compartment.IDENTITY, blank=True)

    in_clear = frozenset(
        {"candidate", "round", "outcome", "decided_at", "attachment", "undone_at", "undone_by"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "round"],
                condition=Q(undone_at__isnull=True),
                name="matches_one_standing_decision_a_round",
            )
        ]


class FittedWeights(models.Model):
    """What evidence weighs, estimated from this deployment's decisions. The newest that is not undone is in force.

    Holds counts and weights by kind of evidence: nothing of any person.
    """

    id = models.BigAutoField(primary_key=True)
    number = models.PositiveIntegerField(unique=True)
    set_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    found_same = models.PositiveIntegerField()
    found_different = models.PositiveIntegerField()
    weights = models.JSONField()

    in_clear = frozenset({"id", "number", "set_at", "undone_at", "found_same", "found_different", "weights"})


class Rescoring(models.Model):
    """A run that compares everything again; unfinished ones go on after the request `last_number`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_whole = models.BooleanField(default=False)
    weights = models.ForeignKey(FittedWeights, null=True, on_delete=models.PROTECT, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    in_clear = frozenset({"id", "started_at", "ended_at", "is_whole", "weights", "last_number", "counts"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("is_whole"), condition=Q(ended_at__isnull=True), name="matches_one_rescoring_at_a_time"
            )
        ]

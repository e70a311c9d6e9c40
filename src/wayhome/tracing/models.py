"""Rows about tracing requests: the draft that is never lost, the request, and whom it seeks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wayhome.accounts.models import InCaseFile, User
from wayhome.people.models import Group, Person, Record, Source
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedJSON, SealedText


class Urgency(models.TextChoices):
    """How soon somebody must look at a request again; the days are in `policies.DAYS_TO_REVIEW`."""

    U1 = "u1", _("Act within 24 hours")
    U2 = "u2", _("Within 7 days")
    U3 = "u3", _("Within 30 days")
    U4 = "u4", pgettext_lazy("urgency", "Ordinary")


class Draft(InCaseFile):
    """An intake interview in progress. It keeps what was typed on every step, right or wrong.

    Each step is an object {"v", "tab", "typed", "others"}: how often it was saved, the page that saved it last, what
    was typed, and what another window typed meanwhile. Once finished it points to its request and keeps no words.
    """

    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    step = models.CharField(max_length=20, default="enquirer")
    finished_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    # As typed, by step: the compartment is that of the most guarded field of the step.
    enquirer = SealedJSON(compartment=Compartment.CONTACT, null=True, blank=True)
    sought = SealedJSON(compartment=Compartment.IDENTITY, null=True, blank=True)
    last_news = SealedJSON(compartment=Compartment.LOCATION, null=True, blank=True)
    consents = SealedJSON(compartment=Compartment.IDENTITY, null=True, blank=True)
    warnings = SealedJSON(compartment=Compartment.IDENTITY, null=True, blank=True)
    closing = SealedJSON(compartment=Compartment.CONTACT, null=True, blank=True)
    request = models.OneToOneField(
        "TracingRequest", null=True, on_delete=models.PROTECT, related_name="draft"
    )

    in_clear = frozenset(
        {"opened_by", "opened_at", "saved_at", "step", "finished_at", "discarded_at", "request"}
    )

    class Meta:
        indexes = [models.Index(fields=["opened_by", "-saved_at"], name="tracing_draft_of")]


class TracingRequest(InCaseFile):
    """A relative's request to look for one or more people, registered once and then only added to."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a request", "Open")
        PAUSED = "paused", pgettext_lazy("state of a request", "Paused")
        CLOSED = "closed", pgettext_lazy("state of a request", "Closed")

    number = models.PositiveIntegerField(unique=True)
    enquirer = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="requests_made")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="request")
    opened_on = models.DateField()
    registered_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    interview_language = models.CharField(max_length=3, blank=True, default="")
    interpreter_present = models.BooleanField(default=False)
    identity_checked = models.BooleanField(default=False)
    urgency = models.CharField(max_length=2, choices=Urgency.choices, default=Urgency.U4)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    next_review_on = models.DateField()
    urgency_reasons = models.JSONField(default=list)
    # Argon2 hash of the private code; the code itself stands only on the paper. Empty: no code was made yet.
    private_code_hash = models.CharField(max_length=200, blank=True, default="")
    code_made_at = models.DateTimeField(null=True)
    call_back_word = SealedText(compartment=Compartment.CONTACT, blank=True)
    believes = SealedText(compartment=Compartment.IDENTITY, blank=True)
    urgency_note = SealedText(compartment=Compartment.IDENTITY, blank=True)
    warnings_read = models.JSONField(default=list)

    in_clear = frozenset(
        {
            "number", "enquirer", "source", "group", "opened_on", "registered_at", "taken_by",
            "interview_language", "interpreter_present", "identity_checked", "urgency", "urgency_reasons", "status",
            "next_review_on", "private_code_hash", "code_made_at", "warnings_read",
        }
    )  # fmt: skip

    @property
    def label(self) -> str:
        """The case number as it stands on the receipt: R-0418."""
        return f"R-{self.number:04d}"


class SoughtPerson(InCaseFile):
    """That a request seeks a person, by the record that the enquirer gave."""

    request = models.ForeignKey(TracingRequest, on_delete=models.PROTECT, related_name="sought")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sought_by")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="sought_in")
    position = models.PositiveSmallIntegerField()

    in_clear = frozenset({"request", "person", "record", "position"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="tracing_one_place_in_a_request"),
            models.CheckConstraint(condition=Q(position__gte=1), name="tracing_positions_from_one"),
        ]

"""Rows about what happened and about consent. Records and persons are in `records`.

Status, place and every count are computed from events "as of D, as known on K": an event has the time when
it happened (fuzzy), the moment we learnt it, and, if it was wrong, the moment it was withdrawn.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wayhome.accounts.models import InCaseFile, InCaseFileQuerySet, User
from wayhome.people.models.records import Person, Record, Source
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedText


class EventKind(models.TextChoices):
    """What can happen. Figures count by these, so a code is never given another meaning."""

    BORN = "born", _("Born")
    DEPARTED = "departed", _("Left home")
    LAST_NEWS = "last_news", _("Last news")
    SURRENDERED = "surrendered", _("Gave herself or himself up")
    DETAINED = "detained", _("Detained")
    SEPARATED = "separated", _("Separated from the family")
    MOVED = "moved", _("Moved to another place")
    SIGHTED = "sighted", _("Seen")
    LISTED = "listed", _("Named on a list")
    ENTRUSTED = "entrusted", _("Child entrusted to another person")
    CONTACT = "contact", _("Message or call")
    RETURNED = "returned", _("Returned home")
    DEATH_REPORTED = "death_reported", _("Report of a death, unchecked")
    REGISTERED = "registered", _("Tracing request registered")


class EventQuerySet(InCaseFileQuerySet):
    def known(self, *, on: datetime) -> Self:
        """Keep what we knew at the moment `on`: learnt by then, and not withdrawn by then."""
        return self.filter(learnt_at__lte=on).filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=on))


class Event(InCaseFile):
    """Something that happened: kind, fuzzy date, governorate, participants, source, and when we learnt it.

    `happened` is EDTF (ISO 8601-2); `earliest` and `latest` are its bounds. The exact place is sealed.
    """

    kind = models.CharField(max_length=20, choices=EventKind.choices)
    happened = models.CharField(max_length=60, blank=True, default="")
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    country = models.CharField(max_length=2, blank=True, default="")
    governorate = models.CharField(max_length=6, blank=True, default="")
    facility_id = models.UUIDField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="events")
    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="events")
    learnt_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    persons = models.ManyToManyField(Person, through="Participation", related_name="events")
    date_as_written = SealedText(compartment=Compartment.IDENTITY, blank=True)
    place = SealedText(compartment=Compartment.LOCATION, blank=True)
    words = SealedText(compartment=Compartment.LOCATION, blank=True)

    objects = EventQuerySet.as_manager()

    in_clear = frozenset(
        {
            "kind", "happened", "earliest", "latest", "country", "governorate", "facility_id", "source", "record",
            "learnt_at", "recorded_by", "withdrawn_at",
        }
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["kind", "earliest"], name="people_event_kind_earliest")]


class Participation(models.Model):
    """That a person took part in an event, in a role."""

    class Part(models.TextChoices):
        SUBJECT = "subject", _("whom it happened to")
        CARER = "carer", _("who took charge")
        PRESENT = "present", _("who was there")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.SUBJECT)

    in_clear = frozenset({"id", "event", "person", "part"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "person", "part"], name="people_takes_part_once")
        ]


class ConsentPurpose(models.TextChoices):
    """What a person is asked for, one by one."""

    TRACE = "trace", _("Search for the person")
    SHARE_ICRC = "share_icrc", _("Share with the ICRC or the Red Crescent")
    SHARE_CONSULATE = "share_consulate", _("Share with the consulate or the foreign ministry")
    SHARE_OMBUDSMAN = "share_ombudsman", _("Share with the children's ombudsman")
    SHARE_DETAINING = "share_detaining", _("Name the person to the authority that detains her")
    SHARE_LAWYER = "share_lawyer", _("Share with a lawyer")
    PHOTO = "photo_circulate", _("Show the photograph to field staff")
    FOLLOWUP = "followup_contact", _("Contact for follow-up")


class Consent(InCaseFile):
    """An answer to one purpose, by whom and when; withdrawn, never overwritten."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        RENEW = "renew", _("To be renewed")

    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    answer = models.CharField(max_length=6, choices=Answer.choices)
    given_by = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=3, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)

    in_clear = frozenset({"purpose", "answer", "given_by", "given_at", "taken_by", "language", "withdrawn_at"})

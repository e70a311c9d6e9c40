"""Rows about places and the lists that come out of them.

A list is kept as the file it was; each physical row is kept verbatim, whatever it turned out to be.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wayhome.accounts.models import InCaseFile, User
from wayhome.people.models import Record, Reliability, Source
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedJSON, SealedText


class Facility(InCaseFile):
    """A place where people are held, sheltered or treated. Its names are sealed; its governorate is not."""

    class Kind(models.TextChoices):
        PRISON_WOMEN = "prison_women", _("Women's prison or section")
        PRISON_MEN = "prison_men", _("Men's prison")
        PRETRIAL = "pretrial", _("Pre-trial or transfer detention")
        POLICE_STATION = "police_station", _("Police station")
        SECURITY = "security_detention", _("Detention by an intelligence service")
        SCREENING = "screening_site", _("Screening site")
        JUVENILE = "juvenile", _("Juvenile detention")
        CAMP_ANNEX = "camp_annex_foreign", _("Camp, foreigners' annex")
        CAMP = "camp_general", _("Camp, general section")
        BOYS = "boys_rehab", _("Centre for adolescent boys")
        ORPHANAGE = "orphanage", _("Orphanage or shelter")
        HOSPITAL = "hospital", _("Hospital")
        PRIVATE_HOME = "private_home", _("Private home")
        REMOVAL_CENTRE = "removal_centre", _("Immigration removal centre")
        TRANSIT = "transit_base", _("Airport, base or consulate")
        UNKNOWN = "unknown", _("Kind unknown")

    class Authority(models.TextChoices):
        IQ_JUSTICE = "iq_justice", _("Iraq, Ministry of Justice")
        IQ_INTERIOR = "iq_interior", _("Iraq, Ministry of Interior")
        KRG = "krg", _("Kurdistan Region of Iraq")
        AANES = "aanes", _("North and East Syria")
        DAMASCUS = "damascus", _("Syria, Damascus")
        TURKEY = "turkey", _("Türkiye")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    authority = models.CharField(max_length=12, choices=Authority.choices, default=Authority.UNKNOWN)
    country = models.CharField(max_length=2)
    governorate = models.CharField(max_length=6, blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # {"en": …, "ru": …, "ar": …, "aliases": […]}
    names = SealedJSON(compartment=Compartment.LOCATION)
    notes = SealedText(compartment=Compartment.LOCATION, blank=True)

    in_clear = frozenset({"number", "kind", "authority", "country", "governorate", "created_at", "created_by"})


class ListSource(InCaseFile):
    """Where lists of one kind come from. Remembers how their headings and columns are to be read."""

    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="list_sources")
    reliability = models.CharField(max_length=1, choices=Reliability.choices, default=Reliability.C)
    created_at = models.DateTimeField()
    label = SealedText(compartment=Compartment.LOCATION)
    # The mapping of `rosters` as corrected by a person: heading text -> meaning.
    mapping = SealedJSON(compartment=Compartment.LOCATION, null=True, blank=True)

    in_clear = frozenset({"facility", "reliability", "created_at"})


class ListDocument(InCaseFile):
    """One uploaded list: the file as it came, what was understood of it, and how far its import has got."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded, being looked at")
        UNDERSTOOD = "understood", _("Waiting for you to check the columns")
        IMPORTING = "importing", _("Being read in")
        DONE = "done", _("Read in")
        UNREADABLE = "unreadable", _("Could not be read")
        WITHDRAWN = "withdrawn", _("Taken back")

    number = models.PositiveIntegerField(unique=True)
    list_source = models.ForeignKey(ListSource, null=True, on_delete=models.PROTECT, related_name="documents")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="documents")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="documents")
    country = models.CharField(max_length=2, blank=True, default="")
    governorate = models.CharField(max_length=6, blank=True, default="")
    listed_on = models.DateField(null=True)
    received_on = models.DateField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Keyed hash of the content: the same file twice is seen without its hash standing in clear.
    fingerprint = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.UPLOADED)
    trouble = models.CharField(max_length=40, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    file_id = models.UUIDField(null=True)
    file_name = SealedText(compartment=Compartment.LOCATION)
    legal_basis = SealedText(compartment=Compartment.LOCATION, blank=True)
    # What `findings` says of the file before its rows are kept: columns, problems, the day it names.
    understanding = SealedJSON(compartment=Compartment.IDENTITY, null=True, blank=True)
    mapping = SealedJSON(compartment=Compartment.LOCATION, null=True, blank=True)
    # Where the file is unreadable: {"place": …, "value": …, "limit": …}.
    trouble_at = SealedJSON(compartment=Compartment.LOCATION, null=True, blank=True)

    in_clear = frozenset(
        {
            "withdrawn_at",
            "number", "list_source", "source", "facility", "country", "governorate", "listed_on", "received_on",
            "uploaded_at", "uploaded_by", "fingerprint", "size", "status", "trouble", "rows_total", "rows_done",
            "finished_at", "file_id",
        }
    )  # fmt: skip

    @property
    def label(self) -> str:
        """The number as people say it: L-0077."""
        return f"L-{self.number:04d}"


class HeldFile(InCaseFile):
    """An uploaded file that waits, sealed, until the rest of its form is mended. One for each uploader."""

    uploaded_by = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    size = models.PositiveIntegerField()
    file_id = models.UUIDField()
    file_name = SealedText(compartment=Compartment.LOCATION)

    in_clear = frozenset({"uploaded_by", "held_at", "size", "file_id"})


class ListRow(InCaseFile):
    """One physical row of a list, verbatim, and what it turned out to be."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        HEADER = "header", _("heading")
        TITLE = "title", _("title")
        BLANK = "blank", _("blank")
        TOTAL = "total", _("total")
        OTHER = "other", _("other")
        PROBLEM = "problem", _("could not be read")

    document = models.ForeignKey(ListDocument, on_delete=models.PROTECT, related_name="rows")
    sheet = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    problems = models.JSONField(default=list)
    cells = SealedJSON(compartment=Compartment.IDENTITY)

    in_clear = frozenset({"document", "sheet", "number", "kind", "problems"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "sheet", "number"], name="lists_each_row_once")
        ]


class RowRecord(models.Model):
    """That a row names a person: the record made of it. A chat line may name several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row = models.ForeignKey(ListRow, on_delete=models.PROTECT, related_name="named")
    position = models.PositiveSmallIntegerField()
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="row_named")

    in_clear = frozenset({"id", "row", "position", "record"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "position"], name="lists_each_mention_once")]

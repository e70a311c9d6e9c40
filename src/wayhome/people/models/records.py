"""Rows about people: what sources said (records, groups), what we concluded (persons, attachments, kinship),
and what happened (events).

Records are immutable: a later saying is a new record that supersedes the old one. Persons hold no facts of
their own; a page computes them from the records attached, each value with its source.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wayhome.accounts.models import CaseFile, InCaseFile, InCaseFileQuerySet, RowGrant, User, in_force
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedJSON, SealedText
from wayhome.vault.principals import Principal


class Sex(models.TextChoices):
    """As a source tells it; unknown is the rule on many lists."""

    FEMALE = "f", _("female")
    MALE = "m", _("male")
    UNKNOWN = "u", _("unknown")


class Reliability(models.TextChoices):
    """How far the source is trusted, apart from what it says (Admiralty scale)."""

    A = "A", _("completely reliable")
    B = "B", _("usually reliable")
    C = "C", _("fairly reliable")
    D = "D", _("not usually reliable")
    E = "E", _("unreliable")
    F = "F", _("reliability cannot be judged")


class Credibility(models.TextChoices):
    """How far this one piece of news is believed. One single source never rises above 3."""

    ONE = "1", _("reported by several independent sources")
    TWO = "2", _("probably true")
    THREE = "3", _("possibly true")
    FOUR = "4", _("doubtful")
    FIVE = "5", _("improbable")
    SIX = "6", _("truth cannot be judged")


class SourceKind(models.TextChoices):
    """Who said something."""

    ENQUIRER = "enquirer", _("Relative who asks")
    FAMILY_CALL = "family_call", _("Call or message to the family from the person")
    ANONYMOUS_SMS = "anonymous_sms", _("Anonymous text message")
    FELLOW_DETAINEE = "fellow_detainee", _("Woman held in the same place, or released")
    DETAINING_LIST = "detaining_list", _("List from the detaining authority")
    CAMP_ADMIN = "camp_admin", _("Camp administration")
    FIELD_VISIT = "field_visit", _("Visit of our own staff")
    CONSULATE = "consulate_mfa", _("Consulate or foreign ministry")
    COURT = "court", _("Court or lawyer")
    VIDEO_PHOTO = "video_photo", _("Video or photograph")
    SOCIAL_MEDIA = "social_media", _("Social media or group chat")
    PRESS = "press", _("Press report")
    OTHER_NGO = "other_ngo", _("Other organisation")
    OWN_STAFF = "own_staff", _("Our own staff")


class Source(InCaseFile):
    """Who or what said something, and how far it is trusted. Its description is sealed apart from the news."""

    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    reliability = models.CharField(max_length=1, choices=Reliability.choices, default=Reliability.F)
    credibility = models.CharField(max_length=1, choices=Credibility.choices, default=Credibility.SIX)
    description = SealedText(compartment=Compartment.SOURCE, blank=True)

    in_clear = frozenset({"kind", "reliability", "credibility"})

    @property
    def grade(self) -> str:
        """Reliability and credibility side by side, as B2."""
        return f"{self.reliability}{self.credibility}"


class Group(InCaseFile):
    """Whom a source names together: the sought persons of one request, a household or a page of a list."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("Sought together")
        HOUSEHOLD = "household", _("Listed together")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="groups")
    label = SealedText(compartment=Compartment.IDENTITY, blank=True)

    in_clear = frozenset({"kind", "source"})


class RecordQuerySet(InCaseFileQuerySet):
    def visible_to(self, principal: Principal) -> Self:
        """Keep the records of open case files, and single records granted for a review or attached to a person there."""
        if principal.kind != "staff":
            return self
        granted, attached = opened_singly(principal)
        return self.filter(
            Q(case_file__in=CaseFile.objects.open_to(principal)) | Q(pk__in=granted) | Q(pk__in=attached)
        )

    def current(self) -> Self:
        """Keep the records that no later record supersedes."""
        return self.filter(superseded_by__isnull=True)


def opened_singly(principal: Principal) -> tuple[models.QuerySet, models.QuerySet]:
    """Return the ids of records that are open by themselves: under review, and attached to a person of an open file.

    Two subqueries that stand alone: a correlated one would be asked for every row.
    """
    granted = RowGrant.objects.filter(in_force(), user__key_id=principal.key_id).values("row")
    open_files = CaseFile.objects.open_to(principal)
    attached = Attachment.objects.in_force().filter(person__case_file__in=open_files).values("record")
    return granted, attached


class Record(InCaseFile):
    """What one source said of one person, as written. Never changed, only superseded."""

    class Kind(models.TextChoices):
        SOUGHT = "sought", _("Sought in a tracing request")
        ENQUIRER = "enquirer", _("Enquirer")
        LISTED = "listed", _("Named on a list")
        CLUE = "clue", _("Named in a clue")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="records")
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_from = models.SmallIntegerField(null=True)
    birth_to = models.SmallIntegerField(null=True)
    country = models.CharField(max_length=2, blank=True, default="")
    governorate = models.CharField(max_length=6, blank=True, default="")
    said_on = models.DateField(null=True)
    learnt_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="supersedes")
    identity = SealedJSON(compartment=Compartment.IDENTITY)
    whereabouts = SealedJSON(compartment=Compartment.LOCATION, null=True, blank=True)
    contact = SealedJSON(compartment=Compartment.CONTACT, null=True, blank=True)
    verbatim = SealedJSON(compartment=Compartment.IDENTITY, null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    in_clear = frozenset(
        {
            "kind", "source", "group", "sex", "birth_from", "birth_to", "country", "governorate", "said_on",
            "learnt_at", "registered_by", "superseded_by",
        }
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["kind"], name="people_record_kind")]
        constraints = [
            models.CheckConstraint(
                name="people_record_birth_years_together_and_in_order",
                condition=Q(birth_from__isnull=True, birth_to__isnull=True)
                | Q(birth_from__isnull=False, birth_to__gte=F("birth_from")),
            )
        ]


class SearchKey(models.Model):
    """One keyed hash of one blocking key of a record. Reveals no name; equal keys reveal that names are alike.

    Case file and kind stand here as well, so that one index answers which records of which open files share keys.
    The keys of a superseded record are taken away: only current sayings are searched.
    """

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="search_keys")
    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Record.Kind.choices)
    key = models.BigIntegerField()

    in_clear = frozenset({"id", "record", "case_file", "kind", "key"})

    class Meta:
        indexes = [models.Index(fields=["key", "kind", "case_file", "record"], name="people_searchkey_covering")]


class Person(InCaseFile):
    """A dossier to which records are attached by reversible decisions. Holds no facts of its own."""

    number = models.PositiveIntegerField(unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    in_clear = frozenset({"number", "created_at", "created_by"})

    @property
    def label(self) -> str:
        """The number as people say it: P-0418."""
        return f"P-{self.number:04d}"


class AttachmentQuerySet(InCaseFileQuerySet):
    def in_force(self) -> Self:
        """Keep the attachments that nobody has undone."""
        return self.filter(detached_at__isnull=True)


class Attachment(InCaseFile):
    """That a record is held to be about a person: since when, by which decision, and until when.

    `decision` is the id of what it rests on: the registration of a request, or the decision of two reviewers.
    """

    class Basis(models.TextChoices):
        REGISTRATION = "registration", _("Registered with the request")
        REVIEW = "review", _("Decided by two reviewers")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attachments")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="attachments")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    decision = models.UUIDField(null=True)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    detached_at = models.DateTimeField(null=True)
    detached_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    detach_reason = SealedText(compartment=Compartment.IDENTITY, blank=True)

    objects = AttachmentQuerySet.as_manager()

    in_clear = frozenset(
        {"person", "record", "basis", "decision", "attached_at", "attached_by", "detached_at", "detached_by"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "record"],
                condition=Q(detached_at__isnull=True),
                name="people_attached_once_at_a_time",
            )
        ]


class Kinship(InCaseFile):
    """That somebody says `person` is the <relation> of `to`. A claim until a decision verifies it."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        CHILD = "child", _("child")
        WIFE = "wife", _("wife")
        HUSBAND = "husband", _("husband")
        CO_WIFE = "co_wife", _("co-wife")
        SIBLING = "sibling", _("brother or sister")
        GRANDMOTHER = "grandmother", _("grandmother")
        GRANDFATHER = "grandfather", _("grandfather")
        GRANDCHILD = "grandchild", _("grandchild")
        CARER = "informal_carer", _("woman caring for the child, not kin")
        OTHER = "other", _("other relative")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kinships")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kinships_to")
    relation = models.CharField(max_length=16, choices=Relation.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    in_clear = frozenset({"person", "to", "relation", "source", "claimed_at", "withdrawn_at"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("to")), name="people_nobody_is_her_own_kin"),
            models.UniqueConstraint(
                fields=["person", "to", "relation"],
                condition=Q(withdrawn_at__isnull=True),
                name="people_kinship_claimed_once",
            ),
        ]

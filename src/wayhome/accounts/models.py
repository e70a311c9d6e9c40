"""Rows about staff and about who may open what.

A case file is the unit of need-to-know: every sealed row of the system hangs on exactly one. Nobody
opens a case file by rank; only by a membership that names compartments and may end.
"""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedText
from wayhome.vault.models import SealedModel, SealedQuerySet
from wayhome.vault.principals import Principal


class Role(models.TextChoices):
    """What a member of staff does. Roles combine; conflicts are checked per person and record."""

    INTAKE = "intake", _("Intake worker")
    FIELD = "field", _("Field searcher")
    REVIEWER = "reviewer", _("Match reviewer")
    LAWYER = "lawyer", _("Lawyer")
    COORDINATOR = "coordinator", _("Repatriation coordinator")
    SOCIAL = "social", _("Social worker")
    TESTIMONY = "testimony", _("Testimony editor")
    DIRECTOR = "director", _("Director")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


# The register of places is open to everybody whose work is about places.
REGISTER_ROLES = (Role.INTAKE, Role.FIELD, Role.LAWYER, Role.COORDINATOR, Role.SOCIAL)


def in_force() -> Q:
    """Match grants and memberships that are in force now, by the clock of the database."""
    return Q(since__lte=Now()) & (Q(until__isnull=True) | Q(until__gt=Now()))


class Team(models.Model):
    """An office or desk. Its name is a code of the organisation's choice and names no place that endangers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60, unique=True)

    in_clear = frozenset({"id", "name"})

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A member of staff. `key_id` is the opaque name under which the ledger and the principals know her."""

    # Names are sealed in `StaffName`.
    first_name = None  # type: ignore[assignment]  # so Django says to take a field away
    last_name = None  # type: ignore[assignment]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    teams = models.ManyToManyField(Team, through="TeamMembership", related_name="people")
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)

    in_clear = frozenset(
        {
            "id", "key_id", "username", "password", "email", "is_staff", "is_active", "is_superuser",
            "last_login", "date_joined", "away_from", "away_until",
        }
    )  # fmt: skip

    REQUIRED_FIELDS: list[str] = []

    class Meta(AbstractUser.Meta):
        # An address would be a name in clear; the organisation reaches its staff by other means.
        constraints = [models.CheckConstraint(condition=Q(email=""), name="accounts_user_without_email")]


class TeamMembership(models.Model):
    """That a user works in a team, until a day or without end."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    until = models.DateField(null=True, blank=True)

    in_clear = frozenset({"id", "user", "team", "until"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="accounts_membership_once")]


class RoleGrantQuerySet(models.QuerySet):
    def held(self) -> Self:
        """Keep the grants that hold now."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=Now()))


class RoleGrant(models.Model):
    """That a user holds a role, from when, given by whom, until when."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    in_clear = frozenset({"id", "user", "role", "granted_by", "granted_at", "until"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(until__isnull=True), name="accounts_role_granted_once"
            )
        ]


class NumberSeries(models.Model):
    """The next human-readable number of a kind (R-0418, F-0203). Locked while a number is taken."""

    kind = models.CharField(max_length=20, primary_key=True)
    next = models.PositiveIntegerField(default=1)

    in_clear = frozenset({"kind", "next"})


class CaseFileQuerySet(models.QuerySet):
    def open_to(self, principal: Principal) -> Self:
        """Keep the case files in which `principal` has a compartment open today, and the register for who works with it."""
        if principal.kind != "staff":
            return self
        member = CaseMembership.objects.filter(in_force(), user__key_id=principal.key_id).exclude(compartments=[])
        registered = RoleGrant.objects.held().filter(
            user__key_id=principal.key_id, role__in=REGISTER_ROLES
        )
        return self.filter(
            Q(pk__in=member.values("case_file")) | Q(Exists(registered), kind=CaseFile.Kind.REGISTER)
        )

    # `visible_to` is the one word that every model answers to.
    def visible_to(self, principal: Principal) -> Self:
        return self.open_to(principal)


class CaseFile(models.Model):
    """The unit of need-to-know: a family's working file, a list, a draft, or the register of places."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("Family file")
        LIST = "list", _("List")
        DRAFT = "draft", _("Draft")
        REGISTER = "register", _("Register of places")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField(null=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="case_files")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseFileQuerySet.as_manager()

    in_clear = frozenset({"id", "kind", "number", "team", "opened_at", "opened_by", "closed_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"], condition=Q(number__isnull=False), name="accounts_casefile_number"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as people say it: F-0203 for a family, L-0077 for a list."""
        letter = {"family": "F", "list": "L", "draft": "D", "register": "G"}[self.kind]
        return f"{letter}-{self.number:04d}" if self.number is not None else letter


class CaseMembership(models.Model):
    """That a user may open named compartments of a case file until an end, given by whom and why."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_memberships")
    compartments = models.JSONField(default=list)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    in_clear = frozenset({"id", "case_file", "user", "compartments", "since", "until", "granted_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file", "user"],
                condition=Q(until__isnull=True),
                name="accounts_one_open_ended_membership",
            )
        ]
        indexes = [models.Index(fields=["user", "case_file"], name="accounts_member_of")]

    def opens(self, compartment: Compartment) -> bool:
        return compartment.value in self.compartments


class RowGrant(models.Model):
    """That a user may open one compartment of one row elsewhere: a record under review, or attached to her case.

    `reason` names what the grant rests on (a review assignment or an attachment), so that it ends with it.
    """

    class Reason(models.TextChoices):
        REVIEW = "review", _("Review")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="row_grants")
    row = models.UUIDField(db_index=True)
    compartment = models.CharField(max_length=20, choices=Compartment.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    basis = models.UUIDField(db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    in_clear = frozenset({"id", "user", "row", "compartment", "reason", "basis", "since", "until"})

    class Meta:
        indexes = [models.Index(fields=["user", "row"], name="accounts_rowgrant_of")]


class AccessLog(models.Model):
    """Who opened which case file when, through which page. Written for every opened page of a case."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(db_index=True)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="accesses")
    page = models.CharField(max_length=60)
    row = models.UUIDField(null=True, blank=True)

    in_clear = frozenset({"id", "at", "actor", "case_file", "page", "row"})

    class Meta:
        indexes = [models.Index(fields=["case_file", "-at"], name="accounts_access_by_case")]


class StaffName(SealedModel):
    """The name of a member of staff as colleagues read it, sealed in the contact compartment of no case."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="staff_name")
    name = SealedText(compartment=Compartment.CONTACT)

    in_clear = frozenset({"user"})

    case_file_id = None


class InCaseFileQuerySet(SealedQuerySet):
    """Rows that hang on a case file. The only way in for pages is `visible_to`."""

    def visible_to(self, principal: Principal) -> Self:
        """Keep the rows of the case files that `principal` may open at all (some compartment).

        Machine principals (matcher, worker) see every row; their keys open the compartments of their task only.
        """
        if principal.kind != "staff":
            return self
        return self.filter(case_file__in=CaseFile.objects.open_to(principal))


class InCaseFile(SealedModel):
    """A sealed row of a case file. Concrete models add their own `in_clear` names."""

    case_file = models.ForeignKey("accounts.CaseFile", on_delete=models.PROTECT, related_name="+")

    objects = InCaseFileQuerySet.as_manager()

    class Meta:
        abstract = True

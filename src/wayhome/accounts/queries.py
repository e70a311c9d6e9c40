"""Reads about staff and case files."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wayhome.accounts.models import (
    AccessLog,
    CaseFile,
    CaseMembership,
    Role,
    RoleGrant,
    StaffName,
    User,
    in_force,
)
from wayhome.accounts.policies import COMPARTMENTS_OF_ROLE
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import Principal


def get_case_file(case_file_id: UUID, *, to: Principal) -> CaseFile:
    """Return a case file that is open to `to`.

    Raises:
        Http404: there is none, or it is not open; the answer is the same.
    """
    case_file = CaseFile.objects.open_to(to).filter(pk=case_file_id).first()
    if case_file is None:
        raise Http404
    return case_file


def members_of(case_file: CaseFile) -> QuerySet[CaseMembership]:
    """Return the memberships of a case file that are in force."""
    return CaseMembership.objects.filter(in_force(), case_file=case_file).select_related("user")


def people_with(role: Role) -> QuerySet[User]:
    """Return the active users who hold a role now, in a stable order."""
    holders = RoleGrant.objects.held().filter(role=role).values("user")
    return User.objects.filter(pk__in=holders, is_active=True).order_by("username")


def staff_names(users: Iterable[User]) -> dict[UUID, str]:
    """Return the names of colleagues by user id; the user name stands in where none is kept."""
    users = list(users)
    names = {row.user_id: row.name for row in StaffName.objects.filter(user__in=users)}
    return {user.pk: names.get(user.pk) or user.username for user in users}


def register() -> CaseFile | None:
    """Return the case file of the register of places, or None before set-up."""
    return CaseFile.objects.filter(kind=CaseFile.Kind.REGISTER).first()


def compartments_in(case_file: CaseFile, user: User) -> frozenset[Compartment]:
    """Return what of a case file is open to a member now."""
    memberships = members_of(case_file).filter(user=user)
    return frozenset(Compartment(code) for one in memberships for code in one.compartments)


def colleagues_for(case_file: CaseFile, compartments: frozenset[Compartment]) -> QuerySet[User]:
    """Return whose roles may carry one of these compartments and who is not yet a member."""
    roles = [role for role, carried in COMPARTMENTS_OF_ROLE.items() if carried & compartments]
    holders = RoleGrant.objects.held().filter(role__in=roles).values("user")
    members = members_of(case_file).exclude(compartments=[]).values("user")
    return User.objects.filter(pk__in=holders, is_active=True).exclude(pk__in=members).order_by("username")


def accesses(case_file: CaseFile) -> QuerySet[AccessLog]:
    """Return who opened a case file, the latest first."""
    return AccessLog.objects.filter(case_file=case_file).order_by("-at", "-pk")


def names_by_key(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of colleagues by the opaque key under which they act."""
    users = list(User.objects.filter(key_id__in=set(keys)))
    names = staff_names(users)
    return {user.key_id: names[user.pk] for user in users}

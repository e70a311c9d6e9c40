"""From a signed-in user, or a named machine, to the principal whose keys are released."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from uuid import UUID, uuid5

from wayhome.accounts.models import (
    REGISTER_ROLES,
    CaseFile,
    CaseMembership,
    Role,
    RoleGrant,
    RowGrant,
    User,
    in_force,
)
from wayhome.accounts.policies import compartments_of
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import Kind, Principal, get_acting

# What else opens single rows to a user: an app above adds a function (user id, row id) -> compartments when it is
# ready. People adds the records that are attached to persons of her case files.
doors: list[Callable[[UUID, UUID], frozenset[str]]] = []

_MACHINES = UUID("5d1c3d0e-6f0a-4c8e-9a53-b3a1f6d7c001")


class Grants:
    """What one user may open, read once from the database and kept for one request or task.

    A membership or a review opens no more than the roles that she holds now may carry: who has lost a role has lost
    what it opened, wherever it was opened to her.
    """

    def __init__(self, user: User) -> None:
        self._user = user
        self._carried: frozenset[Compartment] = frozenset()
        self._cases: dict[UUID, frozenset[str]] | None = None
        self._rows: set[tuple[UUID, str]] = set()

    def opens(self, case_file_id: UUID | None, compartment: Compartment, row_id: UUID | None = None) -> bool:
        """Say whether the key of this compartment of this case file, or of this one row, is released."""
        self._load()
        assert self._cases is not None
        if case_file_id is None:
            return compartment == Compartment.CONTACT  # the names of colleagues
        if compartment not in self._carried:
            return False
        if compartment.value in self._cases.get(case_file_id, frozenset()):
            return True
        if row_id is None:
            return False
        if (row_id, compartment.value) in self._rows:
            return True
        return any(compartment.value in door(self._user.pk, row_id) for door in doors)

    def forget(self) -> None:
        """Read the grants anew at the next question, after a grant was given or ended in this request."""
        self._cases = None

    def _load(self) -> None:
        if self._cases is not None:
            return
        self._cases = {}
        for membership in CaseMembership.objects.filter(in_force(), user=self._user):
            self._cases[membership.case_file_id] = frozenset(membership.compartments)
        roles = roles_of(self._user)
        self._carried = compartments_of(roles)
        if roles & set(REGISTER_ROLES):
            for pk in CaseFile.objects.filter(kind=CaseFile.Kind.REGISTER).values_list("pk", flat=True):
                self._cases[pk] = frozenset({Compartment.LOCATION.value})
        grants = RowGrant.objects.filter(in_force(), user=self._user)
        self._rows = set(grants.values_list("row", "compartment"))


def principal_of(user: User) -> Principal:
    """Return the principal of a signed-in user, with her grants as of now."""
    grants = Grants(user)
    return Principal(key_id=user.key_id, kind="staff", opens=grants.opens, forget=grants.forget)


def _machine(name: Kind, *compartments: Compartment) -> Principal:
    allowed = frozenset(compartments)

    def opens(case_file_id: UUID | None, compartment: Compartment, row_id: UUID | None = None) -> bool:
        return compartment in allowed

    return Principal(key_id=uuid5(_MACHINES, name), kind=name, opens=opens)


@lru_cache
def matcher() -> Principal:
    """The named principal that compares records: it holds the identity compartment and no other."""
    return _machine("matcher", Compartment.IDENTITY)


@lru_cache
def worker() -> Principal:
    """The named principal that reads uploaded lists: identity of the rows and the place they come from."""
    return _machine("worker", Compartment.IDENTITY, Compartment.LOCATION)


@lru_cache
def system() -> Principal:
    """The named principal of set-up commands: it writes, and opens nothing."""
    return _machine("system")


def actor_key(by: User | None) -> UUID:
    """Return the opaque key of who acts: the user, or without one the named machine that is acting now."""
    return by.key_id if by is not None else get_acting().principal.key_id


def roles_of(user: User) -> frozenset[Role]:
    """Return the roles that `user` holds now."""
    return frozenset(Role(role) for role in RoleGrant.objects.held().filter(user=user).values_list("role", flat=True))

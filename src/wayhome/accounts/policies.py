"""Rules about who may open and do what. Pure: no queries.

`COMPARTMENTS_OF_ROLE` is the map from the roles of staff to the compartments that a membership may carry.
The reference page and the access tests are generated from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from wayhome.accounts.models import Role
from wayhome.vault.compartments import Compartment as C

COMPARTMENTS_OF_ROLE: dict[Role, frozenset[C]] = {
    Role.INTAKE: frozenset({C.IDENTITY, C.CONTACT, C.LOCATION, C.CHILD, C.MEDICAL, C.PROTECTION, C.SOURCE}),
    Role.FIELD: frozenset({C.IDENTITY, C.LOCATION, C.CHILD, C.MEDICAL, C.PROTECTION, C.SOURCE}),
    Role.REVIEWER: frozenset({C.IDENTITY}),
    Role.LAWYER: frozenset({C.IDENTITY, C.LOCATION, C.LEGAL}),
    Role.COORDINATOR: frozenset({C.IDENTITY, C.LOCATION, C.CONTACT, C.CHILD}),
    Role.SOCIAL: frozenset({C.IDENTITY, C.LOCATION, C.CONTACT, C.CHILD, C.MEDICAL, C.PROTECTION}),
    Role.TESTIMONY: frozenset({C.TESTIMONY}),
    Role.DIRECTOR: frozenset(),
    Role.AUDITOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}

# What the one who opens a file of this kind gets in it, cut to what her roles may carry.
COMPARTMENTS_OF_OPENER: dict[str, frozenset[C]] = {
    "family": frozenset({C.IDENTITY, C.CONTACT, C.LOCATION, C.CHILD, C.MEDICAL, C.PROTECTION}),
    "list": frozenset({C.IDENTITY, C.LOCATION}),
    "draft": frozenset({C.IDENTITY, C.CONTACT, C.LOCATION, C.CHILD, C.MEDICAL, C.PROTECTION}),
    "register": frozenset({C.LOCATION}),
}


class Refusal(StrEnum):
    """Why something may not be done. The sentences are in `texts`."""

    NOT_YOUR_ROLE = "not_your_role"
    NOT_A_MEMBER = "not_a_member"
    COMPARTMENT_NOT_YOURS = "compartment_not_yours"
    ALREADY_ENDED = "already_ended"
    SELF = "self"
    NOT_YOURS_TO_END = "not_yours_to_end"
    LAST_ONE = "last_one"


class Refused(Exception):
    """A rule says no. Carries the reason; the middleware turns it into a page with status 403."""

    def __init__(self, refusal: StrEnum) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def insist(refusal: StrEnum | None) -> None:
    """Raise `Refused` if there is a reason to refuse."""
    if refusal is not None:
        raise Refused(refusal)


def compartments_of(roles: Iterable[Role]) -> frozenset[C]:
    """Return what memberships of somebody with these roles may carry at most."""
    return frozenset().union(*(COMPARTMENTS_OF_ROLE[role] for role in roles))


def why_not_role(roles: frozenset[Role], *, needed: Iterable[Role]) -> Refusal | None:
    """Return why somebody with `roles` may not do what one of the `needed` roles does, or None."""
    return None if roles & frozenset(needed) else Refusal.NOT_YOUR_ROLE


def why_not_share(
    *, owner_roles: frozenset[Role], colleague_roles: frozenset[Role], compartments: frozenset[C],
    owner_compartments: frozenset[C], same_person: bool,
) -> Refusal | None:  # fmt: skip
    """Return why a member may not open these compartments of her case file to a colleague, or None."""
    if same_person:
        return Refusal.SELF
    if not owner_compartments:
        return Refusal.NOT_A_MEMBER
    if not compartments or not compartments <= owner_compartments & compartments_of(colleague_roles):
        return Refusal.COMPARTMENT_NOT_YOURS
    return None


def why_not_end(*, is_own: bool, gave_it: bool, opened_the_file: bool, has_ended: bool, others: int) -> Refusal | None:
    """Return why a membership cannot be ended, or None: one's own, one that one gave, or any of a file one opened.

    Args:
        others: how many other members can still open the file; the last one stays, or nobody answers for it.
    """
    if has_ended:
        return Refusal.ALREADY_ENDED
    if not (is_own or gave_it or opened_the_file):
        return Refusal.NOT_YOURS_TO_END
    return None if others else Refusal.LAST_ONE

"""Rules about lists and places: who may read and write them, when a list may be read in or taken back. Pure."""

from __future__ import annotations

from enum import StrEnum

from wayhome.accounts.models import REGISTER_ROLES, Role
from wayhome.accounts.policies import Refusal as AccountsRefusal
from wayhome.accounts.policies import insist, why_not_role
from wayhome.lists.models import ListDocument

__all__ = ["Refusal", "insist"]

WRITERS = frozenset({Role.INTAKE, Role.FIELD, Role.COORDINATOR})
READERS = frozenset(REGISTER_ROLES)
"""A reviewer is not among them: she sees single records, never the list they stand on."""

Status = ListDocument.Status


class Refusal(StrEnum):
    """Why something may not be done with a list. The sentences are in `texts`."""

    LIST_IS_BUSY = "list_is_busy"
    LIST_NOT_UNDERSTOOD = "list_not_understood"
    LIST_WITHDRAWN = "list_withdrawn"
    LIST_SETTLED = "list_settled"
    RECORDS_ATTACHED = "records_attached"


def why_not_read(roles: frozenset[Role]) -> AccountsRefusal | None:
    """Return why somebody with these roles may not open the pages of lists and places, or None."""
    return why_not_role(roles, needed=READERS)


def why_not_write(roles: frozenset[Role]) -> AccountsRefusal | None:
    """Return why somebody with these roles may not upload lists or change places, or None."""
    return why_not_role(roles, needed=WRITERS)


def why_not_correct(status: str) -> Refusal | None:
    """Return why the reading of a list may not be corrected or begun, or None."""
    if status == Status.UNDERSTOOD:
        return None
    if status == Status.WITHDRAWN:
        return Refusal.LIST_WITHDRAWN
    if status in (Status.UPLOADED, Status.UNREADABLE):
        return Refusal.LIST_NOT_UNDERSTOOD
    return Refusal.LIST_SETTLED


def why_not_withdraw(status: str, *, attached: int) -> Refusal | None:
    """Return why a list may not be taken back, or None.

    Args:
        attached: how many of its records are held to be about a person now.
    """
    if status == Status.WITHDRAWN:
        return Refusal.LIST_WITHDRAWN
    if status == Status.IMPORTING:
        return Refusal.LIST_IS_BUSY
    return Refusal.RECORDS_ATTACHED if attached else None

"""Which sections of the menu somebody sees, by her roles. What a page shows is decided by the page, never here."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from wayhome.accounts.models import Role, User
from wayhome.accounts.principals import roles_of

_FILES = frozenset({"today", "people", "search", "facilities"})
SECTIONS_OF_ROLE: dict[Role, frozenset[str]] = {
    Role.INTAKE: _FILES | {"requests", "lists"},
    Role.FIELD: _FILES | {"lists"},
    Role.REVIEWER: frozenset({"today", "matches"}),
    Role.LAWYER: _FILES,
    Role.COORDINATOR: _FILES,
    Role.SOCIAL: _FILES,
    Role.TESTIMONY: frozenset({"today"}),
    Role.DIRECTOR: frozenset({"today"}),
    Role.AUDITOR: frozenset({"today"}),
    Role.ADMINISTRATOR: frozenset({"today"}),
}


def may_see(user: User | AnonymousUser, section: str) -> bool:
    """Say whether a section stands in the menu of `user`. Named by the setting NAVIGATION_POLICY."""
    if not isinstance(user, User):
        return False
    return section == "today" or any(section in SECTIONS_OF_ROLE[role] for role in _roles(user))


def _roles(user: User) -> frozenset[Role]:
    """Return the roles of `user`, asked once for all sections of one page."""
    kept: frozenset[Role] | None = user.__dict__.get("_menu_roles")
    if kept is None:
        kept = user.__dict__["_menu_roles"] = roles_of(user)
    return kept

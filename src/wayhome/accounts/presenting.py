"""What the page about a case file prints: members with what is open to them, and who opened it when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wayhome.accounts.models import AccessLog, CaseMembership, User
from wayhome.accounts.queries import names_by_key, staff_names
from wayhome.accounts.texts import page_words
from wayhome.vault.compartments import Compartment


def member_lines(memberships: Iterable[CaseMembership], *, viewer: User) -> list[dict[str, Any]]:
    """Return the members by name, with what is open to each and whether the viewer may close it."""
    there = [one for one in memberships if one.compartments]
    names = staff_names([one.user for one in there])
    lines = [
        {
            "membership": one,
            "name": names[one.user_id],
            "compartments": [label for code, label in Compartment.choices if code in one.compartments],
            "may_end": viewer.pk in (one.user_id, one.granted_by_id, one.case_file.opened_by_id),
            "is_viewer": one.user_id == viewer.pk,
        }
        for one in there
    ]
    return sorted(lines, key=lambda line: str(line["name"]))


def access_lines(accesses: Iterable[AccessLog]) -> list[dict[str, Any]]:
    """Return who opened what when, in the order given."""
    rows = list(accesses)
    names = names_by_key(one.actor for one in rows)
    return [{"at": one.at, "who": names.get(one.actor, ""), "what": page_words(one.page)} for one in rows]

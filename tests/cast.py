"""The people of the tests. Each is invented, and does one thing.

Amina registers requests; Boris, Chen and Gulya review; Dana works in the other team; Farid searches in the
field; Hava directs; Idris audits; Karim administers. Elif is a relative and never signs in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from wayhome.accounts import actions
from wayhome.accounts.models import Role, Team, User
from wayhome.accounts.principals import system
from wayhome.vault.principals import acting_as

NOW = datetime(2018, 5, 30, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    amina: User
    boris: User
    chen: User
    gulya: User
    dana: User
    farid: User
    hava: User
    idris: User
    karim: User


_ROLES = {
    "amina": (Role.INTAKE,),
    "boris": (Role.REVIEWER,),
    "chen": (Role.REVIEWER,),
    "gulya": (Role.REVIEWER,),
    "dana": (Role.INTAKE, Role.REVIEWER),
    "farid": (Role.FIELD,),
    "hava": (Role.DIRECTOR,),
    "idris": (Role.AUDITOR,),
    "karim": (Role.ADMINISTRATOR,),
}


def gather() -> Cast:
    """Register everybody: all in the first team but Dana, who is in the second."""
    with acting_as(system()):
        first, _ = Team.objects.get_or_create(name="First team")
        second, _ = Team.objects.get_or_create(name="Second team")
        people = {
            name: actions.register_staff(
                username=name,
                name=name.capitalize(),
                roles=roles,
                teams=[second if name == "dana" else first],
                by=None,
                at=NOW,
            )
            for name, roles in _ROLES.items()
        }
    return Cast(**people)

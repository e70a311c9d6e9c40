"""`wayhome manage add_staff`: register a member of staff with roles and a team, and print a first password once."""

from __future__ import annotations

import secrets
from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date
from django.utils.timezone import make_aware, now

from wayhome.accounts import actions
from wayhome.accounts.models import Role, Team, User
from wayhome.accounts.principals import system
from wayhome.vault.principals import acting_as

# No letters or digits that are taken for each other.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 5, 4


class Command(BaseCommand):
    help = (
        "Registers a member of staff. Her first password is printed once; at her first sign-in she sets up "
        "a second factor. With --until the roles end by themselves: an outside reviewer, for instance."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what she signs in with; not her name")
        parser.add_argument("--name", required=True, help="her name as colleagues read it; kept sealed")
        parser.add_argument("--role", action="append", required=True, choices=Role.values, help="may be repeated")
        parser.add_argument("--team", required=True, help="made if it does not exist")
        parser.add_argument("--until", help="last day of the roles, as 2026-12-31")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"There is already somebody who signs in as {options['username']}.")
        until = _end_of(options["until"])
        password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
        with acting_as(system()):
            team, _ = Team.objects.get_or_create(name=options["team"])
            user = actions.register_staff(
                username=options["username"], name=options["name"], roles=[], teams=[team], by=None, at=now()
            )
            for role in dict.fromkeys(options["role"]):
                actions.grant_role(user=user, role=Role(role), by=None, at=now(), until=until)
            user.set_password(password)
            user.save(update_fields=["password"])
        self.stdout.write(f"{user.username} may sign in. First password, shown only now: {password}")


def _end_of(day: str | None) -> datetime | None:
    if day is None:
        return None
    parsed = parse_date(day)
    if parsed is None:
        raise CommandError(f"{day} is not a day such as 2026-12-31.")
    return make_aware(datetime.combine(parsed, time.max))

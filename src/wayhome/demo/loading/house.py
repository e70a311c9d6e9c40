"""The house before the first request: teams, staff with their roles, the register of places."""

from __future__ import annotations

from datetime import date

from wayhome.accounts.actions import register_staff
from wayhome.accounts.models import Role, Team
from wayhome.accounts.principals import system
from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.demo.loading.words import AUTHORITIES
from wayhome.lists.actions import Place, register_facility
from wayhome.lists.models import Facility
from wayhome.vault.principals import acting_as

OPENED_ON = date(2015, 8, 3)


def open_house(memory: Memory) -> None:
    """Register both teams, everybody who works there, and every place of the register."""
    at = at_hour(OPENED_ON, 8)
    with acting_as(system()):
        for team in memory.demo.teams:
            memory.teams[team.code] = Team.objects.create(name=team.en)
        for one in memory.demo.staff:
            memory.users[one.username] = register_staff(
                username=one.username, name=one.name, roles=[Role(role) for role in one.roles],
                teams=[memory.teams[code] for code in one.teams], by=None, at=at,
            )  # fmt: skip
    with memory.acting("field1") as user:
        for facility in memory.demo.facilities:
            place = Place(
                names={"en": facility.en, "ru": facility.ru, "ar": facility.ar},
                kind=Facility.Kind(facility.type),
                country=facility.country,
                governorate=facility.governorate,
                authority=Facility.Authority(AUTHORITIES.get(facility.authority, Facility.Authority.OTHER)),
                notes=facility.access,
            )
            memory.facilities[facility.slug] = register_facility(place=place, by=user, at=at)

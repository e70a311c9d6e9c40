"""The invented staff of the demo: two teams, and one to three people for each role."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Team:
    """Name a team in three languages; its code stands in `Request.team`."""

    code: str
    en: str
    ru: str
    ar: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Name a member of staff: user name by role, display name, roles, teams, languages, interface language."""

    username: str
    name: str
    roles: tuple[str, ...]
    teams: tuple[str, ...]
    languages: tuple[str, ...]
    interface: str


CAUCASUS, VOLGA_ASIA = "caucasus", "volga_asia"
BOTH = (CAUCASUS, VOLGA_ASIA)

TEAMS = (
    Team(CAUCASUS, "Caucasus desk", "Кавказская группа", "فريق القوقاز"),
    Team(VOLGA_ASIA, "Volga and Central Asia desk", "Группа Поволжья и Средней Азии", "فريق الفولغا وآسيا الوسطى"),
)  # fmt: skip

# Roles: intake field reviewer lawyer coordinator social testimony director auditor administrator (DOMAIN.md §2.1).
STAFF = (
    Worker("intake1", "Аза Хамидова", ("intake",), (CAUCASUS,), ("ru", "ce"), "ru"),
    Worker("intake2", "Ляйсан Юнусова", ("intake",), (VOLGA_ASIA,), ("ru", "uz", "tg"), "ru"),
    Worker("field1", "سامر الحدّاد", ("field",), BOTH, ("ar", "en"), "ar"),
    Worker("field2", "Rojin Hesso", ("field",), BOTH, ("ku", "ar", "en"), "en"),
    Worker("reviewer1", "Елена Воронцова", ("reviewer",), BOTH, ("ru", "ar"), "ru"),
    Worker("reviewer2", "ندى الصالح", ("reviewer",), BOTH, ("ar", "ru"), "ar"),
    Worker("reviewer3", "Thomas Lindqvist", ("reviewer",), BOTH, ("en", "ru", "ar"), "en"),
    Worker("lawyer1", "Исмаил Джанбеков", ("lawyer",), BOTH, ("ru",), "ru"),
    Worker("coordinator1", "Галина Орехова", ("coordinator",), BOTH, ("ru", "en"), "ru"),
    Worker("social1", "Патимат Рашидова", ("social",), (CAUCASUS,), ("ru", "av"), "ru"),
    Worker("testimony1", "Марина Левит", ("testimony",), BOTH, ("ru",), "ru"),
    Worker("director1", "Анна Сорокина", ("director",), BOTH, ("ru", "en"), "ru"),
    Worker("auditor1", "Henrik Aalto", ("auditor",), BOTH, ("en",), "en"),
    Worker("admin1", "Олег Титов", ("administrator",), (), ("ru", "en"), "ru"),
)


def worker(username: str) -> Worker:
    """Give the member of staff with this user name; raise `KeyError` for an unknown one."""
    for found in STAFF:
        if found.username == username:
            return found
    raise KeyError(username)

"""Hand-written pools of invented people's names and of places, with their forms in three scripts.

The tables beside this module were written for the demo; the first form in each column is the usual one,
the others are spellings that clerks and relatives really mix up (п written ب or ف, a lost final -т,
Central Asian o for a). Every table is `;`-separated, forms are separated by `/`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

ORIGINS = ("ce", "inh", "dag", "kbr", "ru", "tat", "uz", "tg", "ky", "kk", "az")
NOT_IN_STAR = frozenset({"ru"})


@dataclass(frozen=True, slots=True)
class Forms:
    """Hold the spellings of one name in Russian, Arabic and Latin letters, the usual one first."""

    key: str
    ru: tuple[str, ...]
    ar: tuple[str, ...]
    la: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surname:
    """Hold a family name in its masculine form; `form` is `ov` (takes -а) or `zoda` (the same for all)."""

    ru: str
    ar: tuple[str, ...]
    la: str
    form: str

    def forms(self, sex: str) -> Forms:
        """Give the forms that a man (`m`) or a woman (`f`) carries."""
        if sex == "m" or self.form == "zoda":
            return Forms(self.la.lower(), (self.ru,), self.ar, (self.la,))
        return Forms(self.la.lower(), (self.ru + "а",), tuple(a + "ا" for a in self.ar), (self.la + "a",))


@dataclass(frozen=True, slots=True)
class Place:
    """Name a town, with country and governorate codes that may stand in clear (ISO 3166-2)."""

    ru: str
    ar: str
    en: str
    country: str
    governorate: str


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@cache
def given_names(origin: str, sex: str) -> tuple[Forms, ...]:
    """Give the given names used by families of `origin` for `sex` (`f` or `m`), in table order."""
    found = []
    for row in _table("given.csv"):
        origins = row["origins"].split(",")
        fits = origin in origins or ("*" in origins and origin not in NOT_IN_STAR)
        if row["sex"] == sex and fits:
            found.append(Forms(row["key"], *(tuple(row[c].split("/")) for c in ("ru", "ar", "la"))))
    return tuple(found)


@cache
def given(key: str) -> Forms:
    """Give the given name with this key; raise `KeyError` for an unknown one."""
    for row in _table("given.csv"):
        if row["key"] == key:
            return Forms(key, *(tuple(row[c].split("/")) for c in ("ru", "ar", "la")))
    raise KeyError(key)


@cache
def surnames(origin: str) -> tuple[Surname, ...]:
    """Give the family names of `origin`, in table order."""
    return tuple(
        Surname(row["ru"], tuple(row["ar"].split("/")), row["la"], row["form"])
        for row in _table("surnames.csv")
        if row["origin"] == origin
    )


@cache
def surname(ru: str) -> Surname:
    """Give the family name with this masculine Russian form; raise `KeyError` for an unknown one."""
    for origin in ORIGINS:
        for found in surnames(origin):
            if found.ru == ru:
                return found
    raise KeyError(ru)


@cache
def homes(origin: str) -> tuple[Place, ...]:
    """Give the towns where families of `origin` live; the region stands as governorate."""
    return tuple(
        Place(r["ru"], r["ar"], r["en"], r["region"][:2], r["region"])
        for r in _table("homes.csv")
        if r["origin"] == origin
    )


@cache
def home(ru: str) -> Place:
    """Give the home town with this Russian name; raise `KeyError` for an unknown one."""
    for origin in ORIGINS:
        for place in homes(origin):
            if place.ru == ru:
                return place
    raise KeyError(ru)


@cache
def zone() -> tuple[tuple[Place, int], ...]:
    """Give the places of last news in Syria, Iraq and Turkey, each with its weight."""
    return tuple(
        (Place(r["ru"], r["ar"], r["en"], r["country"], r["code"]), int(r["weight"]))
        for r in _table("zone.csv")
    )


@cache
def zone_place(ru: str) -> Place:
    """Give the place of last news with this Russian name; raise `KeyError` for an unknown one."""
    for place, _ in zone():
        if place.ru == ru:
            return place
    raise KeyError(ru)


def patronymic(father: Forms, sex: str) -> str:
    """Make the Russian patronymic: Магомед gives Магомедович, Муса Мусаевич, Андрей Андреевич."""
    stem = father.ru[0]
    if stem[-1] in "йь":
        stem, tail = stem[:-1], "ев"
    elif stem[-1] in "аиоуэюяыежшчщц":
        tail = "ев"
    else:
        tail = "ов"
    return stem + tail + ("ич" if sex == "m" else "на")


def latin_patronymic(father: Forms, sex: str) -> str:
    """Make the patronymic in Latin letters: Rustem gives Rustemovna."""
    stem = father.la[0]
    tail = "yev" if stem[-1] in "aiouey" else "ov"
    return stem + tail + ("ich" if sex == "m" else "na")

"""Invent the people on the lists whom nobody in the demo asks for, and look-alikes of some who are sought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import names
from .chance import Random
from .making import Maker, births, draw_origin, kunya, make_child, make_man, make_woman, pick
from .model import Person

IRAQI_WOMEN = ("انتظار", "بتول", "ابتهال", "شيماء", "نضال", "وفاء", "هناء", "سندس", "رغد", "إخلاص", "ميسون",
               "نوال", "لمياء", "أزهار", "كوثر")  # fmt: skip
IRAQI_MEN = ("جاسم", "خلف", "كاظم", "صباح", "عبد الحسين", "ثامر", "حميد", "لفتة", "ماجد", "عواد", "فاضل", "حاتم",
             "غانم", "سلوان", "شاكر")  # fmt: skip
OTHERS_AR = (("ماري ديبون", "فرنسا"), ("سارة فيبر", "المانيا"), ("أمينة يلدز", "تركية"), ("إليف كايا", "تركيا"),
             ("نور الهدى بن عاشور", "تونس"), ("سناء الفاسي", "المغرب"), ("مريم شوكت", "مصر"),
             ("جوهانا نيلسون", "السويد"), ("لين فان دايك", "بلجيكا"), ("زينب ابتسام رحمة", "اندونيسيا"))  # fmt: skip
OTHERS_LA = (("Marie Dupont-Leroy", "France"), ("Sarah Weber", "Germany"), ("Emine Yildiz", "Turkey"),
             ("Elif Kaya", "Turkey"), ("Nour Ben Achour", "Tunisia"), ("Johanna Nilsson", "Sweden"),
             ("Lien Van Dijk", "Belgium"), ("Siti Rahmawati", "Indonesia"), ("Hanan al-Jasim", "Syria"),
             ("Widad Khalaf", "Iraq"))  # fmt: skip


def iraqi_woman(rng: Random) -> str:
    """Name an Iraqi woman: given, father, grandfather."""
    father, grandfather = rng.sample(IRAQI_MEN, 2)
    return f"{rng.choice(IRAQI_WOMEN)} {father} {grandfather}"


def iraqi_child(rng: Random, woman: bool) -> str:
    """Name an Iraqi child by given name and father."""
    return f"{rng.choice(IRAQI_WOMEN if woman else IRAQI_MEN)} {rng.choice(IRAQI_MEN)}"


def unasked_household(rng: Random, as_of: date, children: int) -> tuple[Person, Person, tuple[Person, ...]]:
    """Invent a household from the same regions that nobody asks for: husband, woman, children; refs mean nothing."""
    mk = Maker(rng, as_of)
    origin = draw_origin(rng)
    home = rng.choice(names.homes(origin))
    man = make_man(mk, origin, home)
    woman = make_woman(mk, origin, home, man, youngest=1997 - 2 * children)
    days = births(rng, children, woman.born, date(2017, 6, 30))
    return man, woman, tuple(make_child(mk, man, woman, day) for day in days)


def look_alike(rng: Random, person: Person) -> tuple[Person, str]:
    """Invent somebody who looks like `person` and is another: tell how they resemble each other.

    The ways: another grandfather and age; a sister or brother; the same kunya; the same names, 12 years apart.
    """
    men = names.given_names(person.origin, "m")
    far = timedelta(days=rng.choice((-1, 1)) * rng.randint(1900, 3200))
    way = rng.choice(("other_grandfather", "sibling", "same_kunya", "other_age"))
    if way == "sibling":
        used = {person.given.key}
        given = pick(rng, names.given_names(person.origin, person.sex), used)
        near = timedelta(days=rng.choice((-1, 1)) * rng.randint(420, 1500))
        return replace(person, ref="", given=given, born=person.born + near, kunya=None, convert=None), way
    if way == "same_kunya" and person.kunya:
        used = {person.given.key, person.father.key if person.father else ""}
        given = pick(rng, names.given_names(person.origin, person.sex), used)
        return replace(person, ref="", given=given, father=pick(rng, men, used), grandfather=pick(rng, men, used),
                       surname=rng.choice(names.surnames(person.origin)).forms(person.sex), convert=None,
                       born=person.born + far), way  # fmt: skip
    if way == "other_age":
        years = timedelta(days=12 * 365)
        born = person.born - years if person.born.year > 1985 else person.born + years
        return replace(person, ref="", born=born, kunya=None), way
    used = {person.father.key if person.father else "", person.grandfather.key if person.grandfather else ""}
    other = kunya(names.given("said"), woman=True) if person.kunya else None
    return replace(person, ref="", grandfather=pick(rng, men, used), born=person.born + far, kunya=other,
                   surname=rng.choice(names.surnames(person.origin)).forms(person.sex)), "other_grandfather"  # fmt: skip

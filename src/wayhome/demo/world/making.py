"""Make invented people and households; the maker collects everything until the world is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from . import names
from .chance import Random
from .dates import random_day
from .model import Clue, Event, Family, Kin, Movement, Person, Request, Said, Stay
from .names import Forms, Place

ORIGIN_WEIGHTS = {"ce": 30, "dag": 34, "inh": 8, "kbr": 6, "ru": 3, "tat": 5, "uz": 4, "tg": 4, "ky": 2,
                  "kk": 2, "az": 2}  # fmt: skip
KUNYA_SONS = ("abubakar", "harun", "ibrahim", "idris", "ilyas", "islam", "mustafa", "said", "talha", "ubaid",
              "yahya", "yakub", "yusuf", "zayd", "bilal", "imran", "omar", "bashir")  # fmt: skip
CONVERT_NAMES = ("asiya", "iman", "salma", "sumaya", "yasmina", "zaynab", "samira")
MARKS = ("родимое пятно на шее", "шрам над левой бровью", "ожог на правой руке", "косит один глаз",
         "нет переднего зуба", "шрам на подбородке", "рыжие волосы", "хромает на левую ногу",
         "родинка под глазом", "глухая на одно ухо", "след от прививки на плече крупный")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Household:
    """Hold the people of one family while its request and events are being made."""

    family: str
    origin: str
    home: Place
    departed: date
    man: Person | None
    women: tuple[Person, ...]
    children: tuple[Person, ...]
    co_wives: bool


@dataclass(slots=True)
class Maker:
    """Collect people, families, requests and events under running references."""

    rng: Random
    as_of: date
    people: list[Person] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    enquirers: int = 0

    def add(self, person: Person) -> Person:
        """Give the person the next reference and keep her."""
        person = replace(person, ref=f"p{len(self.people) + 1:04d}")
        self.people.append(person)
        return person

    def next_family(self) -> str:
        """Give the reference of the family that will be kept next."""
        return f"f{len(self.families) + 1:03d}"

    def event(
        self, kind: str, on: str, people: tuple[str, ...], place: Place | None, said: Said, learnt_at: date,
        *, detail: str = "", words: str = "", request: str | None = None, movement: str = "",
    ) -> Event:  # fmt: skip
        """Keep one event under the next reference."""
        event = Event(
            f"v{len(self.events) + 1:04d}", kind, on, people, place.country if place else "",
            place.governorate if place else "", place, said, learnt_at, detail, words, request, movement,
        )  # fmt: skip
        self.events.append(event)
        return event


def pick(rng: Random, pool: tuple[Forms, ...], without: set[str]) -> Forms:
    """Draw a name whose key is not among `without`."""
    free = [forms for forms in pool if forms.key not in without]
    return rng.choice(free or list(pool))


def draw_origin(rng: Random) -> str:
    """Draw where a family comes from."""
    return rng.choices(list(ORIGIN_WEIGHTS), list(ORIGIN_WEIGHTS.values()))[0]


def kunya(child: Forms, woman: bool) -> Forms:
    """Make a kunya in three scripts from the name of a child, born or not: Умм Якуб, Абу Якуб."""
    ru, ar, la = ("Умм", "أم", "Umm") if woman else ("Абу", "أبو", "Abu")
    la_name = child.la[1] if len(child.la) > 1 else child.la[0]
    return Forms(f"{la.lower()}-{child.key}", (f"{ru} {child.ru[0]}",), (f"{ar} {child.ar[0]}",),
                 (f"{la} {la_name}",))  # fmt: skip


def make_man(mk: Maker, origin: str, home: Place, given: Forms | None = None,
             surname: names.Surname | None = None) -> Person:  # fmt: skip
    """Make a husband; men of convert families carry Russian names themselves one time in two."""
    rng = mk.rng
    own = origin if origin != "ru" or rng.random() < 0.5 else rng.choice(("ce", "dag"))
    pool = names.given_names(own, "m")
    used: set[str] = set()
    given = given or pick(rng, pool, used)
    father = pick(rng, pool, {given.key})
    grandfather = pick(rng, pool, {given.key, father.key})
    surname = surname or rng.choice(names.surnames(own))
    alias = kunya(names.given(rng.choice(KUNYA_SONS)), woman=False) if rng.random() < 0.6 else None
    born = random_day(rng, date(1968, 1, 1), date(1994, 12, 28))
    return mk.add(Person("", mk.next_family(), "m", born, own, home, given, father, grandfather,
                         surname.forms("m"), kunya=alias, marks=draw_marks(rng, 0.1)))  # fmt: skip


def draw_marks(rng: Random, share: float) -> str:
    """Draw a distinguishing mark for a share of people."""
    return rng.choice(MARKS) if rng.random() < share else ""


def make_woman(mk: Maker, origin: str, home: Place, man: Person | None, *, given: Forms | None = None,
               sister_of: Person | None = None, youngest: int = 1997, taken: set[str] | None = None,
               born: date | None = None) -> Person:  # fmt: skip
    """Make a woman with her own father, mother and surname; after a nikah she mostly keeps her surname."""
    rng = mk.rng
    men = names.given_names(origin, "m")
    given = given or pick(rng, names.given_names(origin, "f"), taken or set())
    if sister_of and sister_of.maiden:
        father, grandfather, maiden = sister_of.father, sister_of.grandfather, sister_of.maiden
        mother_given = sister_of.mother_given
    else:
        father = pick(rng, men, set())
        grandfather = pick(rng, men, {father.key})
        maiden = rng.choice(names.surnames(origin)).forms("f")
        mother_given = pick(rng, names.given_names(origin, "f"), {given.key})
    takes_his = man is not None and rng.random() < 0.5 and origin != "ru"
    surname = _in_her_sex(man) if man and takes_his else maiden
    convert = names.given(rng.choice(CONVERT_NAMES)) if origin == "ru" else None
    son = names.given(rng.choice(KUNYA_SONS))
    year = min(youngest, round(rng.triangular(1968, 1998, 1990)))
    born = born or random_day(rng, date(year, 1, 1), date(year, 12, 28))
    return mk.add(Person(
        "", mk.next_family(), "f", born, origin, home, given, father, grandfather, surname,
        maiden=maiden, mother_given=mother_given, husband=man.ref if man else None,
        kunya=kunya(son, woman=True) if rng.random() < 0.75 else None, convert=convert,
        marks=draw_marks(rng, 0.12)))  # fmt: skip


def _in_her_sex(man: Person) -> Forms:
    """Give the husband's surname as his wife carries it."""
    ru = man.surname.ru[0]
    if ru[-1] in "ае":
        return man.surname
    return Forms(man.surname.key, (ru + "а",), tuple(a + "ا" for a in man.surname.ar),
                 (man.surname.la[0] + "a",))  # fmt: skip


def make_child(mk: Maker, man: Person, mother: Person | None, born: date, *, sex: str | None = None,
               given: Forms | None = None, taken: set[str] | None = None) -> Person:  # fmt: skip
    """Make a child under the father's names; after birth in the zone only a given name is certain."""
    rng = mk.rng
    sex = sex or rng.choice("fm")
    origin = man.origin if man.origin != "ru" else "ce"
    given = given or pick(rng, names.given_names(origin, sex), taken or set())
    surname = _in_her_sex(man) if sex == "f" else man.surname
    return mk.add(Person(
        "", mk.next_family(), sex, born, man.origin, man.home, given, man.given, man.father, surname,
        mother=mother.ref if mother else None, mother_given=mother.given if mother else None,
        marks=draw_marks(rng, 0.14)))  # fmt: skip


def births(rng: Random, number: int, mother_born: date, last: date) -> list[date]:
    """Draw birthdays of siblings, oldest first, about two years apart, none before 2002 or her 18th year."""
    first = max(date(2002, 1, 5), date(mother_born.year + 18, 1, 5))
    days: list[date] = []
    day = last - timedelta(days=rng.randint(20, max(21, min(900, (last - first).days // (number + 1)))))
    for left in range(number, 0, -1):
        days.append(day)
        room = (day - first).days // left
        day = day - timedelta(days=min(rng.randint(330, 1100), max(290, room)))
    return sorted(days)


def keep_family(mk: Maker, house: Household, story: str = "") -> Family:
    """Keep the family with its kinship: mother, father, husband, siblings by the half, co-wives, sisters."""
    kin: list[Kin] = []
    for child in house.children:
        if child.mother:
            kin.append(Kin(child.mother, child.ref, "mother"))
        if house.man:
            kin.append(Kin(house.man.ref, child.ref, "father"))
    for number, woman in enumerate(house.women):
        if house.man and woman.husband:
            kin.append(Kin(house.man.ref, woman.ref, "husband"))
        for other in house.women[:number]:
            kin.append(Kin(woman.ref, other.ref, "co_wife" if house.co_wives else "sister_full"))
    for number, child in enumerate(house.children):
        for other in house.children[:number]:
            full = child.mother == other.mother
            code = ("sister_full" if child.sex == "f" else "brother_full") if full else "sibling_half_father"
            kin.append(Kin(child.ref, other.ref, code))
    members = tuple(p.ref for p in (*house.women, *house.children, *((house.man,) if house.man else ())))
    family = Family(house.family, story, members, tuple(kin), house.departed, house.home)
    mk.families.append(family)
    return family


def make_household(mk: Maker, women: int, children: int, *, origin: str | None = None,
                   last_birth: date = date(2017, 9, 30), co_wives: bool | None = None) -> Household:  # fmt: skip
    """Make an ordinary household: a husband, `women` wives or sisters, `children` shared among them.

    With no women the children's mother is made but not a member: she stayed at home or is dead.
    """
    rng = mk.rng
    origin = origin or draw_origin(rng)
    home = rng.choice(names.homes(origin))
    family = mk.next_family()
    man = make_man(mk, origin, home)
    many = bool(women > 1 and (rng.random() < 0.5 if co_wives is None else co_wives))
    youngest = 1997 - 2 * children
    made: list[Person] = []
    for number in range(max(1, women)):
        sister = made[0] if number and not many else None
        own = origin if not number or not many else draw_origin(rng)
        taken = {w.given.key for w in made}
        husband = None if sister else man
        made.append(make_woman(mk, own, home, husband, sister_of=sister, taken=taken, youngest=youngest))
    days = births(rng, children, max(w.born for w in made[:1]), last_birth)
    taken, kids = {man.given.key}, []
    for day in days:
        fit = [w for w in made if w.husband and day.year >= w.born.year + 17] or made[:1]
        kids.append(make_child(mk, man, rng.choice(fit), day, taken=taken))
        taken.add(kids[-1].given.key)
    departed = random_day(rng, date(2013, 3, 1), date(2016, 4, 30))
    return Household(family, origin, home, departed, man, tuple(made[:women]), tuple(kids), many)

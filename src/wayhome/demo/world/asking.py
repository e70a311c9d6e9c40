"""Let relatives ask: what is typed into a tracing request, with what they do not know and spell otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from . import names
from .chance import Random
from .dates import random_day, typed_birth, typed_news
from .making import Household, Maker
from .model import ConsentGiven, Enquirer, LastNews, Name, Person, Request, SoughtPerson
from .names import Forms, Place

CAUCASUS = ("ce", "inh", "dag", "kbr")
LANGUAGES = {"ce": "ce", "inh": "inh", "dag": "av", "kbr": "ru", "ru": "ru", "tat": "ru", "uz": "uz",
             "tg": "tg", "ky": "ky", "kk": "kk", "az": "ru"}  # fmt: skip
# What each kind of enquirer is to a woman, a child, and the man (codelist relationship), then in her own words.
RELATIONS: dict[str, tuple[tuple[str, str], tuple[str, str, str], tuple[str, str]]] = {
    "her_mother": (("mother", "дочь"), ("grandmother_maternal", "внучка", "внук"), ("mother_in_law", "зять")),
    "her_father": (("father", "дочь"), ("grandfather_maternal", "внучка", "внук"), ("father_in_law", "зять")),
    "her_sister": (("sister_full", "сестра"), ("aunt_maternal", "племянница", "племянник"),
                   ("unknown", "муж сестры")),
    "her_brother": (("brother_full", "сестра"), ("uncle_maternal", "племянница", "племянник"),
                    ("unknown", "муж сестры")),
    "his_mother": (("mother_in_law", "невестка"), ("grandmother_paternal", "внучка", "внук"),
                   ("mother", "сын")),
    "his_brother": (("unknown", "жена брата"), ("uncle_paternal", "племянница", "племянник"),
                    ("brother_full", "брат")),
    "his_sister": (("unknown", "жена брата"), ("aunt_paternal", "племянница", "племянник"),
                   ("sister_full", "брат")),
    "the_mother": (("unknown", ""), ("mother", "дочь", "сын"), ("wife", "муж")),
}  # fmt: skip
SAFE = ("", "", "", "", "только после 18:00", "спросить, удобно ли говорить", "только будни до обеда",
        "сказать, что звонят из школы", "не говорить со свекровью")  # fmt: skip
MEANS = ("сообщение в WhatsApp", "голосовое сообщение", "звонок с чужого телефона", "СМС", "звонок по Skype",
         "письмо через женщину, которая вернулась", "Telegram")  # fmt: skip
WORDS = ("Мы живы, не волнуйтесь.", "Здесь очень страшно, бомбят каждый день.", "Скоро связи не будет.",
         "Хочу домой, не знаю как.", "Нас перевозят, куда — не знаю.", "Дети здоровы.", "Молитесь за нас.",
         "Мужа больше нет, мы одни.", "Мама, забери нас отсюда.", "Связь пропала на полуслове.")  # fmt: skip
PURPOSES = {"trace": 1.0, "share_icrc": 0.72, "share_consulate": 0.6, "share_ombudsman": 0.5,
            "share_lawyer": 0.78, "share_detaining": 0.06, "dna": 0.38, "photo_circulate": 0.2,
            "share_national_society": 0.4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """Say how one relative asks: who she is to the family, when, and for whom."""

    kind: str
    opened_on: date
    sought: tuple[Person, ...]
    other_spellings: bool = False
    duplicate_of: str | None = None


def _feminine(forms: Forms) -> str:
    """Give the Russian surname in the feminine."""
    ru = forms.ru[0]
    return ru + "а" if ru[-1] in "вн" else ru


def make_enquirer(mk: Maker, kind: str, house: Household, about: Person | None) -> Enquirer:
    """Invent the relative of this kind; `about` is the woman whose kin she is."""
    rng = mk.rng
    sex = "m" if kind.endswith(("father", "brother")) else "f"
    own = about.origin if about and kind.startswith("her") else house.origin
    given = rng.choice(names.given_names(own, sex))
    kin = about.maiden if about and kind.startswith("her") else (house.man.surname if house.man else None)
    surname = kin or names.surnames(own)[0].forms(sex)
    father = rng.choice(names.given_names(own, "m"))
    if kind == "the_mother" and about and about.father:
        given, father, surname = about.given, about.father, about.surname
    if kind == "her_mother" and about and about.mother_given:
        given = about.mother_given
    if kind == "her_father" and about and about.father and about.grandfather:
        given, father = about.father, about.grandfather
    if kind in ("her_brother", "her_sister") and about and about.father:
        father = about.father
    if kind in ("his_brother", "his_sister") and house.man and house.man.father:
        father = house.man.father
    family_name = _feminine(surname) if sex == "f" else surname.ru[0].removesuffix("а")
    mk.enquirers += 1
    number = f"{rng.randrange(10_000_000):07d}"
    phone = f"+7 000 {number[:3]}-{number[3:5]}-{number[5:]}"
    language = LANGUAGES[own] if rng.random() < 0.35 else "ru"
    name = f"{family_name} {given.ru[0]} {names.patronymic(father, sex)}"
    return Enquirer(f"e{mk.enquirers:03d}", sex, name, language, language != "ru", phone, house.home,
                    rng.choice(SAFE))  # fmt: skip


def spelled(rng: Random, forms: Forms, other: bool = False) -> str:
    """Give a Russian spelling: the usual one, or another where the relative spells it otherwise."""
    if len(forms.ru) > 1 and rng.random() < (0.6 if other else 0.14):
        return rng.choice(forms.ru[1:])
    return forms.ru[0]


def typed_full(rng: Random, person: Person, child: bool, other: bool) -> Name:
    """Type the name a relative asks by: mostly surname, given name, patronymic; children often by one name."""
    given = spelled(rng, person.given, other)
    surname = person.surname.ru[0]
    patronymic = names.patronymic(person.father, person.sex) if person.father else ""
    roll = rng.random()
    if child and roll < 0.34:
        return Name(given, "given", "cyrl", "ru")
    if person.maiden and person.maiden.key != person.surname.key and roll < 0.45:
        text = f"{surname} ({person.maiden.ru[0]}) {given} {patronymic}"
    elif roll < 0.50:
        text = f"{given} {surname}"
    elif roll < 0.58:
        text = f"{given} {patronymic} {surname}"
    elif roll < 0.61 and patronymic:
        text = f"{surname} {given[0]}.{patronymic[0]}."
    elif roll < 0.64:
        text = f"{surname.upper()} {given} {patronymic}"
    else:
        text = f"{surname} {given} {patronymic}"
    return Name(" ".join(text.split()), "full", "cyrl", "ru")


def other_names(rng: Random, person: Person, adult: bool) -> list[Name]:
    """Type what else she is called: kunya, name taken with the faith, home name, Latin of the passport."""
    found = []
    if person.convert:
        found.append(Name(person.convert.ru[0], "convert", "cyrl", "ru"))
    if person.kunya and rng.random() < 0.7:
        if rng.random() < 0.12:
            found.append(Name(person.kunya.ar[0], "kunya", "arab", "ar"))
        else:
            found.append(Name(person.kunya.ru[0], "kunya", "cyrl", "ru"))
    if adult and rng.random() < 0.12:
        found.append(Name(f"{person.surname.la[0]} {person.given.la[0]}".upper(), "latin", "latn", "ru"))
    if len(person.given.ru) > 2 and rng.random() < 0.1:
        found.append(Name(person.given.ru[2], "home", "cyrl", "ru"))
    return found


def _known(rng: Random, text: str, share: float) -> str:
    """Give the text for a share of relatives; of the others one in four was asked and did not know."""
    if text and rng.random() < share:
        return text
    return "не знает" if rng.random() < 0.25 else ""


def sought_line(mk: Maker, ref: str, person: Person, house: Household, ask: Asking) -> SoughtPerson:
    """Type one line of a request about `person` as the enquirer tells it."""
    rng = mk.rng
    who = person.kind_on(mk.as_of)
    child = who == "child"
    woman_words, child_words, man_words = RELATIONS[ask.kind]
    if child:
        relation, word = child_words[0], child_words[1 if person.sex == "f" else 2]
    else:
        relation, word = woman_words if who == "woman" else man_words
    man = house.man if person.sex == "f" or child else None
    mother = next((p for p in mk.people if p.ref == person.mother), None)
    mother_text = ""
    if mother:
        mother_text = rng.choice((mother.given.ru[0], f"{mother.surname.ru[0]} {mother.given.ru[0]}"))
    elif person.mother_given:
        mother_text = person.mother_given.ru[0]
    sex = rng.choice(("ж", "ж", "Ж", "жен.") if person.sex == "f" else ("м", "м", "М", "муж."))
    husband = f"{man.surname.ru[0]} {man.given.ru[0]}" if man and not child else ""
    return SoughtPerson(
        ref, person.ref,
        (typed_full(rng, person, child, ask.other_spellings), *other_names(rng, person, not child)),
        sex if rng.random() < 0.93 else "", who,
        typed_birth(rng, person.born, ask.opened_on, house.departed),
        _known(rng, spelled(rng, person.father) if person.father else "", 0.8),
        _known(rng, spelled(rng, person.grandfather) if person.grandfather else "", 0.42),
        _known(rng, mother_text, 0.85 if child else 0.5),
        _known(rng, husband, 0.7) if who == "woman" else "",
        relation, word, person.home.ru if rng.random() < 0.6 else "", person.marks)  # fmt: skip


def consents(rng: Random, on: date) -> tuple[ConsentGiven, ...]:
    """Draw the answers purpose by purpose; without consent to trace there is no request."""
    return tuple(ConsentGiven(purpose, rng.random() < share, on) for purpose, share in PURPOSES.items())


def last_news(mk: Maker, house: Household, ask: Asking) -> LastNews | None:
    """Draw when and where the family last heard, after the last known birth; one family in twelve tells nothing."""
    rng = mk.rng
    if rng.random() < 0.08:
        return None
    earliest = max([house.departed + timedelta(days=60), *(p.born + timedelta(days=5) for p in ask.sought)])
    day = random_day(rng, earliest, ask.opened_on - timedelta(days=25))
    places = names.zone()
    place: Place | None = rng.choices([p for p, _ in places], [w for _, w in places])[0]
    if rng.random() < 0.07:
        place = None
    text = ""
    if place:
        near = (f"под г. {place.ru}", f"район г. {place.ru}") if "-" in place.governorate else (place.ru,)
        text = rng.choice((place.ru, place.ru, f"{place.ru}?", *near))
    means = rng.choice(MEANS) if rng.random() < 0.55 else ""
    return LastNews(typed_news(rng, day), place, text, means, rng.choice(WORDS) if means else "")


def urgency(people: tuple[Person, ...], as_of: date) -> tuple[str, str]:
    """Set the urgency from what the request itself says: children alone, very young children, the rest."""
    kids = [p for p in people if p.kind_on(as_of) == "child"]
    adults = [p for p in people if p.kind_on(as_of) != "child"]
    if kids and not adults:
        return "u1", "ребёнок один"
    if any(as_of.year - p.born.year < 5 for p in kids):
        return "u2", "ребёнок младше пяти лет"
    if kids:
        return "u3", "дети с матерью, документов нет"
    return "u4", "место неизвестно"


def make_request(mk: Maker, house: Household, ask: Asking, enquirer: Enquirer | None = None,
                 news: LastNews | None = None) -> Request:  # fmt: skip
    """Keep one request of this household under the next reference."""
    rng = mk.rng
    ref = f"r{len(mk.requests) + 1:03d}"
    about = next((p for p in (*ask.sought, *house.women) if p.maiden), None)
    if ask.kind == "the_mother":
        about = next((p for p in mk.people if p.ref == ask.sought[0].mother), None)
    enquirer = enquirer or make_enquirer(mk, ask.kind, house, about)
    lines = tuple(
        sought_line(mk, f"{ref}-{number}", person, house, ask)
        for number, person in enumerate(ask.sought, start=1)
    )
    together = tuple(line.ref for line, p in zip(lines, ask.sought, strict=True) if p.born < house.departed)
    team = "caucasus" if house.origin in CAUCASUS else "volga_asia"
    code, why = urgency(ask.sought, mk.as_of)
    request = Request(
        ref, house.family, ask.opened_on, enquirer, "intake1" if team == "caucasus" else "intake2", team,
        enquirer.language, lines, together if len(together) > 1 else (),
        news or last_news(mk, house, ask), consents(rng, ask.opened_on), code, why,
        believes=rng.choice(("", "", "", "", "думает, что живы", "считает, что зять погиб")),
        duplicate_of=ask.duplicate_of)  # fmt: skip
    mk.requests.append(request)
    return request

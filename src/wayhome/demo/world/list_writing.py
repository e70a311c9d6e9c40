"""Write names, births and nationalities as clerks do, in three scripts, and say which mistakes were made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from . import names
from .chance import Random
from .dates import age_on
from .model import Person
from .names import Forms

INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
KURDISH = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"})
NATIONS_AR = {"uz": ("اوزبكستان", "أوزبكية", "اوزبكية"), "tg": ("طاجيكستان", "طاجيكية"), "ky": ("قرغيزستان",),
              "kk": ("كازاخستان", "كازاخية"), "az": ("اذربيجان", "أذربيجانية"), "ce": ("شيشانية", "الشيشان"),
              "dag": ("داغستان",)}  # fmt: skip
RUSSIA_AR = ("روسيا", "روسية", "روسيا الاتحادية", "روسي", "روسيه")
NATIONS_EN = {
    "uz": "Uzbekistan",
    "tg": "Tajikistan",
    "ky": "Kyrgyzstan",
    "kk": "Kazakhstan",
    "az": "Azerbaijan",
}
NISBA_AR = {"ce": "الشيشانية", "inh": "الانغوشية", "dag": "الداغستانية", "kbr": "القوقازية", "ru": "الروسية",
            "tat": "التتارية", "uz": "الاوزبكية", "tg": "الطاجيكية", "ky": "القرغيزية", "kk": "الكازاخية",
            "az": "الاذربيجانية"}  # fmt: skip
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f h c ch sh sh - y - e yu ya"
CHAT_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _LATIN.split(), strict=True))
# What a word loses on its way from Russian into Arabic and back.
THROUGH_ARABIC = (("п", "б"), ("П", "Б"), ("ч", "ш"), ("Ч", "Ш"), ("ё", "е"), ("ц", "с"), ("Ц", "С"),
                  ("о", "у"), ("э", "и"), ("ь", ""), ("ы", "и"), ("щ", "ш"), ("Щ", "Ш"))  # fmt: skip


@dataclass(slots=True)
class Pen:
    """Write with one generator and remember the mistakes of the current row."""

    rng: Random
    mistakes: list[str] = field(default_factory=list)

    def lift(self) -> tuple[str, ...]:
        """Give the mistakes of the row and begin a new one."""
        made, self.mistakes = tuple(dict.fromkeys(self.mistakes)), []
        return made

    def slip(self, share: float, mistake: str) -> bool:
        """Make this mistake in a share of cases."""
        if self.rng.random() < share:
            self.mistakes.append(mistake)
            return True
        return False


def arabic(pen: Pen, forms: Forms) -> str:
    """Write one name in Arabic: usual or heard otherwise, hamza and ة as the clerk types them."""
    word = forms.ar[0]
    if len(forms.ar) > 1 and pen.slip(0.34, "other_spelling"):
        word = pen.rng.choice(forms.ar[1:])
    if any(c in word for c in "أإآ") and pen.slip(0.4, "hamza_dropped"):
        word = word.translate(str.maketrans("أإآ", "ااا"))
    if word.endswith("ة") and pen.slip(0.25, "final_ta"):
        word = word[:-1] + "ه"
    if len(word) > 4 and pen.slip(0.025, "stretched"):
        word = word[:2] + "ـ" + word[2:]
    return word


def arabic_chain(pen: Pen, person: Person, husband: Person | None) -> str:
    """Write her in a list of triple names: given, father, and grandfather or surname, or less, or otherwise."""
    given = arabic(pen, person.convert if person.convert and pen.slip(0.35, "convert_name") else person.given)
    father = arabic(pen, person.father) if person.father else ""
    grandfather = arabic(pen, person.grandfather) if person.grandfather else ""
    surname = arabic(pen, person.surname)
    roll = pen.rng.random()
    if roll < 0.50:
        parts = [given, father, grandfather]
    elif roll < 0.70:
        parts = [given, father, surname]
    elif roll < 0.76:
        parts = [surname, given, father]
        pen.mistakes.append("order_swapped")
    elif roll < 0.86:
        parts = [given, father]
        pen.mistakes.append("grandfather_missing")
    elif roll < 0.91 and husband:
        parts = [given, arabic(pen, husband.given), arabic(pen, husband.father or husband.given)]
        pen.mistakes.append("husband_as_father")
    elif roll < 0.95 and person.kunya:
        parts = [arabic(pen, person.kunya), NISBA_AR[person.origin]]
        pen.mistakes.append("kunya_only")
    else:
        parts = [given, father, NISBA_AR[person.origin]]
        pen.mistakes.append("nisba")
    return spaced(pen, " ".join(p for p in parts if p))


def spaced(pen: Pen, text: str) -> str:
    """Leave the odd double or trailing space or invisible right-to-left mark."""
    if pen.slip(0.05, "space"):
        return text.replace(" ", "  ", 1)
    if pen.slip(0.05, "space"):
        return text + " "
    if pen.slip(0.025, "direction_mark"):
        return "\u200f" + text
    return text


def arabic_child(pen: Pen, person: Person) -> str:
    """Write a child beside its mother: one name, or with the father's, rarely the grandfather's."""
    given = arabic(pen, person.given)
    roll = pen.rng.random()
    if roll < 0.36 or not person.father:
        return spaced(pen, given)
    if roll < 0.86:
        return spaced(pen, f"{given} {arabic(pen, person.father)}")
    if roll < 0.93 and person.grandfather:
        return spaced(pen, f"{given} {arabic(pen, person.father)} {arabic(pen, person.grandfather)}")
    return spaced(pen, f"{given} {arabic(pen, person.surname)}")


def digits(pen: Pen, text: str, share: float = 0.35) -> str:
    """Write numbers in Arabic-Indic digits for a share of cells."""
    return text.translate(INDIC) if pen.rng.random() < share else text


def birth_year(pen: Pen, person: Person) -> int:
    """Give the year of birth, off by one or more in some rows."""
    year = person.born.year
    if pen.slip(0.07, "year_off_1"):
        return year + pen.rng.choice((-1, 1))
    if pen.slip(0.02, "year_far"):
        return year + pen.rng.choice((-10, -4, 4))
    return year


def arabic_birth(pen: Pen, person: Person, day: date) -> str | int | None:
    """Write the birth for a prison list: year, placeholder day, full date, or an age on the list's day."""
    roll, year = pen.rng.random(), birth_year(pen, person)
    if roll < 0.45:
        return year if pen.rng.random() < 0.5 else digits(pen, str(year), 0.6)
    if roll < 0.62:
        pen.mistakes.append("placeholder_date")
        return digits(pen, f"1/1/{year}")
    if roll < 0.78:
        born = person.born
        return digits(pen, f"{born.day}/{born.month}/{born.year}")
    if roll < 0.94:
        return "العمر " + digits(pen, str(age_on(person.born, day)), 0.6)
    return pen.rng.choice(("غير معلوم", None))


def arabic_age(pen: Pen, person: Person, day: date) -> str | int | None:
    """Write an age for a tent list: a number, months for babies, sometimes with the word or nothing."""
    months = (day.year - person.born.year) * 12 + day.month - person.born.month
    if months < 20:
        return digits(pen, f"{max(months, 1)}", 0.5) + " شهر"
    age = age_on(person.born, day)
    if pen.slip(0.12, "age_off_1"):
        age += pen.rng.choice((-1, 1))
    if pen.rng.random() < 0.05:
        return None
    return (
        age if pen.rng.random() < 0.5 else digits(pen, str(age), 0.5) + pen.rng.choice(("", " سنة", " سنوات"))
    )


def arabic_nation(pen: Pen, person: Person) -> str:
    """Write the nationality; «Russian» is often put for the whole former Union."""
    own = NATIONS_AR.get(person.origin)
    if own and person.origin not in ("ce", "dag") and not pen.slip(0.3, "nationality_generic"):
        return pen.rng.choice(own)
    if own and person.origin in ("ce", "dag") and pen.rng.random() < 0.25:
        return pen.rng.choice(own)
    return pen.rng.choice(RUSSIA_AR)


def latin_name(pen: Pen, person: Person, child: bool) -> str:
    """Write a name as an English-speaking registrar hears or copies it."""
    rng = pen.rng
    given = rng.choice(person.given.la) if pen.slip(0.4, "other_spelling") else person.given.la[0]
    surname = person.surname.la[0]
    father = person.father.la[0] if person.father else ""
    roll = rng.random()
    if child and roll < 0.25:
        return given
    if roll < 0.34:
        return f"{given} {father}".strip()
    if roll < 0.72:
        return f"{given} {surname}"
    if roll < 0.84 and person.father and not child:
        return f"{given} {names.latin_patronymic(person.father, person.sex)} {surname}"
    if roll < 0.93:
        return f"{surname.upper()} {given}"
    pen.mistakes.append("initials")
    return f"{surname} {given[0]}."


def latin_birth(pen: Pen, person: Person, day: date) -> str:
    """Write date of birth or age in English forms."""
    roll, born = pen.rng.random(), person.born
    months = (day.year - born.year) * 12 + day.month - born.month
    if months < 20:
        return f"{months} months"
    if roll < 0.3:
        return pen.rng.choice(
            (f"{age_on(born, day)}", f"{age_on(born, day)} yrs", f"{age_on(born, day)} y/o")
        )
    if roll < 0.6:
        return f"{birth_year(pen, person)}"
    if roll < 0.72:
        pen.mistakes.append("placeholder_date")
        return f"01/01/{born.year}"
    if roll < 0.95:
        return pen.rng.choice((f"{born:%d/%m/%Y}", f"{born:%d %b %Y}", f"{born:%Y-%m-%d}"))
    return ""


def russian_name(pen: Pen, person: Person, child: bool) -> str:
    """Write a name for the consulate: a Russian full name, partly spoilt by a way through Arabic."""
    rng = pen.rng
    given = rng.choice(person.given.ru) if pen.slip(0.3, "other_spelling") else person.given.ru[0]
    patronymic = names.patronymic(person.father, person.sex) if person.father else ""
    if child and rng.random() < 0.3:
        text = f"{person.surname.ru[0]} {given}"
    elif pen.slip(0.05, "order_swapped"):
        text = f"{given} {patronymic} {person.surname.ru[0]}"
    else:
        text = f"{person.surname.ru[0]} {given} {patronymic}"
    if pen.slip(0.32, "through_arabic"):
        for good, bad in THROUGH_ARABIC:
            if rng.random() < 0.6:
                text = text.replace(good, bad)
    return text.strip()


def russian_birth(pen: Pen, person: Person, day: date) -> str:
    """Write the birth for the consulate."""
    roll, born = pen.rng.random(), person.born
    if roll < 0.4:
        return f"{born:%d.%m.%Y}"
    if roll < 0.75:
        return f"{birth_year(pen, person)}" + pen.rng.choice(("", " г.р.", " г."))
    if roll < 0.92 and age_on(born, day) > 0:
        return f"{age_on(born, day)} лет" if age_on(born, day) > 4 else f"{age_on(born, day)} г."
    return ""


def chat_latin(text: str) -> str:
    """Write Russian in Latin letters as people type it on a telephone."""
    out = []
    for letter in text:
        low = CHAT_LATIN.get(letter.lower())
        if low is None:
            out.append(letter)
        elif low != "-":
            out.append(low.capitalize() if letter.isupper() else low)
    return "".join(out)

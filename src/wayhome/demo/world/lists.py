"""Plan and write the six lists of the demo: three Arabic workbooks, a Latin CSV, a Russian CSV, a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from . import list_files
from .chance import Random
from .dates import age_on, years_word
from .list_model import ListFile, Sheet
from .list_writing import (
    NATIONS_EN,
    Pen,
    chat_latin,
    latin_birth,
    latin_name,
    russian_birth,
    russian_name,
)
from .lists_arabic import annex, children_home, prison, residents
from .model import Person, Said, World
from .strangers import OTHERS_LA, look_alike, unasked_household

PLACES_RU = {"baghdad_women_prison": "Багдад, женская тюрьма", "baghdad_children_home": "Багдад, детский дом",
             "hasaka_camp_annex": "лагерь, Хасака", "north_camp": "лагерь под Камышлы"}  # fmt: skip
NOTES_EN = ("", "", "", "", "", "husband missing", "needs medical visit", "wants to call home", "pregnant",
            "no documents", "sick child")  # fmt: skip
WRITERS = ("Умм Сальма", "Бабушка Н.", "Umm Talha", "Сестра", "mama Islama", "Роза", "Умм Якуб", "Z.")
SMALL_TALK = ("спасибо, сестра", "кто из Аргуна, напишите в личку", "фото не открывается", "дай Бог терпения всем",
              "не пишите сюда номера телефонов", "есть новости из Багдада?", "мы тоже ждём", "<Без медиафайлов>",
              "за новости деньги не платите, это обман", "когда следующий рейс?", "список не дали")  # fmt: skip


def plan_lists(world: World, rng: Random) -> tuple[ListFile, ...]:
    """Write all six lists about part of the people of `world`; the same state of `rng` gives the same lists."""
    return (prison(world, rng), annex(world, rng), registration(world, rng), children_home(world, rng),
            consulate(world, rng), chat(world, rng))  # fmt: skip


def write_lists(lists: tuple[ListFile, ...], folder: Path) -> tuple[Path, ...]:
    """Write the files into `folder`, the same bytes every time; give their paths in order."""
    paths = []
    for one in lists:
        path = folder / one.filename
        path.write_bytes(list_files.to_bytes(one))
        paths.append(path)
    return tuple(paths)


def registration(world: World, rng: Random) -> ListFile:
    """Write a camp registration in Latin letters, comma-separated, by household."""
    day, pen, sheet = date(2018, 2, 11), Pen(rng), Sheet(8)
    groups: dict[str, list[tuple[Person, Person | None, str]]] = {}
    for person in residents(world, "north_camp", day):
        groups.setdefault(person.family, []).append((person, None, ""))
    women = [m[0][0] for m in groups.values() if m[0][0].kind_on(day) == "woman"]
    for number in range(13):
        _, woman, kids = unasked_household(rng, day, rng.randint(0, 4))
        groups[f"u{number}"] = [(replace(p, ref=""), None, "unasked") for p in (woman, *kids)]
    for number, like in enumerate(rng.sample(women, 6)):
        alike, way = look_alike(rng, like)
        groups[f"a{number}"] = [(alike, like, way)]
    households = [*groups.values(), *([] for _ in range(16))]
    rng.shuffle(households)
    sheet.add("title", "New arrivals and residents - foreign section")
    sheet.add("title", "as of 11/02/2018", None, "do not share")
    sheet.add("blank")
    header = ("Family no", "Tent", "Full name", "Known as", "Gender", "DOB or age", "Citizenship", "Notes")
    sheet.add("header", *header)
    for number, members in enumerate(households, start=1):
        if number == len(households) // 2:
            sheet.add("blank")
            sheet.add("header", *header)
        house, tent = f"F-{2000 + number}", f"{rng.choice('NS')}{rng.randint(1, 90)}"
        if not members:
            name, nation = rng.choice(OTHERS_LA)
            sheet.add("person", house, tent, name, "", "F", f"{rng.randint(19, 45)}", nation, "", group=house)
        for person, original, how in sorted(members, key=lambda m: m[0].born):
            child = person.kind_on(day) == "child"
            known = person.kunya.la[0] if person.kunya and not child and rng.random() < 0.7 else ""
            nation = NATIONS_EN.get(person.origin, "Russia")
            if pen.slip(0.15, "nationality_generic"):
                nation = rng.choice(("Russia", "RUS", "Chechnya", "Russian"))
            gender = {"f": ("F", "Female", "f"), "m": ("M", "Male", "m")}[person.sex]
            sheet.add("person", house, tent, latin_name(pen, person, child), known, rng.choice(gender),
                      latin_birth(pen, person, day), nation, rng.choice(NOTES_EN), group=house,
                      people=(person.ref,) if person.ref else (), alike=original.ref if original else "", how=how,
                      mistakes=pen.lift())  # fmt: skip
    sheet.add("total", "Total", None, str(sum(1 for row in sheet.rows if row.kind == "person")))
    return ListFile("north_camp", "north_camp_registration.csv", "", "north_camp", "csv", "utf-8-sig", ",", "en",
                    day, date(2018, 2, 25), "other_ngo", Said("other_ngo", "B", "3"), "SY-HA",
                    tuple(sheet.rows))  # fmt: skip


def _anywhere(world: World, rng: Random, number: int) -> list[tuple[Person, str]]:
    """Draw sought women and children wherever they are, for sources that hear of many places."""
    sought = {line.person for request in world.requests for line in request.sought}
    known = [(world.person(s.person), s.facility) for s in world.stays
             if s.person in sought and s.facility in PLACES_RU]  # fmt: skip
    return rng.sample(known, number)


def consulate(world: World, rng: Random) -> ListFile:
    """Write the consulate's list: Russian, semicolons, Windows-1251, some names spoilt on the way."""
    day, pen, sheet = date(2018, 4, 23), Pen(rng), Sheet(6)
    rows: list[tuple[Person, str, str, Person | None]] = [
        (p, f, "", None) for p, f in _anywhere(world, rng, 98)
    ]
    rows += [(unasked_household(rng, day, 0)[1], "north_camp", "unasked", None) for _ in range(14)]
    for like, where, _, _ in rng.sample(rows[:98], 7):
        alike, way = look_alike(rng, like)
        rows.append((alike, where, way, like))
    rng.shuffle(rows)
    sheet.add("title", "Сведения о гражданах, находящихся в местах содержания")
    sheet.add("title", "на 23.04.2018 (со слов)")
    sheet.add("blank")
    sheet.add("header", "№ п/п", "Фамилия, имя, отчество", "Дата рождения", "Гражданство", "Где находится",
              "Примечание")  # fmt: skip
    for number, (person, facility, how, original) in enumerate(rows, start=1):
        child = person.kind_on(day) == "child"
        note = rng.choice(
            ("", "", "с матерью", "без документов") if child else ("", "", "с детьми", "суд назначен")
        )
        place = PLACES_RU[facility] if rng.random() < 0.8 else ""
        truth = (person.ref,) if how == "" else ()
        sheet.add("person", str(number), russian_name(pen, person, child), russian_birth(pen, person, day),
                  rng.choice(("РФ", "РФ", "Россия", "")), place, note, people=truth,
                  alike=original.ref if original else "", how=how, mistakes=pen.lift())  # fmt: skip
    sheet.add("total", "Итого:", str(len(rows)))
    return ListFile("consulate", "consulate_2018-04.csv", "", "baghdad_women_prison", "csv", "cp1251", ";", "ru", day,
                    date(2018, 4, 27), "consulate_mfa", Said("consulate_mfa", "B", "3"), "IQ-BG",
                    tuple(sheet.rows))  # fmt: skip


def chat(world: World, rng: Random) -> ListFile:
    """Write a chat of relatives: a woman, her home town, her children, where and when she was seen."""
    sheet, moment = Sheet(1), datetime(2018, 1, 14, 9, 3, tzinfo=UTC)
    sheet.add("other", "Сообщения защищены сквозным шифрованием.")
    people = [(p, f) for p, f in _anywhere(world, rng, 150) if p.kind_on(world.as_of) == "woman"][:62]
    queue: list[tuple[Person, str] | None] = [*people, *(None for _ in range(48))]
    rng.shuffle(queue)
    for item in queue:
        moment += timedelta(minutes=rng.randint(7, 1400))
        text, truth = (rng.choice(SMALL_TALK), ()) if item is None else _seen(world, rng, *item)
        if rng.random() < 0.5 and not text.startswith("<"):
            text = chat_latin(text)
        line = f"[{moment:%d.%m.%y, %H:%M:%S}] {rng.choice(WRITERS)}: {text}"
        sheet.add("person" if truth else "other", line, people=truth)
    return ListFile("relatives_chat", "relatives_chat.txt", "", "", "txt", "utf-8", "", "ru", moment.date(),
                    moment.date() + timedelta(days=4), "social_media", Said("social_media", "D", "3"), "SY",
                    tuple(sheet.rows))  # fmt: skip


def _seen(world: World, rng: Random, person: Person, facility: str) -> tuple[str, tuple[str, ...]]:
    """Word one message about a woman and perhaps her children; give it with all whom it names."""
    sought = {line.person for request in world.requests for line in request.sought}
    kids = [k for k in world.people if k.mother == person.ref and k.ref in sought][:3]
    rng.shuffle(kids)
    kids = kids[: rng.randint(0, len(kids))]
    name = rng.choice((f"{person.given.ru[0]} {person.surname.ru[0]}", f"{person.surname.ru[0]} {person.given.ru[0]}",
                       f"{person.given.ru[0]} из {person.home.ru}"))  # fmt: skip
    if person.kunya and rng.random() < 0.25:
        name = f"{person.kunya.ru[0]} ({person.given.ru[0]})"
    age = age_on(person.born, date(2018, 2, 1))
    years = f", {age} {years_word(age)}" if rng.random() < 0.45 else ""
    with_kids = ", дети " + ", ".join(
        f"{k.given.ru[0]}" + (f" {age_on(k.born, date(2018, 2, 1))}" if rng.random() < 0.4 else "") for k in kids
    ) if kids else ""  # fmt: skip
    place = {"baghdad_women_prison": "Багдад", "baghdad_children_home": "Багдад"}.get(
        facility, "лагерь Хасака"
    )
    when = rng.choice(("в январе", "в декабре", "зимой", "две недели назад"))
    text = rng.choice((f"видела {name}{years}{with_kids}. {place}, {when}", f"{place}: {name}{years}{with_kids}",
                       f"кто ищет {name}? жива, {place}{with_kids}", f"{name}{years}{with_kids}, {place}, {when}"))  # fmt: skip
    return text, (person.ref, *(k.ref for k in kids))

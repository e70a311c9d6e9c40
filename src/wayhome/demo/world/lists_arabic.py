"""Write the three Arabic workbooks: a women's prison, a camp annex from a Kurdish keyboard, a children's home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .chance import Random
from .dates import age_on
from .list_model import Cell, ListFile, ListRow, Sheet
from .list_writing import (
    KURDISH,
    NISBA_AR,
    Pen,
    arabic,
    arabic_age,
    arabic_birth,
    arabic_chain,
    arabic_child,
    arabic_nation,
    digits,
)
from .model import Person, Said, World
from .strangers import OTHERS_AR, iraqi_child, iraqi_woman, look_alike, unasked_household

FOUND_WITH = ("وجد وحده", "مع امرأة روسية", "جلب من المستشفى", "مع اخوته", "سلمه الجيش", None, None)


def residents(world: World, facility: str, day: date) -> list[Person]:
    """Give the people who were in the facility on the day of its list and whom somebody seeks."""
    sought = {line.person for request in world.requests for line in request.sought}
    return [
        world.person(s.person)
        for s in world.stays
        if s.facility == facility and s.since <= day and s.person in sought
    ]


def _carers(world: World, facility: str) -> list[str]:
    """Give the residents whom nobody seeks, but who have a sought child with them."""
    sought = {line.person for request in world.requests for line in request.sought}
    return [s.person for s in world.stays if s.facility == facility and s.person not in sought]


def husband_of(world: World, person: Person) -> Person | None:
    """Give her husband, if she has one."""
    return world.person(person.husband) if person.husband else None


def prison(world: World, rng: Random) -> ListFile:
    """Write the women's prison of Baghdad: title rows, triple names, mother, birth, number of children."""
    day, pen = date(2018, 4, 4), Pen(rng)
    people = residents(world, "baghdad_women_prison", day)
    told = world.story("last_face").members
    women = [p for p in people if p.kind_on(day) == "woman" and (rng.random() < 0.96 or p.ref in told)]
    rows: list[tuple[Person | None, Person | None, str]] = [(w, None, "") for w in women]
    rows += [(None, None, "iraqi") for _ in range(34)] + [(None, None, "other") for _ in range(14)]
    rows += [(unasked_household(rng, day, 1)[1], None, "unasked") for _ in range(18)]
    for like in rng.sample(women, 12):
        alike, way = look_alike(rng, like)
        rows.append((alike, like, way))
    rng.shuffle(rows)
    sheet = Sheet(7)
    for text in ("وزارة العدل", "كشف بأسماء الموقوفات الأجنبيات في سجن النساء - بغداد", "بتاريخ ٢٠١٨/٤/٤"):
        sheet.add("title", text)
        sheet.merge_row()
    sheet.add("blank")
    header = ("التسلسل", "اسم الموقوفة الثلاثي", "اسم الأم", "سنة التولد", "الجنسية", "عدد الأطفال معها",
              "رقم القضية")  # fmt: skip
    sheet.add("header", *header)
    kids = {w.ref: sum(1 for p in people if p.mother == w.ref) for w in women}
    for number, (person, original, how) in enumerate(rows, start=1):
        if number in (61, 122):
            sheet.add("other", f"صفحة {number // 61 + 1}")
            sheet.merge_row()
            sheet.add("header", *header)
        serial: Cell = number if rng.random() < 0.8 else digits(pen, str(number), 1.0)
        case = digits(pen, f"{rng.randint(101, 990)}/ج/{rng.choice((2017, 2018))}")
        if person is None:
            name, nation = (iraqi_woman(rng), "عراقية") if how == "iraqi" else rng.choice(OTHERS_AR)
            year = digits(pen, str(rng.randint(1965, 1999)))
            sheet.add("person", serial, name, None, year, nation, rng.choice((0, 1, 2, None)), case)
            continue
        mother = arabic(pen, person.mother_given) if person.mother_given and rng.random() < 0.7 else None
        children = kids.get(person.ref, rng.randint(0, 4))
        if pen.slip(0.12, "child_count_off"):
            children += 1
        count: Cell = rng.choice((children, digits(pen, str(children), 1.0), f"{children} اطفال"))
        husband = husband_of(world, person) if person.ref else None
        sheet.add("person", serial, arabic_chain(pen, person, husband), mother, arabic_birth(pen, person, day),
                  arabic_nation(pen, person), count if children else rng.choice((0, "لا يوجد", None)), case,
                  people=(person.ref,) if person.ref else (), alike=original.ref if original else "", how=how,
                  mistakes=pen.lift())  # fmt: skip
    sheet.add("blank")
    sheet.add("total", "المجموع", len(rows))
    sheet.add("other", None, None, "ختم وتوقيع الإدارة")
    return ListFile("baghdad_women_prison", "baghdad_women_2018-04.xlsx", "سجن النساء بغداد",
                    "baghdad_women_prison", "xlsx", "", "", "ar", day, date(2018, 4, 16), "consulate_mfa",
                    Said("detaining_list", "B", "3"), "IQ-BG", tuple(sheet.rows), tuple(sheet.merges))  # fmt: skip


def _tents(world: World, rng: Random, day: date) -> list[tuple[list[Person], list[Person | None], str]]:
    """Group the residents of the annex by household, and add households nobody asks for."""
    groups: dict[str, list[Person]] = {}
    carers = [world.person(ref) for ref in _carers(world, "hasaka_camp_annex")]
    for person in (*carers, *residents(world, "hasaka_camp_annex", day)):
        groups.setdefault(person.family, []).append(person)
    tents: list[tuple[list[Person], list[Person | None], str]] = []
    for members in groups.values():
        members.sort(key=lambda p: p.born)
        tents.append((members, [None] * len(members), ""))
    for _ in range(18):
        _, woman, kids = unasked_household(rng, day, rng.randint(1, 4))
        anonymous = [replace(p, ref="") for p in (woman, *kids)]
        tents.append((anonymous, [None] * len(anonymous), "unasked"))
    women = [m[0] for m, _, _ in tents if m[0].ref and m[0].kind_on(day) == "woman"]
    for original in rng.sample(women, 9):
        alike, how = look_alike(rng, original)
        tents.append(([alike], [original], how))
    rng.shuffle(tents)
    return tents


def annex(world: World, rng: Random) -> ListFile:
    """Write the camp annex: tents in merged cells, ی and ک, a repeated heading, a page with reversed columns."""
    day, pen, sheet = date(2018, 3, 5), Pen(rng), Sheet(7)
    for text in ("ادارة المخيم - قسم الأجانب", "جدول العوائل حسب الخيم ٥/٣/٢٠١٨"):
        sheet.add("title", text.translate(KURDISH))
        sheet.merge_row()
    sheet.add("blank")
    header = tuple(
        h.translate(KURDISH)
        for h in ("القاطع", "الخيمة", "الاسم الكامل", "العمر", "الجنسية", "الصلة", "رقم الأسرة")
    )
    sheet.add("header", *header)
    tents, reversed_from = _tents(world, rng, day), 0
    for number, (members, originals, how) in enumerate(tents, start=1):
        if number == len(tents) // 3:
            sheet.add("header", *header)
        if number == len(tents) // 2:
            reversed_from = sheet.last + 1
            sheet.add("header", *header)
        if reversed_from > 0 and number == len(tents) * 2 // 3:
            _reverse(sheet, reversed_from)
            reversed_from = -1
            sheet.add("blank")
            sheet.add("header", *header)
        first = sheet.last + 1
        tent = f"{rng.choice('ABCD')}{rng.choice(('', '-'))}{number + 11}"
        for person, original in zip(members, originals, strict=True):
            _tent_row(world, sheet, pen, (person, original, how), (tent, number), day, first)
        if len(members) > 1:
            sheet.merges += [(first, 2, sheet.last, 2), (first, 7, sheet.last, 7)]
    sheet.add("blank")
    sheet.add("total", "المجموع", sum(1 for row in sheet.rows if row.kind == "person"))
    return ListFile("hasaka_camp_annex", "annex_tents_2018-03.xlsx", "Sheet1", "hasaka_camp_annex", "xlsx", "", "",
                    "ar", day, date(2018, 3, 20), "camp_admin", Said("camp_admin", "C", "3"), "SY-HA",
                    tuple(sheet.rows), tuple(sheet.merges))  # fmt: skip


def _tent_row(world: World, sheet: Sheet, pen: Pen, who: tuple[Person, Person | None, str],
              tent: tuple[str, int], day: date, first: int) -> None:  # fmt: skip
    """Write one person of a tent; tent and household number stand in its first row only."""
    person, original, how = who
    head = sheet.last + 1 == first
    adult = person.kind_on(day) != "child"
    if adult and person.kunya and pen.slip(0.3, "kunya_only"):
        name = f"{arabic(pen, person.kunya)} {NISBA_AR[person.origin]}"
    elif adult:
        name = arabic_chain(pen, person, husband_of(world, person) if person.ref else None)
    else:
        name = arabic_child(pen, person)
    kin = "رب الاسرة" if head else ("زوجة" if adult else ("ابنة" if person.sex == "f" else "ابن"))
    if not head and not adult and pen.slip(0.03, "sex_swapped"):
        kin = "ابن" if person.sex == "f" else "ابنة"
    cells: tuple[Cell, ...] = (
        digits(pen, str(1 + tent[1] % 7), 0.6), tent[0] if head else None, name, arabic_age(pen, person, day),
        arabic_nation(pen, person), kin, 300 + tent[1] if head else None)  # fmt: skip
    typed = tuple(c.translate(KURDISH) if isinstance(c, str) else c for c in cells)
    sheet.add("person", *typed, people=(person.ref,) if person.ref else (), alike=original.ref if original else "",
              how=how, group=str(300 + tent[1]), mistakes=(*pen.lift(), "kurdish_letters"))  # fmt: skip


def _reverse(sheet: Sheet, first: int) -> None:
    """Turn the columns of the page that begins at row `first`, heading and merged cells with it."""
    for at in range(first - 1, sheet.last):
        row: ListRow = sheet.rows[at]
        mistakes = (*row.mistakes, "columns_reversed") if row.kind == "person" else row.mistakes
        sheet.rows[at] = replace(row, cells=row.cells[::-1], mistakes=mistakes)
    width = sheet.width
    sheet.merges = [
        (r1, width + 1 - c2, r2, width + 1 - c1) if r1 >= first else (r1, c1, r2, c2)
        for r1, c1, r2, c2 in sheet.merges
    ]


def children_home(world: World, rng: Random) -> ListFile:
    """Write the children's home: given names, some changed, ages guessed, how the child was found."""
    day, pen, sheet = date(2017, 12, 18), Pen(rng), Sheet(8)
    kids = [p for p in residents(world, "baghdad_children_home", day) if p.kind_on(day) == "child"]
    rows: list[tuple[Person | None, Person | None, str]] = [(k, None, "") for k in kids]
    rows += [(None, None, "iraqi") for _ in range(14)]
    for _ in range(5):
        kids_of_nobody = unasked_household(rng, day, 2)[2]
        rows += [(replace(k, ref=""), None, "unasked") for k in kids_of_nobody]
    for like in rng.sample(kids, 7):
        alike, way = look_alike(rng, like)
        if alike.kind_on(day) == "child" and alike.born < day:
            rows.append((alike, like, way))
    rng.shuffle(rows)
    for text in ("دار رعاية الأطفال - بغداد", "الأطفال الأجانب بدون وثائق", "18/12/2017"):
        sheet.add("title", text)
        sheet.merge_row()
    sheet.add(
        "header", "الرقم", "اسم الطفل", "العمر التقريبي", "الجنس", "اسم الأم", "كيف وصل", "علامات", "الجنسية"
    )
    for number, (person, original, how) in enumerate(rows, start=1):
        if person is None:
            girl = rng.random() < 0.5
            sheet.add("person", number, iraqi_child(rng, girl), digits(pen, str(rng.randint(1, 13))),
                      "انثى" if girl else "ذكر", None, rng.choice(FOUND_WITH), None, "عراقي")  # fmt: skip
            continue
        mother = arabic(pen, person.mother_given) if person.mother_given and rng.random() < 0.4 else None
        age = max(1, age_on(person.born, day) + (rng.choice((-1, 1)) if pen.slip(0.3, "age_off_1") else 0))
        said: Cell = rng.choice((age, digits(pen, str(age), 1.0), f"{age}-{age + 1}", f"حوالي {age} سنوات"))
        sex = person.sex if not pen.slip(0.02, "sex_swapped") else "fm"["mf".index(person.sex)]
        sheet.add("person", number, arabic_child(pen, person), said, "انثى" if sex == "f" else "ذكر", mother,
                  rng.choice(FOUND_WITH), _mark(person), rng.choice(("روسيا", "روسي", "اجنبي", "غير معروف", "شيشاني")),
                  people=(person.ref,) if person.ref else (), alike=original.ref if original else "", how=how,
                  mistakes=pen.lift())  # fmt: skip
    sheet.add("blank")
    sheet.add("total", "العدد الكلي", len(rows))
    return ListFile("baghdad_children_home", "children_home_2017-12.xlsx", "الأطفال", "baghdad_children_home",
                    "xlsx", "", "", "ar", day, date(2018, 1, 15), "field_visit", Said("field_visit", "B", "2"),
                    "IQ-BG", tuple(sheet.rows), tuple(sheet.merges), first_column=2)  # fmt: skip


MARKS_AR = {"родимое пятно на шее": "وحمة على الرقبة", "шрам над левой бровью": "ندبة فوق الحاجب",
            "ожог на правой руке": "حرق في اليد اليمنى", "косит один глаз": "حول في العين",
            "рыжие волосы": "شعر أحمر", "хромает на левую ногу": "يعرج", "родинка под глазом": "شامة تحت العين",
            "шрам на подбородке": "ندبة في الذقن"}  # fmt: skip


def _mark(person: Person) -> str | None:
    """Give the mark as the home writes it, if it noticed it."""
    return MARKS_AR.get(person.marks)

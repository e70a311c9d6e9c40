"""Chats: one line one row; people by grammar, in Russian of both alphabets."""

from __future__ import annotations

import pytest

from rosters import Field, Mention, ProblemCode, RowKind, Shape, read
from rosters.mentions import read_mentions

CHAT = """Сообщения и звонки защищены сквозным шифрованием.
[01.03.18, 11:52:00] Umm Hamza: v al Hol est zamira iz Osh, 41 let, deti Fatima 5 let, Ali
[01.03.18, 20:20:00] Umm Hamza: ждем

[02.03.18, 02:18:00] Тётя Аня: <Без медиафайлов>
"""


def people(body: str) -> list[Mention]:
    return list(read_mentions(body).people)


def test_each_line_of_a_chat_is_one_row() -> None:
    sheet = read(CHAT.encode(), filename="c.txt").sheets[0]
    assert [r.kind.value for r in sheet.rows] == ["other", "person", "other", "blank", "other"]
    assert sheet.understanding.shape is Shape.MESSAGES
    assert sheet.rows[1].cells == (CHAT.splitlines()[1],)


def test_a_woman_and_her_children_are_three_mentions() -> None:
    woman, *children = read(CHAT.encode(), filename="c.txt").sheets[0].rows[1].people
    assert dict(woman.fields) == {
        Field.NAME: "zamira", Field.ORIGIN: "Osh", Field.AGE: "41 let", Field.CHILDREN: "Fatima 5 let, Ali",
        Field.CHILDREN_COUNT: "2", Field.RELATION: "woman", Field.PLACE: "al Hol", Field.SENDER: "Umm Hamza",
        Field.WRITTEN_ON: "01.03.18, 11:52:00",
    }  # fmt: skip
    assert [(c.get(Field.NAME), c.get(Field.AGE), c.get(Field.MOTHER)) for c in children] == [
        ("Fatima", "5 let", "zamira"), ("Ali", "", "zamira"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "01.03.2018, 11:52 - Umm Hamza: видела Аза Алиева в Родж",
        "[2018-03-01 11:52] Umm Hamza: видела Аза Алиева в Родж",
        "Umm Hamza, [01.03.2018 11:52]: видела Аза Алиева в Родж",
        "3/1/18, 11:52 PM - Umm Hamza: видела Аза Алиева в Родж",
    ],
)
def test_time_and_sender_are_known_in_the_ways_of_several_programmes(line: str) -> None:
    row = read(f"{line}\n{line}\n".encode(), filename="c.txt").sheets[0].rows[0]
    assert row.fields[Field.NAME] == "Аза Алиева"
    assert row.fields[Field.SENDER] == "Umm Hamza"


@pytest.mark.parametrize(
    ("body", "name", "place"),
    [
        ("videla Umm Badrudin Azeri v al Hol, deti Fatima 11 let, marte 2018", "", "al Hol"),
        ("кто ищет Аза Алиева? жива, Багдад, Русафа", "Аза Алиева", "Багдад, Русафа"),
        ("mne skazali Aza Alieva byla v Camp Bravo zimoy", "Aza Alieva", "Camp Bravo"),
        ("аза алиева 25 лет. под Мосулом, 12.2017", "аза алиева", "под Мосулом"),
        ("у нас в Родже сидит Мадина Исаева, 30 лет", "Мадина Исаева", "Родже"),
        ("Aza Alieva, Nowhere, videli v yanvare 2018", "Aza Alieva", "Nowhere"),
        ("saw Umm Khadija from Dagestan in al Hol, with 2 kids", "", "al Hol"),
    ],
)
def test_name_and_place_are_found_by_grammar(body: str, name: str, place: str) -> None:
    first = people(body)[0]
    assert (first.get(Field.NAME), first.get(Field.PLACE)) == (name, place)


@pytest.mark.parametrize(
    "body",
    [
        "spasibo sestra", "kto iz Hasavyurta napishite v lichku", "ne znayu, ona ne iz nashey palatki", "ждем", "amin",
        "vchera uvezli avtobus, spisok ne dali", "а списки по детям есть?", "кто знает номер адвоката?", "фото не открывается",
        "сколько детей прилетело?", "Da pomojet Allah vsem", "<Без медиафайлов>", "assalamu aleykum, est novosti?",
        "завтра в Родже раздача одежды", "мой номер +7 928 000 00 00", "в аль Холь холодно, палатки протекают", "",
    ],
)  # fmt: skip
def test_chatter_names_nobody(body: str) -> None:
    assert people(body) == []


def test_kunya_name_and_nisba_are_told_apart() -> None:
    first = people("v Roj est Umm Axmad Rusiya (Patimat), 28 let s 2 detmi")[0]
    assert first.get(Field.KUNYA) == "Umm Axmad Rusiya"
    assert first.get(Field.ORIGIN) == "Rusiya"
    assert first.get(Field.NAME) == "Patimat"
    assert first.get(Field.CHILDREN_COUNT) == "2"


def test_two_women_of_one_message_are_two_mentions() -> None:
    assert [p.get(Field.KUNYA) for p in people("Умм Халид и Умм Сумайя в аль-Холь")] == [
        "Умм Халид",
        "Умм Сумайя",
    ]


def test_a_bare_name_is_a_person_with_a_question() -> None:
    sheet = read((CHAT + "[02.03.18, 03:18:00] A: Хава Алиева\n").encode(), filename="c.txt").sheets[0]
    assert sheet.rows[-1].kind is RowKind.PERSON
    assert [p.code for p in sheet.rows[-1].problems] == [ProblemCode.SENSE_UNCLEAR]


def test_a_year_of_birth_is_not_an_age() -> None:
    assert people("Zarema Magomedova 1990 g.r. v tyurme Rusafa")[0].get(Field.BIRTH) == "1990 g.r."

"""Request files in three languages, and rows of lists as records. All people are invented."""

import io
from datetime import date

import openpyxl
import pytest

from kinmatch import NameKind, Role, Sex
from rosters.reading import read
from wayhome.reading import Unreadable, guess_list_date, read_list, read_requests
from wayhome.reading.company import read_company
from wayhome.reading.words import find_count, find_role, find_sex, without_case_ending

ENGLISH = "request,person,name,other_names,sex,birth,father,relation\nR1,P1,Сатуева Марьям,Умм Зубайр; по мужу Яндиева,ж,1990,Идрис (умер),дочь\n"
RUSSIAN = "ФИО;Дата рождения;Номер человека;Номер обращения;Пол;Кем приходится;Любимая песня\nСатуева Марьям;1990;P1;R1;жен.;дочь;Колыбельная\n"
ARABIC = "الاسم\tالمواليد\tالجنس\nمريم ادريس\t١٩٩٠\tانثى\n"


def test_an_english_heading_is_understood():
    line = read_requests(ENGLISH.encode(), filename="r.csv").lines[0]
    assert (line.number, line.request, line.person) == (2, "R1", "P1")
    assert [name.kind for name in line.record.names] == [NameKind.MAIN, NameKind.KUNYA, NameKind.HUSBAND]
    assert line.record.father == "Идрис"
    assert line.record.sex is Sex.FEMALE
    assert line.record.role is Role.HEAD


def test_a_russian_heading_in_any_order_is_understood_and_further_columns_are_kept():
    line = read_requests(RUSSIAN.encode("cp1251"), filename="r.csv").lines[0]
    assert (line.person, line.request, line.record.names[0].text) == ("P1", "R1", "Сатуева Марьям")
    assert line.extra == {"Любимая песня": "Колыбельная"}


def test_an_arabic_heading_is_understood_and_lines_without_numbers_get_their_row():
    line = read_requests(ARABIC.encode("utf-16"), filename="r.csv").lines[0]
    assert line.person == "row2"
    assert line.record.birth.earliest == date(1990, 1, 1)
    assert line.record.sex is Sex.FEMALE


def test_a_workbook_of_requests_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Tracing requests, spring"])
    book.active.append(["name", "birth"])
    book.active.append(["Сатуева Марьям", 1990])
    data = io.BytesIO()
    book.save(data)
    line = read_requests(data.getvalue(), filename="r.xlsx").lines[0]
    assert (line.number, line.record.birth.as_written) == (3, "1990")


def test_a_person_that_stands_twice_is_kept_twice_and_said():
    text = "person,name\nP1,Марьям\nP1,Хеда\n"
    file = read_requests(text.encode(), filename="r.csv")
    assert [line.person for line in file.lines] == ["P1", "P1@3"]
    assert file.problems[0][0] == 3


def test_a_birth_in_the_future_is_a_problem_of_its_row():
    file = read_requests("name,birth\nМарьям,2030\n".encode(), filename="r.csv", stated_on=date(2018, 5, 5))
    assert file.problems[0][0] == 2
    assert file.lines[0].record.birth is None


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", "погода;завтра\nснег;дождь\n".encode(), b"PK\x03\x04 broken"]
)
def test_what_is_no_table_of_requests_is_refused(data):
    with pytest.raises(Unreadable):
        read_requests(data, filename="r.csv")


CAMP = """Camp annex
Updated 25/03/2018

HH ID,Name,Kunya,Sex,Age/DOB,Nationality,Remarks
HH-1,Mariam Idris,Umm Zubair,F,28,Russia,scar on chin
HH-1,Zubair Vahid,,M,5,Russia,
HH-2,unknown,,F,30,,
"""


def test_rows_of_a_household_share_their_group_and_ages_count_from_the_day_of_the_list():
    sheet = read(CAMP.encode(), filename="camp.csv").sheets[0]
    assert guess_list_date(sheet) == date(2018, 3, 25)
    mother, child, other = read_list(sheet).records
    assert mother.group == child.group != other.group
    assert mother.birth.latest == date(1990, 3, 25)
    assert mother.names[1].text == "Umm Zubair"
    assert "scar" in mother.marks
    assert (mother.source, mother.row) == ("camp", "5")


CONSULATE = """Список граждан
по состоянию на 28.04.2018

№;ФИО;Год рождения;С кем;Место;Примечание
1;Сатуева Марьям Идрисовна;1990;с детьми (2);;
2;Яндиев Зубайр Вахидович;2012;с матерью (Сатуева);;
3;Яндиева Сафия;2014;с матерью;;
4;Ильясова Роза;1985;одна;;
"""


def test_children_with_their_mother_join_the_woman_above():
    sheet = read(CONSULATE.encode("cp1251"), filename="consulate.csv").sheets[0]
    mother, son, daughter, other = read_list(sheet).records
    assert mother.children_count == 2
    assert mother.group == son.group == daughter.group != other.group
    assert daughter.mother.startswith("Сатуева")


COMPANY = [
    ("с матерью (Сатуева)", "mother", "Сатуева"),
    ("мать Сатуева Марьям", "mother", "Сатуева Марьям"),
    ("مع امه", "mother", ""),
    ("مع اخيه إلياس", "siblings", ("إلياس",)),
    ("مع اخوته خديجة وزينب", "siblings", ("خديجة", "زينب")),
    ("с детьми (4)", "children_count", 4),
    ("дети: Захра, Али", "children_count", 2),
    ("с ребёнком", "children_count", 1),
    ("в приюте", "siblings", ()),
]


@pytest.mark.parametrize(("text", "field", "value"), COMPANY)
def test_company_is_read_from_words(text, field, value):
    assert getattr(read_company(text), field) == value


def test_words_for_sex_kin_and_number_are_read_in_three_scripts():
    assert [find_sex(word) for word in ("жен.", "M", "ذكر", "انثى", "?")] == [
        Sex.FEMALE, Sex.MALE, Sex.MALE, Sex.FEMALE, None,
    ]  # fmt: skip
    assert find_role("внучка", household=False) == (Role.CHILD, Sex.FEMALE)
    assert find_role("رب الاسرة", household=True)[0] is Role.HEAD
    assert find_role("ابنة", household=True) == (Role.CHILD, Sex.FEMALE)
    assert [find_count(word) for word in ("٣ اطفال", "لا يوجد", "طفلة", "-", "")] == [3, 0, 1, None, None]


def test_a_name_in_the_instrumental_case_has_its_plain_form():
    assert [without_case_ending(name) for name in ("Фатимой", "Ахмедом", "Fatimoy", "Zinom", "Djibril'om", "Роза")] == [
        "Фатима", "Ахмед", "Fatima", "Zin", "Djibril", "",
    ]  # fmt: skip

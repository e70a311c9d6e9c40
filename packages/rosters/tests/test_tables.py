"""Tables: rows, columns, pages and households."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest

from rosters import Basis, ColumnMapping, Field, ProblemCode, RowKind, Sheet, read

from .building import PRISON, saved, workbook


def sheet_of(rows: list[list[object]], **kwargs: object) -> Sheet:
    return read(workbook(rows), filename="list.xlsx", **kwargs).sheets[0]  # type: ignore[arg-type]  # test shorthand


def text_sheet(text: str, name: str = "list.csv") -> Sheet:
    return read(text.encode(), filename=name).sheets[0]


def kinds(sheet: Sheet) -> list[str]:
    return [row.kind.value for row in sheet.rows]


def meanings(sheet: Sheet) -> list[Field]:
    return [c.meaning for c in sheet.understanding.columns]


def test_every_physical_row_has_a_kind() -> None:
    rows = [*PRISON, [], ["المجموع", 3], [None, None, "توقيع المسؤول"]]
    people = ["person"] * 3
    assert kinds(sheet_of(rows)) == ["title", "title", "blank", "header", *people, "blank", "total", "total"]


def test_the_day_of_the_list_stands_in_its_title() -> None:
    assert sheet_of(PRISON).dated_on == date(2018, 4, 10)


def test_arabic_headings_give_columns_their_meaning() -> None:
    assert meanings(sheet_of(PRISON)) == [
        Field.SERIAL, Field.NAME, Field.MOTHER, Field.BIRTH, Field.NATIONALITY, Field.CHILDREN,
    ]  # fmt: skip


def test_cells_stay_as_written_and_fields_are_cleaned() -> None:
    row = sheet_of([*PRISON, [4, " \u200fسارة\nمحمد ", None, "١٩٩٠", "روسيا", None]]).rows[-1]
    assert row.cells[1] == " \u200fسارة\nمحمد "
    assert row.fields[Field.NAME] == "سارة محمد"
    assert row.fields[Field.BIRTH] == "1990"


def test_an_age_in_the_column_of_birth_is_an_age() -> None:
    row = sheet_of(PRISON).rows[5]
    assert row.fields[Field.AGE] == "العمر 30"
    assert Field.BIRTH not in row.fields


@pytest.mark.parametrize(
    ("written", "count"), [("طفلين", "2"), ("لا يوجد", "0"), (3, "3"), ("2 (ذكر وانثى)", "2")]
)
def test_children_are_counted_in_words_and_digits(written: object, count: str) -> None:
    row = sheet_of([*PRISON, [4, "سارة محمد", None, "1990", "روسيا", written]]).rows[-1]
    assert row.fields[Field.CHILDREN_COUNT] == count


def test_a_page_with_reversed_columns_is_read_by_its_own_heading() -> None:
    head, body = PRISON[3], PRISON[4:]
    rows = [*PRISON, ["صفحة ٢"], head[::-1], *[r[::-1] for r in body]]
    sheet = sheet_of(rows)
    assert [r.fields[Field.NAME] for r in sheet.rows[9:]] == [r[1] for r in body]
    assert [p.is_reversed for p in sheet.understanding.pages] == [False, True]


def test_a_reversed_page_under_an_unreversed_heading_is_noticed() -> None:
    body = [
        [i, f"مريم {n} علي", "زينب", str(1980 + i), "روسيا", 2]
        for i, n in enumerate(["سلمى", "حسن", "جميل", "كريم"])
    ]
    rows = [PRISON[3], *body, PRISON[3], *[r[::-1] for r in body]]
    sheet = sheet_of(rows)
    assert sheet.rows[-1].fields[Field.NAME] == body[-1][1]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Ф.И.О. ребёнка", Field.NAME), ("Mother's name", Field.MOTHER), ("اسم الأم أو الكنية", Field.MOTHER_OR_KUNYA),
        ("Age/DOB", Field.BIRTH_OR_AGE), ("HH ID", Field.HOUSEHOLD), ("رقم الخيمة", Field.TENT), ("С кем", Field.COMPANY),
        ("التولد", Field.BIRTH), ("ناوی دایک", Field.MOTHER), ("الجنس", Field.SEX), ("الجنسیة", Field.NATIONALITY),
        ("Father’s name", Field.FATHER), ("صلة القرابة", Field.RELATION), ("Дата рождения / возраст", Field.BIRTH_OR_AGE),
        ("№ п/п", Field.SERIAL), ("Date of arrival", Field.ARRIVED_ON), ("ملاحظات", Field.REMARKS),
        ("Name of mother (if known)", Field.MOTHER), ("اسم الطفل الثلاثي", Field.NAME), ("Страна / гражданство", Field.NATIONALITY),
    ],
)  # fmt: skip
def test_a_heading_is_known_in_any_language(heading: str, meaning: Field) -> None:
    from rosters.headings import find_heading

    found = find_heading(heading)
    assert found is not None
    assert found.meaning is meaning


def test_a_merged_household_holds_for_all_its_rows() -> None:
    rows: list[list[object]] = [
        ["رقم الخيمة", "الاسم", "العمر", "صلة القرابة", "رقم العائلة"],
        ["B1", "مريم احمد", 30, "رب الاسرة", 500], [None, "علي", 5, "ابن", None], ["B2", "سلمى حسن", 22, "رب الاسرة", 501],
    ]  # fmt: skip
    sheet = read(workbook(rows, merges=["A2:A3", "E2:E3"]), filename="camp.xlsx").sheets[0]
    assert [r.group for r in sheet.rows] == [None, "500", "500", "501"]
    assert sheet.rows[2].fields[Field.TENT] == "B1"
    assert sheet.rows[2].cells[4] == "" if len(sheet.rows[2].cells) > 4 else True


def test_a_household_left_empty_below_its_first_row_is_carried_down() -> None:
    sheet = text_sheet("HH ID,Name,Sex,Age\nHH-1,Aisha Ali,F,30\n,Umar,M,4\nHH-2,Fatima,F,22\n")
    assert [r.group for r in sheet.rows] == [None, "HH-1", "HH-1", "HH-2"]


def test_with_mother_joins_the_rows_below_her() -> None:
    sheet = text_sheet(
        "№;ФИО;Год рождения;С кем\n1;Алиева Аза;1990;с детьми (2)\n2;Алиев Умар;2012;с матерью (Алиева)\n"
    )
    assert [r.group for r in sheet.rows[1:]] == ["row 2", "row 2"]
    assert sheet.rows[2].fields[Field.MOTHER] == "Алиева"
    assert sheet.rows[1].fields[Field.CHILDREN_COUNT] == "2"


def test_siblings_are_named_by_the_company_column() -> None:
    row = sheet_of(
        [["ت", "اسم الطفل", "العمر", "وجد مع"], [1, "محمد", 5, "مع اخته جنة"], [2, "علي", 4, "وجد وحده"]]
    ).rows[1]
    assert row.fields[Field.SIBLINGS] == "جنة"


def test_a_list_without_heading_is_read_by_content() -> None:
    rows = [
        f"{i},{n},{s},{20 + i},Russia"
        for i, (n, s) in enumerate([("Aisha Ali", "F"), ("Umar Aliev", "M")] * 5, 1)
    ]
    sheet = text_sheet("\n".join(rows) + "\n")
    assert set(kinds(sheet)) == {"person"}
    assert meanings(sheet) == [Field.SERIAL, Field.NAME, Field.SEX, Field.AGE, Field.NATIONALITY]
    assert {c.basis for c in sheet.understanding.columns} == {Basis.CONTENT}


def test_an_unknown_heading_does_not_become_a_person() -> None:
    rows = "\n".join(f"Aisha Ali {'abcdefgh'[i]},F,{1980 + i},Russia" for i in range(8))
    sheet = text_sheet("Wer,Wie,Wann,Woher\n" + rows)
    assert kinds(sheet) == ["header", *["person"] * 8]
    assert sheet.rows[1].fields[Field.NAME] == "Aisha Ali a"


def test_a_bare_list_of_names_is_read() -> None:
    sheet = text_sheet("Айшат Магомедова\nПатимат Алиева\nУмар Исаев\n", "names.txt")
    assert [r.fields.get(Field.NAME) for r in sheet.rows] == [
        "Айшат Магомедова",
        "Патимат Алиева",
        "Умар Исаев",
    ]


def test_name_parts_in_columns_become_one_name() -> None:
    sheet = text_sheet("Фамилия;Имя;Отчество;Возраст\nАлиева;Аза;Умаровна;30\nИсаев;Умар;Алиевич;40\n")
    row = sheet.rows[1]
    assert row.fields[Field.FATHER] == "Умаровна"
    assert {"Алиева", "Аза", "Умаровна"} == set(row.fields[Field.NAME].split())


def test_a_second_name_in_brackets_is_taken_apart() -> None:
    sheet = text_sheet("№;ФИО;Год рождения\n1;Замира (Умм Абу Бакр);1984\n2;Аза;1990\n")
    assert sheet.rows[1].fields[Field.NAME] == "Замира"
    assert sheet.rows[1].fields[Field.KUNYA] == "Умм Абу Бакр"


def test_somebody_without_a_name_is_still_a_person() -> None:
    row = text_sheet("HH ID,Name,Sex,Age\nHH-1,Infant,F,1\nHH-1,,M,5\nHH-2,Aisha,F,20\n").rows
    assert [r.kind for r in row[1:]] == [RowKind.PERSON] * 3
    assert [p.code for p in row[1].problems] == [ProblemCode.NAME_UNKNOWN]
    assert [p.code for p in row[2].problems] == [ProblemCode.NAME_MISSING]


def test_a_repeated_heading_is_a_heading_in_any_spelling() -> None:
    rows = [*PRISON, ["ت", "الاسم الثلاثى", "اسم الام", "المواليد", "الجنسية", "عدد الاطفال"], *PRISON[4:]]
    assert kinds(sheet_of(rows)).count("header") == 2


def test_a_woman_named_like_a_heading_stays_a_person() -> None:
    row = sheet_of([*PRISON, [4, "عمر", "أم", None, None, None]]).rows[-1]
    assert row.kind is RowKind.PERSON


def test_dates_of_excel_come_out_in_iso() -> None:
    row = sheet_of([*PRISON, [4, "سارة محمد", None, datetime(1977, 7, 11), "روسيا", 1]]).rows[-1]
    assert row.fields[Field.BIRTH] == "1977-07-11"


def test_what_a_person_said_of_the_columns_wins() -> None:
    told = ColumnMapping(by_heading={"اسم الام": Field.GUARDIAN}, by_column={0: Field.IDENTIFIER})
    sheet = sheet_of(PRISON, mapping=told)
    assert meanings(sheet)[0] is Field.IDENTIFIER
    assert meanings(sheet)[2] is Field.GUARDIAN
    assert sheet.understanding.columns[2].basis is Basis.TOLD


def test_a_person_can_say_which_row_is_the_heading() -> None:
    sheet = text_sheet("Aa,Bb\nAisha,Umm Ali\nFatima,Umm Umar\n")
    told = read(
        b"Aa,Bb\nAisha,Umm Ali\nFatima,Umm Umar\n", filename="l.csv", mapping=ColumnMapping(header_row=1)
    )
    assert told.sheets[0].rows[0].kind is RowKind.HEADER
    assert len(sheet.rows) == 3


def test_sheets_are_named_where_several_have_people() -> None:
    data = workbook(PRISON, more={"Two": PRISON, "Notes": [["nothing here"]]})
    assert [s.name for s in read(data, filename="dir/p.xlsx").sheets] == ["p#Sheet", "p#Two", "p#Notes"]


def test_one_sheet_of_people_has_the_name_of_the_file() -> None:
    data = workbook([["read me first"]], more={"Data": PRISON})
    assert [s.name for s in read(data, filename="p.xlsx").sheets] == ["p#Sheet", "p"]


def test_hidden_sheets_are_read_and_marked() -> None:
    book = openpyxl.Workbook()
    book.active.append(["x"])
    second = book.create_sheet("h")
    for row in PRISON:
        second.append(row)
    second.sheet_state = "hidden"
    sheets = read(saved(book), filename="p.xlsx").sheets
    assert sheets[1].is_hidden
    assert sheets[1].has_people


def test_rows_missing_in_the_file_keep_their_numbers() -> None:
    book = openpyxl.Workbook()
    for at, row in enumerate(PRISON[3:], 10):
        for column, value in enumerate(row, 2):
            book.active.cell(at, column, value)
    rows = read(saved(book), filename="p.xlsx").sheets[0].rows
    assert [r.number for r in rows] == list(range(1, 14))
    assert rows[9].kind is RowKind.HEADER
    assert rows[10].kind is RowKind.PERSON


def test_a_heading_nobody_knows_is_found_where_it_repeats() -> None:
    head = "aa;bb;cc;dd\n"
    page = "".join(f"Aisha Ali {c};Umm {c};somewhere;{w}\n" for c, w in zip("abcde", "pqrst", strict=True))
    sheet = text_sheet((head + page) * 3)
    assert kinds(sheet) == ["header", *["person"] * 5] * 3


def test_people_with_few_words_are_not_taken_for_a_repeated_heading() -> None:
    sheet = text_sheet("محمد;-;روسيا;ابن\nعلي;5;روسيا;ابن\n" * 4)
    assert kinds(sheet) == ["person"] * 8


def test_columns_may_change_their_order_and_their_headings() -> None:
    one = text_sheet("HH ID,Name,Sex,Age/DOB\nHH-1,Aisha Ali,F,30\nHH-1,Umar,M,4\n")
    two = text_sheet("Gender,Born or age,Family #,Person\nF,30,HH-1,Aisha Ali\nM,4,HH-1,Umar\n")
    assert [dict(r.fields) for r in one.rows] == [dict(r.fields) for r in two.rows]


def test_many_pages_do_not_slow_reading_down() -> None:
    page = "№;ФИО;Возраст\n" + "".join(f"{i};Алиева Аза {chr(1072 + i % 30)};30\n" for i in range(20))
    assert len(text_sheet(page * 300).understanding.pages) == 300

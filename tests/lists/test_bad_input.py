"""Whatever is sent to the upload page gets a sentence that names what and where, and nothing else is lost."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from rosters import Field, ProblemCode, UnreadableCode
from tests.cast import Cast
from wayhome.accounts.principals import worker
from wayhome.lists import texts
from wayhome.lists.models import HeldFile, ListDocument, ListRow
from wayhome.lists.tasks import import_list
from wayhome.people.models import Record
from wayhome.vault.principals import acting_as

HEAD = "No,Name,Sex,Born\n"
GOOD = "1,Madiyat Tokaeva,F,1990\n2,Sara Umarova,F,1988\n3,Zarema Salaeva,F,1979\n"


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to 20 MB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["Name"], ["Sara"]]))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for entry in good.infolist():
            filling = b" " * 20_000_000 if entry.filename.endswith("sheet1.xml") else b""
            bad.writestr(entry.filename, good.read(entry) + filling)
    return out.getvalue()


def the_list() -> ListDocument:
    return ListDocument.objects.get()


def read_in(client: Client) -> None:
    client.post(f"/lists/{the_list().pk}/begin/", {})
    import_list.func(str(the_list().pk))


def cells() -> list[list[str]]:
    with acting_as(worker(), writes=False):
        return [row.cells for row in ListRow.objects.order_by("number")]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "list.csv", "The file is empty"),
        (b"%PDF-1.7 ...", "list.pdf", "Files with the ending"),
        (GOOD.encode(), "list.docx", ".docx"),
        (GOOD.encode(), "no ending", "cannot be read. Save the list as XLSX"),
    ],
)
def test_what_is_no_list_is_refused_in_the_form(upload, data, name, sentence):
    page = upload(data, name, legal_basis="given for tracing")

    assert page.status_code == 422
    text = page.content.decode()
    assert sentence in text
    assert "given for tracing" in text
    assert not ListDocument.objects.exists()
    assert not HeldFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\n\n \n", "list.csv", UnreadableCode.EMPTY),
        (b"%PDF-1.7 ...", "list.csv", UnreadableCode.WRONG_ENDING),
        (GOOD.encode(), "list.xlsx", UnreadableCode.WRONG_ENDING),
        (workbook([["Name"], ["Sara"]]), "list.csv", UnreadableCode.WRONG_ENDING),
        (workbook([["Name"], ["Sara"]])[:900], "list.xlsx", UnreadableCode.DAMAGED),
        (bomb(), "list.xlsx", UnreadableCode.BOMB),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "list.xls", None),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_and_says_why(upload, data, name, code):
    page = upload(data, name)

    document = the_list()
    assert document.status == ListDocument.Status.UNREADABLE
    if code is not None:
        assert document.trouble == code
    with acting_as(worker(), writes=False):
        sentence = texts.unreadable_sentence(document.trouble, document.trouble_at)
    assert sentence.split("“")[0] in page.content.decode().replace("&#x27;", "'")


def test_a_file_above_the_limit_is_refused_and_the_form_is_kept(upload, settings):
    settings.WAYHOME_LIST_FILE_BYTES = 1000
    page = upload((HEAD + GOOD * 50).encode(), description="from the road")

    assert "larger than a list may be" in page.content.decode()
    assert "from the road" in page.content.decode()
    assert not ListDocument.objects.exists()


def test_200_mb_are_refused_by_their_announced_length_and_never_kept(upload, settings, cast: Cast, browser):
    """The length that a browser announces decides; the file is dropped piece by piece as it comes."""
    settings.WAYHOME_LIST_FILE_BYTES = 1000
    page = upload(b"x" * (3 * 1024 * 1024), description="from the road")

    text = page.content.decode()
    assert page.status_code == 422
    assert "larger than a list may be" in text
    assert "from the road" in text
    assert page.wsgi_request.FILES == {}
    settings.WAYHOME_LIST_FILE_BYTES = 50_000_000
    refused = browser(cast.amina).generic(
        "POST", "/lists/upload/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(200 * 1024 * 1024)
    )
    assert refused.status_code in (400, 422)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1256", ("مدينة حسين", "خديجة عمر", "سارة محمد")),
        ("cp1251", ("Мадина Хусейнова", "Хадижат Умарова", "Сара Магомедова")),
        ("utf-16", ("مدينة حسين", "Хадижат Умарова", "Sara")),
        ("utf-8-sig", ("مدينة حسين", "Хадижат Умарова", "Sara")),
    ],
)
def test_encodings_are_recognised_and_named(upload, browser, cast: Cast, encoding, names):
    head = "الاسم,المواليد\n" if encoding == "cp1256" else "ФИО,Год рождения\n" if encoding == "cp1251" else "Name,Born\n"
    page = upload((head + "".join(f"{name},199{n}\n" for n, name in enumerate(names))).encode(encoding))
    read_in(browser(cast.amina))

    assert {"cp1256": "1256", "cp1251": "1251", "utf-16": "UTF-16", "utf-8-sig": "UTF-8"}[encoding] in page.content.decode()
    assert [row[0] for row in cells()[1:]] == list(names)


def test_a_line_in_another_encoding_is_named_and_the_others_are_read(upload, browser, cast: Cast):
    lines = (HEAD + GOOD).encode() + "4,Хадижат Умарова,F,1991\n".encode("cp1251") + "5,Айшат Магомедова,F,1992\n".encode()
    page = upload(lines).content.decode()
    read_in(browser(cast.amina))

    assert texts.problem_sentence(ProblemCode.ENCODING) in page
    assert ListRow.objects.count() == 6
    assert Record.objects.count() == 5


def test_a_formula_without_a_value_is_named(upload):
    page = upload(workbook([["Name", "Born"], ["Sara Umarova", "=1900+88"], ["Zara", 1990]]), "list.xlsx").content.decode()

    assert texts.problem_sentence(ProblemCode.FORMULA) in page


def test_a_list_without_a_heading_is_told_by_its_content(upload, browser, cast: Cast):
    page = upload("".join(f"{n},Sara Umarova {n},F,19{60 + n}\n" for n in range(1, 20)).encode()).content.decode()
    read_in(browser(cast.amina))

    assert "This list has no heading" in page
    assert Record.objects.count() == 19


def test_two_columns_of_one_name_are_both_kept(upload, browser, cast: Cast):
    upload(b"Name,Name,Born\nSara Umarova,Zara Umarova,1990\nMadina,Madina,1991\n")
    read_in(browser(cast.amina))

    assert cells()[1] == ["Sara Umarova", "Zara Umarova", "1990"]


def test_a_thousand_columns_are_kept_and_the_page_stays_readable(upload, browser, cast: Cast):
    wide = ",".join(["Name", "Born", *(f"x{n}" for n in range(998))])
    page = upload(f"{wide}\nSara Umarova,1990{',y' * 998}\nZara,1991{',z' * 998}\n".encode()).content.decode()
    read_in(browser(cast.amina))

    assert texts.problem_sentence(ProblemCode.MANY_COLUMNS) in page
    assert page.count("<select") < 70
    assert "940 more columns are kept" in page
    assert len(cells()[1]) == 1000


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("4,Zulaykha\u200f Sal\u200caeva,F,1990", ProblemCode.HIDDEN_MARKS),
        ("4,Zara Salaeva,F,2031", ProblemCode.BIRTH_IN_FUTURE),
        ("4,Z,F,1990", ProblemCode.TOO_SHORT),
        (f"4,{'Zara ' * 100},F,1990", ProblemCode.TOO_LONG),
        ("4,,F,1990", ProblemCode.NAME_MISSING),
    ],
)
def test_what_is_strange_in_a_row_is_named_there_and_the_row_is_kept(upload, browser, cast: Cast, row, code):
    page = upload(f"{HEAD}{GOOD}{row}\n".encode()).content.decode()
    read_in(browser(cast.amina))
    after = browser(cast.amina).get(f"/lists/{the_list().pk}/").content.decode()

    assert texts.problem_sentence(code) in page
    assert texts.problem_sentence(code) in after
    assert '<span class="num">5</span>' in page
    assert cells()[-1] == row.split(",")
    assert Record.objects.count() >= 3


def test_an_age_of_140_is_named(upload):
    page = upload(b"No,Name,Age\n1,Sara Umarova,140\n2,Zara Umarova,30\n3,Madina,7\n").content.decode()

    assert texts.problem_sentence(ProblemCode.AGE_IMPOSSIBLE) in page


def test_markup_in_a_list_is_shown_and_never_obeyed(upload, browser, cast: Cast):
    page = upload(f"{HEAD}{GOOD}4,<script>alert(1)</script> <b hx-get=/x>,F,2031\n".encode(), 'x"<i>.csv').content.decode()
    read_in(browser(cast.amina))
    rows = browser(cast.amina).get(f"/lists/{the_list().pk}/rows/").content.decode()

    for text in (page, rows):
        assert "<script>alert" not in text
        assert "<b hx-get" not in text
        assert "<i>.csv" not in text
    assert "&lt;script&gt;alert" in rows


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_every_code_has_its_sentence_in_every_language(language):
    known = [texts.UNREADABLE[code] for code in UnreadableCode]
    known += [texts.PROBLEMS[code] for code in ProblemCode]
    known += [texts.MEANINGS[meaning] for meaning in Field if meaning not in (Field.UNKNOWN,)]
    with translation.override("en"):
        english = [str(sentence) for sentence in known]
    with translation.override(language):
        said = [str(sentence) for sentence in known]

    assert all(said)
    assert len(set(said)) == len(said)
    assert language == "en" or not set(said) & set(english)

"""A list from the camp: uploaded, its columns checked and corrected, read in, its rows as they were written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.journeys.conftest import Walks
from tests.journeys.walking import DESKTOP, PHONE, quick_or_all
from wayhome.lists.models import ListDocument, ListRow

pytestmark = pytest.mark.browser
WALKS = quick_or_all(
    ("en", DESKTOP), ("ru", PHONE), ("ar", DESKTOP),
)  # fmt: skip

# As it comes: a title, Arabic-Indic digits, a row without a name, a total.
LIST = (
    "سجل المخيم الشمالي,,,,\n"
    "رقم الخيمة,الاسم الثلاثي,اسم الأم,المواليد,الجنسية\n"
    "١٢,زاريما عيسى سليمان,خدیجة,١٩٩١,روسيا\n"
    "١٢,مريم آدم,زاريما,٢٠١٥,روسيا\n"
    "١٣,سارة يوسف علي,ليلى,1985,روسيا\n"
    "١٤,,سعاد,٢٠١٠,روسيا\n"
    "المجموع,4,,,\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "annex.csv"
    path.write_bytes(LIST.encode("utf-16"))
    return path


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_list_is_uploaded_checked_and_read_in(
    cast: Cast, walks: Walks, work: Callable[[], None], file: Path, language: str, width: int
) -> None:
    walk = walks(cast.farid, language=language, width=width)
    walk.go("/lists/")
    walk.look("lists-empty")
    walk.go("/lists/upload/")
    walk.page.set_input_files('[name="file"]', file)
    walk.press("main form button.btn-primary", expect=422)
    walk.look("upload-with-a-mistake")
    walk.fill({"where": "SY-HA", "source_kind": "camp_admin", "received_on": "2018-04-01"})
    walk.press("main form button.btn-primary")
    walk.look("understood")
    assert "زاريما عيسى سليمان" in walk.text()

    walk.page.locator('main table select').last.select_option(index=1)
    walk.press('main form button.btn:not(.btn-primary)')
    walk.look("corrected")
    walk.press('button[formaction$="/begin/"]')
    walk.look("being-read")
    work()
    document = ListDocument.objects.get()
    walk.go(f"/lists/{document.pk}/")
    walk.look("done")
    walk.go(f"/lists/{document.pk}/rows/")
    walk.look("rows")

    assert document.status == ListDocument.Status.DONE
    assert "سارة يوسف علي" in walk.text()
    assert ListRow.objects.filter(document=document).count() == LIST.count("\n")

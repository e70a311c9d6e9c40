"""A list is kept as it came, read in by batches, and nothing is lost or doubled."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import NOW, Cast, gather
from wayhome.accounts.principals import principal_of, worker
from wayhome.lists import actions
from wayhome.lists.importing import import_rows, rows_of
from wayhome.lists.models import ListDocument, ListRow
from wayhome.lists.tasks import import_list, look_at_list, read_document
from wayhome.people.models import Record
from wayhome.vault.principals import acting_as

LIST = (
    b"Camp registration\n"
    b"HH,Name,Sex,Age,Nationality\n"
    b"1,Madiyat Ghajievna Tokaeva,F,36,Russia\n"
    b"1,Ruslan Tokaev,M,7,Russia\n"
    b"2,Sara Umarova,F,,Russia\n"
    b",,,,\n"
)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture
def document(cast: Cast) -> ListDocument:
    with acting_as(principal_of(cast.amina)):
        arrival = actions.Arrival(filename="camp.csv", received_on=date(2018, 4, 1), listed_on=date(2018, 3, 25))
        received, _ = actions.receive_list(data=LIST, arrival=arrival, team=None, by=cast.amina, at=NOW)
        return received


def test_the_same_file_twice_changes_nothing(cast: Cast, document: ListDocument) -> None:
    with acting_as(principal_of(cast.amina)):
        arrival = actions.Arrival(filename="other name.csv", received_on=date(2018, 4, 2))
        again, is_new = actions.receive_list(data=LIST, arrival=arrival, team=None, by=cast.amina, at=NOW)

    assert (again.pk, is_new) == (document.pk, False)
    assert ListDocument.objects.count() == 1


def test_every_physical_row_is_kept_once_and_verbatim(cast: Cast, document: ListDocument) -> None:
    look_at_list.func(str(document.pk))
    with acting_as(principal_of(cast.amina)):
        actions.begin_import(document=ListDocument.objects.get(pk=document.pk), by=cast.amina, at=NOW)
    import_list.func(str(document.pk))

    with acting_as(principal_of(cast.amina), writes=False):
        rows = list(ListRow.objects.filter(document=document).order_by("number"))
        assert [row.kind for row in rows] == ["title", "header", "person", "person", "person", "blank"]
        assert rows[2].cells == ["1", "Madiyat Ghajievna Tokaeva", "F", "36", "Russia"]
        assert Record.objects.filter(kind=Record.Kind.LISTED).count() == 3
        assert ListDocument.objects.get(pk=document.pk).status == ListDocument.Status.DONE


def test_an_import_that_was_cut_off_goes_on_where_it_stopped(cast: Cast, document: ListDocument) -> None:
    with acting_as(worker(), writes=False):
        rows = rows_of(read_document(document), made_on=document.listed_on)
        for _ in import_rows(document=document, rows=rows[:3], at=NOW):
            pass
        for _ in import_rows(document=document, rows=rows, at=NOW):
            pass

    assert ListRow.objects.filter(document=document).count() == len(rows)
    assert Record.objects.filter(kind=Record.Kind.LISTED).count() == 3


def test_people_of_one_household_stand_in_one_group(cast: Cast, document: ListDocument) -> None:
    with acting_as(worker(), writes=False):
        rows = rows_of(read_document(document), made_on=document.listed_on)
        for _ in import_rows(document=document, rows=rows, at=NOW):
            pass
        groups = list(Record.objects.order_by("row_named__row__number").values_list("group", flat=True))

    assert groups[0] == groups[1] != groups[2]


def test_an_outsider_sees_no_row(cast: Cast, document: ListDocument) -> None:
    with acting_as(principal_of(cast.dana), writes=False):
        assert not ListDocument.objects.visible_to(principal_of(cast.dana)).exists()
        assert ListDocument.objects.visible_to(principal_of(cast.amina)).exists()



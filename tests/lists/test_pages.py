"""A list on its way from the file to its rows, through the pages."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult

from tests.cast import NOW, Cast
from wayhome.accounts.actions import share_case_file
from wayhome.accounts.models import AccessLog
from wayhome.accounts.principals import principal_of
from wayhome.lists.models import HeldFile, ListDocument, ListRow, ListSource
from wayhome.lists.tasks import import_list
from wayhome.people.models import Record, SearchKey
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import acting_as

LIST = (
    b"Camp registration, 25 March 2018\n"
    b"HH,Name,Sex,Age,Nationality,Extra\n"
    b"1,Madiyat Ghajievna Tokaeva,F,36,Russia,a\n"
    b"1,Ruslan Tokaev,M,7,Russia,b\n"
    b"2,Sara Umarova,F,140,Russia,c\n"
)


def the_list() -> ListDocument:
    return ListDocument.objects.get()


def read_in(client, document: ListDocument) -> None:
    client.post(f"/lists/{document.pk}/begin/", {"listed_on": "2018-03-25"})
    import_list.func(str(document.pk))


def test_a_list_is_looked_at_at_once_and_its_columns_and_date_are_shown(upload):
    page = upload(LIST).content.decode()

    assert the_list().status == ListDocument.Status.UNDERSTOOD
    for shown in ("Madiyat Ghajievna Tokaeva", "Whole name", "Nobody has this age", 'value="2018-03-25"', "row 2"):
        assert shown in page


def test_a_form_that_is_wrong_keeps_what_was_typed_and_holds_the_file(upload, browser, cast: Cast):
    client = browser(cast.amina)
    page = upload(LIST, client=client, where=None, description="По дороге", legal_basis="given for tracing")
    assert page.status_code == 422
    text = page.content.decode()
    for kept in ("По дороге", "given for tracing", "list.csv", "Choose the place"):
        assert kept in text
    assert not ListDocument.objects.exists()

    said = {"where": "SY-HA", "source_kind": "camp_admin", "received_on": "2018-04-01", "reliability": "C"}
    client.post("/lists/upload/", said)

    assert the_list().status == ListDocument.Status.UNDERSTOOD
    assert not HeldFile.objects.exists()


def test_the_same_file_again_leads_to_the_list_that_is_there(upload):
    upload(LIST)
    page = upload(LIST, name="other.csv")

    assert page.redirect_chain[-1][0] == f"/lists/{the_list().pk}/"
    assert "This file is here already" in page.content.decode()


def test_a_corrected_column_is_read_so_and_remembered_for_the_next_list(upload, browser, cast: Cast):
    upload(LIST, new_source="Monthly list")
    client, document = browser(cast.amina), the_list()
    page = client.post(f"/lists/{document.pk}/columns/", {"c0_5": "tent"}, follow=True)
    assert "as a colleague said" in page.content.decode()

    again = upload(LIST + b"3,Zara Umarova,F,20,Russia,d\n", list_source=str(ListSource.objects.get().pk))

    assert "as a colleague said" in again.content.decode()


def test_rows_are_shown_as_written_after_reading_in(upload, browser, cast: Cast):
    upload(LIST)
    client = browser(cast.amina)
    read_in(client, the_list())

    page = client.get(f"/lists/{the_list().pk}/").content.decode()
    rows = client.get(f"/lists/{the_list().pk}/rows/?kind=person").content.decode()
    assert "Sara Umarova" in page
    assert "Ruslan Tokaev" in rows
    assert ListRow.objects.count() == 5
    assert Record.objects.filter(said_on="2018-03-25").count() == 3


def test_corrections_that_come_with_the_button_are_looked_at_before_reading_in(upload, browser, cast: Cast):
    upload(LIST)
    browser(cast.amina).post(f"/lists/{the_list().pk}/begin/", {"c0_5": "tent", "listed_on": "2018-03-25"})

    assert the_list().status == ListDocument.Status.UNDERSTOOD


def test_a_list_that_is_taken_back_stays_and_is_not_found(upload, browser, cast: Cast):
    upload(LIST)
    client = browser(cast.amina)
    read_in(client, the_list())
    address = f"/lists/{the_list().pk}/withdraw/"

    asked = client.get(address).content.decode()
    assert "3 rows of people" in asked
    assert the_list().status == ListDocument.Status.DONE
    client.post(address)

    assert the_list().status == ListDocument.Status.WITHDRAWN
    assert Record.objects.count() == 3
    assert not SearchKey.objects.exists()
    assert "taken back" in client.get(f"/lists/{the_list().pk}/").content.decode()
    assert client.post(address).status_code == 403


def test_progress_is_told_with_and_without_scripts(upload, browser, cast: Cast):
    upload(LIST)
    client, document = browser(cast.amina), the_list()
    client.post(f"/lists/{document.pk}/begin/", {})

    assert 'http-equiv="refresh"' in client.get(f"/lists/{document.pk}/").content.decode()
    assert "rows are kept" in client.get(f"/lists/{document.pk}/progress/", headers={"HX-Request": "true"}).content.decode()
    import_list.func(str(document.pk))
    assert client.get(f"/lists/{document.pk}/progress/", headers={"HX-Request": "true"})["HX-Redirect"]
    assert client.get(f"/lists/{document.pk}/progress/").status_code == 302


def test_outsiders_find_nothing_and_reviewers_are_refused(upload, browser, cast: Cast):
    upload(LIST)
    document = the_list()
    for part in ("", "columns/", "begin/", "rows/", "progress/", "withdraw/"):
        send = "post" if part in ("columns/", "begin/") else "get"
        assert getattr(browser(cast.dana), send)(f"/lists/{document.pk}/{part}").status_code == 404
        assert getattr(browser(cast.boris), send)(f"/lists/{document.pk}/{part}").status_code == 403
    for page in ("/lists/", "/lists/upload/", "/lists/sources/", "/facilities/", "/facilities/new/"):
        assert browser(cast.boris).get(page).status_code == 403


def test_a_colleague_to_whom_the_list_is_opened_works_on_it(upload, browser, cast: Cast):
    upload(LIST)
    document = the_list()
    assert browser(cast.farid).get(f"/lists/{document.pk}/").status_code == 404
    with acting_as(principal_of(cast.amina)):
        share_case_file(
            case_file=document.case_file, colleague=cast.farid, by=cast.amina, at=NOW,
            compartments=frozenset({Compartment.IDENTITY, Compartment.LOCATION}),
        )  # fmt: skip

    assert "Sara Umarova" in browser(cast.farid).get(f"/lists/{document.pk}/").content.decode()
    assert "L-0001" in browser(cast.farid).get("/lists/").content.decode()


def test_an_import_that_does_not_move_is_started_again_and_doubles_nothing(upload, browser, cast: Cast):
    upload(LIST)
    client, document = browser(cast.amina), the_list()
    for _ in range(2):
        client.post(f"/lists/{document.pk}/begin/", {})
    assert DBTaskResult.objects.filter(task_path="wayhome.lists.tasks.import_list").count() == 2
    for _ in range(2):
        import_list.func(str(document.pk))

    assert ListRow.objects.count() == 5


def test_more_lists_do_not_need_more_questions_to_the_database(upload, browser, cast: Cast, camp, django_assert_max_num_queries):
    client = browser(cast.amina)
    for number in range(8):
        upload(LIST + b"9,Nobody,F,%d,Russia,x\n" % number, client=client, facility=str(camp.pk))

    with django_assert_max_num_queries(32):
        client.get("/lists/")


def test_what_is_remembered_of_a_kind_of_list_can_be_forgotten(upload, browser, cast: Cast):
    upload(LIST, new_source="Monthly list")
    client = browser(cast.amina)
    client.post(f"/lists/{the_list().pk}/columns/", {"c0_5": "tent"})
    assert "corrections of the columns" in client.get("/lists/sources/").content.decode()
    client.post(f"/lists/sources/{ListSource.objects.get().pk}/forget/")

    assert "corrections of the columns" not in client.get("/lists/sources/").content.decode()


def test_every_opened_list_is_noted(upload, browser, cast: Cast):
    upload(LIST)
    before = AccessLog.objects.count()
    browser(cast.amina).get(f"/lists/{the_list().pk}/rows/")

    assert AccessLog.objects.count() == before + 1
    assert AccessLog.objects.latest("pk").actor == cast.amina.key_id


def test_the_register_shows_a_place_in_its_three_scripts(browser, cast: Cast, camp):
    page = browser(cast.amina).get("/facilities/").content.decode()
    for name in ("Northern camp", "Северный лагерь", "المخيم الشمالي", "Hasakah"):
        assert name in page


def test_a_place_is_corrected(browser, cast: Cast, camp):
    said = {"en": "North camp", "kind": "camp_general", "authority": "aanes", "country": "SY", "governorate": "IQ-BG"}
    client = browser(cast.farid)
    wrong = client.post(f"/facilities/{camp.pk}/edit/", said)
    assert wrong.status_code == 422
    assert "another country" in wrong.content.decode()
    client.post(f"/facilities/{camp.pk}/edit/", {**said, "governorate": "SY-RA", "aliases": "one\n two \n"})

    camp.refresh_from_db()
    with acting_as(principal_of(cast.farid), writes=False):
        assert (camp.governorate, camp.names["aliases"]) == ("SY-RA", ["one", "two"])


def test_a_place_is_added(browser, cast: Cast):
    said = {"ar": "مخيم", "kind": "camp_general", "authority": "unknown", "country": "SY"}
    page = browser(cast.farid).post("/facilities/new/", said, follow=True)

    assert "مخيم" in page.content.decode()

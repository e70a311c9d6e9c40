"""Files are looked at at once when that takes a moment, else in the background; lists of every family are understood."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from wayhome.lists import holding, tasks
from wayhome.lists.models import HeldFile, ListDocument
from wayhome.vault.models import SealedFile

LIST = b"HH,Name,Sex,Age\n1,Madiyat Tokaeva,F,36\n2,Sara Umarova,F,20\n"
ROOT = Path(__file__).resolve().parents[2]
FAMILIES = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared")) / "data" / "families" / "lists"


def the_list() -> ListDocument:
    return ListDocument.objects.get()


@pytest.mark.parametrize("limit", ["AT_ONCE_BYTES", "AT_ONCE_SECONDS"])
def test_a_large_or_slow_file_is_looked_at_in_the_background(
    upload, browser, cast: Cast, monkeypatch, limit, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(tasks, limit, 0.01)
    with django_capture_on_commit_callbacks(execute=True):
        page = upload(LIST).content.decode()

    assert the_list().status == ListDocument.Status.UPLOADED
    assert "The file is being looked at" in page
    assert 'http-equiv="refresh"' in page
    assert DBTaskResult.objects.filter(task_path="wayhome.lists.tasks.look_at_list").count() == 1
    tasks.look_at_list.func(str(the_list().pk))
    assert "Whole name" in browser(cast.amina).get(f"/lists/{the_list().pk}/").content.decode()


def test_only_the_last_held_file_of_somebody_is_kept(upload, browser, cast: Cast):
    client = browser(cast.amina)
    upload(LIST, client=client, where=None)
    upload(LIST + b"3,Zara,F,3\n", name="second.csv", client=client, where=None)

    assert HeldFile.objects.count() == SealedFile.objects.count() == 1
    assert holding.held_by(cast.farid) is None
    assert "second.csv" not in browser(cast.farid).get("/lists/upload/").content.decode()


def test_the_same_file_of_a_colleague_who_cannot_see_mine_is_a_list_of_its_own(upload, browser, cast: Cast):
    upload(LIST)
    upload(LIST, client=browser(cast.dana))

    assert ListDocument.objects.count() == 2


@pytest.mark.skipif(not FAMILIES.is_dir(), reason="the evaluation data are not here")
@pytest.mark.parametrize("name", sorted(path.name for path in FAMILIES.glob("*")) if FAMILIES.is_dir() else [""])
def test_the_page_shows_what_was_understood_of_every_list_of_the_families(upload, name):
    page = upload((FAMILIES / name).read_bytes(), name=name)
    if the_list().status == ListDocument.Status.UPLOADED:  # a busy machine
        tasks.look_at_list.func(str(the_list().pk))
        page = page.client.get(f"/lists/{the_list().pk}/")

    assert page.status_code == 200
    assert the_list().status == ListDocument.Status.UNDERSTOOD
    assert "What we understood of this list" in page.content.decode()

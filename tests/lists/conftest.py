"""Who uploads, and browsers that are signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.cast import NOW, Cast, gather
from wayhome.accounts.models import User
from wayhome.accounts.principals import principal_of, worker
from wayhome.lists import actions
from wayhome.lists.models import Facility
from wayhome.vault.principals import acting_as

Upload = Callable[..., HttpResponse]


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture
def browser(cast: Cast) -> Callable[[User], Client]:
    """Return a browser in which this user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def camp(cast: Cast) -> Facility:
    """A place in the register."""
    place = actions.Place(
        names={"en": "Northern camp", "ru": "Северный лагерь", "ar": "المخيم الشمالي"}, kind="camp_general",
        country="SY", governorate="SY-HA", aliases=["north camp"],
    )  # fmt: skip
    with acting_as(principal_of(cast.farid)):
        return actions.register_facility(place=place, by=cast.farid, at=NOW)


@pytest.fixture
def upload(browser: Callable[[User], Client], cast: Cast) -> Upload:
    """Return a function that sends a file through the upload page, as Amina unless told otherwise."""

    def send(data: bytes, name: str = "list.csv", *, client: Client | None = None, **said: Any) -> HttpResponse:
        fields = {"where": "SY-HA", "source_kind": "camp_admin", "received_on": "2018-04-01", "reliability": "C", **said}
        fields = {key: value for key, value in fields.items() if value is not None}
        return (client or browser(cast.amina)).post(
            "/lists/upload/", {"file": SimpleUploadedFile(name, data), **fields}, follow=True
        )

    return send


@pytest.fixture
def as_worker():
    with acting_as(worker(), writes=False):
        yield

"""A dump of the database, opened with its file key but without the vault's, shows no name, phone or exact place."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cast import NOW, Cast, gather
from tests.factories.tracing import a_request
from tests.matches.conftest import bring, match_all, say, upload
from wayhome.accounts.principals import principal_of
from wayhome.lists import actions as lists
from wayhome.matches.models import Candidate
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as

# What was put in, in three scripts, and the same as JSON and SQL would escape or fold it.
CANARIES = (
    "Мадиев", "мадиев", "Зарема", "Асланбековна", "Абдулкадыр", "أمينة", "زاريما", "عيسى", "مريم", "000 111 22 33",
    "0001112233", "Таль-Афар", "Нальчик", "яблоня", "Луиза", "Rusafa canary", "Русафа-канарейка", "annex.csv",
    "It fits.",
)  # fmt: skip


@pytest.fixture
def filled(db: None) -> Cast:
    cast = gather()
    request: TracingRequest = a_request(by=cast.amina, private_code="KODE-KODE-KODE")
    with acting_as(principal_of(cast.amina)):
        place = lists.Place(
            names={"en": "Rusafa canary", "ru": "Русафа-канарейка", "ar": "زاريما"}, kind="prison_women", country="IQ"
        )
        lists.register_facility(place=place, by=cast.amina, at=NOW)
    upload(cast)
    match_all(request)
    candidate = Candidate.objects.order_by("-weight").first()
    if candidate is not None:
        bring(candidate, cast.boris, cast.chen)
        say(candidate, cast.boris)
    return cast


def dump() -> str:
    """Return every value of every table as text, whatever its type."""
    lines = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own table names
            lines += [f"{table}|{row!r}" for row in cursor.fetchall()]
    return "\n".join(lines)



def test_a_dump_shows_no_name_phone_or_place(filled: Cast) -> None:
    text = dump()

    assert [canary for canary in CANARIES if canary in text] == []
    assert text.count("\n") > 200


def test_the_private_code_is_nowhere(filled: Cast) -> None:
    assert "KODE" not in dump()


def test_a_weaker_vault_would_be_found(filled: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: with one value in clear the dump is seen to show it."""
    with acting_as(principal_of(filled.amina)), connection.cursor() as cursor:
        cursor.execute("UPDATE people_source SET description = %s", ["Зарема"])

    assert "Зарема" in dump()

"""What is said later replaces nothing: the earlier saying stays as written, and stops being looked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, Cast, gather
from tests.factories.tracing import a_request
from wayhome.accounts.principals import principal_of
from wayhome.people import actions
from wayhome.people.identity import Identity, NameForm, parse_identity
from wayhome.people.models import Event, EventKind, Record, SearchKey
from wayhome.vault.principals import acting_as

LATER = NOW + timedelta(days=3)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


def test_a_superseded_record_stays_as_written_and_is_found_no_more(cast: Cast) -> None:
    old = a_request(by=cast.amina).sought.get(position=2).record
    saying = actions.Saying(
        kind=Record.Kind.SOUGHT, identity=Identity(names=(NameForm("Мадиева Амина Исмаиловна"),)), sex="f"
    )

    with acting_as(principal_of(cast.amina)):
        written = parse_identity(old.identity)
        new = actions.supersede(old=old, saying=saying, by=cast.amina, at=LATER)
        old.refresh_from_db()
        assert parse_identity(old.identity) == written

    assert old not in Record.objects.current()
    assert new in Record.objects.current()
    assert not SearchKey.objects.filter(record=old).exists()
    assert SearchKey.objects.filter(record=new).exists()


def test_a_withdrawn_event_is_known_until_it_was_withdrawn_and_not_after(cast: Cast) -> None:
    a_request(by=cast.amina)
    event = Event.objects.get(kind=EventKind.LAST_NEWS)

    with acting_as(principal_of(cast.amina)):
        actions.withdraw_event(event=event, by=cast.amina, at=LATER)

    assert event in Event.objects.known(on=LATER - timedelta(seconds=1))
    assert event not in Event.objects.known(on=LATER)

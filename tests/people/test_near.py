"""What is stored is found by kinmatch's ranking over keyed hashes, and the index in memory follows the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinmatch import Name, PersonRecord, Sex
from kinmatch.index import MemoryIndex
from tests.cast import NOW, Cast, gather
from tests.factories.tracing import a_request
from wayhome.accounts.principals import matcher, principal_of
from wayhome.people import actions, near
from wayhome.people import index as indexing
from wayhome.people.comparable import comparables
from wayhome.people.identity import Identity, NameForm
from wayhome.people.index import KeyIndex
from wayhome.people.models import Record, SearchKey
from wayhome.people.near import records_near
from wayhome.people.search import parse_question, search
from wayhome.vault.principals import acting_as

AMINA = PersonRecord(ref="?", names=(Name("أمينة عيسى"),), sex=Sex.FEMALE)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> KeyIndex:
    index = KeyIndex()
    monkeypatch.setattr(near, "index", index)
    return index


def names(records: list[Record]) -> list[str]:
    with acting_as(matcher(), writes=False):
        return [one.names[0].text for one in comparables(records)]


def test_a_person_is_found_across_scripts_the_likeliest_first(cast: Cast) -> None:
    a_request(by=cast.amina)
    assert names(records_near([AMINA], kind=Record.Kind.SOUGHT, most=5))[0] == "Мадиева Амина Исаевна"


def test_only_records_of_the_kind_asked_for_are_near(cast: Cast) -> None:
    a_request(by=cast.amina)
    assert not records_near([AMINA], kind=Record.Kind.LISTED, most=5)


def test_what_came_since_the_last_question_is_near_and_what_was_superseded_is_not(cast: Cast) -> None:
    old = a_request(by=cast.amina).sought.get(position=2).record
    assert old in records_near([AMINA], kind=Record.Kind.SOUGHT, most=5)
    saying = actions.Saying(
        kind=Record.Kind.SOUGHT, identity=Identity(names=(NameForm("Мадиева Амина Исмаиловна"),)), sex="f"
    )
    with acting_as(principal_of(cast.amina)):
        new = actions.supersede(old=old, saying=saying, by=cast.amina, at=NOW + timedelta(days=1))
    found = records_near([AMINA], kind=Record.Kind.SOUGHT, most=5)
    assert new in found
    assert old not in found


def test_keys_that_come_late_bring_their_record(cast: Cast, fresh: KeyIndex) -> None:
    record = a_request(by=cast.amina).sought.get(position=2).record
    kept = list(SearchKey.objects.filter(record=record))
    assert record in records_near([AMINA], kind=Record.Kind.SOUGHT, most=5)
    late = [SearchKey(record=record, case_file_id=k.case_file_id, kind=k.kind, key=k.key) for k in kept]
    with acting_as(principal_of(cast.amina)):
        SearchKey.objects.filter(record=record).delete()
        SearchKey.objects.bulk_create(late)
    assert record in records_near([AMINA], kind=Record.Kind.SOUGHT, most=5)
    assert fresh.count() == SearchKey.objects.values("record").distinct().count()


@pytest.mark.parametrize("few", [0, 500])
def test_the_application_ranks_as_kinmatch_does(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(indexing, "_FEW", few)
    for _ in range(3):
        a_request(by=cast.amina)
        found = records_near([AMINA], kind=Record.Kind.SOUGHT, most=3)
    with acting_as(matcher(), writes=False):
        stored = comparables(Record.objects.filter(kind=Record.Kind.SOUGHT))
    alone = MemoryIndex()
    alone.add_many(PersonRecord(**{**_fields(one), "group": ""}) for one in stored)
    best = {one.ref for one in alone.query(AMINA, 3)}
    assert {str(record.pk) for record in found} == best


def _fields(record: PersonRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in PersonRecord.__slots__}


def test_a_search_looks_through_the_files_that_are_open_and_no_others(cast: Cast) -> None:
    a_request(by=cast.amina)
    for user, expected in ((cast.amina, True), (cast.dana, False)):
        principal = principal_of(user)
        with acting_as(principal, writes=False):
            assert bool(search(parse_question("أمينة عيسى 1993"), to=principal)) is expected


def test_days_of_a_year_are_all_of_it() -> None:
    from wayhome.people.search import _days

    assert _days(1993) == (date(1993, 1, 1).toordinal(), date(1993, 12, 31).toordinal())

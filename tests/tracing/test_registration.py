"""What a registered request consists of."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cast import NOW, Cast
from tests.factories.tracing import a_request, enquirer_input, family, last_news, request_input, sought_input
from wayhome.accounts.models import CaseMembership
from wayhome.accounts.principals import principal_of
from wayhome.ledger.models import LedgerEntry
from wayhome.people.identity import parse_contact, parse_identity
from wayhome.people.models import Attachment, Consent, Event, Kinship, SearchKey
from wayhome.tracing import actions
from wayhome.tracing.codes import is_code
from wayhome.tracing.models import SoughtPerson, Urgency
from wayhome.vault.principals import CompartmentClosed, acting_as


def test_the_worker_becomes_a_member_of_the_familys_file(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    membership = CaseMembership.objects.get(case_file=request.case_file)

    assert membership.user == cast.amina
    assert "contact" in membership.compartments


def test_a_request_has_a_number_that_people_can_say(cast: Cast) -> None:
    assert [a_request(by=cast.amina).label, a_request(by=cast.dana).label] == ["R-0001", "R-0002"]


def test_every_sought_person_has_a_dossier_with_the_record_attached(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    places = SoughtPerson.objects.filter(request=request).order_by("position")

    assert [place.position for place in places] == [1, 2, 3, 4]
    assert Attachment.objects.filter(person__in=places.values("person"), decision=request.pk).count() == 4


def test_names_are_kept_in_their_script_and_kind(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    with acting_as(principal_of(cast.amina), writes=False):
        identity = parse_identity(SoughtPerson.objects.get(request=request, position=2).record.identity)

    assert [(name.text, name.kind) for name in identity.names] == [
        ("Мадиева Амина Исаевна", "full"),
        ("أمينة عيسى", "alias"),
    ]


def test_who_asks_for_her_child_has_said_the_mothers_name(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    with acting_as(principal_of(cast.amina), writes=False):
        identity = parse_identity(SoughtPerson.objects.get(request=request, position=1).record.identity)

    assert identity.mother == "Мадиева Зарема Асланбековна"


def test_a_childs_parents_are_named_by_the_request_itself(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    with acting_as(principal_of(cast.amina), writes=False):
        identity = parse_identity(SoughtPerson.objects.get(request=request, position=4).record.identity)

    assert identity.mother == "Мадиева Амина Исаевна"


def test_kin_within_the_request_are_claims(cast: Cast) -> None:
    a_request(by=cast.amina)

    relations = sorted(Kinship.objects.values_list("relation", flat=True))

    assert relations == ["father", "father", "mother", "mother", "wife"]


def test_events_say_what_happened_when(cast: Cast) -> None:
    a_request(by=cast.amina)

    found = {(event.kind, event.happened, event.country) for event in Event.objects.all()}

    assert found == {
        ("registered", "2018-05-30", ""), ("last_news", "2017-08-28", "IQ"),
        ("departed", "2015-03-01/2015-05-31", ""), ("born", "2015-04", "SY"),
    }  # fmt: skip


def test_news_may_be_about_some_of_them_only(cast: Cast) -> None:
    news = (last_news(about=("1",)), last_news(on="12.2017", about=("2", "3", "4"), departed_on=""))
    a_request(by=cast.amina, last_news=news)

    events = Event.objects.filter(kind="last_news").order_by("earliest")

    assert [event.persons.count() for event in events] == [1, 3]


def test_consents_stand_purpose_by_purpose(cast: Cast) -> None:
    a_request(by=cast.amina)

    assert dict(Consent.objects.values_list("purpose", "answer"))["share_detaining"] == "no"
    assert Consent.objects.filter(answer="yes").count() == 7


def test_the_telephone_opens_with_the_contact_compartment_only(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    with acting_as(principal_of(cast.amina), writes=False):
        request.enquirer.refresh_from_db()
        assert parse_contact(request.enquirer.contact).phones == ("+7 000 111 22 33",)
    with acting_as(principal_of(cast.boris), writes=False):
        request.enquirer.refresh_from_db()
        with pytest.raises(CompartmentClosed):
            _ = request.enquirer.contact


def test_records_can_be_found_by_keyed_hashes(cast: Cast) -> None:
    request = a_request(by=cast.amina)

    assert SearchKey.objects.filter(record__group=request.group).exists()


def test_the_registration_is_sealed_in_the_ledger(cast: Cast) -> None:
    before = LedgerEntry.objects.count()

    a_request(by=cast.amina)

    assert LedgerEntry.objects.count() > before


def test_what_comes_after_is_called_once_the_transaction_is_through(
    cast: Cast, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []
    monkeypatch.setattr("wayhome.tracing.actions.registration.after_registration", [called.append])

    with django_capture_on_commit_callbacks(execute=True):
        request = a_request(by=cast.amina)
        assert called == []

    assert called == [request.pk]


def test_a_program_may_register_for_the_past_without_a_worker(cast: Cast, acting) -> None:
    with acting():
        request = actions.register_request(data=request_input(urgency=""), by=None, at=NOW.replace(year=2017))

    assert (request.opened_on.year, request.taken_by, request.private_code_hash) == (2017, None, "")


def test_without_a_choice_the_rules_set_the_urgency(cast: Cast) -> None:
    alone = sought_input(birth="2015", with_whom="nobody", relation="grandson")

    request = a_request(by=cast.amina, urgency="", sought=(alone,))

    assert (request.urgency, request.urgency_reasons) == (Urgency.U1, ["child_alone"])
    assert (request.next_review_on - request.opened_on).days == 1


def test_the_private_code_is_kept_as_a_hash_only(cast: Cast) -> None:
    request = a_request(by=cast.amina, private_code="2345-789D-FJLN-RTVW")

    assert request.private_code_hash.startswith("$argon2id$")
    assert is_code("2345 789d fjln rtvw", request.private_code_hash)
    assert not is_code("2345-789D-FJLN-RTVV", request.private_code_hash)


def test_no_table_holds_a_name_a_phone_a_place_or_the_code_in_clear(cast: Cast) -> None:
    a_request(by=cast.amina, private_code="2345-789D-FJLN-RTVW")
    secrets = [
        "Мадиев",
        "أمينة",
        "000 111",
        "Таль-Афар",
        "яблоня",
        "Нальчик",
        "Луиза",
        "2345-789D",
        "2345789D",
    ]

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            content = repr(cursor.fetchall())
            assert not [secret for secret in secrets if secret in content], table


def test_a_family_of_four_is_registered_in_a_bounded_number_of_queries(
    cast: Cast, django_assert_max_num_queries
) -> None:
    one = request_input(sought=(sought_input(),))
    with acting_as(principal_of(cast.amina)):
        with django_assert_max_num_queries(190):
            actions.register_request(data=one, by=cast.amina, at=NOW)
        with django_assert_max_num_queries(330):
            actions.register_request(data=request_input(sought=family()), by=cast.amina, at=NOW)


def test_an_enquirer_without_telephone_can_ask(cast: Cast) -> None:
    request = a_request(by=cast.amina, enquirer=enquirer_input(phones=(), safe_to_call=""))

    assert request.number == 1

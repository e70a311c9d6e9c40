"""The page of a registered request, its consents, and who may see them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, Cast
from tests.factories.tracing import a_request, enquirer_input, sought_input
from tests.tracing.conftest import SignedIn
from wayhome.accounts.actions import add_member, share_case_file
from wayhome.accounts.models import AccessLog
from wayhome.accounts.principals import principal_of
from wayhome.people.models import Consent
from wayhome.tracing import actions
from wayhome.tracing.codes import ALPHABET, derive_code, is_code
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import acting_as

CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")
PAGES = ["request", "receipt", "receipt_pdf"]


@pytest.mark.parametrize("name", PAGES)
def test_the_owner_opens_it(cast: Cast, signed_in: SignedIn, name: str) -> None:
    request = a_request(by=cast.amina)

    assert signed_in(cast.amina).get(reverse(f"tracing:{name}", args=[request.pk])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["dana", "boris", "hava", "idris", "karim"])
def test_an_outsider_gets_the_same_answer_as_for_none(
    cast: Cast, signed_in: SignedIn, name: str, who: str
) -> None:
    request = a_request(by=cast.amina)

    assert signed_in(getattr(cast, who)).get(reverse(f"tracing:{name}", args=[request.pk])).status_code == 404


@pytest.mark.parametrize("name", ["new_code", "withdraw"])
def test_an_outsider_changes_nothing(cast: Cast, signed_in: SignedIn, name: str) -> None:
    request = a_request(by=cast.amina, private_code="2345-789D-FJLN-RTVW")
    arguments = [request.pk, Consent.objects.first().pk] if name == "withdraw" else [request.pk]

    answer = signed_in(cast.dana).post(reverse(f"tracing:{name}", args=arguments))

    request.refresh_from_db()
    assert answer.status_code == 404
    assert is_code("2345-789D-FJLN-RTVW", request.private_code_hash)
    assert not Consent.objects.exclude(withdrawn_at=None).exists()


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_sent_to_the_sign_in(cast: Cast, name: str) -> None:
    request = a_request(by=cast.amina)

    assert Client().get(reverse(f"tracing:{name}", args=[request.pk])).status_code == 302


def test_a_colleague_sees_what_was_opened_to_her(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)
    with acting_as(principal_of(cast.amina)):
        share_case_file(
            case_file=request.case_file, colleague=cast.farid, by=cast.amina, at=NOW,
            compartments=frozenset({Compartment.IDENTITY}),
        )  # fmt: skip

    page = signed_in(cast.farid).get(reverse("tracing:request", args=[request.pk])).content.decode()

    assert "Мадиева Амина Исаевна" in page
    assert "+7 000 111 22 33" not in page
    assert "Таль-Афар" not in page


def test_a_member_without_intake_cannot_make_a_code(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)
    with acting_as(principal_of(cast.amina)):
        add_member(
            case_file=request.case_file,
            user=cast.farid,
            compartments=[Compartment.IDENTITY],
            by=cast.amina,
            at=NOW,
        )

    assert signed_in(cast.farid).post(reverse("tracing:new_code", args=[request.pk])).status_code == 403


def test_the_page_shows_what_was_said_and_understood(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)

    page = signed_in(cast.amina).get(reverse("tracing:request", args=[request.pk])).content.decode()

    for said in (
        "R-0001",
        "апрель 2015",
        "April 2015",
        "أمينة عيسى",
        "после шести, про школу",
        "под Таль-Афаром",
        "яблоня",
    ):
        assert said in page


def test_every_opening_is_entered(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)

    signed_in(cast.amina).get(reverse("tracing:request", args=[request.pk]))

    assert AccessLog.objects.filter(case_file=request.case_file, row=request.pk, page="request").count() == 1


def test_names_stand_in_no_title(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)

    page = signed_in(cast.amina).get(reverse("tracing:request", args=[request.pk])).content.decode()

    assert "Мадиев" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1)


def test_a_consent_is_withdrawn_and_stays_on_record(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)
    consent = Consent.objects.get(purpose="share_icrc")

    signed_in(cast.amina).post(reverse("tracing:withdraw", args=[request.pk, consent.pk]))

    consent.refresh_from_db()
    assert (consent.answer, consent.withdrawn_at is not None) == ("yes", True)


def test_a_consent_is_not_withdrawn_twice(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)
    url = reverse("tracing:withdraw", args=[request.pk, Consent.objects.get(purpose="share_icrc").pk])
    client = signed_in(cast.amina)
    client.post(url)

    assert client.post(url).status_code == 403


def test_a_consent_of_another_request_is_not_found(cast: Cast, signed_in: SignedIn) -> None:
    mine, other = a_request(by=cast.amina), a_request(by=cast.dana)
    foreign = Consent.objects.get(purpose="trace", given_by=other.enquirer)

    assert (
        signed_in(cast.amina).post(reverse("tracing:withdraw", args=[mine.pk, foreign.pk])).status_code == 404
    )


def test_the_list_shows_one_own_requests_only(cast: Cast, signed_in: SignedIn) -> None:
    a_request(by=cast.amina)
    a_request(by=cast.dana, sought=(sought_input(),))

    page = signed_in(cast.dana).get(reverse("tracing:index")).content.decode()

    assert "R-0002" in page
    assert "R-0001" not in page


def test_the_list_takes_the_same_number_of_queries_however_long(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries
) -> None:
    for _ in range(8):
        a_request(by=cast.amina, sought=(sought_input(),))
    client = signed_in(cast.amina)

    with django_assert_max_num_queries(28):
        client.get(reverse("tracing:index"))


def test_the_page_takes_a_bounded_number_of_queries(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries
) -> None:
    request = a_request(by=cast.amina)
    client = signed_in(cast.amina)

    with django_assert_max_num_queries(34):
        client.get(reverse("tracing:request", args=[request.pk]))


# --- the paper --------------------------------------------------------------------------------------------------


def test_the_paper_names_nobody_who_is_sought_or_asks(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina)

    page = signed_in(cast.amina).get(reverse("tracing:receipt", args=[request.pk])).content.decode()

    assert "R-0001" in page
    assert "Мадиев" not in page
    assert "Amina" in page


@pytest.mark.parametrize(
    ("language", "direction"), [("ru", "ltr"), ("ar", "rtl"), ("ce", "ltr"), ("en", "ltr")]
)
def test_the_paper_is_in_the_language_of_who_asks(
    cast: Cast, signed_in: SignedIn, language: str, direction: str
) -> None:
    request = a_request(by=cast.amina, enquirer=enquirer_input(language=language))

    page = signed_in(cast.amina).get(reverse("tracing:receipt", args=[request.pk])).content.decode()

    assert f'lang="{"ru" if language == "ce" else language}" dir="{direction}"' in page


def test_opened_again_the_paper_has_no_code(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina, private_code="2345-789D-FJLN-RTVW")

    page = signed_in(cast.amina).get(reverse("tracing:receipt", args=[request.pk])).content.decode()

    assert not CODE.search(page)


def test_a_new_code_kills_the_old_one(cast: Cast, signed_in: SignedIn) -> None:
    request = a_request(by=cast.amina, private_code="2345-789D-FJLN-RTVW")

    page = (
        signed_in(cast.amina)
        .post(reverse("tracing:new_code", args=[request.pk]), {"nonce": "n1"})
        .content.decode()
    )

    request.refresh_from_db()
    assert is_code(CODE.search(page).group(), request.private_code_hash)
    assert not is_code("2345-789D-FJLN-RTVW", request.private_code_hash)


def test_the_pdf_has_a_tear_off_only_with_the_right_code(cast: Cast, signed_in: SignedIn) -> None:
    from wayhome.tracing.views import papers

    request = a_request(by=cast.amina, private_code="2345-789D-FJLN-RTVW")
    client = signed_in(cast.amina)
    url = reverse("tracing:receipt_pdf", args=[request.pk])
    drawn = []
    original = papers.draw_receipt
    papers.draw_receipt = lambda paper: drawn.append(paper["code"]) or original(paper)
    try:
        answers = [
            client.post(url, {"code": code}) for code in ("2345-789D-FJLN-RTVW", "2345-789D-FJLN-RTVV")
        ]
    finally:
        papers.draw_receipt = original

    assert drawn == ["2345-789D-FJLN-RTVW", ""]
    assert all(answer.content.startswith(b"%PDF-") for answer in answers)
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x.css", "file:///etc/passwd", "ours:../settings/keys.css", "data:text/css,x"]
)
def test_the_paper_fetches_nothing_foreign(url: str) -> None:
    from wayhome.tracing.receipts import OwnFilesOnly, Refused

    with pytest.raises(Refused):
        OwnFilesOnly().fetch(url)


def test_codes_are_read_as_people_type_them(cast: Cast) -> None:
    request = a_request(by=cast.amina)
    with acting_as(principal_of(cast.amina)):
        code = actions.make_new_code(request=request, nonce="n", by=cast.amina, at=NOW)

    request.refresh_from_db()
    assert is_code(code.lower().replace("-", " "), request.private_code_hash)


def test_codes_use_no_signs_that_look_alike(cast: Cast) -> None:
    codes = "".join(derive_code(cast.amina.pk, str(number)) for number in range(200)).replace("-", "")

    assert set(codes) == set(ALPHABET)
    assert not set(codes) & set("01OIQGBSZ6")

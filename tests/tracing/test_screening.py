"""R8: numbers of cards and accounts are found by their check digits, and nothing else is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.tracing import a_draft
from tests.tracing.conftest import SignedIn
from wayhome.accounts.principals import principal_of
from wayhome.tracing.models import Draft
from wayhome.tracing.queries import typed_steps
from wayhome.tracing.screening import Found, find_hint, find_number, without_numbers
from wayhome.vault.principals import acting_as


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("4111 1111 1111 1111", Found.CARD, id="with spaces"),
        pytest.param("карта 4111-1111-1111-1111, Сбер", Found.CARD, id="with dashes"),
        pytest.param("٤١١١ ١١١١ ١١١١ ١١١١", Found.CARD, id="Arabic-Indic digits"),
        pytest.param("2200 1234 5678 9019", Found.CARD, id="Mir"),
        pytest.param("4111 1111 1111 1112", None, id="wrong check digit"),
        pytest.param("de89 3704 0044 0532 0130 00", Found.ACCOUNT, id="account in small letters"),
        pytest.param("DE88370400440532013000", None, id="wrong check of an account"),
        pytest.param("8 928 123 45 67, 8 928 765 43 21", None, id="two telephones"),
        pytest.param("паспорт 82 04 123456", None, id="a passport"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_find_number(text: str, found: Found | None) -> None:
    assert find_number(text) is found


def test_all_other_words_stay() -> None:
    assert (
        without_numbers("просил 4111 1111 1111 1111 и 4111111111111111, сказал завтра")
        == "просил … и …, сказал завтра"
    )


def test_a_transfer_of_papers_is_no_transfer_of_money() -> None:
    assert find_hint("перевод свидетельства, медицинская карта, الحالة صعبة") == ""


def test_a_note_with_a_card_number_is_refused_with_advice_and_stays_on_the_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    draft = a_draft(by=cast.amina)
    url = reverse("tracing:step", args=[draft.pk, "news"])

    answer = signed_in(cast.amina).post(
        url, {"tab": "t", "version": "0", "believes": "просил на 4111 1111 1111 1111", "do": "next"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "number of a bank card" in page
    assert "просил на 4111 1111 1111 1111" in page


def test_the_card_number_is_never_stored(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)
    fields = {"tab": "t", "version": "0", "believes": "просил на 4111 1111 1111 1111"}

    client.post(reverse("tracing:step", args=[draft.pk, "news"]), {**fields, "do": "rest"})
    client.post(reverse("tracing:autosave", args=[draft.pk, "news"]), fields)

    with acting_as(principal_of(cast.amina), writes=False):
        assert typed_steps(Draft.objects.get())["news"]["believes"] == "просил на …"

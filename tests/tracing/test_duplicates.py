"""The blind hint: whom to ask about a similar request, and nothing else."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from tests.cast import Cast
from tests.factories.tracing import a_request, a_whole_draft, full, sought_input
from tests.tracing.conftest import SignedIn
from wayhome.accounts.principals import principal_of
from wayhome.tracing.duplicates import workers_with_similar
from wayhome.vault.principals import acting_as

ON = date(2018, 5, 30)
HASANOVA = {
    "names": full("Хасанова Милана Руслановна"), "sex": "f", "birth": "14.02.1995", "father": "Руслан",
    "grandfather": "Абдулкадыр", "mother": "Таиса", "relation": "sister", "unknown": (), "origin": "Шали",
}  # fmt: skip


def similar(cast: Cast, **changed) -> frozenset:
    with acting_as(principal_of(cast.dana), writes=False):
        return workers_with_similar([sought_input(**{**HASANOVA, **changed})], on=ON)


def test_the_same_woman_in_another_spelling_is_hinted_at(cast: Cast) -> None:
    a_request(by=cast.amina, sought=(sought_input(**HASANOVA),))

    assert similar(cast, names=full("Хассанова Миланна Руслановна"), birth="1995") == {cast.amina.pk}


def test_somebody_else_is_not(cast: Cast) -> None:
    a_request(by=cast.amina, sought=(sought_input(**HASANOVA),))

    other = full("Гаджиева Патимат Магомедовна")
    assert (
        similar(cast, names=other, birth="1988", father="Магомед", grandfather="Али", mother="Зулай")
        == frozenset()
    )


def test_with_no_request_there_is_no_hint(cast: Cast) -> None:
    assert similar(cast) == frozenset()


def test_the_page_names_the_colleague_and_nothing_of_her_request(cast: Cast, signed_in: SignedIn) -> None:
    a_request(by=cast.amina, sought=(sought_input(**{**HASANOVA, "origin": "Урус-Мартан"}),))
    draft = a_whole_draft(
        by=cast.dana,
        sought={
            "people": "1", "p1-name-1": "Хасанова Милана Руслановна", "p1-sex": "f", "p1-birth": "1995",
            "p1-father": "Руслан", "p1-grandfather": "Абдулкадыр", "p1-mother": "Таиса", "p1-relation": "niece",
        },
    )  # fmt: skip

    page = signed_in(cast.dana).get(reverse("tracing:step", args=[draft.pk, "check"])).content.decode()

    assert "A similar request exists" in page
    assert "Ask Amina" in page
    for closed in ("R-0001", "F-0001", "Урус-Мартан", "14.02.1995"):
        assert closed not in page

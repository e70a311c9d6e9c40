"""The guided interview: nothing that was typed is lost, and a request is registered once."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, Cast
from tests.factories.tracing import a_draft, a_whole_draft, typed_interview
from tests.tracing.conftest import SignedIn
from wayhome.accounts.models import AccessLog
from wayhome.accounts.principals import principal_of
from wayhome.tracing import actions
from wayhome.tracing.models import Draft, TracingRequest
from wayhome.tracing.policies import STEPS
from wayhome.tracing.queries import kept_of, typed_steps
from wayhome.tracing.typed import keys_of
from wayhome.vault.principals import acting_as


def step_url(draft: Draft, step: str) -> str:
    return reverse("tracing:step", args=[draft.pk, step])


def typed(draft: Draft, step: str, by) -> dict:
    with acting_as(principal_of(by), writes=False):
        return typed_steps(Draft.objects.get(pk=draft.pk))[step]


def hidden(page, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def send(client: Client, draft: Draft, step: str, do: str, **fields):
    """Open a step and send it as a browser does: with the version and the page's token, and what was typed."""
    page = client.get(step_url(draft, step))
    marks = {"version": hidden(page, "version"), "tab": hidden(page, "tab")}
    return client.post(step_url(draft, step), {**marks, **fields, "do": do})


def register(client: Client, draft: Draft, **fields):
    page = client.get(step_url(draft, "check"))
    marks = {name: hidden(page, name) for name in ("version", "tab", "nonce")}
    return client.post(
        reverse("tracing:register", args=[draft.pk]), {**marks, **typed_interview()["check"], **fields}
    )


# --- who may ----------------------------------------------------------------------------------------------------


def test_a_stranger_is_sent_to_the_sign_in(cast: Cast) -> None:
    answer = Client().get(reverse("tracing:index"))

    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_only_who_takes_requests_can_start_one(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.boris).post(reverse("tracing:start"))

    assert answer.status_code == 403
    assert "Your role does not include this" in answer.content.decode()
    assert not Draft.objects.exists()


def test_starting_opens_the_first_step(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.amina).post(reverse("tracing:start"))

    assert answer["Location"] == step_url(Draft.objects.get(), "enquirer")


@pytest.mark.parametrize("step", STEPS)
def test_the_owner_opens_every_step(cast: Cast, signed_in: SignedIn, step: str) -> None:
    draft = a_whole_draft(by=cast.amina)

    answer = signed_in(cast.amina).get(step_url(draft, step))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["step", "autosave", "draft", "discard", "take_back", "register"])
@pytest.mark.parametrize("who", ["boris", "dana", "hava", "idris", "karim"])
def test_nobody_else_sees_that_a_draft_exists(cast: Cast, signed_in: SignedIn, name: str, who: str) -> None:
    draft = a_whole_draft(by=cast.amina)
    arguments = [draft.pk, "enquirer"] if name in ("step", "autosave") else [draft.pk]
    client = signed_in(getattr(cast, who))
    url = reverse(f"tracing:{name}", args=arguments)

    answer = client.get(url) if name in ("step", "draft") else client.post(url)

    assert answer.status_code == 404


def test_opening_a_step_is_entered_in_the_access_record(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)

    signed_in(cast.amina).get(step_url(draft, "enquirer"))

    assert (
        AccessLog.objects.filter(case_file=draft.case_file_id, actor=cast.amina.key_id, page="intake").count()
        == 1
    )


# --- nothing is lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["next", "back", "save", "rest", "go:news", "add-person", "add-name:1"])
def test_every_button_keeps_what_was_typed(cast: Cast, signed_in: SignedIn, do: str) -> None:
    draft = a_draft(by=cast.amina)

    send(
        signed_in(cast.amina),
        draft,
        "sought",
        do,
        **{"people": "1", "p1-name-1": "Хеда", "p1-birth": "чепуха"},
    )

    kept = typed(draft, "sought", cast.amina)
    assert (kept["p1-name-1"], kept["p1-birth"]) == ("Хеда", "чепуха")


def test_a_wrong_value_is_kept_and_named_with_its_person(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)

    answer = send(
        signed_in(cast.amina),
        draft,
        "sought",
        "next",
        **{"people": "1", "p1-name-1": "Хеда", "p1-birth": "12.03.2090"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert typed(draft, "sought", cast.amina)["p1-birth"] == "12.03.2090"
    assert 'href="#id_p1-birth"' in page
    assert "Хеда" in page
    assert "lies in the future" in page


def test_a_wrong_value_does_not_keep_anybody_from_going_back(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)

    answer = send(signed_in(cast.amina), draft, "sought", "back", **{"people": "1", "p1-birth": "12.03.2090"})

    assert answer["Location"] == step_url(draft, "enquirer")


def test_the_background_save_keeps_what_was_typed(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)

    answer = signed_in(cast.amina).post(
        reverse("tracing:autosave", args=[draft.pk, "news"]), {"tab": "t1", "version": "0", "place": "Ракка"}
    )

    assert answer.json()["saved"] is True
    assert typed(draft, "news", cast.amina)["place"] == "Ракка"


def test_a_page_may_go_on_after_its_own_background_save(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)
    client.post(
        reverse("tracing:autosave", args=[draft.pk, "news"]), {"tab": "t1", "version": "0", "place": "Рак"}
    )

    client.post(step_url(draft, "news"), {"tab": "t1", "version": "0", "place": "Ракка", "do": "next"})

    with acting_as(principal_of(cast.amina), writes=False):
        kept = kept_of(Draft.objects.get(pk=draft.pk), "news")
    assert (kept["typed"]["place"], kept["others"]) == ("Ракка", [])


def test_a_background_save_that_comes_late_changes_nothing(cast: Cast) -> None:
    draft = a_draft(by=cast.amina)
    with acting_as(principal_of(cast.amina)):
        page = {"draft": draft, "step": "news", "version": 0, "tab": "t1", "by": cast.amina, "at": NOW}
        actions.save_step(typed={"place": "Ракка"}, **page)

        actions.save_step(typed={"place": "Ра"}, background=True, **page)

    assert typed(draft, "news", cast.amina)["place"] == "Ракка"


def test_two_windows_are_both_kept_and_shown(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)
    client.post(step_url(draft, "news"), {"tab": "t1", "version": "0", "place": "Ракка", "do": "save"})

    client.post(step_url(draft, "news"), {"tab": "t2", "version": "0", "place": "Мосул", "do": "next"})

    page = client.get(step_url(draft, "news")).content.decode()
    assert typed(draft, "news", cast.amina)["place"] == "Ракка"
    assert "Мосул" in page
    assert 'value="take-other:0"' in page


def test_what_the_other_window_typed_can_be_taken_and_given_back(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)
    client.post(step_url(draft, "news"), {"tab": "t1", "version": "0", "place": "Ракка", "do": "save"})
    client.post(step_url(draft, "news"), {"tab": "t2", "version": "0", "place": "Мосул", "do": "save"})

    send(client, draft, "news", "take-other:0", place="Ракка")

    assert typed(draft, "news", cast.amina)["place"] == "Мосул"
    send(client, draft, "news", "take-other:0", place="Мосул")
    assert typed(draft, "news", cast.amina)["place"] == "Ракка"


def test_an_old_page_that_says_nothing_new_takes_nothing_away(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)
    client.post(step_url(draft, "news"), {"tab": "t1", "version": "0", "place": "Ракка", "do": "save"})

    answer = client.post(step_url(draft, "news"), {"tab": "t2", "version": "0", "do": "next"})

    assert typed(draft, "news", cast.amina)["place"] == "Ракка"
    assert answer["Location"] == step_url(draft, "consents")


def test_a_browser_that_goes_back_two_pages_overwrites_nothing_silently(
    cast: Cast, signed_in: SignedIn
) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)
    client.post(step_url(draft, "news"), {"tab": "old", "version": "0", "place": "Ракка", "do": "next"})
    send(client, draft, "news", "next", place="Ракка, потом Мосул")

    client.post(step_url(draft, "news"), {"tab": "old", "version": "0", "place": "Ракка?", "do": "next"})

    with acting_as(principal_of(cast.amina), writes=False):
        kept = kept_of(Draft.objects.get(pk=draft.pk), "news")
    assert kept["typed"]["place"] == "Ракка, потом Мосул"
    assert kept["others"][0]["typed"]["place"] == "Ракка?"


def test_a_person_taken_off_can_be_put_back(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)
    client = signed_in(cast.amina)

    send(client, draft, "sought", "remove-person:2", **typed_interview()["sought"])
    assert keys_of(typed(draft, "sought", cast.amina)) == ["1"]
    send(client, draft, "sought", "restore-person:2", **typed(draft, "sought", cast.amina))

    assert keys_of(typed(draft, "sought", cast.amina)) == ["1", "2"]
    assert typed(draft, "sought", cast.amina)["p2-name-1"] == "Мадиев Адам"


def test_a_draft_put_aside_can_be_taken_back(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)

    page = client.post(reverse("tracing:discard", args=[draft.pk]), follow=True)
    assert reverse("tracing:take_back", args=[draft.pk]) in page.content.decode()
    client.post(reverse("tracing:take_back", args=[draft.pk]))

    draft.refresh_from_db()
    assert draft.discarded_at is None


def test_a_date_is_shown_as_it_was_understood(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)

    page = signed_in(cast.amina).get(step_url(draft, "sought")).content.decode()

    assert "As understood:" in page
    assert "<strong>April 2015</strong>" in page


def test_nothing_is_ticked_beforehand(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina)
    client = signed_in(cast.amina)

    pages = [client.get(step_url(draft, step)).content.decode() for step in ("consents", "warnings")]

    assert not any(" checked" in page for page in pages)


def test_what_is_read_aloud_stands_in_the_language_of_the_visitor(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina, enquirer={"language": "ce"})

    page = signed_in(cast.amina).get(step_url(draft, "warnings")).content.decode()

    assert '<p lang="ru"' in page


def test_what_was_sent_after_the_sign_in_ran_out_is_kept_sealed_and_given_back(
    cast: Cast, signed_in: SignedIn
) -> None:
    draft = a_draft(by=cast.amina)
    client = Client()

    answer = client.post(
        step_url(draft, "news"), {"tab": "t1", "version": "0", "place": "Ракка", "do": "next"}
    )
    waiting = str(dict(client.session))
    client.force_login(cast.amina)
    page = client.get(step_url(draft, "news")).content.decode()

    assert "login" in answer["Location"]
    assert "Ракка" not in waiting
    assert "Ракка" in page
    assert typed(draft, "news", cast.amina)["place"] == "Ракка"


def test_what_waits_for_a_draft_is_given_to_nobody_else(cast: Cast) -> None:
    draft = a_draft(by=cast.amina)
    client = Client()
    client.post(step_url(draft, "news"), {"tab": "t1", "version": "0", "place": "Ракка", "do": "next"})

    client.force_login(cast.dana)

    assert client.get(step_url(draft, "news")).status_code == 404
    assert typed(draft, "news", cast.amina) == {}


# --- registering ------------------------------------------------------------------------------------------------


def test_what_is_missing_is_listed_with_its_field(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina, sought={"people": "1", "p1-name-1": "Хеда"})

    page = signed_in(cast.amina).get(step_url(draft, "check")).content.decode()

    assert f"{step_url(draft, 'sought')}?show=missing#id_p1-mother" in page
    assert f"{step_url(draft, 'consents')}?show=missing#id_trace" in page


def test_an_interview_with_something_missing_is_not_registered(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_draft(by=cast.amina, sought={"people": "1", "p1-name-1": "Хеда"})

    answer = register(signed_in(cast.amina), draft)

    assert answer.status_code == 422
    assert not TracingRequest.objects.exists()


def test_does_not_know_is_an_answer(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)

    assert register(signed_in(cast.amina), draft).status_code == 200
    assert TracingRequest.objects.count() == 1


def test_the_receipt_shows_number_and_code(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)

    page = register(signed_in(cast.amina), draft).content.decode()

    assert "R-0001" in page
    assert re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", page)


def test_pressing_twice_registers_once_and_shows_the_same_paper(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)
    client = signed_in(cast.amina)
    page = client.get(step_url(draft, "check"))
    fields = {
        **{name: hidden(page, name) for name in ("version", "tab", "nonce")},
        **typed_interview()["check"],
    }
    url = reverse("tracing:register", args=[draft.pk])

    papers = [client.post(url, fields).content.decode() for _ in range(2)]

    codes = [re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", paper).group() for paper in papers]
    assert TracingRequest.objects.count() == 1
    assert codes[0] == codes[1]


def test_another_page_cannot_make_the_code_show_again(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)
    client = signed_in(cast.amina)
    register(client, draft)

    again = client.post(reverse("tracing:register", args=[draft.pk]), {"nonce": "guessed"}).content.decode()

    assert "R-0001" in again
    assert not re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", again)


def test_a_registered_draft_leads_to_its_request(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)
    client = signed_in(cast.amina)
    register(client, draft)

    answer = client.post(
        step_url(draft, "news"), {"tab": "t9", "version": "0", "place": "Мосул", "do": "next"}
    )

    assert answer["Location"] == reverse("tracing:request", args=[TracingRequest.objects.get().pk])


def test_a_background_save_after_the_registration_says_so(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)
    client = signed_in(cast.amina)
    register(client, draft)

    answer = client.post(reverse("tracing:autosave", args=[draft.pk, "news"]), {"place": "Мосул"})

    assert answer.status_code == 409


def test_after_the_registration_the_draft_keeps_no_words(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina)

    register(signed_in(cast.amina), draft)

    assert typed(draft, "enquirer", cast.amina) == {}


def test_what_was_chosen_at_the_end_is_kept_when_something_is_missing(
    cast: Cast, signed_in: SignedIn
) -> None:
    draft = a_draft(by=cast.amina)

    register(signed_in(cast.amina), draft, urgency="u2", call_back_word="рябина")

    assert typed(draft, "check", cast.amina)["call_back_word"] == "рябина"


def test_without_consent_to_search_nothing_is_registered(cast: Cast, signed_in: SignedIn) -> None:
    draft = a_whole_draft(by=cast.amina, consents={"trace": "no"})

    assert register(signed_in(cast.amina), draft).status_code == 422
    assert not TracingRequest.objects.exists()


def test_the_private_code_stands_in_no_log(
    cast: Cast, signed_in: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    draft = a_whole_draft(by=cast.amina)

    page = register(signed_in(cast.amina), draft).content.decode()

    code = re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", page).group()
    assert code not in caplog.text
    assert "Мадиев" not in caplog.text


def test_the_list_of_drafts_takes_a_bounded_number_of_queries(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        a_whole_draft(by=cast.amina)
    client = signed_in(cast.amina)

    with django_assert_max_num_queries(25):
        client.get(reverse("tracing:index"))

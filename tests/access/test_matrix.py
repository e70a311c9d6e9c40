"""Every address, every actor, every method: the answer of the rules, and no mark that is not open to her."""

from __future__ import annotations

import os
import re
from collections import Counter
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from tests.access.addresses import named_addresses
from tests.access.conftest import client_of, nothing_stays
from tests.access.rules import RULES, Rule
from tests.access.world import MARKS, Actor, World
from wayhome.accounts.models import AccessLog, Role

pytestmark = pytest.mark.django_db  # so that pytest-django knows before the world is built which database to make

# HEAD is answered by the view of GET; it is asked of every page in the campaign.
METHODS = ("GET", "POST", *(("HEAD",) if os.environ.get("WAYHOME_CAMPAIGN") else ()))
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


def ask(client: Client, method: str, address: str, rule: Rule, world: World) -> HttpResponse:
    cache.clear()  # the limits of tries are tested elsewhere
    said = rule.said(world) if method == "POST" else None
    return client.generic(method, address) if method == "HEAD" else getattr(client, method.lower())(address, said)


def marks_in(answer: HttpResponse, actor: Actor) -> list[str]:
    """Return the marks in body or headers that are not open to the actor."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = "\n".join([body.decode("utf-8", "replace"), *map(str, answer.headers.values()), answer.cookies.output()])
    return [mark for mark in MARKS if mark in text and not actor.may_read(mark)]


def told(wrong: list[tuple[str, str]]) -> str:
    """Return what is wrong, each with the actors for whom it is."""
    found: dict[str, list[str]] = {}
    for what, who in wrong:
        found.setdefault(what, []).append(who)
    return "\n".join(f"{what}: {', '.join(actors)}" for what, actors in found.items())


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_address_answers_each_actor_as_the_rules_say(name: str, world: World, checks: Counter[str]) -> None:
    rule = RULES[name]
    address = reverse(name, args=rule.args(world))
    wrong = []
    for actor in world.actors:
        client = client_of(actor)
        for method in METHODS:
            with nothing_stays():
                noted = AccessLog.objects.count()
                answer = ask(client, method, address, rule, world)
                leaked = marks_in(answer, actor)
                is_noted = AccessLog.objects.count() > noted
            expected = rule.answer(actor, method)
            checks["access checks: answers"] += 1
            checks["access checks: marks looked for"] += sum(not actor.may_read(mark) for mark in MARKS)
            if answer.status_code != expected:
                wrong.append((f"{method} {answer.status_code}, not {expected}", actor.name))
            if leaked:
                checks["leaks"] += 1
                wrong.append((f"{method} reads {leaked}", actor.name))
            if rule.noted and method == "GET" and expected == 200 and not is_noted:
                wrong.append((f"{method} is not in the access record", actor.name))

    assert not wrong, told(wrong)


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.args.__name__ != "nothing"))
def test_what_is_closed_looks_like_what_does_not_exist(name: str, world: World, checks: Counter[str]) -> None:
    rule = RULES[name]
    args = rule.args(world)
    there = reverse(name, args=args)
    nowhere = reverse(name, args=[uuid4() if hasattr(arg, "hex") and not isinstance(arg, int | str) else arg for arg in args])
    wrong = []
    for actor in world.actors:
        for method in ("GET", "POST"):
            if rule.answer(actor, method) != 404:
                continue
            client = client_of(actor)
            with nothing_stays():
                closed = ask(client, method, there, rule, world)
            with nothing_stays():
                absent = ask(client, method, nowhere, rule, world)
            checks["access checks: closed like absent"] += 1
            if (closed.status_code, _plain(closed, there)) != (absent.status_code, _plain(absent, nowhere)):
                wrong.append((method, actor.name))

    assert not wrong, told(wrong)


def _plain(answer: HttpResponse, address: str) -> str:
    text = answer.content.decode().replace(address, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_no_address_has_another_method(world: World, checks: Counter[str]) -> None:
    clients = {actor.name: client_of(actor) for actor in world.actors}
    wrong = []
    for name, rule in RULES.items():
        address = reverse(name, args=rule.args(world))
        for who, client in clients.items():
            for method in OTHER_METHODS:
                answer = client.generic(method, address)
                checks["access checks: other methods"] += 1
                if answer.status_code != 405 or answer.content:
                    wrong.append((f"{method} {name}", who))

    assert not wrong, told(wrong)


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.post is not None))
def test_nothing_is_sent_without_the_token_of_the_form(name: str, world: World, checks: Counter[str]) -> None:
    address = reverse(name, args=RULES[name].args(world))
    wrong = []
    for actor in world.actors:
        client = client_of(actor, enforce_csrf_checks=True)
        for headers in ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_X_CSRFTOKEN": "a" * 64}):
            with nothing_stays():
                answer = client.post(address, RULES[name].said(world), **headers)
            checks["access checks: without a token"] += 1
            if answer.status_code != 403 or marks_in(answer, actor):
                wrong.append((f"{headers}: {answer.status_code}", actor.name))

    assert not wrong, told(wrong)


# --- the matrix is whole, and would notice -----------------------------------------------------------------------


# Who gave us a list is sealed and stands on no page.
SHOWN_TO_NOBODY = {"Told by the mark"}


def without_rule(urlconf: str | None = None) -> set[str]:
    return set(named_addresses(urlconf)) - set(RULES)


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    assert without_rule() == set()
    assert set(RULES) - set(named_addresses()) == set()


urlpatterns = [path("people/everybody/", lambda request: HttpResponse(), name="everybody"), path("bare/", lambda request: None)]


def test_a_new_address_without_a_rule_is_noticed() -> None:
    assert without_rule(__name__) == {"everybody", "bare/"}


def test_a_page_that_shows_too_much_is_noticed(world: World) -> None:
    stranger = world.actor(f"no member {Role.INTAKE}")

    assert marks_in(HttpResponse("<p>Ваенгова Зарема Исаевна, +7 000 444 55 66</p>"), stranger) == [
        "Ваенгова Зарема", "+7 000 444 55 66"
    ]
    assert marks_in(HttpResponse(headers={"Location": "/?name=Vaengova"}), stranger) == ["Vaengova"]


def test_every_mark_is_read_by_somebody(world: World) -> None:
    """A mark that no page shows to anybody proves nothing by its absence elsewhere."""
    seen: set[str] = set()
    for name, rule in RULES.items():
        for actor in world.actors:
            if actor.user is None or rule.answer(actor, "GET") != 200 or name.endswith("_pdf"):
                continue
            with nothing_stays():
                text = client_of(actor).get(reverse(name, args=rule.args(world))).content.decode()
            seen |= {mark for mark in MARKS if mark in text}

    assert set(MARKS) - seen == SHOWN_TO_NOBODY


# --- what is said in words in the rules ---------------------------------------------------------------------------


def test_who_may_not_know_the_place_sees_the_page_and_that_it_is_sealed(world: World) -> None:
    address = reverse("people:person", args=[world.sought.pk])

    part = client_of(world.actor("only identity")).get(address).content.decode()
    whole = client_of(world.actor("keeper")).get(address).content.decode()

    assert 'class="seal"' in part
    assert "под Маркабадом" not in part
    assert "под Маркабадом" in whole


@pytest.mark.parametrize(
    "path",
    [
        "signup/", "email/", "confirm-email/", "confirm-email/abc/", "password/reset/", "password/reset/done/",
        "password/reset/key/1-abc/", "login/code/", "login/code/confirm/", "phone/verify/", "social/signup/", "3rdparty/", "",
    ],
)  # fmt: skip
def test_what_we_do_not_offer_is_not_there(path: str, world: World) -> None:
    for actor in (world.actor("anonymous"), world.actor("keeper")):
        for method in ("get", "post"):
            assert getattr(client_of(actor), method)(f"/accounts/{path}").status_code == 404

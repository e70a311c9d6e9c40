"""One click comes in, and only where the installation is the demonstration."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from wayhome.accounts.actions import register_staff
from wayhome.accounts.models import Role
from wayhome.accounts.principals import system
from wayhome.demo.sign_in import roles
from wayhome.vault.principals import acting_as

ENTER = "/demo/enter/director1/"


@pytest.fixture
def director(db):
    with acting_as(system()):
        return register_staff(
            username="director1", name="Anna", roles=[Role.DIRECTOR], teams=[], by=None,
            at=datetime(2018, 5, 30, tzinfo=UTC),
        )  # fmt: skip


def test_outside_the_demonstration_there_is_no_such_address(director):
    client = Client()
    assert client.post(ENTER).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_the_demonstration_one_click_comes_in(director, settings):
    settings.WAYHOME_ONE_CLICK_SIGN_IN = True
    client = Client()
    assert client.post(ENTER).status_code == 302
    assert client.session["_auth_user_id"] == str(director.pk)


def test_it_is_a_click_and_not_a_link(director, settings):
    settings.WAYHOME_ONE_CLICK_SIGN_IN = True
    assert Client().get(ENTER).status_code == 405


def test_nobody_comes_in_who_is_not_of_the_invented_staff(director, settings):
    settings.WAYHOME_ONE_CLICK_SIGN_IN = True
    assert Client().post(reverse("demo:enter", args=["somebody"])).status_code == 404
    assert Client().post(reverse("demo:enter", args=["auditor1"])).status_code == 404  # not in this database


def test_it_needs_the_token_of_the_page(director, settings):
    settings.WAYHOME_ONE_CLICK_SIGN_IN = True
    assert Client(enforce_csrf_checks=True).post(ENTER).status_code == 403


def test_the_sign_in_page_offers_the_staff_only_in_the_demonstration(director, settings, rf):
    request = rf.get("/accounts/login/")
    request.resolver_match = type("Match", (), {"view_name": "account_login"})()
    assert roles(request) == {}
    settings.WAYHOME_ONE_CLICK_SIGN_IN = True
    assert [one["url"] for one in roles(request)["demo_roles"]] == [ENTER]

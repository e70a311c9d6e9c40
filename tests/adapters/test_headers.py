"""Every answer carries the headers that keep it out of caches, frames and other sites."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session


@pytest.fixture
def login_page(client, db):
    return client.get("/accounts/login/")


@pytest.mark.parametrize(("header", "value"), [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
])  # fmt: skip
def test_a_page_has_the_header(login_page, header, value):
    assert login_page[header] == value


def test_the_content_policy_has_no_hole(login_page):
    policy = dict(
        part.strip().split(" ", 1)
        for part in login_page["Content-Security-Policy"].split(";")
        if part.strip()
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in login_page["Content-Security-Policy"]
    assert "geolocation=()" in login_page["Permissions-Policy"]


def test_nobody_signs_up(client, db):
    assert (
        b"<form" not in client.get("/accounts/signup/").content
        or client.post("/accounts/signup/").status_code != 302
    )
    client.post(
        "/accounts/signup/",
        {"username": "x", "password1": "a long enough one", "password2": "a long enough one"},
    )
    assert not get_user_model().objects.filter(username="x").exists()


@pytest.mark.parametrize(
    ("idle", "age", "alive"), [(0, 0, True), (14 * 60, 0, True), (16 * 60, 0, False), (0, 9 * 3600, False)]
)
def test_a_session_ends_when_idle_or_old(client, acting, db, settings, idle, age, alive):
    settings.SESSION_COOKIE_AGE, settings.SESSION_ABSOLUTE_AGE = 15 * 60, 8 * 3600
    with acting():
        user = get_user_model().objects.create_user(username="amina")
    client.force_login(user)
    client.get("/accounts/login/")
    session = client.session
    session["_began"] -= age
    session["_touched"] -= idle
    session.save()
    client.get("/accounts/login/")
    assert ("_auth_user_id" in client.session) is alive
    assert Session.objects.count() == alive

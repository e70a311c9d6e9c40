"""A real browser before a real server: who walks, in which language and width, and what is looked at on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Playwright, sync_playwright
from scripts.shots import launch
from scripts.system_packages import FEATURES

from tests.cast import Cast, gather
from tests.journeys.walking import PASSWORD, Walk
from wayhome.accounts.models import User
from wayhome.accounts.principals import system
from wayhome.adapters.worker import LeasedWorker
from wayhome.vault.principals import acting_as

Walks = Callable[..., Walk]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if not FEATURES["browser"].is_there():
        pytest.skip(f"no browser on this system: apt-get install {' '.join(FEATURES['browser'].packages)}")
    # Playwright runs an event loop in this thread, which Django takes for a server that must not wait.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = gather()
    with acting_as(system()):
        User.objects.update(password=make_password(PASSWORD))
    return cast


@pytest.fixture
def walks(chromium: Browser, live_server, cast: Cast, request: pytest.FixtureRequest) -> Iterator[Walks]:
    """Return a function that opens a browser of its own for a user; at the end nothing may have gone wrong in any."""
    opened: list[Walk] = []

    def open_walk(user: User, *, language: str, width: int = 1280, script: bool = True) -> Walk:
        walk = Walk.begin(
            chromium, live_server.url, user, language=language, width=width, script=script, name=request.node.originalname
        )
        opened.append(walk)
        return walk

    yield open_walk
    wrong = [problem for walk in opened for problem in walk.wrong]
    for walk in opened:
        walk.context.close()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


@pytest.fixture
def work(transactional_db: None) -> Callable[[], None]:
    """Return a function that lets the worker do what waits, then returns."""
    assert settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"

    def run() -> None:
        LeasedWorker("journeys", interval=0, batch=True).run()

    return run

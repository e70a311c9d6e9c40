"""The world of the access tests, built once for each of their files and left behind by none; and the count of checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from tests.access.world import Actor, World, build

CHECKS: Counter[str] = Counter()


@pytest.fixture(scope="session")
def checks() -> Counter[str]:
    return CHECKS


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Build the world in a transaction that is rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    """Lend the world to one test; whatever the test changes is rolled back."""
    return built


@contextmanager
def nothing_stays() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(actor: Actor, **options: bool) -> Client:
    client = Client(**options)
    if actor.user is not None:
        client.force_login(actor.user)
    return client


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter) -> None:
    for name, number in sorted(CHECKS.items()):
        terminalreporter.write_line(f"{name}: {number}")

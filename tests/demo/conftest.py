"""The demo world is built once for all tests that read it, and a part of it is loaded once for each module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from wayhome.demo.loading.everything import load
from wayhome.demo.loading.memory import Memory
from wayhome.demo.world.everything import Demo, build_demo
from wayhome.demo.world.excerpt import take_excerpt

PART = frozenset({"baghdad_women_prison", "baghdad_children_home", "relatives_chat"})


@pytest.fixture(scope="session")
def demo() -> Demo:
    return build_demo()


@pytest.fixture(scope="session")
def part(demo: Demo) -> Demo:
    """The told stories and forty other families, with three of the lists."""
    return take_excerpt(demo, families=40, lists=PART)


@contextmanager
def filled(demo: Demo, blocker) -> Iterator[Memory]:
    """Load a demo into the test database, and take it out again."""
    with blocker.unblock(), transaction.atomic():
        yield load(demo)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(part: Demo, django_db_setup, django_db_blocker) -> Iterator[Memory]:
    with filled(part, django_db_blocker) as memory:
        yield memory

"""More pairs on a page do not mean more questions to the database."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.matches.conftest import World, bring, say
from wayhome.accounts.models import User
from wayhome.matches.models import Candidate, Review

DIFFERENT = Review.Verdict.DIFFERENT


def questions(user: User, address: str) -> int:
    client = Client()
    client.force_login(user)
    client.get(address)  # what a process reads once (keys, rarity) is not what a page costs
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def growth(world: World, step: Callable[[Candidate], None], user: User, address: str) -> int:
    """Return how many questions the page asks more when `step` was done to a second pair too."""
    first, second = Candidate.objects.order_by("-weight")[:2]
    step(first)
    before = questions(user, address)
    step(second)
    return questions(user, address) - before


def test_a_longer_queue_asks_no_more(world: World) -> None:
    boris = world.cast.boris

    assert growth(world, lambda pair: bring(pair, boris), boris, reverse("matches:queue")) == 0


def test_more_that_was_said_lately_asks_no_more(world: World) -> None:
    def decide(pair: Candidate) -> None:
        bring(pair, world.cast.boris, world.cast.chen)
        say(pair, world.cast.boris, DIFFERENT)
        say(pair, world.cast.chen, DIFFERENT)

    assert growth(world, decide, world.cast.boris, reverse("matches:queue")) == 0

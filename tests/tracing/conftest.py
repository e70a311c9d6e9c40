"""Who is there when a request is taken, and browsers that are signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast, gather
from wayhome.accounts.models import User

SignedIn = Callable[[User], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture
def signed_in(cast: Cast) -> SignedIn:
    """Return a browser in which this user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in

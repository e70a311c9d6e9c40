"""Staff are registered on the command line before there is anybody who could do it on a page."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from wayhome.accounts.models import Role, User
from wayhome.accounts.principals import roles_of

pytestmark = pytest.mark.django_db


def add(*words: str) -> str:
    out = StringIO()
    call_command("add_staff", *words, stdout=out)
    return out.getvalue()


def test_the_printed_password_opens_the_account() -> None:
    said = add("rev4", "--name", "Зарема", "--role", "reviewer", "--team", "First")

    password = re.search(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", said).group()  # type: ignore[union-attr]
    assert User.objects.get(username="rev4").check_password(password)


def test_roles_may_combine() -> None:
    add("both", "--name", "N", "--role", "intake", "--role", "reviewer", "--team", "First")

    assert roles_of(User.objects.get(username="both")) == {Role.INTAKE, Role.REVIEWER}


def test_an_outside_reviewer_has_her_role_until_a_day() -> None:
    add("guest", "--name", "N", "--role", "reviewer", "--team", "Partner", "--until", "2017-12-31")

    assert roles_of(User.objects.get(username="guest")) == frozenset()


def test_a_username_is_given_once() -> None:
    add("rev4", "--name", "N", "--role", "reviewer", "--team", "First")

    with pytest.raises(CommandError, match="already somebody"):
        add("rev4", "--name", "M", "--role", "intake", "--team", "First")

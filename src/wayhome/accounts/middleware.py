"""Every request acts as somebody: the principal of the signed-in user holds the keys until the answer is out."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wayhome.accounts.policies import Refused
from wayhome.accounts.principals import principal_of
from wayhome.accounts.texts import refusal_sentence
from wayhome.vault.fields import CompartmentClosed
from wayhome.vault.principals import acting_as

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ActingMiddleware:
    """Wrap the view of a signed-in user in `acting_as`: one transaction for a write, none for a read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.principal = principal_of(request.user)  # type: ignore[attr-defined]
        with acting_as(request.principal, writes=request.method not in SAFE_METHODS):  # type: ignore[attr-defined]
            return self.get_response(request)


class RefusalMiddleware:
    """Turn a refused action or a closed compartment into a page that says why and what can be done now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        # These are not failures: with them allauth leads to another page, and keeps in the session where to come back.
        if isinstance(exception, ImmediateHttpResponse | ReauthenticationRequired):
            return None
        if isinstance(exception, Refused):
            why = refusal_sentence(exception.refusal)
        elif isinstance(exception, CompartmentClosed):
            why = refusal_sentence("compartment_not_yours")
        else:
            why = ""
        # The page asks the database for the menu, so it is made before the transaction is marked.
        answer = render(request, "shell/refused.html", {"why": why}, status=403) if why else None
        # The answer is made inside `acting_as`, which would otherwise keep what the failed view had written.
        acted = getattr(request, "principal", None) is not None
        if acted and request.method not in SAFE_METHODS and transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return answer

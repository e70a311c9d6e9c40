"""What we change in django-allauth: nobody signs up, secrets of the second factor are sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wayhome.vault import boxes

_PURPOSE = "second factor"
_HAS_FACTOR = "_second_factor"
_OPEN_WITHOUT_FACTOR = (
    "/accounts/2fa/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/language/",
    "/static/",
)


class StaffOnly(DefaultAccountAdapter):
    """Accounts are made by an administrator; there is no sign-up and no mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: the process has no way out."""


class SealedSecondFactor(DefaultMFAAdapter):
    """Keeps TOTP seeds and recovery seeds sealed; allauth's own two methods return the text as it is."""

    def encrypt(self, text: str) -> str:
        return boxes.seal_text(_PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        return boxes.open_text(_PURPOSE, encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Where a second factor is required, the last one stays."""
        if (
            not settings.WAYHOME_SECOND_FACTOR_REQUIRED
            or authenticator.type == authenticator.Type.RECOVERY_CODES
        ):
            return True
        others = type(authenticator).objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=authenticator.Type.RECOVERY_CODES).exists())

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the process has no way out."""


def shown_name(user: Any) -> str:
    """Return what allauth's pages call the user: the name she signs in with."""
    return str(user.get_username())


class SecondFactorRequired:
    """Send a signed-in user without a second factor to its set-up; nothing else opens before (middleware)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.WAYHOME_SECOND_FACTOR_REQUIRED and self._lacks(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def _lacks(request: HttpRequest) -> bool:
        if not request.user.is_authenticated or request.session.get(_HAS_FACTOR):
            return False
        if is_mfa_enabled(request.user):
            request.session[_HAS_FACTOR] = True
            return False
        return not request.path.startswith(_OPEN_WITHOUT_FACTOR)

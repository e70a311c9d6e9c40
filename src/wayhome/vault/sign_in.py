"""What we change in django-allauth: nobody signs up, secrets of the second factor are sealed."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from wayhome.vault import boxes

_PURPOSE = "second factor"


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

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the process has no way out."""


def shown_name(user: Any) -> str:
    """Return what allauth's pages call the user: the name she signs in with."""
    return str(user.get_username())

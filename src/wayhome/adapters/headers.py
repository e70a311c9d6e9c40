"""Headers that keep pages out of caches and other windows, and the methods that pages have."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

_FEATURES = ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort", "browsing-topics")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _FEATURES)

METHODS = ("GET", "HEAD", "POST")


class PlainMethods:
    """Answer 405 to every method that no page has, before anything is read or anybody is recognised."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class PrivatePages:
    """Forbid every cache to keep a page; only static files may be kept.

    A view that asks for something else in `Cache-Control` is overruled: staff pages may show people.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = PERMISSIONS
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        if request.method == "POST" and request.path == reverse("account_logout"):
            # A laptop at a border: nothing of the session stays in the browser, not even in its back list.
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

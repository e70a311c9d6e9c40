"""What the frame of every page needs: sections, languages, whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from wayhome.shell.navigation import items_for

LANGUAGES = (("en", "EN", "English"), ("ru", "RU", "Русский"), ("ar", "ع", "العربية"))
"""Code, what the button shows, what it is called in its own language."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates `frame`: sections, languages, whether this is the demonstration, and where the reader is."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict[str, Any]:
    current = (get_language() or "en").split("-")[0]
    return {
        "sections": items_for(request),
        "languages": [
            {"code": code, "short": short, "title": title, "current": code == current}
            for code, short, title in LANGUAGES
        ],
        "demo": settings.WAYHOME_ONE_CLICK_SIGN_IN,
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }

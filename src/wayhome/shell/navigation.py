"""The sections of the application, in the order of the menu.

The shell lies below every app and may not import them; so a section names its page by the name of its address. Who may
see a section is asked of the callable that the setting `NAVIGATION_POLICY` names: `policy(user, section_code) -> bool`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Section:
    """A place of the menu."""

    code: str
    label: str | Promise
    url_name: str


@dataclass(frozen=True)
class Item:
    """A section as one page shows it."""

    code: str
    label: str | Promise
    url: str
    current: bool


SECTIONS = (
    Section("today", pgettext_lazy("menu", "Today"), "matches:today"),
    Section("requests", pgettext_lazy("menu", "Requests"), "tracing:index"),
    Section("people", pgettext_lazy("menu", "People"), "people:index"),
    Section("search", pgettext_lazy("menu", "Search"), "people:search"),
    Section("lists", pgettext_lazy("menu", "Lists"), "lists:index"),
    Section("facilities", pgettext_lazy("menu", "Facilities"), "lists:facilities"),
    Section("matches", pgettext_lazy("menu", "Matches"), "matches:queue"),
)


def _everyone_signed_in(user: Any, code: str) -> bool:
    return bool(user.is_authenticated)


def policy() -> Callable[[Any, str], bool]:
    """Return who may see which section, as the setting NAVIGATION_POLICY names it; without it, everybody signed in."""
    path = settings.NAVIGATION_POLICY
    return import_string(path) if path else _everyone_signed_in


def items_for(request: HttpRequest) -> list[Item]:
    """List the sections that this user may see; nothing for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    may_see = policy()
    open_sections = [(section, reverse(section.url_name)) for section in SECTIONS if may_see(user, section.code)]
    # The longest address that the page's own address starts with is where the reader is.
    here = max((url for _, url in open_sections if _is_under(request.path, url)), key=len, default="")
    return [Item(section.code, section.label, url, url == here) for section, url in open_sections]


def _is_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))

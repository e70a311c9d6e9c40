"""The sections of the application, in the order of the menu.

The shell lies below every app and may not import them; so a section names URL patterns that may exist, and the first
that resolves is used. A section whose page does not exist (yet) is not shown. Who may see a section is asked of the
callable that the setting `NAVIGATION_POLICY` names: `policy(user, section_code) -> bool`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Section:
    """A place of the menu. Of `url_names` the first that exists is its address."""

    code: str
    label: str | Promise
    url_names: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A section as one page shows it."""

    code: str
    label: str | Promise
    url: str
    current: bool


def _section(code: str, label: str | Promise, *url_names: str) -> Section:
    return Section(code, label, url_names)


SECTIONS = (
    _section(
        "today", pgettext_lazy("menu", "Today"), "today", "matches:today", "tracing:today", "accounts:today"
    ),
    _section(
        "requests", pgettext_lazy("menu", "Requests"), "tracing:index", "tracing:requests", "tracing:list"
    ),
    _section("people", pgettext_lazy("menu", "People"), "people:index", "people:persons", "people:list"),
    _section("search", pgettext_lazy("menu", "Search"), "people:search", "search"),
    _section("lists", pgettext_lazy("menu", "Lists"), "lists:index", "lists:documents", "lists:list"),
    _section("facilities", pgettext_lazy("menu", "Facilities"), "lists:facilities", "lists:facility_list"),
    _section("matches", pgettext_lazy("menu", "Matches"), "matches:index", "matches:queue", "matches:list"),
)


def find_url(*names: str) -> str:
    """Give the address of the first of these URL patterns that exists; "" when none does."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def _everyone_signed_in(user: Any, code: str) -> bool:
    return bool(user.is_authenticated)


def policy() -> Callable[[Any, str], bool]:
    """Return who may see which section, as the setting NAVIGATION_POLICY names it; without it, everybody signed in."""
    path = getattr(settings, "NAVIGATION_POLICY", "")
    return import_string(path) if path else _everyone_signed_in


def items_for(request: HttpRequest) -> list[Item]:
    """List the sections that exist and that this user may see; nothing for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    may_see = policy()
    found = [(section, find_url(*section.url_names)) for section in SECTIONS if may_see(user, section.code)]
    open_sections = [(section, url) for section, url in found if url]
    # The longest address that the page's own address starts with is where the reader is.
    here = max((url for _, url in open_sections if _is_under(request.path, url)), key=len, default="")
    return [Item(section.code, section.label, url, url == here) for section, url in open_sections]


def _is_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))

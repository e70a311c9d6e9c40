"""Every address of the application, read from the URL conf itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def named_addresses(urlconf: str | None = None) -> dict[str, URLPattern]:
    """Return every pattern by its full name; one without a name stands under its route."""
    return dict(_walk(get_resolver(urlconf), "", ()))


def _walk(resolver: URLResolver, route: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        here = f"{route}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name)) if entry.name else here, entry
        else:
            yield from _walk(entry, here, (*spaces, entry.namespace) if entry.namespace else spaces)

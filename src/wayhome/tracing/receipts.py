"""The receipt as PDF. It fetches nothing but our own style sheet and fonts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

_SCHEME = "ours:"
_TYPES = {".css": "text/css", ".woff2": "font/woff2"}


class Refused(ValueError):
    """The paper asked for something that is not ours."""


class OwnFilesOnly(URLFetcher):
    """Gives WeasyPrint the style sheet and the fonts of the house, and refuses every other address."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return one of our static files.

        Raises:
            Refused: any other address, whatever its scheme.
        """
        name = url.removeprefix(_SCHEME)
        kind = _TYPES.get(Path(name).suffix)
        found = finders.find(name) if url.startswith(_SCHEME) and kind and ".." not in name else None
        if not isinstance(found, str):
            raise Refused("the paper may fetch our own style and fonts only")
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": str(kind)})


def draw_receipt(paper: Mapping[str, Any]) -> bytes:
    """Return the paper as PDF, with every letter shaped and the direction of its language."""
    html = render_to_string("tracing/receipt_pdf.html", dict(paper))
    return bytes(HTML(string=html, base_url=_SCHEME, url_fetcher=OwnFilesOnly()).write_pdf())

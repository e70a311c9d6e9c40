"""`wayhome manage web`: the web server (waitress: threads, no compiled parts, bounded buffers)."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application

from wayhome.adapters.memory import settle
from wayhome.adapters.parent import stop_with_parent


class Command(BaseCommand):
    help = "Serves the pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *args: Any, **options: Any) -> None:
        # WhiteNoise serves what the apps bring; the folder is for what an installation collects itself.
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
        stop_with_parent()
        application = get_wsgi_application()  # builds the middleware, which looks for the folder
        settle()
        waitress.serve(
            application,
            host=options["host"],
            port=options["port"],
            threads=options["threads"],
            # No product name in answers; 250 MB bound a list file with its form; slow clients are let go.
            ident=None,
            max_request_body_size=250 * 1024 * 1024,
            # Whatever is accepted (files up to 50 MB) stays in memory: no readable copy in a temporary folder.
            inbuf_overflow=64 * 1024 * 1024,
            outbuf_overflow=64 * 1024 * 1024,
            channel_timeout=60,
            connection_limit=200,
            clear_untrusted_proxy_headers=True,
            **_proxy(),
        )


def _proxy() -> dict[str, Any]:
    """Return whose word about the reader's address and TLS is believed."""
    if not settings.WAYHOME_TRUSTED_PROXY:
        return {}
    headers = {"x-forwarded-proto", "x-forwarded-for"}
    return {"trusted_proxy": settings.WAYHOME_TRUSTED_PROXY, "trusted_proxy_headers": headers}

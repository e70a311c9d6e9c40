"""`wayhome manage work`: the background worker."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from wayhome.adapters import jobs
from wayhome.adapters.parent import stop_with_parent
from wayhome.adapters.worker import LeasedWorker


class Command(BaseCommand):
    help = "Runs the tasks in the queue: reading lists, matching."
    # Pages are not needed here, and loading them all takes seconds.
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--worker-id", default="", help="a name not used by another worker")
        parser.add_argument("--replaces", default="", help="a worker that is known to be gone")
        parser.add_argument(
            "--interval", type=float, default=0.5, help="seconds between looks into an empty queue"
        )
        parser.add_argument("--batch", action="store_true", help="end when the queue is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = LeasedWorker(
            options["worker_id"] or secrets.token_hex(8), interval=options["interval"], batch=options["batch"]
        )
        worker.configure_signals()
        stop_with_parent()
        if options["replaces"]:
            jobs.end_lease(options["replaces"])
        worker.run()

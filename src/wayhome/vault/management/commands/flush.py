"""Django's `flush`, where settings allow the ledger to be recreated (tests, demo reset), and nowhere else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush

from wayhome.vault.principals import installing


class Command(flush.Command):
    """Empty the database but for the compartment keys."""

    def handle(self, **options: Any) -> None:
        if not settings.WAYHOME_LEDGER_MAY_BE_RECREATED:
            raise CommandError("A real installation is never emptied: its ledger must keep every entry.")
        with installing():
            super().handle(**options)

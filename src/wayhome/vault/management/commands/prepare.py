"""`wayhome manage prepare`: tables, cache, roles and keys are as this version needs them. Safe to repeat."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from wayhome.vault import keyring
from wayhome.vault.boxes import SealBroken
from wayhome.vault.models import CompartmentKey


class Command(BaseCommand):
    help = "Migrates, creates the cache table, grants the run-time role its rights, and tries the keys."

    def handle(self, *args: Any, **options: Any) -> None:
        alias = "owner" if "owner" in settings.DATABASES else "default"
        quiet = {"verbosity": 0}
        call_command("migrate", database=alias, interactive=False, **quiet)
        call_command("createcachetable", database=alias, **quiet)
        if alias == "owner":
            call_command("create_roles", **quiet)
        # Migrations leave their connection open; the next process starts fresh.
        for key in CompartmentKey.objects.filter(retired_at=None):
            try:
                keyring.compartment_cipher(key.pk)
            except SealBroken:
                raise CommandError(
                    f"The key of the compartment {key.compartment} does not open: this database was set up with "
                    "another master key. Nothing was changed."
                ) from None
        connections.close_all()

"""`wayhome manage prepare`: tables, cache, roles and keys are as this version needs them. Safe to repeat."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from wayhome.vault import keyring
from wayhome.vault.boxes import SealBroken
from wayhome.vault.models import CompartmentKey


class Command(BaseCommand):
    help = "Migrates, creates the cache table, grants the run-time role its rights, and tries the keys."
    # Pages are not needed here, and loading them all takes seconds.
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if settings.WAYHOME_AS_OWNER:
            call_command("create_roles", verbosity=0)
        for key in CompartmentKey.objects.filter(retired_at=None):
            try:
                keyring.compartment_cipher(key.pk)
            except SealBroken:
                raise CommandError(
                    f"The key of the compartment {key.compartment} does not open: this database was set up with "
                    "another master key. Nothing was changed."
                ) from None

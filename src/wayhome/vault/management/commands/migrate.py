"""Django's `migrate`, under the principal of the installation: other people's migrations write to tables of ours."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from wayhome.vault.principals import installing


class Command(migrate.Command):
    """Migrate; the guard lets rows be written meanwhile, and nothing sealed can be opened."""

    def handle(self, *args: Any, **options: Any) -> None:
        with installing():
            super().handle(*args, **options)

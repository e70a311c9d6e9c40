"""What a flush may touch: the ledger only where settings say that it may be recreated, compartment keys never."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from wayhome.database import triggers

KEPT = frozenset({"vault_compartmentkey", "django_migrations"})


class CarefulFlush:
    """Goes before an engine's own operations: a flush keeps the compartment keys and respects the ledger."""

    vendor: str

    def sql_flush(self, style: Any, tables: Sequence[str], **options: bool) -> list[str]:
        """Return the statements of a flush without what is kept."""
        rest = [table for table in tables if table not in KEPT]
        return around_flush(self.vendor, rest, super().sql_flush(style, rest, **options))  # type: ignore[misc]


def around_flush(vendor: str, tables: Sequence[str], sql: list[str]) -> list[str]:
    """Lift the ledger's triggers around the statements of a flush.

    Where settings forbid it the statements are returned as they are, and the database refuses them.
    """
    if triggers.TABLE not in tables or not settings.WAYHOME_LEDGER_MAY_BE_RECREATED:
        return sql
    return [*triggers.drop(vendor), *sql, *triggers.create(vendor)]

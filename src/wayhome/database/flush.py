"""What a flush may touch: the ledger only where settings say that it may be recreated, compartment keys never."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from wayhome.database import triggers

KEPT = frozenset({"vault_compartmentkey", "django_migrations"})


def around_flush(vendor: str, tables: Sequence[str], sql: list[str]) -> list[str]:
    """Lift the ledger's triggers around the statements of a flush.

    Where settings forbid it the statements are returned as they are, and the database refuses them.
    """
    if triggers.TABLE not in tables or not settings.WAYHOME_LEDGER_MAY_BE_RECREATED:
        return sql
    return [*triggers.drop(vendor), *sql, *triggers.create(vendor)]

"""PostgreSQL, with a flush that respects compartment keys and the ledger."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base, operations


class Operations(operations.DatabaseOperations):
    """Flushing keeps the compartment keys and lifts the ledger's triggers where settings allow it."""

    def sql_flush(
        self, style: Any, tables: Any, *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        from wayhome.database.flush import KEPT, around_flush  # noqa: PLC0415  settings must be ready

        rest = [table for table in tables if table not in KEPT]
        sql = super().sql_flush(style, rest, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        return around_flush("postgresql", rest, sql)


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection."""

    ops_class = Operations

"""PostgreSQL, with a flush that respects compartment keys and the ledger."""

from __future__ import annotations

from django.db.backends.postgresql import base, operations

from wayhome.database.flush import CarefulFlush


class Operations(CarefulFlush, operations.DatabaseOperations):
    """PostgreSQL's operations, with a flush that keeps the compartment keys and respects the ledger."""

    vendor = "postgresql"


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection."""

    ops_class = Operations

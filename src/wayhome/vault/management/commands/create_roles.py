"""`wayhome manage create_roles`: the run-time role of PostgreSQL, which owns nothing and cannot change the ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg import sql

# Entries and tombstones are only ever added; which migrations ran is the owner's matter.
_APPEND_ONLY = ("ledger_ledgerentry", "ledger_erasure")
_READ_ONLY = ("django_migrations",)


class Command(BaseCommand):
    help = "Creates the role of DATABASE_URL where it is missing and grants it what it needs, no more."
    # Pages are not needed here, and loading them all takes seconds.
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        role = settings.WAYHOME_RUN_TIME_ROLE
        if not settings.WAYHOME_AS_OWNER or role is None:
            raise CommandError(
                "Set WAYHOME_OWNER_DATABASE_URL to a role that owns the tables, DATABASE_URL to another."
            )
        name = role["USER"]
        if name == connection.settings_dict["USER"]:
            raise CommandError("DATABASE_URL and WAYHOME_OWNER_DATABASE_URL must name two different roles.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
            if cursor.fetchone() is None:
                self._create(cursor, name, role["PASSWORD"])
            for statement in self._grants(name, set(connection.introspection.table_names(cursor))):
                cursor.execute(statement)

    @staticmethod
    def _create(cursor: Any, name: str, password: str) -> None:
        cursor.execute(
            sql.SQL(
                "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}"
            ).format(sql.Identifier(name), sql.Literal(password))
        )

    @staticmethod
    def _grants(name: str, tables: set[str]) -> list[sql.Composed]:
        role = sql.Identifier(name)
        statements = [
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            *(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {{role}}"
                for table in _APPEND_ONLY
                if table in tables
            ),
            *(
                f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM {{role}}"
                for table in _READ_ONLY
                if table in tables
            ),
        ]
        return [sql.SQL(statement).format(role=role) for statement in statements]

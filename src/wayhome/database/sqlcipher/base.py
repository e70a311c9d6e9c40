"""The connection: key first, then the pragmas that make it durable and forgetful."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError

from wayhome.database.flush import CarefulFlush
from wayhome.settings import keys


def _load_with_sqlcipher() -> None:
    """Import Django's SQLite backend so that its `Database` is sqlcipher3."""
    replaced = {name: sys.modules.get(name) for name in ("sqlite3", "sqlite3.dbapi2")}
    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = sqlcipher3, sqlcipher3.dbapi2
    try:
        import django.db.backends.sqlite3.base  # noqa: PLC0415  must happen under the replaced module
    finally:
        for name, module in replaced.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
    if django.db.backends.sqlite3.base.Database is not sqlcipher3.dbapi2:
        raise ImproperlyConfigured("Django's sqlite3 engine was loaded before wayhome.database.sqlcipher.")


_load_with_sqlcipher()

from django.db.backends.sqlite3 import base, creation, features, operations  # noqa: E402

# The range of SQLite versions whose WAL can corrupt on reset; 3.44.6 and 3.50.7 carry the repair.
_WAL_SAFE_FROM = (3, 51, 3)
_WAL_SAFE_BRANCHES = {(3, 44): 6, (3, 50): 7}
_SYNCHRONOUS = frozenset({"OFF", "NORMAL", "FULL", "EXTRA"})


def is_wal_safe(version: tuple[int, int, int]) -> bool:
    """Say whether this SQLite version is free of the WAL-reset bug (3.7.0 to 3.51.2)."""
    repaired = _WAL_SAFE_BRANCHES.get(version[:2])
    return version >= _WAL_SAFE_FROM or (repaired is not None and version[2] >= repaired)


class Features(features.DatabaseFeatures):
    """SQLite's features, with the number of parameters that the bundled library accepts."""

    max_query_params = 32766
    # Tests in a second thread open the same file, never a shared memory database.
    test_db_allows_multiple_connections = True


class Creation(creation.DatabaseCreation):
    """Test databases are encrypted files too."""

    @staticmethod
    def is_in_memory_db(database_name: Any) -> bool:
        return False


class Operations(CarefulFlush, operations.DatabaseOperations):
    """SQLite's operations, with a flush that keeps the compartment keys and respects the ledger."""

    vendor = "sqlite"


class DatabaseWrapper(base.DatabaseWrapper):
    """A SQLite connection to an encrypted file."""

    display_name = "SQLCipher"
    features_class = Features
    creation_class = Creation
    ops_class = Operations

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self._synchronous = str(params.pop("synchronous", "FULL")).upper()
        if self._synchronous not in _SYNCHRONOUS:
            raise ImproperlyConfigured(
                f"synchronous is {self._synchronous}; write one of {sorted(_SYNCHRONOUS)}"
            )
        params["database"] = str(params["database"])
        file = Path(params["database"])
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)  # an empty file is a new database; SQLite gives its WAL the same mode
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = base.Database.connect(**conn_params)
        # Raw key: SQLCipher's own derivation is skipped because ours is HKDF from a full-strength master key.
        connection.execute(f"PRAGMA key = \"x'{keys.derive('database').hex()}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except base.Database.DatabaseError as error:
            connection.close()
            raise DatabaseError(
                f"{conn_params['database']} does not open with this key. Is it another installation's key file?"
            ) from error
        base.register_functions(connection)
        wal = is_wal_safe(base.Database.sqlite_version_info)
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}")
        synchronous = self._synchronous if wal else "EXTRA"
        for pragma in (
            "cache_size = -64000",  # 64 MB of opened pages: the default of 2 MB decrypts the same pages over and over
            "foreign_keys = ON",
            "legacy_alter_table = OFF",
            f"synchronous = {synchronous}",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            "recursive_triggers = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def is_in_memory_db(self) -> bool:
        return False

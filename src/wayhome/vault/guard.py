"""The guard on every connection: no row of ours is written when nobody acts, or outside a transaction."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from wayhome.vault.principals import NobodyActs, find_acting

_WRITE = re.compile(
    r'\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?"?(\w+)"?',
    re.IGNORECASE,
)
_FIRST_WORDS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "WITH")

# Signing in happens before anybody acts, and touches these two columns of one's own row, nothing else.
_SIGN_IN = re.compile(
    r'UPDATE "accounts_user" SET "(?:last_login|password)" = \S+ WHERE "accounts_user"\."\w+" = \S+$'
)

# The worker says that it lives while it does nothing for anybody.
_UNGUARDED = frozenset({"adapters_workerlease"})


class OutsideTransaction(NobodyActs):
    """A row of ours was to be written while no transaction is open, so that half an action could remain."""


@lru_cache(maxsize=1)
def guarded_tables() -> frozenset[str]:
    """Return the tables of our own apps, link tables included."""
    return (
        frozenset(
            model._meta.db_table
            for config in apps.get_app_configs()
            if config.name.startswith("wayhome.")
            for model in config.get_models(include_auto_created=True)
        )
        - _UNGUARDED
    )


def refuse_unless_somebody_acts(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Let a statement pass unless it writes to a table of ours and nobody acts (Django execute wrapper)."""
    text = str(sql)
    if text.lstrip()[:8].upper().startswith(_FIRST_WORDS) and not _is_permitted(text, context["connection"]):
        raise NobodyActs("a row was to be written while nobody acts; wrap the call in acting_as(principal)")
    return execute(sql, params, many, context)


def _is_permitted(sql: str, connection: BaseDatabaseWrapper) -> bool:
    written = {name.lower() for name in _WRITE.findall(sql)} & guarded_tables()
    if not written or _SIGN_IN.fullmatch(sql.strip()):
        return True
    if find_acting() is None:
        return False
    if not connection.in_atomic_block:
        raise OutsideTransaction(
            "acting_as(…, writes=False) is for reading; open acting_as(principal) to write"
        )
    return True


def install(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the guard on one connection, once."""
    if refuse_unless_somebody_acts not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_unless_somebody_acts)

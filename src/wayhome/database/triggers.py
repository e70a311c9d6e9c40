"""The triggers that refuse to change or remove a sealed entry, in the words of both databases."""

from __future__ import annotations

# ruff: noqa: S608  the only thing put into these statements is the name of the table, a constant
TABLE = "ledger_ledgerentry"
_REFUSAL = "a sealed entry is never changed or removed"
_GAP = "the next entry takes the next number"

_SQLITE_CREATE = [
    f"CREATE TRIGGER ledger_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER ledger_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER ledger_gapless BEFORE INSERT ON {TABLE} "
    f"WHEN NEW.sequence <> (SELECT coalesce(max(sequence), -1) + 1 FROM {TABLE}) "
    f"BEGIN SELECT RAISE(ABORT, '{_GAP}'); END",
]
_SQLITE_DROP = [
    f"DROP TRIGGER IF EXISTS {name}" for name in ("ledger_no_update", "ledger_no_delete", "ledger_gapless")
]

_POSTGRESQL_CREATE = [
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE OR REPLACE FUNCTION ledger_insist_on_next() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF NEW.sequence <> (SELECT coalesce(max(sequence), -1) + 1 FROM {TABLE}) "
    f"THEN RAISE EXCEPTION '{_GAP}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    f"CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()",
    f"CREATE TRIGGER ledger_gapless BEFORE INSERT ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_insist_on_next()",
]
_POSTGRESQL_DROP = [
    f"DROP TRIGGER IF EXISTS {name} ON {TABLE}"
    for name in ("ledger_no_change", "ledger_no_truncate", "ledger_gapless")
]


def create(vendor: str) -> list[str]:
    """Return the statements that put the triggers in place on `vendor` (sqlite or postgresql)."""
    return _SQLITE_CREATE if vendor == "sqlite" else _POSTGRESQL_CREATE


def drop(vendor: str) -> list[str]:
    """Return the statements that take the triggers away; for test and demo reset and for undoing a migration."""
    return _SQLITE_DROP if vendor == "sqlite" else _POSTGRESQL_DROP

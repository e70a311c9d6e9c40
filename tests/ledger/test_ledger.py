"""Entries are sealed with their act, never changed, and what is missing is named."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

import sealbook
from wayhome.ledger import actions, queries
from wayhome.ledger.models import LedgerBody, LedgerEntry
from wayhome.ledger.queries import Finding, Found
from wayhome.vault.models import RecordKey
from wayhome.vault.principals import NobodyActs

pytestmark = pytest.mark.django_db
ACTOR = uuid4()


def seal_some(now, count: int = 5, item=None) -> list[LedgerEntry]:
    return [
        actions.seal("case.opened", by=ACTOR, at=now, item=item, number=n, kind="x") for n in range(count)
    ]


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def without_triggers(*statements: str) -> None:
    """Do what only a database administrator can."""
    from wayhome.database import triggers

    for sql in (*triggers.drop(connection.vendor), *statements, *triggers.create(connection.vendor)):
        run(sql)


def test_numbers_have_no_gap_and_an_honest_ledger_has_no_finding(acted, now):
    entries = seal_some(now)
    assert [entry.sequence for entry in entries] == [0, 1, 2, 3, 4]
    assert queries.check() == []
    assert queries.tree().root() == sealbook.root_of(
        sealbook.format_leaf(bytes(entry.commitment)) for entry in LedgerEntry.objects.all()
    )


def test_an_entry_reads_back_and_says_nothing_in_the_database(acted, now):
    item = uuid4()
    entry = actions.seal("record.attached", by=ACTOR, at=now, item=item, person=uuid4(), absent=None)
    body = queries.read(entry)
    assert (body.kind, body.actor, body.item, set(body.facts)) == (
        "record.attached",
        ACTOR.hex,
        item.hex,
        {"person"},
    )
    assert "attached" not in LedgerBody.objects.get(entry=entry).sealed


def test_entries_about_one_item_are_chained(acted, now):
    first, second = seal_some(now, 2, item=uuid4())
    assert queries.read(second).prev == bytes(first.commitment).hex()


def test_nothing_is_sealed_when_nobody_acts(now):
    with pytest.raises(NobodyActs):
        actions.seal("case.opened", by=ACTOR, at=now)


def test_an_act_undone_takes_its_entry_along(acting, now):
    with acting():
        seal_some(now, 1)
    with acting():
        seal_some(now, 1)
        transaction.set_rollback(True)
    with acting():
        assert actions.seal("case.opened", by=ACTOR, at=now).sequence == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_ledgerentry SET at = '2020-01-01 00:00:00' WHERE sequence = 0",
        "UPDATE ledger_ledgerentry SET sequence = 9 WHERE sequence = 4",
        "DELETE FROM ledger_ledgerentry WHERE sequence = 4",
        "DELETE FROM ledger_ledgerentry",
        "INSERT INTO ledger_ledgerentry (sequence, at, commitment) SELECT 7, at, commitment FROM ledger_ledgerentry "
        "WHERE sequence = 0",
    ],
)
def test_the_database_refuses(acted, now, sql):
    seal_some(now)
    with pytest.raises(DatabaseError, match=r"never changed|next number"):
        run(sql)
    assert queries.check() == []


def test_sqlite_does_not_replace_an_entry(acted, now):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    seal_some(now)
    with pytest.raises(DatabaseError):
        run(
            "INSERT OR REPLACE INTO ledger_ledgerentry SELECT 4, at, x'00' FROM ledger_ledgerentry WHERE sequence = 0"
        )


def test_what_an_administrator_does_is_named(acted, now):
    entries = seal_some(now, 6)
    bodies = [LedgerBody.objects.get(entry=entry) for entry in entries]
    bodies[1].delete()
    LedgerBody.objects.filter(pk=bodies[2].pk).update(sealed=bodies[3].sealed)
    RecordKey.objects.filter(row=bodies[4].pk).delete()
    swapped = "x'" + "00" * 32 + "'" if connection.vendor == "sqlite" else "'\\x" + "00" * 32 + "'"
    without_triggers(f"UPDATE ledger_ledgerentry SET commitment = {swapped} WHERE sequence = 5")
    with transaction.atomic():
        assert set(queries.check()) == {
            Found(Finding.MISSING, 1),
            Found(Finding.ALTERED, 2),
            Found(Finding.ALTERED, 4),
            Found(Finding.ALTERED, 5),
        }


def test_a_removed_number_is_named(acted, now):
    entries = seal_some(now)
    LedgerBody.objects.get(entry=entries[2]).delete()
    without_triggers("DELETE FROM ledger_ledgerentry WHERE sequence = 2")
    assert queries.check() == [Found(Finding.MISSING, 2)]


def test_an_erased_body_leaves_entry_and_tombstone(acted, now):
    entry = seal_some(now)[2]
    root = queries.tree().root()
    body = LedgerBody.objects.get(entry=entry)
    actions.erase(entry, by=ACTOR, at=now)
    assert queries.check() == [Found(Finding.ERASED, 2)]
    assert queries.tree().root(5) == root
    assert not RecordKey.objects.filter(row=body.pk).exists()

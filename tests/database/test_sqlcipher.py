"""The embedded database is unreadable without its key, durable, and forgets what is deleted."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from wayhome.database.sqlcipher.base import DatabaseWrapper, is_wal_safe
from wayhome.settings import keys

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the embedded database is not in use")


@pytest.fixture
def second(tmp_path, django_db_blocker):
    """Another encrypted database file, with the durability of an installation."""
    described = {**settings.DATABASES["default"], "NAME": tmp_path / "second.db"}
    described["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    wrapper = DatabaseWrapper({**connection.settings_dict, **described}, alias="second")
    with django_db_blocker.unblock():
        yield wrapper
        wrapper.close()


def raw_bytes(wrapper: DatabaseWrapper) -> bytes:
    name = str(wrapper.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in Path(name).parent.glob(Path(name).name + "*"))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_has_its_pragmas(second, pragma, value):
    with second.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_the_library_is_outside_the_range_of_the_wal_bug():
    assert is_wal_safe(connection.Database.sqlite_version_info)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 50, 7), True),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 53, 4), True),
    ],
)
def test_which_versions_may_use_wal(version, safe):
    assert is_wal_safe(version) is safe


def test_canary_names_are_nowhere_in_the_file(second):
    names = [f"Зарема-{n:04d}-زاريما" for n in range(250)]
    with second.cursor() as cursor:
        cursor.execute("CREATE TABLE t (name text)")
        cursor.executemany("INSERT INTO t VALUES (%s)", [(name,) for name in names])
    raw = raw_bytes(second)
    assert len(raw) > 8_000
    assert not any(name.encode() in raw for name in names)
    assert b"CREATE TABLE" not in raw
    assert not raw.startswith(b"SQLite format 3")


def test_another_key_does_not_open_it(second):
    second.ensure_connection()
    second.close()
    own = keys.master_key()
    try:
        keys.hold(bytes(32))
        with pytest.raises(DatabaseError, match="does not open with this key"):
            second.ensure_connection()
    finally:
        keys.hold(own)
    second.ensure_connection()


def test_every_flipped_bit_is_found(second):
    with second.cursor() as cursor:
        cursor.execute("CREATE TABLE t (name text)")
        cursor.executemany("INSERT INTO t VALUES (%s)", [("x" * 500,) for _ in range(200)])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    second.close()
    path = Path(second.settings_dict["NAME"])
    good = path.read_bytes()
    for position in range(4_200, len(good), len(good) // 20):
        path.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
        with second.cursor() as cursor:
            assert cursor.execute("PRAGMA cipher_integrity_check").fetchall()
        second.close()
    path.write_bytes(good)
    with second.cursor() as cursor:
        assert cursor.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_an_unknown_durability_is_refused(second):
    second.settings_dict["OPTIONS"]["synchronous"] = "PERHAPS"
    with pytest.raises(ImproperlyConfigured):
        second.ensure_connection()


def test_the_standard_module_is_left_to_others():
    import sqlite3

    assert sqlite3.__name__ == "sqlite3"
    assert sqlite3.connect(":memory:").execute("SELECT 1").fetchone() == (1,)


WRITER = textwrap.dedent("""
    import django, sys
    django.setup()
    from django.db import connection, transaction
    with connection.cursor() as c:
        c.execute("CREATE TABLE IF NOT EXISTS pair (n integer primary key, half integer)")
        c.execute("SELECT coalesce(max(n), -1) FROM pair")
        n = (c.fetchone()[0] // 2 + 1) * 2
    while True:
        with transaction.atomic(), connection.cursor() as c:
            c.execute("INSERT INTO pair VALUES (%s, 0)", [n])
            c.execute("INSERT INTO pair VALUES (%s, 1)", [n + 1])
        print(n, flush=True)
        n += 2
""")


@pytest.mark.slow
def test_no_acknowledged_write_is_lost_when_the_writer_is_killed(second, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "wayhome.settings.test",
        "WAYHOME_TEST_SYNCHRONOUS": "FULL",
        "WAYHOME_TEST_DATABASE": str(tmp_path / "second.db"),
    }
    acknowledged = -2
    for kill in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER], stdout=subprocess.PIPE, env=environment, text=True
        )
        for line in writer.stdout:
            acknowledged = int(line)
            if acknowledged % 400 > 300 + 10 * kill:
                break
        writer.kill()
        rest = writer.stdout.read().split("\n")
        writer.wait()
        writer.stdout.close()
        acknowledged = max([acknowledged, *(int(line) for line in rest[:-1] if line)])
        with second.cursor() as cursor:
            count, last = cursor.execute("SELECT count(*), max(n) FROM pair").fetchone()
            assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        second.close()
        assert last + 1 == count
        assert count % 2 == 0
        assert last >= acknowledged + 1
    assert acknowledged > 300

"""On PostgreSQL: the same rules, an owner and a run-time role apart, and numbers without gap under load."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from tests import cluster
from wayhome.settings import keys

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.postgres, pytest.mark.slow]

SEAL = textwrap.dedent("""
    import sys, uuid, django
    django.setup()
    from datetime import datetime, timezone
    from wayhome.ledger import actions
    from wayhome.vault.principals import Principal, acting_as
    me = Principal(uuid.uuid4(), "system", lambda case_file_id, compartment, row_id: False)
    for number in range(int(sys.argv[1])):
        with acting_as(me):
            actions.seal("case.opened", by=me.key_id, at=datetime.now(timezone.utc), number=number)
""")


@pytest.fixture(scope="module")
def installation(postgres_server, tmp_path_factory):
    """An installation prepared with production settings: returns its environment."""
    key = tmp_path_factory.mktemp("key") / "master.key"
    keys.create_key_file(key)
    with psycopg.connect(f"host={postgres_server} user=owner dbname=postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE real")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("WAYHOME_TEST")},
        "DJANGO_SETTINGS_MODULE": "wayhome.settings.production",
        "DATABASE_URL": cluster.address(postgres_server, user="wayhome_run", database="real"),
        "WAYHOME_OWNER_DATABASE_URL": cluster.address(postgres_server, database="real"),
        "WAYHOME_KEY_FILE": str(key), "WAYHOME_HOSTS": "wayhome.example", "WAYHOME_HOME": str(key.parent / "home"),
    }  # fmt: skip
    manage(environment, "prepare")
    manage(environment, "prepare")  # safe to repeat
    subprocess.run([sys.executable, "-c", SEAL, "3"], env=environment, check=True)
    return environment


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wayhome.cli", "manage", *arguments]
    return subprocess.run(command, env=environment, check=True, text=True, capture_output=True)


def run_as(folder: Path, user: str, statement: str) -> None:
    with psycopg.connect(f"host={folder} user={user} dbname=real") as connection:
        connection.execute(statement)


@pytest.mark.parametrize("statement", [
    "UPDATE ledger_ledgerentry SET at = now()",
    "DELETE FROM ledger_ledgerentry",
    "TRUNCATE ledger_ledgerentry CASCADE",
    "ALTER TABLE ledger_ledgerentry DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_no_change ON ledger_ledgerentry",
    "DROP TABLE ledger_ledgerentry CASCADE",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())",
    "CREATE TABLE mine (n integer)",
    "SET ROLE owner",
])  # fmt: skip
def test_the_run_time_role_may_not(installation, postgres_server, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        run_as(postgres_server, "wayhome_run", statement)


@pytest.mark.parametrize("statement", [
    "UPDATE ledger_ledgerentry SET at = now()",
    "DELETE FROM ledger_ledgerentry",
    "TRUNCATE ledger_ledgerentry CASCADE",
    "INSERT INTO ledger_ledgerentry (sequence, at, commitment) VALUES (99, now(), 'x')",
])  # fmt: skip
def test_even_the_owner_is_refused_by_the_triggers(installation, postgres_server, statement):
    with pytest.raises(errors.IntegrityError):
        run_as(postgres_server, "owner", statement)


def test_four_writers_leave_no_gap(installation):
    command = [sys.executable, "-c", SEAL, "40"]
    writers = [subprocess.Popen(command, env=installation) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    said = manage(installation, "check_ledger").stdout
    assert said.startswith("163 entries")
    assert said.rstrip().endswith("0 kinds of fault")


def test_another_master_key_is_refused_at_start(installation, tmp_path):
    keys.create_key_file(tmp_path / "other.key")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        manage({**installation, "WAYHOME_KEY_FILE": str(tmp_path / "other.key")}, "prepare")
    assert "another master key" in failed.value.stderr


def test_vault_ledger_and_jobs_keep_their_rules_here(postgres_server):
    tests = ["tests/vault", "tests/ledger", "tests/adapters/test_jobs.py"]
    environment = {**os.environ, "DATABASE_URL": cluster.address(postgres_server)}
    environment.pop("WAYHOME_OWNER_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests],
        env=environment, cwd=ROOT, text=True, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]

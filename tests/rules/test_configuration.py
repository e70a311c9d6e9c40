"""Rules about how an installation starts: production is strict, and refuses to start half-configured."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.repository import short, tracked
from wayhome.settings import keys


def manage(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a management command in production settings with nothing but `environment`."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("WAYHOME_", "DJANGO_", "DATABASE"))
    }
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "wayhome.cli", "manage", *arguments],
        check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=folder,
        env={**clean, "DJANGO_SETTINGS_MODULE": "wayhome.settings.production", **environment},
    )  # fmt: skip


@pytest.fixture
def complete(tmp_path: Path) -> dict[str, str]:
    """Everything that a real installation must say."""
    keys.create_key_file(tmp_path / "outside" / "test.key")
    return {
        "WAYHOME_HOME": str(tmp_path / "home"),
        "WAYHOME_HOSTS": "wayhome.example.org",
        "WAYHOME_KEY_FILE": str(tmp_path / "outside" / "test.key"),
    }


def test_djangos_check_for_deployment_finds_nothing(tmp_path: Path, complete: dict[str, str]):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **complete)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize("left_out", ["WAYHOME_HOSTS", "WAYHOME_KEY_FILE"])
def test_production_refuses_to_start_without(left_out: str, tmp_path: Path, complete: dict[str, str]):
    environment = {name: value for name, value in complete.items() if name != left_out}

    done = manage(tmp_path, "check", **environment)

    assert done.returncode != 0
    assert left_out in done.stderr


def test_production_refuses_a_key_that_others_can_read(tmp_path: Path, complete: dict[str, str]):
    Path(complete["WAYHOME_KEY_FILE"]).chmod(0o644)

    done = manage(tmp_path, "check", **complete)

    assert done.returncode != 0
    assert "chmod 600" in done.stderr


def test_production_has_no_open_door(tmp_path: Path, complete: dict[str, str]):
    code = (
        "from django.conf import settings as s;"
        "print(s.DEBUG, s.WAYHOME_ONE_CLICK_SIGN_IN, s.WAYHOME_SECOND_FACTOR_REQUIRED, s.WAYHOME_LEDGER_MAY_BE_RECREATED)"
    )

    done = manage(tmp_path, "shell", "--no-imports", "-c", code, **complete)

    assert done.stdout.split() == ["False", "False", "True", "False"], done.stderr


def test_the_key_is_in_no_message(tmp_path: Path, complete: dict[str, str]):
    key = Path(complete["WAYHOME_KEY_FILE"]).read_text("utf-8").strip()

    done = manage(tmp_path, "diffsettings", "--all", **complete)

    assert done.returncode == 0, done.stderr
    assert key not in done.stdout + done.stderr


SECRETS = [
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(r"\bAGE-SECRET-KEY-1[A-Z0-9]{50,}"),
    re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b"),
    re.compile(
        r"(?i)\b(?:secret_key|api_key|password|passphrase|token)\s*=\s*[\"'][A-Za-z0-9+/_-]{24,}[\"']"
    ),
]


def secrets_in(text: str) -> list[str]:
    return [hit[0] for pattern in SECRETS for hit in pattern.finditer(text)]


def test_no_secret_is_in_the_repository():
    found = [
        f"{short(path)}: {hit[:30]}"
        for path in tracked(".py", ".toml", ".md", ".json", ".sh", ".yaml", ".ini", ".txt", ".html", ".js")
        for hit in secrets_in(path.read_text("utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "-----BEGIN " + "PRIVATE KEY-----",
        "AGE-SECRET-" + "KEY-1" + "Q" * 58,
        "AKI" + "A" + "ABCDEFGHIJ234567",
        'SECRET_KEY = "' + "k3" * 20 + '"',
    ],
)
def test_a_planted_secret_is_found(planted: str):
    assert secrets_in(f"x = 1\n{planted}\n") != []

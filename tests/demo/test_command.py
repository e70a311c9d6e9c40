"""`wayhome demo` fills its own folder once, and throws nothing away that is not its own."""

from __future__ import annotations

import argparse
import os

import pytest

from wayhome.cli import demo as command


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command on a folder of its own; filling is counted, not done."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    monkeypatch.setenv("WAYHOME_HOME", str(tmp_path / "demo"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    filled: list[int] = []

    def fill() -> None:
        filled.append(1)
        (tmp_path / "demo" / "wayhome.db").write_bytes(b"database")

    monkeypatch.setattr(command, "_fill", fill)

    def call(*words: str) -> tuple[int, int]:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        return command.run(parser.parse_args(words)), len(filled)

    return call


def test_a_second_run_says_so_and_changes_nothing(run, capsys):
    assert run() == (0, 1)
    assert "wayhome serve --demo" in capsys.readouterr().out
    assert run() == (0, 1)
    assert "there already" in capsys.readouterr().out


def test_reset_fills_it_anew(run):
    run()
    assert run("--reset") == (0, 2)


def test_a_load_that_was_cut_off_starts_anew(run, tmp_path):
    run()
    (tmp_path / "demo" / ".demo").write_text("loading\n")
    assert run() == (0, 2)


def test_a_folder_that_is_not_the_demo_s_is_left_alone(run, tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "wayhome.db").write_bytes(b"of a real installation")
    assert run() == (1, 0)
    assert run("--reset") == (1, 0)
    assert (tmp_path / "demo" / "wayhome.db").read_bytes() == b"of a real installation"


def test_a_server_database_is_never_filled_with_invented_people(run, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@localhost/real")
    assert run() == (2, 0)

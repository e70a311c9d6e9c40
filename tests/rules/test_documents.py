"""Rules about what we write for people: links lead somewhere, commands exist, generated pages are fresh."""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.repository import ROOT, short, tracked
from wayhome.cli import COMMANDS

PAGES = tracked(".md")


def prose(path: Path) -> str:
    return path.read_text("utf-8")


def test_every_link_leads_to_a_file():
    broken = [
        f"{short(path)}: {link}"
        for path in PAGES
        for link in re.findall(r"\]\(([^)\s]+)\)", prose(path))
        if not link.startswith(("http", "mailto:", "#")) and not (path.parent / link.split("#")[0]).exists()
    ]

    assert broken == []


def test_every_page_of_the_documentation_can_be_reached():
    linked = {
        (path.parent / link.split("#")[0]).resolve()
        for path in PAGES
        for link in re.findall(r"\]\(([^)\s]+)\)", prose(path))
        if not link.startswith(("http", "mailto:", "#"))
    }
    pages = {path for path in PAGES if path.is_relative_to(ROOT / "docs") and path.name != "README.md"}

    assert sorted(short(path) for path in pages - linked) == []


def test_every_picture_is_shown_and_none_is_missing():
    shown = {
        (path.parent / link).resolve()
        for path in PAGES
        for link in re.findall(r"!\[[^]]*\]\(([^)\s]+)\)", prose(path))
    }

    assert sorted(map(short, shown ^ set((ROOT / "docs" / "pictures").glob("*.png")))) == []


def test_every_make_target_that_a_page_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        (short(path), target)
        for path in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", prose(path), re.MULTILINE)
    }

    assert sorted(name for name in named if name[1] not in targets) == []


def calls() -> list[tuple[str, str, str]]:
    """Return page, command and the rest of the line for each `wayhome …` that a page tells people to type."""
    return [
        (short(path), name, rest)
        for path in PAGES
        for name, rest in re.findall(r"(?:\.venv/bin/|`)wayhome ([a-z]+)([^`\n]*)", prose(path))
    ]


def test_every_command_that_a_page_names_exists():
    assert [call for call in calls() if call[1] not in COMMANDS] == []


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    """The options of a command and of the commands below it."""
    found = {option for action in parser._actions for option in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found = found.union(*(options_of(below) for below in action.choices.values()))
    return found


def test_every_option_that_a_page_names_exists():
    unknown = []
    for page, name, rest in calls():
        if name == "manage":  # Django's own commands
            continue
        parser = argparse.ArgumentParser(prog=name)
        importlib.import_module(COMMANDS[name][0]).add_arguments(parser)
        known = options_of(parser)
        unknown += [(page, name, option) for option in re.findall(r"--[a-z-]+", rest) if option not in known]

    assert unknown == []


def test_generated_pages_are_fresh():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_docs.py", "--check"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["tutorial", "how-to", "reference", "explanation", "decisions"])
def test_the_documentation_has_its_kinds(kind: str):
    assert list((ROOT / "docs" / kind).glob("*.md"))


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("0*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_package_and_front_page_is_there():
    for name in ("README.md", "GLOSSARY.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"):
        assert (ROOT / name).stat().st_size > 200, name

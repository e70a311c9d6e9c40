"""Rules about what we depend on: each has a reason, is used, is declared where it is used, and has a hash."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.rules.repository import DISTRIBUTIONS, ROOT, project, short, tracked, tree

OURS = set(DISTRIBUTIONS)
# Used without an import: what uses them finds them by name.
FOUND_BY_NAME = {
    "psycopg": "Django's PostgreSQL backend imports it",
    "babel": "scripts/compile_messages.py at set-up",
    "pytest-xdist": "an option of pytest",
    "pytest-cov": "an option of pytest",
    "pytest-socket": "an option of pytest",
    "pytest-django": "a plugin of pytest",
    "ruff": "a command",
    "mypy": "a command",
    "django-stubs": "a plugin of mypy",
    "import-linter": "a command",
    "djlint": "a command",
}


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def declared(name: str) -> set[str]:
    return {name_of(line) for line in project(name)["project"].get("dependencies", [])} - OURS


def optional(name: str) -> set[str]:
    extras = project(name)["project"].get("optional-dependencies", {})
    return {name_of(line) for lines in extras.values() for line in lines} - OURS


def python_files(name: str) -> list[Path]:
    folder = DISTRIBUTIONS[name] / "src"
    return [path for path in tracked(".py") if path.is_relative_to(folder)]


def imported(paths: list[Path]) -> dict[str, str]:
    """Return each third-party distribution that the files import, with one file that does."""
    known = packages_distributions()
    found: dict[str, str] = {}
    for path in paths:
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += (
                [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            )
            for top in {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - OURS:
                for distribution in known.get(top, []):
                    found.setdefault(distribution.lower().replace("_", "-"), short(path))
    return found


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_every_import_is_declared(name: str):
    undeclared = {
        dist: path
        for dist, path in imported(python_files(name)).items()
        if dist not in declared(name) | optional(name)
    }

    assert undeclared == {}


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_every_dependency_is_used(name: str):
    # Apps and middleware are named in settings as text.
    text = "\n".join(path.read_text("utf-8") for path in python_files(name) if "settings" in path.parts)
    modules: dict[str, set[str]] = {}
    for module, dists in packages_distributions().items():
        for dist in dists:
            modules.setdefault(dist.lower().replace("_", "-"), set()).add(module)
    named = {dist for dist, tops in modules.items() if any(re.search(rf'"{top}[".]', text) for top in tops)}

    assert declared(name) - set(imported(python_files(name))) - named - set(FOUND_BY_NAME) == set()


def test_every_tool_of_the_tests_is_used():
    wanted = {name_of(line) for line in project("wayhome")["dependency-groups"]["test"]}
    used = imported([path for path in tracked(".py") if {"tests", "bench", "scripts"} & set(path.parts)])

    assert wanted - set(used) - set(FOUND_BY_NAME) == set()


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_every_dependency_has_a_sentence_above_it(name: str):
    unexplained = []
    explained = False
    inside = False
    for line in (DISTRIBUTIONS[name] / "pyproject.toml").read_text("utf-8").splitlines():
        if re.match(r"(dependencies|test|lock|spark|bench)\s*=\s*\[", line):
            inside, explained = True, False
        elif line.startswith("]"):
            inside = False
        elif inside and line.strip().startswith("#"):
            explained = len(line.split()) > 2
        elif inside and line.strip().startswith('"') and not explained:
            unexplained.append(line.strip())

    assert unexplained == []


@pytest.mark.parametrize("lock", ["base.txt", "test.txt", "bench.txt"])
def test_every_locked_wheel_has_a_hash_and_no_place(lock: str):
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())[1:]

    assert len(blocks) > 20
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|file:|--(extra-)?index|--find|--trusted", text)


def test_the_lock_holds_every_dependency():
    locked = {
        lock: set(
            re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / lock).read_text("utf-8"), re.MULTILINE)
        )
        for lock in ("base.txt", "test.txt")
    }
    run = set().union(*(declared(name) for name in DISTRIBUTIONS))
    test = {
        name_of(line)
        for name in DISTRIBUTIONS
        for line in project(name).get("dependency-groups", {}).get("test", [])
    }

    assert run - locked["base.txt"] == set()
    assert (run | test) - locked["test.txt"] == set()

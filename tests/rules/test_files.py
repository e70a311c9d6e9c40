"""Rules about files: short, named after what they hold, with nothing left for later and nothing of one machine."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import tomllib

import pytest

from tests.rules.repository import DISTRIBUTIONS, ROOT, project, short, sources, tracked, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
# One place may catch everything, and says why.
CATCHES_EVERYTHING = {
    "src/wayhome/adapters/worker.py": "the worker outlives any task; the error is kept with the task"
}
# Compiled loops: cut into pieces they pay for calls what their work costs.
MAY_BE_LONGER = {
    "packages/kinmatch/src/kinmatch/engines/blocking.py _walk": "visits some hundred combinations a person",
    "packages/kinmatch/src/kinmatch/engines/scoring.py score_pairs": "runs for every pair of two tables",
}
WRITTEN_BY_MACHINES = ("/migrations/", "/data/", "/locale/")
TEXT = (
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".json",
    ".yaml",
    ".po",
    ".svg",
    "",
    ".ini",
)


def test_no_hand_written_file_is_longer_than_400_lines():
    too_long = {
        short(path): lines
        for path in sources(".py", ".html", ".css", ".js")
        if not any(part in str(path) for part in WRITTEN_BY_MACHINES)
        and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }

    assert too_long == {}


def test_no_function_is_longer_than_60_lines():
    too_long = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in sources(".py")
        if "/migrations/" not in str(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
        and f"{short(path)} {node.name}" not in MAY_BE_LONGER
    ]

    assert too_long == []


def test_nobody_catches_everything():
    broad = [
        f"{short(path)}:{node.lineno}"
        for path in tracked(".py")
        if short(path) not in CATCHES_EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & {part.id for part in _names(node.type)})
    ]

    assert broad == []


def _names(node: ast.AST) -> list[ast.Name]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Name)]


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    left = [
        f"{short(path)}:{number}"
        for path in tracked(".py", ".html", ".css", ".js", ".sh")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if later.search(line)
    ]

    assert left == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc", "manager", "handlers", "services"])
def test_no_module_is_named_after_nothing(word: str):
    assert [
        short(path) for path in sources(".py") if word in {path.stem, *path.relative_to(ROOT).parts}
    ] == []


def test_nobody_listens_to_signals_of_models():
    receivers = re.compile(r"\b(pre_save|post_save|pre_delete|post_delete|m2m_changed)\b")

    found = [
        short(path)
        for path in sources(".py")
        if receivers.search(path.read_text("utf-8")) and "import" in path.read_text("utf-8")
    ]

    assert [
        name
        for name in found
        if re.search(r"from django\.db\.models\.signals", (ROOT / name).read_text("utf-8"))
    ] == []


def test_no_file_names_a_machine_or_a_registry():
    # Put together here, so that this file does not name them either.
    places = ["/" + "work/", ".libr" + "ary/", "/opt/" + "pypi", "pypi." + "org", "pythonhosted" + ".org"]
    places += ["registry.npm" + "js.org", "deb.debian" + ".org"]
    named = [
        f"{short(path)}: {place}"
        for path in tracked()
        if path.suffix in TEXT
        for text in [path.read_text("utf-8")]
        for place in places
        if place in text
    ]

    assert named == []


def test_all_distributions_have_the_version_of_the_changelog():
    changelog = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert changelog
    assert {name: project(name)["project"]["version"] for name in DISTRIBUTIONS} == dict.fromkeys(
        DISTRIBUTIONS, changelog[1]
    )


def test_every_distribution_carries_its_licence():
    for name, folder in DISTRIBUTIONS.items():
        text = (folder / "LICENSE").read_text("utf-8")
        expected = {"AGPL-3.0-or-later": "GNU AFFERO GENERAL PUBLIC", "Apache-2.0": "Apache License"}

        assert expected[project(name)["project"]["license"]] in text, name


def test_what_others_wrote_has_its_hash():
    folder = ROOT / "tests" / "journeys" / "vendor"
    page = json.loads((folder / "vendored.json").read_text("utf-8"))

    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in page["files"]} == page[
        "files"
    ]


def test_no_folder_of_tests_is_a_package():
    # Two packages called `tests` would hide each other when everything runs together.
    assert [short(path) for path in tracked(".py") if path.parts[-2:] == ("tests", "__init__.py")] == []


def test_build_machines_run_what_people_run():
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_three_packages_need_nothing_of_ours():
    for name in ("kinmatch", "rosters", "sealbook"):
        page = tomllib.loads((DISTRIBUTIONS[name] / "pyproject.toml").read_text("utf-8"))

        assert not {"wayhome", "kinmatch", "rosters", "sealbook", "django"} & {
            re.split(r"\W", line)[0] for line in page["project"].get("dependencies", [])
        }, name

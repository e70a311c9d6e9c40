"""The ways in below the pages: `visible_to` of every model, and what the code of pages may read without it."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.access.world import World
from tests.rules.repository import ROOT, short, sources, tree
from wayhome.accounts.models import InCaseFile, Role
from wayhome.accounts.principals import principal_of

pytestmark = pytest.mark.django_db

CASE_MODELS = [
    model for config in apps.get_app_configs() if config.name.startswith("wayhome.")
    for model in config.get_models() if issubclass(model, InCaseFile)
]  # fmt: skip
# What the world has none of; the rest must be there, or the test proves nothing.
NOT_IN_THE_WORLD = {"Conflict", "HeldFile"}
STRANGERS = [
    *(f"no member {role}" for role in Role if role not in (Role.INTAKE, Role.FIELD, Role.LAWYER, Role.COORDINATOR, Role.SOCIAL)),
    *(f"member {role}" for role in (Role.TESTIMONY, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR)),
    "other team reviewer", "reviewer who decided", "no member intake", "other team intake", "membership ended",
]  # fmt: skip
# Open to everybody who works with the register.
OF_THE_REGISTER = {"Facility", "ListSource"}

# Pages that read a model of cases without `visible_to`, and why nothing gets out.
READS_BY_ITSELF = {
    ("src/wayhome/matches/views.py", "take_back", "Review"): "one's own review, found by its author",
    ("src/wayhome/matches/views.py", "undo", "Decision"): "asked of the rule: a member or one who took part; else 404",
}


@pytest.mark.parametrize("model", CASE_MODELS, ids=lambda model: model.__name__)
def test_a_stranger_finds_no_row(model: type[models.Model], world: World, checks: Counter[str]) -> None:
    there = model._default_manager.count()
    seen = {}
    for name in STRANGERS:
        actor = world.actor(name)
        rows = model._default_manager.visible_to(principal_of(actor.user)).count()
        checks["access checks: rows of models"] += there
        allowed = model.__name__ in OF_THE_REGISTER and actor.is_member("register")
        if rows and not allowed:
            seen[name] = rows

    assert seen == {}
    assert there or model.__name__ in NOT_IN_THE_WORLD
    assert not there or model._default_manager.visible_to(principal_of(world.actor("keeper").user)).exists()


def reads(path: Path) -> list[tuple[str, str, str]]:
    """Return what the functions of a file read straight from models of cases: file, function, model."""
    names = {model.__name__ for model in CASE_MODELS}
    found = []
    for function in ast.walk(tree(path)):
        if not isinstance(function, ast.FunctionDef):
            continue
        careful = {
            id(inner) for call in ast.walk(function) if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute) and call.func.attr == "visible_to"
            for inner in ast.walk(call.func)
        }  # fmt: skip
        for node in ast.walk(function):
            is_manager = isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
            if is_manager and isinstance(node.value, ast.Name) and node.value.id in names and id(node) not in careful:
                found.append((short(path), function.name, node.value.id))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("get_"):
                found += [
                    (short(path), function.name, one.id)
                    for one in node.args if isinstance(one, ast.Name) and one.id in names
                ]  # fmt: skip
    return found


def pages() -> list[Path]:
    return [path for path in sources(".py") if "views" in path.parts or path.name == "views.py"]


def test_no_page_reads_a_case_past_visible_to() -> None:
    found = {one for path in pages() for one in reads(path)}

    assert found - set(READS_BY_ITSELF) == set()
    assert set(READS_BY_ITSELF) - found == set(), "an exception that is no longer needed"


def test_a_page_that_reads_past_it_is_noticed() -> None:
    page = ROOT / "tests" / "access" / "careless_page.txt"

    assert [function for _, function, _ in reads(page)] == ["everybody", "one"]

"""The pages of docs/reference that are computed from the code. One function for each page; each returns Markdown.

Needs Django set up (see `make_docs`). Nothing here is a list kept by hand, but for the sentences about settings,
which fail when a variable is missing among them or no longer read.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
NOTE = "Written by `make docs` from the code. Do not edit."

# What each environment variable is for. `settings` fails when this and the code differ.
SETTINGS = {
    "DATABASE_URL": "PostgreSQL for the pages and the worker, `postgresql://user:password@host:port/name`. Without it the "
    "encrypted embedded database is used.",
    "DJANGO_SETTINGS_MODULE": "Which settings: `wayhome.settings.production` for a real installation.",
    "WAYHOME_HOME": "Folder of the database and the sealed files.",
    "WAYHOME_HOSTS": "Names under which people reach the pages, separated by commas. Production insists on it.",
    "WAYHOME_KEY_FILE": "File with the master key, readable by its owner only. See [keep the keys](../how-to/keep-the-keys.md).",
    "WAYHOME_PASSPHRASE_FILE": "File with the passphrase, where nobody can type it at start.",
    "WAYHOME_OWNER_DATABASE_URL": "PostgreSQL as the owner of the tables, for `wayhome manage prepare` only.",
    "WAYHOME_TIME_ZONE": "Time zone of the pages, such as `Europe/Moscow`.",
    "WAYHOME_TRUSTED_PROXY": "Address of the web server in front, whose word on who asks is believed.",
    "WAYHOME_TLS_REDIRECT": "Whether plain http is sent on to https: yes or no.",
}
# Variables that only tests set, or that belong to the system; those that end in _FD and AS_OWNER our own processes set.
NOT_OURS_TO_TELL = (
    "DJANGO_",
    "WAYHOME_AS_OWNER",
    "WAYHOME_TEST_",
    "XDG_",
    "WAYHOME_CAMPAIGN",
    "WAYHOME_SHARED",
)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *[list(row) for row in rows]]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines) + "\n"


def our_apps() -> list[Any]:
    """Return the app configurations of the project, sorted by label."""
    found = [config for config in apps.get_app_configs() if config.name.startswith("wayhome.")]
    return sorted(found, key=lambda config: config.label)


def roles() -> str:
    """Return who may open what: roles across, compartments down."""
    from wayhome.accounts.models import Role
    from wayhome.accounts.policies import COMPARTMENTS_OF_OPENER, COMPARTMENTS_OF_ROLE
    from wayhome.vault.compartments import Compartment

    rows = [
        [f"**{role.label}**", *("yes" if part in COMPARTMENTS_OF_ROLE[role] else "" for part in Compartment)]
        for role in Role
    ]
    opened = [
        [kind, ", ".join(part.value for part in Compartment if part in parts)]
        for kind, parts in sorted(COMPARTMENTS_OF_OPENER.items())
    ]
    return (
        "# Roles and compartments\n\n"
        "A member of a case file opens at most what her roles may carry, and of that what the membership names, until it\n"
        "ends. A role alone opens no case file. Roles combine; conflicts of interest are checked for each person and record.\n\n"
        f"{table(['role', *(part.value for part in Compartment)], rows)}\n"
        "A reviewer gets the identity compartment of the two records of a pair, from assignment to decision.\n\n"
        "## What the one who opens a file gets\n\nCut to what her roles may carry.\n\n"
        f"{table(['file', 'compartments'], opened)}"
    )


def states() -> str:
    """Return every state of every model, and what reviews of a pair come to."""
    parts = ["# States\n"]
    for config in our_apps():
        for model in sorted(config.get_models(), key=lambda model: model.__name__):
            for name in ("State", "Stage", "Status"):
                choices = getattr(model, name, None)
                if isinstance(choices, type) and issubclass(choices, models.Choices):
                    parts.append(f"## {model.__name__} ({config.label})\n")
                    parts.append(
                        table(["state", "said on pages"], [[f"`{c.value}`", str(c.label)] for c in choices])
                    )
    parts.append(_outcomes_of_reviews())
    return "\n".join(part for part in parts if part)


def _outcomes_of_reviews() -> str:
    from wayhome.matches.models import Review
    from wayhome.matches.policies import state_after

    verdicts = [verdict.value for verdict in Review.Verdict]
    rows = []
    for first, second in itertools.combinations_with_replacement(verdicts, 2):
        after = state_after([first, second])
        thirds = {third: state_after([first, second, third]).value for third in verdicts}
        then = (
            ", ".join(f"{third}: `{state}`" for third, state in thirds.items()) if after == "disputed" else ""
        )
        rows.append([first, second, f"`{after.value}`", then])
    return "## What two reviews come to\n\nIn either order; neither reviewer sees the other's.\n\n" + table(
        ["one", "other", "state", "after a third review"], rows
    )


def privacy() -> str:
    """Return the privacy register: every column, sealed in which compartment or in clear."""
    parts = [
        "# Privacy register\n\nEvery column of every table of ours. What is sealed is encrypted under keys of its case file\n"
        "and compartment. Why the rest is in clear: [what is in clear](../explanation/what-is-in-clear.md).\n"
    ]
    for config in our_apps():
        for model in sorted(config.get_models(), key=lambda model: model.__name__):
            rows = [
                [f"`{field.column}`", _kind(field), _place(field)]
                for field in model._meta.local_concrete_fields
            ]
            said = (
                ""
                if (model.__doc__ or "").startswith(f"{model.__name__}(")
                else _first_sentence(model.__doc__)
            )
            parts.append(f"## {model.__name__} ({config.label})\n\n{said}\n")
            parts.append(table(["column", "kind", "where"], rows))
    return "\n".join(parts)


def _place(field: Any) -> str:
    part = getattr(field, "compartment", None)
    if part is None:
        return "in clear"
    return f"**sealed: {part}**" if part else "**sealed**"


def _kind(field: Any) -> str:
    if field.is_relation:
        return f"refers to {field.related_model.__name__}"
    return type(field).__name__.removesuffix("Field").lower()


def _first_sentence(text: str | None) -> str:
    return (text or "").strip().split("\n\n")[0].replace("\n    ", " ")


def commands() -> str:
    """Return every command of `wayhome` with its arguments."""
    from wayhome.cli import COMMANDS

    parts = [
        "# Commands\n\n`.venv/bin/wayhome COMMAND …`. Exit codes: 0 done, 2 wrong usage; others stand with the command.\n"
    ]
    for name, (module, line) in COMMANDS.items():
        parts.append(f"## wayhome {name}\n\n{line[0].upper()}{line[1:]}.\n")
        if not _module_file(module).exists():
            continue
        loaded = importlib.import_module(module)
        parser = argparse.ArgumentParser(prog=name)
        loaded.add_arguments(parser)
        if rows := list(_arguments(parser)):
            parts.append(table(["argument", "meaning"], rows))
        parts += _exit_codes(parser.epilog or "") or _exit_codes(loaded.__doc__ or "")
    return "\n".join(parts)


def _exit_codes(text: str) -> list[str]:
    """Return the sentence about exit codes that a command says of itself."""
    start = text.lower().find("exit codes:")
    if start < 0:
        return []
    return [" ".join(text[start:].split("\n\n")[0].split()).capitalize() + "\n"]


def _module_file(module: str) -> Path:
    base = ROOT / "src" / Path(*module.split("."))
    return base / "__init__.py" if base.is_dir() else base.with_suffix(".py")


def _arguments(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction) or action.help == argparse.SUPPRESS:
            continue
        value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
        value = " ".join(value) if isinstance(value, tuple) else value
        value = ",".join(map(str, action.choices)) if action.choices else value
        shown = ", ".join(action.option_strings) or value
        named = f"`{shown} {value}`" if action.option_strings and value else f"`{shown}`"
        said = (action.help or "") % {"default": action.default, "prog": parser.prog, "dest": action.dest}
        if action.default not in (None, False, argparse.SUPPRESS) and "default" not in said:
            said = f"{said} (default {action.default})".strip()
        yield [named, said]


def settings() -> str:
    """Return every environment variable that the code reads, with its default.

    Raises:
        LookupError: a variable is read that nobody described, or described and no longer read.
    """
    read = {"DJANGO_SETTINGS_MODULE": "each command chooses", **dict(_variables())}
    if unknown := sorted(set(read) ^ set(SETTINGS)):
        raise LookupError(
            f"SETTINGS in scripts/reference_pages.py and the code differ about: {', '.join(unknown)}"
        )
    rows = [[f"`{name}`", SETTINGS[name], read[name]] for name in sorted(SETTINGS)]
    return "# Settings\n\nEnvironment variables. Nothing else configures an installation.\n\n" + table(
        ["variable", "meaning", "without it"], rows
    )


def _variables() -> Iterator[tuple[str, str]]:
    """Yield each variable read anywhere under src/wayhome, with the default where one is written out."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src" / "wayhome").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name, called = node.args[0].value, ast.unparse(node.func)
            if not called.startswith(
                ("env.", "os.environ.get", "os.environ.pop", "os.getenv")
            ) or not isinstance(name, str):
                continue
            if name.isupper() and not name.startswith(NOT_OURS_TO_TELL) and not name.endswith("_FD"):
                given = [*node.args[1:], *(word.value for word in node.keywords if word.arg == "default")]
                found[name] = found.get(name) or (f"`{_plain(given[0])}`" if given else "")
    yield from found.items()


def _plain(node: ast.expr) -> str:
    value = node.args[0] if isinstance(node, ast.Call) and node.args else node
    written = value.value if isinstance(value, ast.Constant) else ast.unparse(value)
    return {True: "yes", False: "no"}.get(written, written) if isinstance(written, bool) else str(written)


PAGES: dict[str, Callable[[], str]] = {
    "roles.md": roles,
    "states.md": states,
    "privacy.md": privacy,
    "commands.md": commands,
    "settings.md": settings,
}


def write(name: str) -> str:
    """Return one page as it stands in docs/reference."""
    with translation.override("en"):
        title, _, rest = PAGES[name]().partition("\n")
    return f"{title}\n\n<!-- {NOTE} -->\n{rest.rstrip()}\n"

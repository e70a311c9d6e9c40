"""What the rules look at: the files of the repository that people wrote."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DISTRIBUTIONS = {
    "wayhome": ROOT,
    "kinmatch": ROOT / "packages" / "kinmatch",
    "rosters": ROOT / "packages" / "rosters",
    "sealbook": ROOT / "packages" / "sealbook",
}
# Kept as others wrote them, with licence and hash.
_FROM_OTHERS = ("/vendor/", "/vendored/", "LICENSE")


@lru_cache
def tracked(*endings: str) -> tuple[Path, ...]:
    """Return the files that git knows or would take, those of others left out, with one of the endings if any."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = (
        ROOT / name
        for name in listed.split("\0")
        if name and not any(part in f"/{name}" for part in _FROM_OTHERS)
    )
    return tuple(path for path in sorted(found) if path.is_file() and (not endings or path.suffix in endings))


def sources(*endings: str) -> tuple[Path, ...]:
    """Return the files under src and packages/*/src."""
    return tuple(path for path in tracked(*endings) if {"src"} & set(path.relative_to(ROOT).parts))


@lru_cache
def tree(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def short(path: Path) -> str:
    """Return the path as people say it."""
    return str(path.relative_to(ROOT))


def project(name: str) -> dict[str, Any]:
    """Return the pyproject page of one of our distributions."""
    return tomllib.loads((DISTRIBUTIONS[name] / "pyproject.toml").read_text("utf-8"))

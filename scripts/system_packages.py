"""Install the system packages that a task needs where the user may, and name them clearly where not.

Root on Debian or Ubuntu gets them installed. Anybody else is told one command to pass on; Wayhome then runs
without the feature, which says so itself. Runs on the standard library only.

Exit codes: 0 in any case: a missing package takes away a feature, never the whole.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Feature(NamedTuple):
    """Something the system provides: what it is for, how to see that it is there, which packages bring it."""

    purpose: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]


def has_libraries(*names: str) -> bool:
    """Return whether the loader finds every one of the shared libraries."""
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


FEATURES = {
    "documents": Feature(
        "receipts as PDF",
        lambda: has_libraries("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    ),
    "fonts": Feature(
        "Arabic and Cyrillic letters in PDF files and screenshots",
        lambda: any(Path("/usr/share/fonts").rglob("NotoSansArabic-Regular.*")),
        ("fonts-noto-core",),
    ),
    "browser": Feature(
        "walks through the pages in a real browser",
        lambda: bool(shutil.which("chromium")) and has_libraries("libatomic.so.1"),
        # The second is for the program that drives the first.
        ("chromium", "libatomic1"),
    ),
    "server database": Feature(
        "tests on PostgreSQL",
        lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or bool(shutil.which("initdb")),
        ("postgresql",),
    ),
}
TASKS = {"demo": ("documents", "fonts"), "test": tuple(FEATURES)}


def main() -> int:
    """Look what is missing for the task; install it as root, name it otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=TASKS)
    missing = [name for name in TASKS[parser.parse_args().task] if not FEATURES[name].is_there()]
    if not missing:
        return 0
    packages = [package for name in missing for package in FEATURES[name].packages]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing system packages: {' '.join(packages)}", flush=True)
        install(packages)
        missing = [name for name in missing if not FEATURES[name].is_there()]
    for name in missing:
        print(f"Missing on this system, so left out: {FEATURES[name].purpose}.")
    if missing:
        packages = [package for name in missing for package in FEATURES[name].packages]
        print(f"To have it: sudo apt-get install --no-install-recommends {' '.join(packages)}", flush=True)
    return 0


def install(packages: list[str]) -> None:
    """Install with apt-get, asking nothing; if not all can be had together, each by itself."""
    if not run("apt-get", "update", "-qq"):
        return
    options = ("apt-get", "install", "--yes", "-qq", "--no-install-recommends")
    if not run(*options, *packages) and len(packages) > 1:
        for package in packages:
            run(*options, package)


def run(*command: str) -> bool:
    """Run a command that asks nothing; show the end of what it says when it fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        check=False,
        env=quiet,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        print(f"{' '.join(command)} failed: {done.stderr.strip()[-400:]}", file=sys.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

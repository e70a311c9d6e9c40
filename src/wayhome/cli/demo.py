"""`wayhome demo`: an encrypted database on this machine, filled with invented people.

Run again, it says that the demo is there and changes nothing. Exit codes: 0 the demo is there, 1 the folder holds
something that is not the demo's, 2 wrong usage or no key.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

_MARK = ".demo"  # written once everything is loaded; only a folder of the demo is ever thrown away
_WIDTH = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `wayhome demo`."""
    parser.add_argument("--home", metavar="DIR", help="where the demo lives (default: var/demo)")
    parser.add_argument(
        "--reset",
        action="store_true",
        help="throw the demo's database and files away first, and fill them anew",
    )


def run(options: argparse.Namespace) -> int:
    """Fill the demo unless it is there."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "wayhome.settings.demo"
    if options.home:
        os.environ["WAYHOME_HOME"] = str(Path(options.home).expanduser().absolute())
    home = Path(os.environ.get("WAYHOME_HOME", "var/demo")).absolute()
    if os.environ.get("DATABASE_URL"):
        print(
            "The demo fills its own encrypted database. Unset DATABASE_URL, so that no other is touched.",
            file=sys.stderr,
        )
        return 2
    database = home / "wayhome.db"
    if options.reset and home.exists():
        if not _is_ours(home):
            print(f"{home} is not a folder of the demo. Nothing was thrown away.", file=sys.stderr)
            return 1
        shutil.rmtree(home)
    if _is_loaded(home):
        print(
            f"The demo is there already, in {home}. Nothing was changed; `wayhome demo --reset` makes it anew."
        )
        return 0
    if database.exists() and not _is_ours(home):
        print(f"{database} is not the demo's. Name another folder with --home.", file=sys.stderr)
        return 1
    for left in home.glob("wayhome.db*"):  # a load that was cut off starts anew
        left.unlink()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / _MARK).write_text("loading\n")
    _fill()
    (home / _MARK).write_text("loaded\n")
    print(
        "Next: wayhome serve --demo says the address; come in there as one of the invented staff."
    )
    return 0


def _is_ours(home: Path) -> bool:
    return (home / _MARK).is_file() or not any(home.iterdir())


def _is_loaded(home: Path) -> bool:
    mark = home / _MARK
    return mark.is_file() and mark.read_text().strip() == "loaded" and (home / "wayhome.db").is_file()


def _fill() -> None:
    import django  # noqa: PLC0415  only this command needs Django

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  needs Django set up
    from django.db import connection  # noqa: PLC0415

    from wayhome.demo.loading.everything import load  # noqa: PLC0415
    from wayhome.demo.loading.figures import tell_figures  # noqa: PLC0415
    from wayhome.demo.world.everything import build_demo  # noqa: PLC0415

    began = time.monotonic()
    call_command("prepare")
    demo = build_demo()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")  # what a power cut spoils here is loaded anew
    load(demo, progress=_Bar("Inventing people"))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for line in tell_figures(demo.world.as_of):
        print(line)
    print(f"Filled in {time.monotonic() - began:.0f} seconds.")


class _Bar:
    """A bar with its words; on a pipe, one line for each tenth."""

    def __init__(self, words: str) -> None:
        self._words, self._shown = words, -1

    def __call__(self, done: int, total: int) -> None:
        filled = done * _WIDTH // total
        if filled == self._shown:
            return
        self._shown = filled
        if sys.stdout.isatty():
            bar = "█" * filled + "·" * (_WIDTH - filled)
            print(f"\r{self._words} {bar} {done} of {total}", end="\n" if done == total else "", flush=True)
        elif filled % (_WIDTH // 10) == 0:
            print(f"{self._words}: {done} of {total}", flush=True)

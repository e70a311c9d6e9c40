"""A PostgreSQL server for one run: made in a temporary folder, reached by a socket in it, gone afterwards.

`python -m tests.cluster COMMAND …` runs a command with `DATABASE_URL` naming an empty database on such a server.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15


def find_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL binaries, or None where there are none of version 15 or later."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = [
        path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if int(path.parts[-3]) >= OLDEST
    ]
    return max(found, key=lambda path: int(path.parts[-2]), default=None)


@contextmanager
def throwaway_cluster(binaries: Path) -> Iterator[Path]:
    """Run a server that listens on a socket only, and yield the folder of the socket; its superuser is `owner`."""
    # PostgreSQL refuses to run as root: an unprivileged user runs it then, and owns the folder.
    user = "nobody" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="wayhome-pg-"))
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    data = str(folder / "data")

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, env=_environment()
        )

    run(
        str(binaries / "initdb"),
        "-D",
        data,
        "-U",
        "owner",
        "-A",
        "trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    options = (
        f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    )
    log = str(folder / "log")
    run(str(binaries / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", log, "start")
    try:
        yield folder
    finally:
        run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def address(folder: Path, *, user: str = "owner", database: str = "postgres") -> str:
    """Return the `DATABASE_URL` of a database on the server."""
    return f"postgresql://{user}@/{database}?host={folder}"


def _environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "WAYHOME", "DATABASE"))
    }


def main() -> int:
    binaries = find_binaries()
    if binaries is None:
        print("PostgreSQL 15 or later is not installed here.", file=sys.stderr)
        return 2
    with throwaway_cluster(binaries) as folder:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address(folder)}).returncode


if __name__ == "__main__":
    raise SystemExit(main())

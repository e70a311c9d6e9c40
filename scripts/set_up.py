"""Make `.venv` with everything that Wayhome needs, from the hashed lock; do nothing when nothing changed.

Runs on the Python of the system with its standard library only. `make setup` calls it; so do `make demo` (which
adds the system packages of the demo) and `make test` (which adds those of the tests).

Exit codes: 0 done, 1 something is missing and the message says what to install.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PACKAGES = ("packages/kinmatch", "packages/rosters", "packages/sealbook", ".")
OLDEST = (3, 11)


def main() -> int:
    """Bring `.venv` to what the lock says, then compile the messages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--test", action="store_true", help="also install what the tests need")
    options = parser.parse_args()
    missing = why_not_here()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    lock = "test.txt" if options.test else "base.txt"
    if not is_current(lock):
        install(lock)
    subprocess.run([PYTHON, ROOT / "scripts" / "compile_messages.py", "--quiet"], check=True)
    return 0


def why_not_here() -> str:
    """Return what this machine lacks before anything can start, as a sentence with the command that helps."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return f"Wayhome needs Python 3.11 or newer; this is {found}. Debian 12 and Ubuntu 24.04 ship it."
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        return "Python cannot make a virtual environment here. Run: sudo apt-get install python3-venv"
    return ""


def fingerprint(lock: str) -> str:
    """Return a digest of all that decides what `.venv` should hold."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for path in [ROOT / "requirements" / lock, *(ROOT / name / "pyproject.toml" for name in PACKAGES)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(lock: str) -> bool:
    """Return whether `.venv` was made from this very lock, or from the wider one of the tests."""
    wider = {lock, "test.txt"}
    return PYTHON.exists() and any(
        stamp.exists() and stamp.read_text("utf-8") == fingerprint(name)
        for name, stamp in ((name, VENV / f"made-from-{name}") for name in wider)
    )


def install(lock: str) -> None:
    """Install the locked wheels, then our own packages without asking the network again."""
    for stamp in VENV.glob("made-from-*"):
        stamp.unlink()
    if not PYTHON.exists():
        print("Making .venv", flush=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    print(f"Installing what requirements/{lock} names (some minutes the first time)", flush=True)
    pip(
        "install",
        "--require-hashes",
        "--only-binary=:all:",
        "--no-deps",
        "--requirement",
        f"requirements/{lock}",
    )
    local = [argument for name in PACKAGES for argument in ("--editable", f"./{name}")]
    pip("install", "--no-deps", "--no-build-isolation", "--no-index", *local)
    pip("check")
    (VENV / f"made-from-{lock}").write_text(fingerprint(lock), "utf-8")


def pip(*arguments: str) -> None:
    """Run pip of `.venv`, without chatter, and stop if it fails."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    command = [PYTHON, "-m", "pip", "--quiet", *arguments]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **quiet}, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failed:
        print(
            f"Set-up stopped: {' '.join(map(str, failed.cmd[:4]))} … failed; the reason is above.",
            file=sys.stderr,
        )
        sys.exit(1)

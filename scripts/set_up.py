"""Make `.venv` with everything that Wayhome needs, from the hashed lock; do nothing when nothing changed.

Runs on the Python of the system with its standard library only. `make setup` calls it; so do `make demo` (which
adds the system packages of the demo) and `make test` (which adds those of the tests). `make bench` makes
`.venv-bench` instead, where the programs that we compare with are installed beside ours.

Exit codes: 0 done, 1 something is missing and the message says what to install.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("packages/kinmatch", "packages/rosters", "packages/sealbook", ".")
OLDEST = (3, 11)


def main() -> int:
    """Bring `.venv` to what the lock says, then compile the messages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--test", action="store_true", help="also install what the tests need")
    parser.add_argument(
        "--bench", action="store_true", help="make .venv-bench with what the benches compare with"
    )
    options = parser.parse_args()
    venv = ROOT / (".venv-bench" if options.bench else ".venv")
    missing = why_not_here(venv)
    if missing:
        print(missing, file=sys.stderr)
        return 1
    lock = "bench.txt" if options.bench else "test.txt" if options.test else "base.txt"
    if not is_current(venv, lock):
        install(venv, lock)
        if options.bench:
            install_spark(venv)
    subprocess.run([python_of(venv), ROOT / "scripts" / "compile_messages.py", "--quiet"], check=True)
    return 0


def python_of(venv: Path) -> Path:
    """Return the Python of an environment."""
    return venv / "bin" / "python"


def why_not_here(venv: Path) -> str:
    """Return what this machine lacks before anything can start, as a sentence with the command that helps."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return f"Wayhome needs Python 3.11 or newer; this is {found}. Debian 12 and Ubuntu 24.04 ship it."
    if not python_of(venv).exists() and importlib.util.find_spec("ensurepip") is None:
        return "Python cannot make a virtual environment here. Run: sudo apt-get install python3-venv"
    return ""


def fingerprint(lock: str) -> str:
    """Return a digest of all that decides what an environment should hold."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for path in [ROOT / "requirements" / lock, *(ROOT / name / "pyproject.toml" for name in PACKAGES)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(venv: Path, lock: str) -> bool:
    """Return whether the environment was made from this very lock, or from the wider one of the tests."""
    wider = {lock} if lock == "bench.txt" else {lock, "test.txt"}
    return python_of(venv).exists() and any(
        stamp.exists() and stamp.read_text("utf-8") == fingerprint(name)
        for name, stamp in ((name, venv / f"made-from-{name}") for name in wider)
    )


def install(venv: Path, lock: str) -> None:
    """Install the locked wheels, then our own packages without asking the network again."""
    for stamp in venv.glob("made-from-*"):
        stamp.unlink()
    if not python_of(venv).exists():
        print(f"Making {venv.name}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    print(f"Installing what requirements/{lock} names (some minutes the first time)", flush=True)
    pip(
        venv,
        "install",
        "--require-hashes",
        "--only-binary=:all:",
        "--no-deps",
        "--requirement",
        f"requirements/{lock}",
    )
    local = [argument for name in PACKAGES for argument in ("--editable", f"./{name}")]
    pip(venv, "install", "--no-deps", "--no-build-isolation", "--no-index", *local)
    if lock != "bench.txt":  # a package of it asks for `pyicu`, and has it under another name
        pip(venv, "check")
    (venv / f"made-from-{lock}").write_text(fingerprint(lock), "utf-8")


def install_spark(venv: Path) -> None:
    """Install Spark's client where there is a Java to run it with; without it the benches leave Spark out."""
    if not shutil.which("java"):
        print(
            "There is no Java here, so Spark is not measured. To have it: sudo apt-get install default-jre-headless"
        )
        return
    print("Installing Spark's client, an archive of some hundred megabytes", flush=True)
    try:
        lock = "requirements/spark.txt"
        pip(venv, "install", "--require-hashes", "--no-deps", "--no-build-isolation", "--requirement", lock)
    except subprocess.CalledProcessError:
        print("Spark's client could not be installed, so Spark is not measured; the reason is above.")


def pip(venv: Path, *arguments: str) -> None:
    """Run pip of an environment, without chatter, and stop if it fails."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    command = [python_of(venv), "-m", "pip", "--quiet", *arguments]
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

"""Write the hashed locks `requirements/{base,test,bench,spark}.txt` from the pyproject files.

Each dependency is named once, with the reason, in the pyproject.toml of the distribution that imports it; this
script gathers them. It needs pip-tools (`.venv/bin/pip install --group lock`) and is never run by a user.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = {"kinmatch", "rosters", "sealbook", "wayhome"}
# The build back-end, locked too: local packages are installed without build isolation.
BUILD = ["setuptools>=77", "pip>=25"]
# Every installation is tried with these; a lock without wheels for one of them is refused.
PYTHONS = ("3.11", "3.12", "3.13")
# nomenklatura asks for an older one than our engines, for a part of it that no bench calls; the engines' stays.
LOOSE = {"duckdb"}
# Two packages of one module: what is asked for has no wheel, what we install instead has.
INSTEAD = {"pyicu": "pyicu-wheels"}
# Published as an archive only; it holds nothing to compile.
ARCHIVES = ("pyspark",)
HEADER = "# Written by `make lock` from the pyproject files. Do not edit.\n"


def main() -> int:
    """Write the locks; return 1 if a wheel is missing for a Python that we support."""
    wanted = gather()
    write_lock("base.txt", [*wanted["run"], *BUILD])
    write_lock("test.txt", [*wanted["run"], *BUILD, *wanted["test"]], within="base.txt")
    write_bench_lock(wanted["bench"])
    write_lock("spark.txt", wanted["spark"], within="base.txt")
    checks = [has_wheels(python, lock) for lock in ("test.txt", "bench.txt") for python in PYTHONS]
    return 0 if all(checks) else 1


def gather() -> dict[str, list[str]]:
    """Return what the four distributions need to run, what their tests need and what the benches compare with."""
    run: set[str] = set()
    test: list[str] = []
    bench: list[str] = []
    spark: list[str] = []
    for path in [ROOT / "pyproject.toml", *sorted(ROOT.glob("packages/*/pyproject.toml"))]:
        page = tomllib.loads(path.read_text("utf-8"))
        run |= {line for line in page["project"].get("dependencies", ()) if name_of(line) not in OURS}
        test += page.get("dependency-groups", {}).get("test", [])
        bench += page.get("dependency-groups", {}).get("bench", [])
        optional = page["project"].get("optional-dependencies", {}).get("spark", [])
        spark += [line for line in optional if name_of(line) not in OURS]
    return {"run": sorted(run), "test": sorted(test), "bench": sorted(bench), "spark": sorted(spark)}


def write_bench_lock(lines: list[str]) -> None:
    """Write the lock of `.venv-bench`: all of base.txt as it stands, and what the peers need beside it."""
    base = entries((ROOT / "requirements" / "base.txt").read_text("utf-8"))
    bound = "".join(entry for name, entry in base.items() if name not in LOOSE)
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "base.txt"
        constraints.write_text(re.sub(r"(?m) *\\$|^ +--hash.*$", "", bound), "utf-8")
        write_lock("bench.txt", lines, within=str(constraints))
    target = ROOT / "requirements" / "bench.txt"
    whole = entries(target.read_text("utf-8")) | base
    target.write_text(HEADER + "".join(whole[name] for name in sorted(whole)), "utf-8")
    print(f"requirements/bench.txt with base.txt: {len(whole)} packages")


def entries(lock: str) -> dict[str, str]:
    """Return the packages of a lock by name, each with its hashes."""
    blocks = [block for block in re.split(r"(?m)^(?=\S)", lock) if "==" in block]
    return {block.split("==", 1)[0]: block for block in blocks}


def name_of(requirement: str) -> str:
    """Return the distribution's name, lower case, with dashes."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def write_lock(name: str, lines: list[str], *, within: str | None = None) -> None:
    """Resolve `lines` into `requirements/name`; versions in `within`, a file there or anywhere, are kept."""
    target = ROOT / "requirements" / name
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "wanted.in"
        bound = [f"-c {ROOT / 'requirements' / within}"] if within else []
        source.write_text("\n".join([*lines, *bound]) + "\n", "utf-8")
        draft = Path(folder) / "lock.txt"
        if target.exists():
            draft.write_text(target.read_text("utf-8"), "utf-8")
        command = [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            "--quiet",
            "--generate-hashes",
            "--allow-unsafe",
        ]
        command += [
            "--strip-extras",
            "--no-header",
            "--no-annotate",
            f"--pip-args=--only-binary=:all: --no-binary={','.join((*INSTEAD, *ARCHIVES))}",
        ]
        command += [
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-emit-trusted-host",
            "--no-emit-options",
        ]
        subprocess.run([*command, f"--output-file={draft}", str(source)], check=True, cwd=folder)
        target.write_text(HEADER + without_instead(clean(draft.read_text("utf-8"))), "utf-8")
    print(f"requirements/{name}: {target.read_text('utf-8').count('==')} packages")


def clean(lock: str) -> str:
    """Drop every line that names a place: locations belong to the machine that installs."""
    kept = [line for line in lock.splitlines() if not line.startswith(("--", "#")) and line.strip()]
    return "\n".join(kept) + "\n"


def without_instead(lock: str) -> str:
    """Drop each package that another one of the lock stands in for."""
    return "".join(entry for name, entry in entries(lock).items() if name not in INSTEAD)


def has_wheels(python: str, lock: str) -> bool:
    """Return whether a wheel of every version in `lock` exists for `python` on x86-64 Linux; name those without."""
    platforms = [f"--platform=manylinux_2_{minor}_x86_64" for minor in (36, 34, 28, 27, 24, 17, 12, 5)]
    platforms += ["--platform=manylinux2014_x86_64", "--platform=manylinux1_x86_64"]
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--dry-run",
            "--quiet",
            "--no-deps",
            "--require-hashes",
        ]
        command += ["--only-binary=:all:", f"--python-version={python}", "--implementation=cp", *platforms]
        command += [f"--target={folder}", "--requirement", str(ROOT / "requirements" / lock)]
        found = subprocess.run(command, check=False, capture_output=True, text=True)
    if found.returncode:
        print(f"{lock}, Python {python}: {found.stderr.strip()}", file=sys.stderr)
    else:
        print(f"{lock}, Python {python}: a wheel for everything")
    return found.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

"""Run all benches in order and write docs/reference/benchmarks.md.

    python -m bench.run [PARTS…] [--full] [--again] [--list]

Each part is a program of its own that leaves var/bench/PART.json. A part that has been measured with this very
state of the code is not run again, so a run that was stopped goes on where it was; `--again` measures anew. A part
has a limit of time; one that does not finish is stopped, stands in the page as not finished, and is tried again. `--full` asks
everything, without limits (`make bench-full`), and keeps its results in var/bench/full.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bench import page
from bench.figures import Figure, write
from bench.names import crossfit

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
STATE = ("packages", "src", "bench", "requirements")
"""What a figure depends on; a change in it makes every figure old."""


WHOLE = 57.0
"""Minutes for all parts together in the short run; the last one has what the others leave."""


class Part(NamedTuple):
    """One program: its module, what it is asked in the short and in the full run, and its limit in minutes."""

    name: str
    module: str
    short: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    minutes: float = 5.0


PARTS = (
    Part("crossfit", "bench.names.crossfit", minutes=6),
    Part("opensanctions", "bench.opensanctions.measure", minutes=2),
    *(
        Part(
            f"names-{name}", "bench.names.measure", (name,), (name, "--slow-queries", "400"), minutes=minutes
        )
        for name, minutes in (("ru-ar", 3.0), ("caucasus", 3.0), ("ru-la", 5.0), ("la-ar", 8.0))
    ),
    Part("families", "bench.families.measure", minutes=4),
    Part("families-crossfit", "bench.families.crossfit", minutes=5),
    Part("index", "bench.index.measure", (), ("--full",), minutes=12),
    Part("search", "bench.search.measure", ("--sizes", "1000,10000"), (), minutes=3),
    Part("office", "bench.office.measure", minutes=4),
    Part("vault", "bench.vault.measure", minutes=1),
    Part("batch", "bench.batch.measure", (), ("--full",), minutes=30),
)


def main() -> int:
    """Run the parts that are asked for, then write the page from whatever has been measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PARTS", help="all if none is named")
    parser.add_argument("--full", action="store_true", help="no limits of time, larger samples")
    parser.add_argument("--again", action="store_true", help="measure finished parts anew")
    parser.add_argument("--list", action="store_true", help="name the parts with their limits and stop")
    options = parser.parse_args()
    unknown = set(options.parts) - {part.name for part in PARTS}
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if options.list:
        print(
            "\n".join(
                f"{part.name:16} at most {part.minutes:g} min  python -m {part.module}" for part in PARTS
            )
        )
        return 0
    kept = KEPT / "full" if options.full else KEPT
    kept.mkdir(parents=True, exist_ok=True)
    wanted = [part for part in PARTS if not options.parts or part.name in options.parts]
    started, failed, state = time.monotonic(), [], state_of_code()
    for number, part in enumerate(wanted, 1):
        out = kept / f"{part.name}.json"
        head = f"[{number}/{len(wanted)}] {part.name}"
        if not options.again and is_current(out, state):
            print(f"{head}: measured already with this code", flush=True)
            continue
        spent = (time.monotonic() - started) / 60
        minutes = None if options.full else max(0.5, min(part.minutes, WHOLE - spent))
        limit = f", at most {minutes:.0f} min" if minutes else ""
        print(f"{head}: {spent:.0f} min gone{limit}", flush=True)
        if run(part, out, minutes):
            stamp(out, state)
        else:
            failed.append(part.name)
    page.write_page(kept, {part.name for part in PARTS}, full=options.full)
    print(f"docs/reference/benchmarks.md is written; {(time.monotonic() - started) / 60:.0f} min.")
    if failed:
        print(f"Not finished: {', '.join(failed)}.")
    return 0


def measures_names(part: Part) -> bool:
    """Return whether a part takes what was learned without the measured names."""
    return part.name.startswith(("names-", "opensanctions"))


def state_of_code() -> str:
    """Return a digest of all files on which a figure depends."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *STATE],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    digest = hashlib.sha256()
    for name in sorted(filter(None, listed.stdout.split("\0"))):
        path = ROOT / name
        if path.is_file():
            digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_current(out: Path, state: str) -> bool:
    """Return whether a part was measured with this state of the code."""
    return (
        out.exists() and mark(out).exists() and json.loads(mark(out).read_text("utf-8")).get("state") == state
    )


def mark(out: Path) -> Path:
    """Return where it stands with which code, when and how long a part was measured."""
    return out.with_suffix(".run")


def stamp(out: Path, state: str) -> None:
    """Add the state of the code to what `run` has written about a part."""
    told = json.loads(mark(out).read_text("utf-8"))
    mark(out).write_text(json.dumps(told | {"state": state}), "utf-8")


def run(part: Part, out: Path, minutes: float | None) -> bool:
    """Run one part in a process group of its own; leave a figure that says so if it does not finish in `minutes`."""
    arguments = part.short if minutes else part.full
    command = [sys.executable, "-m", part.module, *arguments, "--json", str(out)]
    shown = " ".join(["python", "-m", part.module, *arguments])
    out.unlink(missing_ok=True)
    start = time.monotonic()
    note = ""
    if not (ROOT / Path(*part.module.split(".")).with_suffix(".py")).exists():
        note = "this part is not in this checkout"
    else:
        log = mark(out).with_suffix(".log")
        environment = dict(os.environ)
        if measures_names(part) and (kept_letters := crossfit.letters(crossfit.LEARNED)).exists():
            environment["KINMATCH_LEARNED_WITHOUT"] = str(kept_letters.parent)
        with log.open("w", encoding="utf-8") as told:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=told, start_new_session=True, env=environment
            )
        try:
            code = process.wait(minutes and minutes * 60)
            note = f"ended with exit code {code}" if code else ""
        except subprocess.TimeoutExpired:
            note = f"not finished in {minutes:.0f} min"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    seconds = time.monotonic() - start
    if note and not out.exists():
        write([Figure(part.name, None, "", shown, note=note)], out)
    elif not out.exists():
        write([Figure(part.name, None, "", shown, note="its evaluation data is not here")], out)
    mark(out).write_text(json.dumps({"seconds": round(seconds), "command": shown, "note": note}), "utf-8")
    print(f"    {note or 'done'} ({seconds:.0f} s)", flush=True)
    return not note


if __name__ == "__main__":
    raise SystemExit(main())

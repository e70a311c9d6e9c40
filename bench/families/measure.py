"""Run `wayhome match` and the plain baseline on an evaluation set, and score both side by side.

    python bench/families/measure.py [DATA_DIR …] [--keep DIR]

DATA_DIR has requests.csv, lists/, truth.csv; score.py stands in it or above it. Default: the set in
$WAYHOME_SHARED or ../shared, data/families. Time is wall clock and processor seconds, memory the peak of the process.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WANTED = (
    "recall@1", "recall@5", "recall@20", "pairs@1", "average precision, all pairs", "strong: precision",
    "strong: recall of persons", "HARM: hard negatives called strong", "  absent persons with a strong pair",
    "families completely found (all @1)", "families completely found (all @5)", "duplicate requests: recall",
)  # fmt: skip


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared"))
    parser.add_argument("data", type=Path, nargs="*", default=[shared / "data" / "families"])
    parser.add_argument("--keep", type=Path, help="folder for the matches, rows and scores")
    options = parser.parse_args()
    for data in options.data:
        if not (data / "requests.csv").exists():
            print(f"{data}: no evaluation set here; nothing was measured")
            return 1
        with tempfile.TemporaryDirectory() as scratch:
            measure(data, options.keep or Path(scratch))
    return 0


def measure(data, out):
    out.mkdir(parents=True, exist_ok=True)
    files = [data / "requests.csv", *sorted((data / "lists").iterdir())]
    ours = [
        sys.executable,
        "-m",
        "wayhome.cli",
        "match",
        *files,
        "--out",
        out / "matches.csv",
        "--rows",
        out / "rows.csv",
    ]
    plain = [sys.executable, HERE / "baseline.py", *files, "--out", out / "plain.csv"]
    columns = {}
    for name, command, matches in (("wayhome", ours, "matches.csv"), ("plain", plain, "plain.csv")):
        cost = run(command)
        people = out / "people.csv"
        people.write_text(people_of(out / "rows.csv"), encoding="utf-8")
        columns[name] = {**score(data, out / matches, people, out / f"{name}.json"), **cost}
    print(f"\n{data}\n{'':46}{'wayhome':>12}{'plain':>12}")
    for key in (*WANTED, "rows_not_read", "seconds", "processor seconds", "peak MB"):
        print(f"{key:46}{shown(columns['wayhome'].get(key)):>12}{shown(columns['plain'].get(key)):>12}")


def run(command):
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command[1]} ended with {os.waitstatus_to_exitcode(status)}")
    process.returncode = 0
    return {
        "seconds": round(time.monotonic() - start, 1),
        "processor seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "peak MB": round(usage.ru_maxrss / 1024),
    }


def people_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return "list,row\n" + "".join(
        f"{line.rpartition(',')[0]}\n" for line in lines if line.endswith(",person")
    )


def score(data, matches, people, result):
    scorer = next(path for path in (data / "score.py", data.parent / "score.py") if path.exists())
    subprocess.run(
        [sys.executable, scorer, data, matches, "--rows", people, "--json", result],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return json.loads(result.read_text(encoding="utf-8"))


def shown(value):
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) and value <= 1 else str(value)


if __name__ == "__main__":
    sys.exit(main())

"""Run `wayhome match` and the plain baseline on an evaluation set, and score both side by side.

    python -m bench.families.measure [DATA_DIR …] [--keep DIR] [--json FILE]

DATA_DIR has requests.csv, lists/, truth.csv; score.py stands in it or above it. Default: the set in
$WAYHOME_SHARED or ../shared, data/families. Time is wall clock and processor seconds, memory the peak of the
process. Intervals: whole requests drawn again. Two columns are quoted, not run: what was published of
nomenklatura's logic-v2 and of a skeleton probe without family logic, both on the hidden set of the same kind.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.families import counting
from bench.figures import DEV, PUBLISHED, Figure, write

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WANTED = (
    "recall@1", "recall@5", "recall@20", "pairs@1", "average precision, all pairs", "strong: precision",
    "strong: recall of persons", "HARM: hard negatives called strong", "  absent persons with a strong pair",
    "families completely found (all @1)", "families completely found (all @5)", "duplicate requests: recall",
)  # fmt: skip


OURS = "wayhome"
COMMAND = "python -m bench.families.measure"
# What counting.py must agree on with score.py, name by name.
AGREED = {
    "recall@1": "recall@1 of persons who appear", "recall@20": "recall@20 of persons who appear",
    "average precision, all pairs": "average precision, all pairs", "strong: precision": "strong: precision",
    "strong: recall of persons": "strong: recall of persons",
    "families completely found (all @1)": "families completely found at 1",
    "families completely found (all @5)": "families completely found at 5",
    "duplicate requests: recall": "duplicate requests: recall",
}  # fmt: skip
LISTS = (
    "L1_baghdad_prison",
    "L2_camp_annex",
    "L3_camp_registration",
    "L4_orphanage",
    "L5_consulate",
    "L6_chat",
)
QUOTED = {
    "logic-v2 on its candidates": {
        "recall@1 of persons who appear": 0.254, "recall@20 of persons who appear": 0.554,
        "average precision, all pairs": 0.045, "strong: precision": 0.164,
        "hard negatives called strong, share": 1 / 500, "absent persons with a strong pair, share": 78 / 1140,
        "families completely found at 1": 0.098,
    },
    "skeleton probe, no families": {
        "recall@1 of persons who appear": 0.505, "recall@20 of persons who appear": 0.800,
        "average precision, all pairs": 0.347, "strong: precision": 1.0, "hard negatives called strong, share": 0.0,
        "absent persons with a strong pair, share": 0.0, "families completely found at 1": 0.337,
        **dict(zip((f"pairs@1 in {name}" for name in LISTS), (0.72, 0.30, 0.48, 0.16, 0.65, 0.25), strict=True)),
    },
}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared"))
    parser.add_argument("data", type=Path, nargs="*", default=[shared / "data" / "families"])
    parser.add_argument("--keep", type=Path, help="folder for the matches, rows and scores")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    for data in options.data:
        if not (data / "requests.csv").exists():
            print(f"{data}: no evaluation set here; nothing was measured")
            return 1
        with tempfile.TemporaryDirectory() as scratch:
            figures = measure(data, options.keep or Path(scratch))
    figures += [
        Figure(what, round(value, 4), "", COMMAND, system, kind=PUBLISHED)
        for system, quoted in QUOTED.items()
        for what, value in quoted.items()
    ]
    write(figures, options.json)
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
    columns, figures = {}, []
    for name, command, matches in ((OURS, ours, "matches.csv"), ("plain baseline", plain, "plain.csv")):
        cost = run(command)
        people = out / "people.csv"
        people.write_text(people_of(out / "rows.csv"), encoding="utf-8")
        columns[name] = {**score(data, out / matches, people, out / f"{name}.json"), **cost}
        figures += figures_of(data, out / matches, name, columns[name])
    print(f"\n{data}\n{'':46}{'wayhome':>12}{'plain':>12}")
    for key in (*WANTED, "rows_not_read", *COSTS):
        print(
            f"{key:46}{shown(columns['wayhome'].get(key)):>12}{shown(columns['plain baseline'].get(key)):>12}"
        )
    return figures


KINDS = {OURS: "dev (weights estimated on it)"}
COSTS = {"seconds": "s", "processor seconds": "s", "peak MB": "MB"}


def figures_of(data, matches, name, scored):
    """Return the figures of one run, after score.py and our counting have agreed."""
    one = counting.load(data, matches)
    counted = counting.figures(one)
    for theirs, mine in AGREED.items():
        if scored[theirs] is not None and abs((counted[mine][0] or 0.0) - scored[theirs]) > 1e-9:
            raise SystemExit(f"{mine}: counted {counted[mine][0]}, score.py says {scored[theirs]}")
    figures = [
        Figure(what, None if value is None else round(value, 4), "", COMMAND, name,
               within and tuple(round(x, 4) for x in within), n, KINDS.get(name, DEV))
        for what, (value, within, n) in (counted | (counting.fairness(one) if name == OURS else {})).items()
    ]  # fmt: skip
    figures.append(
        Figure("rows of people that no reader reported", scored["rows_not_read"], "rows", COMMAND, name)
    )
    return figures + [Figure(key, scored[key], unit, COMMAND, name) for key, unit in COSTS.items()]


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

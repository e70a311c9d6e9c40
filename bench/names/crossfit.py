"""Learn what names are weighed by without the names that are measured with, for figures by cross-fitting.

    python -m bench.names.crossfit [--out var/bench/learned] [--json FILE]

The letters: scripts/train_names.py on the files of aligned words, without every pair of words that stands in one line
of any of the sets of names: no query has a word pair that the model has seen. What words come to together:
scripts/train_together.py once for each fold, without every line of that fold. The other benches find the results by
the environment variable KINMATCH_LEARNED_WITHOUT. Data: $WAYHOME_SHARED or ../shared, data/names.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import CROSS, Figure, write

ROOT = Path(__file__).resolve().parents[2]
LEARNED = ROOT / "var" / "bench" / "learned"
WORDS = ("tokens_ru_ar.tsv", "tokens_ru_la.tsv", "tokens_la_ar.tsv")
PAIRS = ("ru_ar.tsv", "ru_la.tsv", "ar_la.tsv")
LEFT_OUT = (*PAIRS, "caucasus_composed_ru_ar.tsv")
FOLDS = 2


def letters(folder: Path) -> Path:
    """Return where the letters stand."""
    return folder / "letters.json"


def together(folder: Path, fold: int) -> Path:
    """Return where it stands what words come to together, learned without the lines of a fold (line modulo FOLDS)."""
    return folder / f"together-{fold}-of-{FOLDS}.json"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=LEARNED)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared")) / "data" / "names"
    if not data.is_dir():
        print(f"Skipped: there are no evaluation names in {data}.")
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    without = [argument for name in LEFT_OUT for argument in ("--without", str(data / name))]
    learn("train_names.py", [*(data / name for name in WORDS), *without], letters(options.out), os.environ)
    environment = {**os.environ, "KINMATCH_LETTERS": str(letters(options.out))}
    for fold in range(FOLDS):
        lines = [*(data / name for name in PAIRS), "--fold", f"{fold}/{FOLDS}"]
        learn("train_together.py", lines, together(options.out, fold), environment)
    figure = Figure(
        "learning all that names are weighed by, without the measured names", round(time.monotonic() - start), "s",
        "python -m bench.names.crossfit", kind=CROSS,
    )  # fmt: skip
    write([figure], options.json)
    return 0


def learn(script: str, arguments: list, out: Path, environment) -> None:
    """Run one of the learning scripts; its result replaces an older one only when it is whole."""
    draft = out.with_suffix(".draft")
    command = [sys.executable, f"scripts/{script}", *map(str, arguments), "--out", str(draft)]
    subprocess.run(command, cwd=ROOT, check=True, env=dict(environment))
    draft.replace(out)


if __name__ == "__main__":
    raise SystemExit(main())

"""Learn the letters of names without the names that are measured with, for figures by cross-fitting.

    python -m bench.names.crossfit [--out var/bench/letters.json] [--json FILE]

Runs scripts/train_names.py on the files of aligned words, without every pair of words that stands in one line of any
of the sets of names: no query has a word pair that the model has seen. The other benches take the result by the
environment variable KINMATCH_LETTERS. Data: $WAYHOME_SHARED or ../shared, data/names.
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
LETTERS = ROOT / "var" / "bench" / "letters.json"
WORDS = ("tokens_ru_ar.tsv", "tokens_ru_la.tsv", "tokens_la_ar.tsv")
LEFT_OUT = ("ru_ar.tsv", "ru_la.tsv", "ar_la.tsv", "caucasus_composed_ru_ar.tsv")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=LETTERS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared")) / "data" / "names"
    if not data.is_dir():
        print(f"Skipped: there are no evaluation names in {data}.")
        return 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    draft = options.out.with_suffix(".draft")
    without = [argument for name in LEFT_OUT for argument in ("--without", str(data / name))]
    command = [sys.executable, "scripts/train_names.py", *(str(data / name) for name in WORDS), *without]
    start = time.monotonic()
    subprocess.run([*command, "--out", str(draft)], cwd=ROOT, check=True)
    draft.replace(options.out)
    spent = round(time.monotonic() - start)
    write([Figure("learning the letters without the measured names", spent, "s", "python -m bench.names.crossfit",
                  kind=CROSS)], options.json)  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Count the families with weights that were estimated without them.

    python -m bench.families.crossfit [DATA_DIR] [--json FILE]

Candidates are compared once. For each fold of families (requests for one family stay together) the weights and the
calibration are estimated from the other folds by scripts/fit_persons.py and the whole run is weighed and aligned
anew; what is proposed for the fold's persons is taken from that run. Where the fit begins are the weights of the
package. Duplicates are not estimated, so they are not counted here.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from bench.families import counting
from bench.figures import CROSS, Figure, write

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "python -m bench.families.crossfit"
NAME = "wayhome, weights estimated without"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared"))
    parser.add_argument("data", type=Path, nargs="?", default=shared / "data" / "families")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not (options.data / "requests.csv").exists():
        print(f"Skipped: {options.data} holds no evaluation set.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        matches = Path(folder) / "matches.csv"
        propose(options.data, matches)
        one = counting.load(options.data, matches)
    figures = [
        Figure(what, value if value is None else round(value, 4), "", COMMAND, NAME,
               within and tuple(round(x, 4) for x in within), n, CROSS)
        for what, (value, within, n) in (counting.figures(one) | counting.fairness(one)).items()
        if not what.startswith("duplicate")
    ]  # fmt: skip
    write(figures, options.json)
    return 0


def propose(data: Path, matches: Path) -> None:
    """Write what each fold's persons are proposed with the weights of the other folds."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import fit_persons

    from kinmatch.learn import fit_calibration
    from kinmatch.weights import Weights

    chosen = argparse.Namespace(data=data, compared=None, method="judged", lean=4.0)
    told("comparing")
    run, same = fit_persons.compared(chosen)
    task = fit_persons.Task(run, same, data, chosen)
    folds = range(fit_persons.FOLDS)
    told("estimating")
    fitted = {fold: task.fit(lambda f, fold=fold: f != fold) for fold in folds}
    met = task.measure(fitted)
    odds, labels, fold_of = (np.array(met[name]) for name in ("odds", "labels", "folds"))
    person = {profile.ref: n for n, profile in enumerate(run.left)}
    row = {profile.ref: profile.record for profile in run.right}
    with matches.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["request", "person", "list", "row", "weight", "band"])
        for fold in folds:
            told(f"weighing fold {fold + 1} of {len(folds)}")
            rest = fold_of != fold
            knots = fit_calibration([int(x) for x in odds[rest]], [bool(x) for x in labels[rest]])
            again = run.weighed_again(Weights(fitted[fold].terms, knots, "the other folds"))
            again.align()
            for one in again.proposals(same):
                if task.fold[person[one.left]] == fold:
                    record, sought = row[one.right], run.left[person[one.left]].record
                    writer.writerow(
                        [sought.group, one.left, record.source, record.row, one.standing_bits, one.band.value]
                    )


STARTED = time.monotonic()


def told(what: str) -> None:
    """Say how far it has come."""
    print(f"  {time.monotonic() - STARTED:5.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())

"""What a part of the benches hands over: one figure with its unit, interval, count and the command that makes it.

A part is a script that takes `--json FILE` and writes a list of such figures; `bench/run.py` runs the parts and
`bench/page.py` makes the tables. The keys `what`, `figure`, `unit` and `command` are always there; `interval`
(two numbers), `n`, `system` (whose figure it is, when several are compared), `kind` and `note` may be.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

DEV = "dev"
CROSS = "dev (cross-fitted)"
PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured (or quoted) figure; `figure` is None where a run did not finish or could not be made."""

    what: str
    figure: float | None
    unit: str
    command: str
    system: str = ""
    interval: tuple[float, float] | None = None
    n: int | None = None
    kind: str = DEV
    note: str = ""


def write(figures: list[Figure], path: Path | None) -> None:
    """Write the figures where `bench/run.py` looks for them, and show them."""
    for one in figures:
        shown = "not measured" if one.figure is None else f"{one.figure:.4g} {one.unit}"
        within = f" [{one.interval[0]:.4g}, {one.interval[1]:.4g}]" if one.interval else ""
        print(
            f"{one.system + ': ' if one.system else ''}{one.what}: {shown}{within}"
            + (f" n={one.n}" if one.n else "")
        )
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = [
            {key: value for key, value in asdict(one).items() if value not in (None, "")} for one in figures
        ]
        for line, one in zip(kept, figures, strict=True):
            line |= {"figure": one.figure, "unit": one.unit}
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read(path: Path) -> list[dict]:
    """Read the figures of one part."""
    return json.loads(path.read_text("utf-8"))

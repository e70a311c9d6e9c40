"""Measure whole-table linking beside Splink 5: time, memory, precision, recall; and how Spark scales.

    python -m bench.batch.measure [--parts 100k,plain,spark,mild1m,heavy1m] [--minutes 8] [--full] [--json FILE]

Two tables of invented persons (bench/batch/people.py), 35 of 100 of the left one stand in the right one too. Each program
runs in a process of its own on 2 cores, is stopped when its resident memory passes 8 GB or its time is over, and then stands as
not finished. A pair counts as found at probability 0.9 (odds of 3.17 bits). `plain` is one script with typing errors alone; both
programs stand there as they come, each with its recall, and their times are set against each other.
`--minutes` limits each program on a million; `--full` gives 30 minutes to each.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.batch.people import invent
from bench.figures import Figure, write
from bench.intervals import wilson

ROOT = Path(__file__).resolve().parents[2]
MEMORY_GB = 8.0
AT = 3170
PARTS = ("100k", "plain", "spark", "mild1m", "heavy1m")
SPLINK = ROOT / ".venv-bench" / "bin" / "python"


@dataclass(frozen=True)
class Outcome:
    """What a program took; `seconds` is None where it did not finish, and `note` says why."""

    seconds: float | None
    gigabytes: float
    told: dict
    note: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--minutes", type=float, default=8.0)
    parser.add_argument("--size", type=int, help="persons of each table, instead of a part's own")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    minutes = 30.0 if options.full else options.minutes
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="kinmatch-bench-") as name:
        bench = Bench(Path(name), minutes, options.size)
        for part in options.parts.split(","):
            figures += getattr(bench, f"part_{part}")()
            write(figures, options.json)  # what is measured stays, should a later part be stopped
    return 0


class Bench:
    """One run in one folder."""

    def __init__(self, folder: Path, minutes: float, size: int | None) -> None:
        self.folder, self.minutes, self.size = folder, minutes, size

    def part_100k(self) -> list[Figure]:
        """A hundred thousand against a hundred thousand, mild and heavy skew."""
        return [one for setting in ("mild", "heavy") for one in self._beside(setting, 100_000)]

    def part_mild1m(self) -> list[Figure]:
        """A million against a million with mild skew."""
        return self._beside("mild", 1_000_000)

    def part_heavy1m(self) -> list[Figure]:
        """A million against a million where one first name is in five records alike."""
        return self._beside("heavy", 1_000_000)

    def part_plain(self) -> list[Figure]:
        """One script, typing errors alone: the two times, each beside the recall that it bought."""
        size = self.size or 100_000
        tables = self._tables("plain", size)
        ours, theirs = self._ours(tables), self._splink(tables)
        out = self._figures("plain", size, ours, tables, "kinmatch on DuckDB", tables / "ours.parquet")
        out += self._figures("plain", size, theirs, tables, "Splink 5 on DuckDB", tables / "splink.parquet")
        if ours.seconds and theirs.seconds:
            out.append(
                Figure(
                    f"{_shown('plain', size)}: Splink's time over ours", theirs.seconds / ours.seconds, "times",
                    _command("plain"), system="kinmatch on DuckDB",
                )
            )  # fmt: skip
        shutil.rmtree(tables)
        return out

    def part_spark(self) -> list[Figure]:
        """The same links on Spark with one core and with two."""
        size = self.size or 100_000
        tables = self._tables("mild", size)
        self._ours(tables)
        one_machine = pq.read_table(tables / "ours.parquet")
        out, times = [], {}
        for cores in (1, 2):
            got = self._ours(
                tables, "--engine", "spark", "--master", f"local[{cores}]", out=f"spark{cores}.parquet"
            )
            system = f"kinmatch on Spark local[{cores}]"
            out += self._figures(
                "mild", size, got, tables, system, tables / f"spark{cores}.parquet", part="spark"
            )
            if got.seconds:
                times[cores] = got.seconds
                same = values(pq.read_table(tables / f"spark{cores}.parquet")) == values(one_machine)
                out.append(
                    Figure(
                        f"{_shown('mild', size)}: links equal to DuckDB's to the millibit", float(same), "(1 yes, 0 no)",
                        _command("spark"), system=system, n=one_machine.num_rows,
                    )
                )  # fmt: skip
        if len(times) == 2:
            out.append(
                Figure(
                    f"{_shown('mild', size)}: time on one core over two",
                    times[1] / times[2],
                    "times",
                    _command("spark"),
                    system="kinmatch on Spark",
                )
            )
        shutil.rmtree(tables)
        return out

    def _beside(self, setting: str, size: int) -> list[Figure]:
        size = self.size or size
        tables = self._tables(setting, size)
        part = "100k" if size <= 100_000 else f"{setting}1m"
        ours = self._ours(tables)
        out = self._figures(
            setting, size, ours, tables, "kinmatch on DuckDB", tables / "ours.parquet", part=part
        )
        theirs = self._splink(tables)
        out += self._figures(
            setting, size, theirs, tables, "Splink 5 on DuckDB", tables / "splink.parquet", part=part
        )
        shutil.rmtree(tables)
        return out

    def _tables(self, setting: str, size: int) -> Path:
        folder = self.folder / f"{setting}-{size}"
        folder.mkdir(exist_ok=True)
        tables = invent(size, setting)
        for name in ("left", "right", "pairs"):
            pq.write_table(getattr(tables, name), folder / f"{name}.parquet")
        return folder

    def _ours(self, tables: Path, *more: str, out: str = "ours.parquet") -> Outcome:
        command = [sys.executable, "-m", "bench.batch.ours", *_files(tables, out), *more]
        return watch(command, self.minutes)

    def _splink(self, tables: Path) -> Outcome:
        if not SPLINK.exists():
            return Outcome(None, 0.0, {}, "the peers are not installed (make setup-bench)")
        command = [
            str(SPLINK),
            "-W",
            "ignore",
            str(ROOT / "bench/batch/peer.py"),
            *_files(tables, "splink.parquet"),
        ]
        return watch(command, self.minutes)

    def _figures(
        self,
        setting: str,
        size: int,
        got: Outcome,
        tables: Path,
        system: str,
        links: Path,
        *,
        part: str = "plain",
    ) -> list[Figure]:
        what, command = _shown(setting, size), _command(part)
        out = [
            Figure(f"{what}: time", got.seconds, "s", command, system=system, note=got.note),
            Figure(f"{what}: most memory", got.gigabytes or None, "GB", command, system=system),
        ]
        if got.seconds is None:
            return out
        hits, said, true = count(links, tables / "pairs.parquet")
        for name, n in (("precision", said), ("recall", true)):
            share = hits / n if n else 0.0
            out.append(
                Figure(
                    f"{what}: {name}", share, "share", command, system=system, interval=wilson(hits, n), n=n
                )
            )
        if "candidates" in got.told:
            out.append(
                Figure(f"{what}: pairs scored", got.told["candidates"], "pairs", command, system=system)
            )
        return out


def watch(command: list[str], minutes: float) -> Outcome:
    """Run a program; stop it when its time is over or it and its children hold more than the memory allowed."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    start, most = time.monotonic(), 0.0
    note = ""
    while process.poll() is None:
        most = max(most, resident_gb(process.pid))
        if most > MEMORY_GB:
            note = f"stopped at {MEMORY_GB:g} GB"
        elif time.monotonic() - start > minutes * 60:
            note = f"not finished in {minutes:g} min"
        if note:
            stop(process.pid)
        time.sleep(0.25)
    lines = (process.stdout.read() if process.stdout else "").strip().splitlines()
    if note or process.returncode:
        return Outcome(None, most, {}, note or f"ended with exit code {process.returncode}")
    told = json.loads(lines[-1])
    return Outcome(told["seconds"], most, told)


def family_of(pid: int) -> list[int]:
    """Give a process and all that came of it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def resident_gb(pid: int) -> float:
    """Give the proportional resident memory of a process and its children; shared pages count once."""
    total = 0
    for one in family_of(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1e6


def stop(pid: int) -> None:
    """End a program that this bench has started, and its children."""
    for one in reversed(family_of(pid)):
        subprocess.run(["kill", "-9", str(one)], check=False, stderr=subprocess.DEVNULL)


def count(links: Path, pairs: Path) -> tuple[int, int, int]:
    """Count true pairs found at 0.9, pairs said, and true pairs."""
    table, truth = pq.read_table(links), pq.read_table(pairs)
    if "odds" in table.column_names:
        table = table.filter(pc.greater_equal(table["odds"], AT))
    else:
        table = table.filter(pc.greater_equal(table["match_probability"], 0.9))
    right_of = np.full(int(1e8) if len(truth) > 4e6 else 4_000_000, -1, dtype=np.int64)
    right_of[_numbers(truth["left"])] = _numbers(truth["right"])
    hits = int((right_of[_numbers(table["left"])] == _numbers(table["right"])).sum())
    return hits, table.num_rows, truth.num_rows


def values(links: pa.Table) -> dict[str, pa.ChunkedArray]:
    """Give the columns of links, whatever their file says of missing values."""
    return {name: links[name] for name in links.column_names}


def _numbers(ids: object) -> np.ndarray:
    return pc.utf8_slice_codeunits(ids, 1).cast("int64").to_numpy()


def _files(tables: Path, out: str) -> list[str]:
    return [str(tables / "left.parquet"), str(tables / "right.parquet"), str(tables / out)]


def _shown(setting: str, size: int) -> str:
    words = f"{size // 1000}k" if size < 1_000_000 else f"{size / 1e6:g}M"
    skew = {"mild": "mild skew", "heavy": "heavy skew", "plain": "one script"}[setting]
    return f"{words} × {words}, {skew}"


def _command(part: str) -> str:
    return f"python -m bench.batch.measure --parts {part}"


if __name__ == "__main__":
    raise SystemExit(main())

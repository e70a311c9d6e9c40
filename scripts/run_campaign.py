"""Run every test with the full counts and in all languages, and write the report `reports/campaign.md`.

`WAYHOME_CAMPAIGN=1` tells the tests to take their full counts. The report names the commit it ran on; the working
tree must be clean, or the report would speak of code that nobody has.

Exit codes: 0 everything passed, 1 something failed (the report says what), 2 the working tree is not clean.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "reports" / "campaign.md"


def main() -> int:
    """Run the campaign and write its report."""
    if said("git", "status", "--porcelain", "--untracked-files=no"):
        print("Commit first: the report names the commit it ran on.", file=sys.stderr)
        return 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={results}", "packages", "tests"]
        code = subprocess.run(
            command, check=False, cwd=ROOT, env={**os.environ, "WAYHOME_CAMPAIGN": "1"}
        ).returncode
        cases = ET.parse(results).getroot().iter("testcase")  # noqa: S314  pytest wrote it a moment ago
        counts, failed = count(cases)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report(counts, failed, time.monotonic() - began), "utf-8")
    print(f"Written: {REPORT.relative_to(ROOT)}")
    return 0 if code == 0 else 1


def said(*command: str) -> str:
    """Return what a command prints."""
    return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.strip()


def count(cases: Iterable[ET.Element]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return passed, failed and skipped for each folder of tests, and the names of those that failed."""
    counts: dict[str, Counter[str]] = {}
    failed = []
    for case in cases:
        where = case.get("classname", "").rsplit(".", 1)[0]
        kind = next(
            (kind for kind in ("failure", "error", "skipped") if case.find(kind) is not None), "passed"
        )
        counts.setdefault(where, Counter())["failed" if kind in {"failure", "error"} else kind] += 1
        if kind in {"failure", "error"}:
            failed.append(f"{case.get('classname')}.{case.get('name')}")
    return counts, failed


def report(counts: dict[str, Counter[str]], failed: list[str], seconds: float) -> str:
    """Return the page."""
    lines = [
        "# Campaign",
        "",
        f"Commit {said('git', 'rev-parse', 'HEAD')}, {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, "
        f"{seconds / 60:.1f} minutes. Written by `make campaign`.",
        "",
        "| tests | passed | failed | skipped |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {c['passed']} | {c['failed']} | {c['skipped']} |"
            for name, c in sorted(counts.items())
        ),
    ]
    if failed:
        lines += ["", "Failed:", "", *(f"- `{name}`" for name in failed)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

"""Reading an uploaded file in a process of its own, with little memory and time, and nothing to reach.

A file from outside may be made to crash or to swell; then the child dies, and the upload is refused by name.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from datetime import date

from rosters import ColumnMapping, Roster, Unreadable, UnreadableCode, format_mapping, parse_mapping, read
from wayhome.reading.packing import format_roster, parse_roster

MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 120


class TookTooLong(Exception):
    """The child that reads a file was not ready in time."""


def read_apart(
    data: bytes, *, filename: str, mapping: ColumnMapping | None = None, as_of: date | None = None,
    seconds: float = CPU_SECONDS * 2,
) -> Roster:  # fmt: skip
    """Read a file in a limited child process.

    Args:
        as_of: nobody on the list can have been born after this year.
        seconds: how long to wait.

    Raises:
        Unreadable: as `rosters.read` says, or DAMAGED where the child died of the file.
        TookTooLong: the child was not ready in time.
    """
    head = json.dumps(
        {
            "filename": filename,
            "mapping": format_mapping(mapping) if mapping else None,
            "as_of": as_of.isoformat() if as_of else None,
        }
    )
    try:
        child = subprocess.run(
            [sys.executable, "-m", "wayhome.adapters.list_reader"],
            input=head.encode("utf-8", "surrogatepass") + b"\n" + data,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    try:
        answer = json.loads(child.stdout)
    except ValueError:
        raise Unreadable(UnreadableCode.DAMAGED, place=filename) from None
    if "unreadable" in answer:
        code, place, value, limit = answer["unreadable"]
        raise Unreadable(UnreadableCode(code), place=place, value=value, limit=limit)
    return parse_roster(answer)


def main() -> int:
    """Be the child: the first line of the input says how to read the bytes that follow."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    head = json.loads(sys.stdin.buffer.readline())
    mapping = parse_mapping(head["mapping"]) if head["mapping"] else None
    as_of = date.fromisoformat(head["as_of"]) if head["as_of"] else None
    data = sys.stdin.buffer.read()
    try:
        answer = format_roster(read(data, filename=head["filename"], mapping=mapping, as_of=as_of))
    except Unreadable as cause:
        answer = {"unreadable": [cause.code.value, cause.place, cause.value, cause.limit]}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

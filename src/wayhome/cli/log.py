"""`wayhome log check`: verify a transparency log that lies in a folder, ours or anybody's, without server or network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sealbook import VerifyingKey

DONE, USAGE, UNREADABLE, BROKEN = 0, 2, 3, 1

_EPILOG = """
Read are `checkpoint`, `tile/entries/…` and `tile/<level>/…` of the folder (c2sp.org/tlog-tiles). All entries are hashed
into tiles, tiles into the root, and the root is held against the checkpoint that the log has signed. Checkpoints
that lie in the folder `checkpoints`, or are given with --since, must be earlier states of the same log.
exit codes: 0 all is consistent; 1 something is not, and what is told; 2 wrong usage; 3 a file cannot be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `check`."""
    commands = parser.add_subparsers(dest="log_command", required=True, metavar="check")
    check = commands.add_parser(
        "check",
        help="verify a log that lies in a folder",
        description="verify a log that lies in a folder",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--vkey", required=True, help="the log's verifier key, as it stands on a receipt")
    check.add_argument(
        "--since", type=Path, action="append", default=[], metavar="FILE", help="an earlier checkpoint"
    )
    check.add_argument("--witness", action="append", default=[], metavar="VKEY", help="key of a witness")
    check.add_argument("--quorum", type=int, default=0, help="how many of them must have seen the checkpoint")


def run(options: argparse.Namespace) -> int:
    """Check, and say in one line what was found."""
    from sealbook import MalformedKey, Unacceptable, parse_vkey  # noqa: PLC0415 - loaded when it is needed

    try:
        log = parse_vkey(options.vkey)
        witnesses = [parse_vkey(text) for text in options.witness]
    except MalformedKey as refused:
        return _say(f"a key is not readable: {refused}", USAGE)
    if not 0 <= options.quorum <= len(witnesses):
        return _say("--quorum asks for more witnesses than are given", USAGE)
    try:
        return _check(options, log, witnesses)
    except OSError as refused:
        return _say(f"{refused.filename}: {refused.strerror}", UNREADABLE)
    except Unacceptable as refused:
        return _say(f"NOT CONSISTENT: {refused}", BROKEN)


def _check(options: argparse.Namespace, log: VerifyingKey, witnesses: list[VerifyingKey]) -> int:
    from sealbook import Rewritten, check_checkpoint, check_cosignatures, parse_note, read_tree  # noqa: PLC0415

    folder: Path = options.folder
    note = parse_note((folder / "checkpoint").read_bytes())
    now = check_checkpoint(note, log)
    seen = check_cosignatures(note, witnesses, quorum=options.quorum)
    tree = read_tree(lambda path: _bytes(folder / path), now.size, progress=_Progress())
    if tree.root() != now.root:
        raise Rewritten(f"the files do not lead to the root that was signed for {now.size} entries")
    kept = folder / "checkpoints"
    earlier = [*options.since, *(sorted(kept.iterdir()) if kept.is_dir() else ())]
    for path in earlier:
        before = check_checkpoint(parse_note(path.read_bytes()), log)
        if before.size > now.size:
            raise Rewritten(
                f"{path.name} was signed for {before.size} entries, now there are {now.size}: the log was cut short"
            )
        if tree.root(before.size) != before.root:
            raise Rewritten(f"{path.name} was signed for other entries than the first {before.size} of now")
    witnessed = f", seen by {', '.join(one.by for one in seen)}" if seen else ""
    print(
        f"{now.origin}: {now.size} entries lead to the signed root"
        f"; {len(earlier)} earlier checkpoints are states of the same log{witnessed}."
    )
    return DONE


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


class _Progress:
    """Tells each tenth of a long log on a terminal."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, done: int, whole: int) -> None:
        tenth = done * 10 // whole
        if whole >= 100_000 and tenth > self._told:
            self._told = tenth
            print(f"{done} of {whole} entries read", file=sys.stderr)


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code

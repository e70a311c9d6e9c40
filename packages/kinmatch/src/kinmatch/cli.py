"""`kinmatch score` and `kinmatch rank`: names in a file, weights in a file. `wayhome names` calls the same.

Tables are UTF-8, one line a row, cells parted by tabs, nothing quoted: a name comes out as it went in.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

DONE, USAGE, UNREADABLE, INTERRUPTED = 0, 2, 3, 130

ABOUT = "weigh names against each other, in any mixture of Arabic, Cyrillic and Latin script"
_SCORE = """
PAIRS   a table with two names a line. A first line with the headings a and b is understood, in whatever place
        they stand; without it the first two columns are the names. Further columns are kept.
--out   the same table with the columns weight (bits; above 0 for one name, below 0 against; empty where one side
        has no name) and why.
"""
_RANK = """
QUERIES, GALLERY  one name a line; a first line that is exactly "query" or "name" is a heading.
--out             columns query, rank, name, weight (bits). A query that is empty, or no name, is answered with
                  one line that has nothing but the query. A name that stands in the gallery twice is given once.
"""
_CODES = "exit codes: 0 done; 2 wrong usage; 3 a file cannot be read or written; 130 interrupted."


class Unreadable(Exception):
    """A table cannot be read; the text names the file, and the line where there is one."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    parser = argparse.ArgumentParser(prog="kinmatch", description=ABOUT)
    add_arguments(parser)
    return run(parser.parse_args(argv))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two commands."""
    commands = parser.add_subparsers(dest="names_command", required=True, metavar="score|rank")
    for name, line, epilog in (
        ("score", "weigh pairs of names", _SCORE),
        ("rank", "find the names of a gallery that are likeliest the same", _RANK),
    ):
        command = commands.add_parser(
            name,
            help=line,
            description=line,
            epilog=epilog + "\nA file named - is standard input or output.\n" + _CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == "score":
            command.add_argument("pairs", metavar="PAIRS.tsv")
            command.add_argument("--lang", choices=("en", "ru", "ar"), default="en", help="language of why")
        else:
            command.add_argument("queries", metavar="QUERIES.tsv")
            command.add_argument("gallery", metavar="GALLERY.tsv")
            command.add_argument(
                "--top", type=int, default=10, metavar="N", help="names for each query (default 10)"
            )
        command.add_argument("--out", required=True, metavar="FILE", help="where to write; - for the screen")


def run(options: argparse.Namespace) -> int:
    """Run the command that was asked for and give its exit code."""
    try:
        return _score(options) if options.names_command == "score" else _rank(options)
    except Unreadable as problem:
        _say(str(problem))
        return UNREADABLE
    except BrokenPipeError:  # the reader of our output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREADABLE
    except OSError as problem:
        _say(f"{problem.filename or options.out}: {problem.strerror or problem}")
        return UNREADABLE
    except KeyboardInterrupt:
        _say("interrupted; nothing was written")
        return INTERRUPTED


def _score(options: argparse.Namespace) -> int:
    rows = read_table(options.pairs)
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    named = "a" in heading and "b" in heading
    a, b = (heading.index("a"), heading.index("b")) if named else (0, 1)
    titles = rows.pop(0) if named else ["a", "b"]
    width = max([len(titles), *(len(row) for row in rows)])
    titles = titles + [f"column {i + 1}" for i in range(len(titles), width)]
    for number, row in enumerate(rows, 2 if named else 1):
        if any(row) and len(row) <= max(a, b):
            raise Unreadable(f"{options.pairs}, line {number}: there are not two names parted by a tab")

    from kinmatch.names.bulk import score_names  # noqa: PLC0415 - the engine is loaded when a run begins
    from kinmatch.names.saying import say_parts  # noqa: PLC0415

    padded = [row + [""] * (width - len(row)) for row in rows]
    found = score_names([(row[a], row[b]) for row in padded], progress=_Progress("pairs weighed"))
    write_table(
        options.out,
        [*titles, "weight", "why"],
        (
            [*row, f"{one.bits:.3f}" if one.parts else "", say_parts(one.parts, options.lang)]
            for row, one in zip(padded, found, strict=True)
        ),
    )
    return DONE


def _rank(options: argparse.Namespace) -> int:
    if options.top < 1:
        _say("--top must be 1 or more")
        return USAGE
    if options.queries == options.gallery == "-":
        _say("only one of the two files can be standard input")
        return USAGE
    queries, gallery = read_names(options.queries), [name for name in read_names(options.gallery) if name]

    from kinmatch.names.bulk import rank_names  # noqa: PLC0415 - the engine is loaded when a run begins

    found = rank_names(queries, gallery, options.top, progress=_Progress("queries ranked"))

    def lines() -> Iterator[list[str]]:
        for query, ranked in zip(queries, found, strict=True):
            if not ranked:
                yield [query, "", "", ""]
            for rank, one in enumerate(ranked, 1):
                yield [query, str(rank), one.name, f"{one.bits:.3f}"]

    write_table(options.out, ["query", "rank", "name", "weight"], lines())
    return DONE


def read_table(path: str) -> list[list[str]]:
    """Read the lines of a table, each cut at its tabs.

    Args:
        path: of a UTF-8 file, with or without byte order mark; "-" for standard input.

    Raises:
        Unreadable: the bytes are no UTF-8; the text names the line.
        OSError: there is no such file.
    """
    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable(f"{path}: this is UTF-16; save it as UTF-8 text")
    if data[:4] == b"PK\x03\x04":
        raise Unreadable(f"{path}: this is a spreadsheet or archive; save it as text, cells parted by tabs")
    rows = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            rows.append(line.removesuffix(b"\r").decode("utf-8").split("\t"))
        except UnicodeDecodeError:
            raise Unreadable(f"{path}, line {number}: this is no UTF-8 text") from None
    if rows[-1] == [""]:
        rows.pop()
    return rows


def read_names(path: str) -> list[str]:
    """Read one name a line, without a heading that is exactly "query" or "name"; cells after a tab are not read."""
    names = [row[0] for row in read_table(path)]
    return names[1:] if names and names[0].strip().lower() in ("query", "name") else names


def write_table(path: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table; the file is whole or not there.

    Raises:
        OSError: it cannot be written.
    """
    if path == "-":
        for row in (heading, *rows):
            sys.stdout.buffer.write(_line(row))
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    handle, part = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for row in (heading, *rows):
                file.write(_line(row))
        Path(part).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(part).unlink()


def _line(cells: Sequence[str]) -> bytes:
    return ("\t".join(cells) + "\n").encode("utf-8")


class _Progress:
    """A count on the screen, ten times in all; nothing for what is done at once."""

    def __init__(self, words: str) -> None:
        self._words, self._shown = words, 0

    def __call__(self, done: int, total: int) -> None:
        tenth = done * 10 // total
        if total >= 1000 and tenth > self._shown:
            self._shown = tenth
            _say(f"{self._words}: {done} of {total}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

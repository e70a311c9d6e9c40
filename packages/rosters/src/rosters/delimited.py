"""Text files: lines to cells. Each physical line stays one row, also where a quoted cell runs over lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .encodings import Text, decode
from .errors import Unreadable, UnreadableCode
from .grid import Grid, Line
from .limits import Limits
from .row import Problem, ProblemCode

DELIMITERS = ("\t", ";", ",", "|")
_LONGEST_CELL = 20  # lines; a quote open for longer is a stray quote


def read_text(data: bytes, limits: Limits) -> tuple[Text, Grid]:
    """Decode a text file and cut it into cells.

    Raises:
        Unreadable: no text, too many rows or columns, with the row as place.
    """
    text = decode(data)
    if len(text.lines) > limits.rows:
        raise Unreadable(UnreadableCode.TOO_MANY_ROWS, value=len(text.lines), limit=limits.rows)
    delimiter = sniff(text.lines)
    lines = _cut(text, delimiter, limits)
    return text, Grid("", tuple(lines), encoding=text.encoding, delimiter=delimiter)


def sniff(lines: Sequence[str]) -> str:
    """Return the delimiter that cuts most lines into one same number of cells; empty if none does."""
    sample = [line for line in lines[:2000] if line.strip()]
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        counts = Counter(line.count(delimiter) for line in sample)
        counts.pop(0, None)
        if not counts:
            continue
        modal, times = max(counts.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]))
        near = sum(n for count, n in counts.items() if abs(count - modal) <= 1)
        # A comma is also punctuation, so one comma a line says little.
        score = (times + 0.3 * (near - times)) / len(sample) * (1 if modal > 1 or delimiter != "," else 0.4)
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best if best_score >= 0.2 else ""


def split_cells(line: str, delimiter: str) -> list[str]:
    """Cut one line. Quotes count only around a whole cell; any other quote is a letter like others."""
    if not delimiter:
        return [line]
    if '"' not in line:
        return line.split(delimiter)
    d = re.escape(delimiter)
    pattern = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?={d}|\Z)|([^{d}]*)' if delimiter != "\t" else
                         r'[ ]*"((?:[^"]|"")*)"[ ]*(?=\t|\Z)|([^\t]*)')  # fmt: skip
    cells, at = [], 0
    while True:
        found = pattern.match(line, at)
        assert found is not None  # the second branch matches the empty string
        quoted = found.group(1)
        cells.append(found.group(2) if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if at >= len(line):
            return cells
        at += 1


def _is_open(line: str, delimiter: str) -> bool:
    """Say whether the last cell begins with a quote that the line does not close."""
    if line.count('"') % 2 == 0:
        return False
    start = max(line.rfind(f'{delimiter}"'), 0 if line.startswith('"') else -1)
    return start >= 0


def _cut(text: Text, delimiter: str, limits: Limits) -> list[Line]:
    lines: list[Line] = []
    at = 0
    while at < len(text.lines):
        taken = _joined(text.lines, at, delimiter)
        whole = "\n".join(text.lines[at : at + taken])
        lines.append(_line(at + 1, split_cells(whole, delimiter), text, limits))
        for more in range(1, taken):
            number = at + 1 + more
            continued = Problem(ProblemCode.CONTINUED, None, str(at + 1))
            lines.append(Line(number, (text.lines[number - 1],), (continued,), continues=at + 1))
        at += taken
    return lines


def _joined(lines: Sequence[str], at: int, delimiter: str) -> int:
    """Return how many physical lines the record beginning at `at` takes, 1 unless a quote closes later."""
    if not delimiter or '"' not in lines[at] or not _is_open(lines[at], delimiter):
        return 1
    for n in range(1, min(_LONGEST_CELL, len(lines) - at)):
        head, quote, tail = lines[at + n].partition('"')
        if quote:
            closes = not tail or tail.startswith(delimiter)
            return n + 1 if closes and not _is_open(tail, delimiter) else 1
        if head.count(delimiter) >= max(2, lines[at].count(delimiter)):
            return 1  # a whole row of its own: the quote before it was a stray one
    return 1


def _line(number: int, cells: list[str], text: Text, limits: Limits) -> Line:
    if len(cells) > limits.columns:
        raise Unreadable(
            UnreadableCode.TOO_MANY_COLUMNS, place=f"row {number}", value=len(cells), limit=limits.columns
        )
    problems = [Problem(ProblemCode.ENCODING)] if number in text.strange else []
    problems += [
        Problem(ProblemCode.TOO_LONG, i, c[:40]) for i, c in enumerate(cells) if len(c) > limits.cell_chars
    ]
    return Line(number, tuple(cells), tuple(problems))

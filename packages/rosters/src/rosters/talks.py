"""Rows of a chat: each physical line one row, people where a message names some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from .encodings import Text
from .grid import Grid
from .mentions import Naming, read_mentions
from .messages import Message, parse_message, senders_of
from .row import Field, Mention, Problem, ProblemCode, Row, RowKind
from .values import find_date

_SAMPLE = 200


class PlannedTalk:
    """A chat whose rows are known; the cells of a row are the one whole line."""

    def __init__(self, text: Text) -> None:
        self._text = text
        senders = senders_of(text.lines)
        self._messages = [parse_message(line, senders=senders) for line in text.lines]
        self._namings = [Naming() if m.is_system else read_mentions(m.body) for m in self._messages]
        self.kinds = tuple(map(_kind, text.lines, self._namings))
        days = [d for d in (find_date(m.when) for m in self._messages) if d is not None]
        self.dated_on: date | None = max(days, default=None)

    def rows(self) -> Iterator[Row]:
        """Yield every physical line once, in order."""
        last = Message("")
        for number, line in enumerate(self._text.lines, 1):
            message, naming = self._messages[number - 1], self._namings[number - 1]
            last = message if message.when else last
            problems = [Problem(ProblemCode.ENCODING)] if number in self._text.strange else []
            people: tuple[Mention, ...] = ()
            if self.kinds[number - 1] is RowKind.PERSON:
                people = tuple(_with_source(p, message, last) for p in naming.people)
                if not naming.is_clear:
                    problems.append(Problem(ProblemCode.SENSE_UNCLEAR, 0, message.body))
            group = str(number) if len(people) > 1 else None
            yield Row(number, self.kinds[number - 1], (line,), people, group, tuple(problems))


def _kind(line: str, naming: Naming) -> RowKind:
    if not line.strip():
        return RowKind.BLANK
    return RowKind.PERSON if naming.people else RowKind.OTHER


def _with_source(person: Mention, message: Message, last: Message) -> Mention:
    said = message if message.when else last
    fields = dict(person.fields)
    if said.when:
        fields[Field.WRITTEN_ON] = said.when
    if message.sender or said.sender:
        fields[Field.SENDER] = message.sender or said.sender
    return Mention(fields)


def is_talk_without_times(lines: Sequence[str], grid: Grid) -> bool:
    """Say whether lines without time and sender are messages rather than a table.

    A table has a delimiter that cuts most lines alike; a bare list of names has short lines.
    """
    said = [line for line in lines[:_SAMPLE] if line.strip()]
    if grid.delimiter and grid.delimiter != ",":
        return False
    widths = [len(line.cells) for line in grid.lines if any(c.strip() for c in line.cells)]
    usual = max(set(widths), key=widths.count) if widths else 1
    if grid.delimiter and usual > 2 and widths.count(usual) >= 0.5 * len(widths):
        return False
    long = sum(len(line.split()) >= 5 for line in said)
    speaking = sum(bool(read_mentions(parse_message(line).body).people) for line in said)
    return long >= 0.4 * len(said) and speaking >= 0.1 * len(said)

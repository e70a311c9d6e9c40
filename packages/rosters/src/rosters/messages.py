"""Chat files: who wrote when, and whom a message names. One physical line is one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .text import clean

_WHEN = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[APap]\.?[Mm]\.?)?"
_PREFIXES = (
    re.compile(rf"^\[(?P<when>{_WHEN})\]\s*(?P<sender>[^:]{{1,60}}):\s?(?P<body>.*)$"),
    re.compile(rf"^(?P<when>{_WHEN})\s*[-–]\s*(?P<sender>[^:]{{1,60}}):\s?(?P<body>.*)$"),
    re.compile(rf"^(?P<sender>[^:\[]{{1,60}}?),?\s*\[(?P<when>{_WHEN})\]:?\s?(?P<body>.*)$"),
    re.compile(rf"^(?P<when>{_WHEN})\s+(?P<sender>[^:]{{1,40}}):\s(?P<body>.*)$"),
)
_SYSTEM = re.compile(rf"^\[?(?P<when>{_WHEN})\]?\s*[-–]?\s*(?P<body>[^:]*)$")
_SHORT_PREFIX = re.compile(r"^(?P<sender>[^\W\d][\w .'’-]{0,24}):\s+(?P<body>\S.*)$")
_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a chat. `is_system`: the programme speaks, not a person."""

    body: str
    sender: str = ""
    when: str = ""
    is_system: bool = False


def parse_message(line: str, *, senders: frozenset[str] = frozenset()) -> Message:
    """Take time and sender off a line. A line without them is the continuation of a message."""
    text = clean(line)
    for pattern in _PREFIXES:
        found = pattern.match(text)
        if found:
            return Message(found["body"].strip(), found["sender"].strip(), found["when"])
    found = _SYSTEM.match(text)
    if found:
        return Message(found["body"].strip(), "", found["when"], is_system=True)
    found = _SHORT_PREFIX.match(text)
    if found and found["sender"] in senders:
        return Message(found["body"].strip(), found["sender"])
    return Message(text)


def are_messages(lines: Sequence[str]) -> bool:
    """Say whether a text file is a chat: enough lines begin with a time and a sender."""
    said = [clean(line) for line in lines[:1000] if line.strip()]
    return bool(said) and sum(any(p.match(s) for p in _PREFIXES) for s in said) >= _ENOUGH * len(said)


def senders_of(lines: Sequence[str]) -> frozenset[str]:
    """Find who writes by bare "Name: text" lines: names that come back at least three times."""
    counted: dict[str, int] = {}
    for line in lines:
        found = _SHORT_PREFIX.match(clean(line))
        if found:
            counted[found["sender"]] = counted.get(found["sender"], 0) + 1
    return frozenset(s for s, n in counted.items() if n >= 3)

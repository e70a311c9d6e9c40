"""Whom a message names: a woman, her age, where she is from, where and when she was seen, her children.

A small grammar over the labels of chat.py. What precedes a comma, a place or a verb is a name; nothing
here knows names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .chat import Token, key_of, label
from .row import Field, Mention
from .scanner import Person, Reading, Scanner

_SURNAME = re.compile(r"(?:[oe]v|[oe]f|in|ii)a?|.*(?:[oei]v|[oe]sh|iev|in|sk)(?:a|aia|ii|na|ich)?$")
_FEMALE = re.compile(r".*(?:ov|ev|iev|in|osh|esh)(?:a|na)$")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Naming:
    """The people of one message; `is_clear` is False where the grammar only half fits."""

    people: tuple[Mention, ...] = ()
    is_clear: bool = True


def read_mentions(body: str) -> Naming:
    """Find whom a message names; empty for chatter."""
    reading = Scanner(label(body)).run()
    reading.adults = [a for a in reading.adults if a.is_named and len(a.words) <= _MOST_WORDS]
    if not reading.adults and not (reading.children and reading.places and not reading.stops):
        return Naming()
    evidence = len(reading.signs)
    named_well = any(_looks_named(a) for a in reading.adults)
    if reading.stops and not (named_well and evidence >= 2 and reading.stops <= 2):
        return Naming()
    if evidence >= 2 or (evidence and named_well):
        return Naming(tuple(_mentions(reading)), is_clear=not reading.stops)
    if named_well and any(_has_kunya(a) or _has_surname(a) for a in reading.adults):
        return Naming(tuple(_mentions(reading)), is_clear=False)
    return Naming()


def _has_kunya(person: Person) -> bool:
    return any(t.label == "kunya" for t in (*person.words, *person.aside))


def _has_surname(person: Person) -> bool:
    return len(person.words) >= 2 and any(_SURNAME.fullmatch(t.key) for t in person.words if len(t.key) > 4)


def _looks_named(person: Person) -> bool:
    capitals = sum(t.text[:1].isupper() for t in person.words)
    return _has_kunya(person) or _has_surname(person) or bool(person.aside) or capitals > 0


def _text(tokens: list[Token]) -> str:
    return " ".join(t.text for t in tokens)


def _mentions(reading: Reading) -> list[Mention]:
    shared: dict[Field, str] = {}
    if reading.places:
        shared[Field.PLACE] = ", ".join(dict.fromkeys(reading.places))
    if reading.whens:
        shared[Field.SEEN_ON] = " ".join(dict.fromkeys(reading.whens))
    mentions = [Mention({**_adult_fields(a, reading), **shared}) for a in reading.adults]
    mother = _text(reading.adults[0].words) if reading.adults else ""
    for child in reading.children:
        fields = {Field.NAME: _text(child.words), Field.RELATION: "child", **shared}
        if mother:
            fields[Field.MOTHER] = mother
        if child.age:
            fields[Field.AGE] = child.age
        if child.birth:
            fields[Field.BIRTH] = child.birth
        mentions.append(Mention(fields))
    return mentions


def _adult_fields(person: Person, reading: Reading) -> dict[Field, str]:
    fields: dict[Field, str] = {}
    name, aside = _text(person.words), _text(person.aside)
    if any(t.label == "kunya" for t in person.words[:1]):
        fields[Field.KUNYA] = name
        if aside:
            fields[Field.NAME] = aside
    else:
        fields[Field.NAME] = name or aside
        if aside and name:
            fields[Field.KUNYA if person.aside[0].label == "kunya" else Field.OTHER_NAME] = aside
    nisba = [t.text for t in person.words[1:] if t.label == "nisba"]
    if person.origin or nisba:
        fields[Field.ORIGIN] = _text(person.origin) or nisba[-1]
    if person.age:
        fields[Field.AGE] = person.age
    if person.birth:
        fields[Field.BIRTH] = person.birth
    if person is reading.adults[0]:
        fields.update(_children_fields(reading))
    female = reading.is_female or any(_FEMALE.fullmatch(t.key) for t in person.words)
    if any(key_of(t.text) in ("umm", "um", "om", "oum") for t in person.words[:1]) or female:
        fields[Field.RELATION] = "woman"
    return fields


def _children_fields(reading: Reading) -> dict[Field, str]:
    fields: dict[Field, str] = {}
    if reading.children:
        fields[Field.CHILDREN] = ", ".join(
            f"{_text(c.words)} {c.age or c.birth}".strip() for c in reading.children
        )
    elif reading.with_text:
        fields[Field.CHILDREN] = reading.with_text
    count = max(reading.count or 0, len(reading.children))
    if count:
        fields[Field.CHILDREN_COUNT] = str(count)
    return fields

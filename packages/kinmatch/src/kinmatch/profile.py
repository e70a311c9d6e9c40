"""Records made ready for comparison: names parsed once, relatives' names put where lists put them.

A Russian form says father and patronymic, an Iraqi list says given, father, grandfather in one name. Here both
become one name with roles, so that one alignment serves all. Nothing is compared here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kinmatch.names import ParsedName, parse_name
from kinmatch.names.parts import Role as Part
from kinmatch.names.parts import Token
from kinmatch.record import NameKind, PersonRecord, Role, Sex
from kinmatch.traits import find_marks, find_origins

MOST_NAMES = 5
CHILD_BORN_SINCE = date(2000, 1, 1)
"""Lists and requests are of 2014–2018 and later: somebody born since 2000 was a child when the family left."""
ADULT_BORN_BEFORE = date(1998, 1, 1)


@dataclass(frozen=True, slots=True)
class Profile:
    """One record, ready to compare.

    `names` are full readings (given, father, grandfather, family names); `kunyas` names of children that she or he
    is called by; `child_names` given names of children told of elsewhere in the record's group.
    """

    record: PersonRecord
    names: tuple[ParsedName, ...]
    kunyas: tuple[ParsedName, ...]
    mother: tuple[ParsedName, ...]
    mother_kunyas: tuple[ParsedName, ...]
    mother_is_member: bool
    husband: ParsedName | None
    husband_kunya: ParsedName | None
    sex: Sex | None
    sex_is_stated: bool
    is_child: bool | None
    child_names: tuple[ParsedName, ...]
    children_known: int | None
    sibling_names: tuple[ParsedName, ...]
    children_as_kunya: tuple[ParsedName, ...]
    """The kunyas that her or his children would give."""
    mothers_children_as_kunya: tuple[ParsedName, ...]
    """The kunyas that a child and its brothers and sisters would give their mother."""
    origins: frozenset[str]
    marks: frozenset[str]

    @property
    def ref(self) -> str:
        """The record's reference."""
        return self.record.ref


def build_profiles(records: Sequence[PersonRecord]) -> list[Profile]:
    """Make profiles in the order of the records; members of one group lend each other what they say."""
    groups: dict[tuple[str, str], list[PersonRecord]] = defaultdict(list)
    for record in records:
        if record.group:
            groups[record.source, record.group].append(record)
    return [_profile(record, groups.get((record.source, record.group), [record])) for record in records]


def _profile(record: PersonRecord, group: Sequence[PersonRecord]) -> Profile:
    names, kunyas, given_sex = _own_names(record)
    mother_text = record.mother
    mother_member = _find_mother(record, group)
    mother = [parse_name(mother_text, sex="f")] if mother_text else []
    mother_kunyas: list[ParsedName] = []
    if mother_member is not None:
        own, called, _ = _own_names(mother_member)
        mother = list(own[:2]) + mother
        mother_kunyas = list(called)
    siblings = [other for other in group if other is not record and is_child(other) and is_child(record)]
    children = (
        [other for other in group if other is not record and is_child(other)] if not is_child(record) else []
    )
    told = [child.name for child in record.children]
    child_names = [_given_only(_main_name(child)) for child in children] + [_given_only(n) for n in told]
    children_given = tuple(name for name in child_names if name is not None)
    sibling_names = tuple(
        name
        for text in [*record.siblings, *(_main_name(other) for other in siblings)]
        if (name := _given_only(text)) is not None
    )
    own_given = tuple(
        ParsedName(name.text, given[:1]) for name in names[:1] if (given := name.of(Part.GIVEN))
    )
    stated = record.sex is not None
    husband = parse_name(record.husband, sex="m") if record.husband else None
    return Profile(
        record=record,
        names=names,
        kunyas=kunyas,
        mother=tuple(name for name in mother if not name.is_unknown),
        mother_kunyas=tuple(mother_kunyas),
        mother_is_member=mother_member is not None,
        husband=husband
        if husband and not husband.is_unknown and husband.of(Part.GIVEN, Part.SURNAME)
        else None,
        husband_kunya=_kunya_of(husband),
        sex=record.sex or given_sex,
        sex_is_stated=stated,
        is_child=is_child(record),
        child_names=children_given,
        children_known=record.children_count
        if record.children_count is not None
        else (len(children) or None),
        sibling_names=sibling_names,
        children_as_kunya=tuple(_as_kunya(name) for name in children_given),
        mothers_children_as_kunya=tuple(_as_kunya(name) for name in (*sibling_names, *own_given)),
        origins=find_origins(record.nationality, record.origin, *(name.text for name in record.names)),
        marks=find_marks(record.marks),
    )


def is_child(record: PersonRecord) -> bool | None:
    """Say whether a record tells of a child: by its own word, by role, by birth; None where nothing tells."""
    if record.birth is not None:
        if record.birth.earliest >= CHILD_BORN_SINCE:
            return True
        if record.birth.latest < ADULT_BORN_BEFORE:
            return False
    if record.is_child is not None:
        return record.is_child
    if record.role is Role.CHILD:
        return True
    if record.role in (Role.HEAD, Role.SPOUSE) or record.husband:
        return False
    return None


def _own_names(record: PersonRecord) -> tuple[tuple[ParsedName, ...], tuple[ParsedName, ...], Sex | None]:
    """Give the full readings, the kunyas, and the sex that the names tell."""
    kunyas: list[ParsedName] = []
    readings: list[ParsedName] = []
    extra: list[Token] = []
    sex: Literal["f", "m"] | None = None if record.sex is None else "f" if record.sex is Sex.FEMALE else "m"
    for name in record.names:
        if name.kind is NameKind.KUNYA:
            found = parse_name(name.text, kind="kunya", sex=sex)
        else:
            found = parse_name(name.text, sex=sex)
        kunya = _kunya_of(found)
        if kunya:
            kunyas.append(kunya)
        if name.kind is NameKind.HUSBAND:
            extra.extend(found.of(Part.SURNAME, Part.GIVEN)[:1])
        elif name.kind is not NameKind.KUNYA or found.of(Part.GIVEN):
            readings.append(found)
    relatives = _relatives(record)
    main = readings[0].tokens if readings else ()
    base = [*main, *relatives, *(_as(token, Part.SURNAME) for token in extra)]
    names = []
    for reading in readings or [parse_name("")]:
        tokens = _merge([*reading.tokens, *base])
        if tokens:
            names.append(ParsedName(reading.text, tokens, reading.sex, False))
    told = next((name.sex for name in readings if name.sex), None)
    return tuple(names[:MOST_NAMES]), tuple(kunyas), Sex(told) if told else None


def _relatives(record: PersonRecord) -> list[Token]:
    """Give the father's and grandfather's names, and the family names that a person may be listed under."""
    tokens: list[Token] = []
    if record.father:
        father = parse_name(record.father, sex="m")
        tokens += [_as(token, Part.FATHER) for token in father.of(Part.GIVEN)[:1]]
        tokens += [_as(token, Part.GRANDFATHER) for token in father.of(Part.PATRONYMIC, Part.FATHER)[:1]]
        tokens += father.of(Part.SURNAME)
    if record.grandfather:
        grandfather = parse_name(record.grandfather, sex="m")
        tokens += [_as(token, Part.GRANDFATHER) for token in grandfather.of(Part.GIVEN)[:1]]
    if record.husband:
        tokens += parse_name(record.husband, sex="m").of(Part.SURNAME)
    return tokens


def _merge(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Keep one given name, one father and one grandfather (first told first), and up to three family names."""
    kept: list[Token] = []
    taken: set[Part] = set()
    surnames: set[str] = set()
    for token in tokens:
        plain = Part.FATHER if token.role is Part.PATRONYMIC else token.role
        if plain is Part.SURNAME:
            if token.norm not in surnames and len(surnames) < 3:
                surnames.add(token.norm)
                kept.append(token)
        elif plain in (Part.GIVEN, Part.FATHER, Part.GRANDFATHER, Part.INITIAL) and (
            plain not in taken or plain is Part.INITIAL
        ):
            taken.add(plain)
            kept.append(token)
    order = (Part.GIVEN, Part.FATHER, Part.PATRONYMIC, Part.GRANDFATHER, Part.SURNAME, Part.INITIAL)
    return tuple(sorted(kept, key=lambda token: order.index(token.role)))


def _as_kunya(name: ParsedName) -> ParsedName:
    return ParsedName(name.text, tuple(_as(token, Part.KUNYA) for token in name.tokens))


def _as(token: Token, role: Part) -> Token:
    return replace(token, role=role)


def _kunya_of(name: ParsedName | None) -> ParsedName | None:
    tokens = name.of(Part.KUNYA) if name else ()
    return ParsedName(name.text, tokens[:1]) if name and tokens else None


def _main_name(record: PersonRecord) -> str:
    return next((name.text for name in record.names if name.kind is not NameKind.KUNYA), "")


def _given_only(text: str) -> ParsedName | None:
    given = parse_name(text).of(Part.GIVEN) if text else ()
    return ParsedName(text, given[:1]) if given else None


def _find_mother(record: PersonRecord, group: Sequence[PersonRecord]) -> PersonRecord | None:
    """Find the sought woman or listed head whom a child of the same group may call mother."""
    if not is_child(record):
        return None
    women = [
        other for other in group if other is not record and not is_child(other) and other.sex is not Sex.MALE
    ]
    heads = [other for other in women if other.role is Role.HEAD] or women
    if record.mother and len(heads) > 1:
        wanted = parse_name(record.mother, sex="f").of(Part.GIVEN)
        for head in heads:
            own = parse_name(_main_name(head), sex="f").of(Part.GIVEN)
            if wanted and own and wanted[0].norm == own[0].norm:
                return head
    return heads[0] if len(heads) == 1 else None

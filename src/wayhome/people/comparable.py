"""From a record to what `kinmatch` compares and to the keys under which it is found. Pure but for the key hash."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kinmatch import Child, DateSpan, Name, NameKind, PersonRecord, Role
from kinmatch import Identifier as ComparedIdentifier
from kinmatch import Sex as ComparedSex
from kinmatch.dates import parse_date
from wayhome.people.identity import Identifier, Identity, NameForm, parse_identity
from wayhome.people.models import Record
from wayhome.vault.keys import keyed_hash

_MAIN = frozenset({"full", "given"})
_NAME_FORMS = {
    NameKind.MAIN: "full", NameKind.OTHER: "alias", NameKind.KUNYA: "kunya", NameKind.HUSBAND: "married",
}  # fmt: skip


def birth_span(identity: Identity) -> DateSpan | None:
    """Return the interval of birth as understood, or None where nothing usable is said."""
    stated = date.fromisoformat(identity.birth_stated_on) if identity.birth_stated_on else None
    return parse_date(identity.birth, stated_on=stated) if identity.birth else None


def person_record(
    identity: Identity, *, ref: str, sex: str = "u", source: str = "", group: str = "", order: int = 0
) -> PersonRecord:
    """Return what can be compared of an identity. `ref` is the record's id; `group` whom the source names with it."""
    return PersonRecord(
        ref=ref,
        names=tuple(Name(form.text, _name_kind(form.kind)) for form in identity.names if form.text),
        sex=ComparedSex(sex) if sex in ("f", "m") else None,
        birth=birth_span(identity),
        father=identity.father,
        grandfather=identity.grandfather,
        mother=identity.mother,
        husband=identity.husband,
        origin=identity.origin,
        nationality=identity.nationality,
        marks=identity.marks,
        identifiers=tuple(ComparedIdentifier(one.type, one.number) for one in identity.identifiers),
        children_count=identity.children_count,
        children=tuple(Child(name) for name in identity.children),
        siblings=identity.siblings,
        relation=identity.relation,
        role=Role(identity.role) if identity.role else None,
        is_child=identity.is_child,
        source=source,
        group=group,
        order=order,
        row=ref,
    )


def identity_of(compared: PersonRecord, *, stated_on: date | None) -> Identity:
    """Return the identity that a read row says, as written: the inverse of `person_record`."""
    return Identity(
        names=tuple(NameForm(name.text, _NAME_FORMS[name.kind]) for name in compared.names),
        father=compared.father,
        grandfather=compared.grandfather,
        mother=compared.mother,
        husband=compared.husband,
        birth=compared.birth.as_written if compared.birth else "",
        birth_stated_on=stated_on.isoformat() if stated_on else "",
        origin=compared.origin,
        nationality=compared.nationality,
        relation=compared.relation,
        marks=compared.marks,
        identifiers=tuple(Identifier(one.kind, one.number) for one in compared.identifiers),
        children_count=compared.children_count,
        children=tuple(child.name for child in compared.children),
        siblings=compared.siblings,
        role=str(compared.role or ""),
        is_child=compared.is_child,
    )


def comparable(record: Record) -> PersonRecord:
    """Return what can be compared of a stored record. Opens its identity with the keys of whoever acts."""
    return person_record(
        parse_identity(record.identity),
        ref=str(record.pk),
        sex=record.sex,
        source=str(record.source_id),
        group=str(record.group_id or ""),
    )


def comparables(records: Iterable[Record]) -> list[PersonRecord]:
    """Return what can be compared of stored records, in order."""
    return [comparable(record) for record in records]


def birth_years(identity: Identity) -> tuple[int, int] | tuple[None, None]:
    """Return the first and last year of birth as understood, for the clear columns, or two None."""
    span = birth_span(identity)
    return (span.earliest.year, span.latest.year) if span else (None, None)


def search_key(key: str) -> int:
    """Return the keyed hash of a blocking key, as the signed 64-bit number that the database stores."""
    return int.from_bytes(keyed_hash("search", key), "big", signed=True)


def _name_kind(kind: str) -> NameKind:
    if kind in _MAIN:
        return NameKind.MAIN
    if kind == "kunya":
        return NameKind.KUNYA
    return NameKind.HUSBAND if kind == "married" else NameKind.OTHER

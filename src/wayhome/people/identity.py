"""What a source says of a person, as plain values: the content of a record's sealed fields. Pure.

Stored as JSON with a version, so that later apps add keys without a migration. Everything is kept as
written; what we understood of it (years, sex) stands beside it in the record's clear columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

NAME_KINDS = (
    "full", "given", "surname", "maiden", "married", "patronymic", "kunya", "nisba", "nickname", "convert", "alias",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name as one source wrote it. `kind` is one of NAME_KINDS."""

    text: str
    kind: str = "full"


def chief_name(names: Sequence[NameForm]) -> str:
    """Return the name by which a page calls somebody: the first full name, else the first of any kind, else empty."""
    full = (name.text for name in names if name.kind == "full" and name.text)
    return next(full, names[0].text if names else "")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number on a paper or a list, compared exactly within its type."""

    type: str
    number: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity compartment of one record. Empty text means that the source says nothing.

    Attributes:
        unknown: fields about which the source was asked and does not know, e.g. ("grandfather",).
        birth: as written; `birth_stated_on` is the ISO day from which ages count.
        relation: what this person is to the enquirer (request) or within the group (list), as written or a code.
        role: the place within the group, as kinmatch names it (head, spouse, child, other), where the source shows it.
        children: names or descriptions as written; children_count is what the source says, or None.
    """

    names: tuple[NameForm, ...] = ()
    father: str = ""
    grandfather: str = ""
    mother: str = ""
    husband: str = ""
    birth: str = ""
    birth_stated_on: str = ""
    origin: str = ""
    nationality: str = ""
    relation: str = ""
    marks: str = ""
    identifiers: tuple[Identifier, ...] = ()
    children_count: int | None = None
    children: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    role: str = ""
    is_child: bool | None = None
    remarks: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def chief_name(self) -> str:
        """The name by which a page calls this record."""
        return chief_name(self.names)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The location compartment of one record: last news or the place of a list, as said."""

    last_news_on: str = ""
    last_news_means: str = ""
    last_news_words: str = ""
    place: str = ""
    departed_on: str = ""
    travelled_with: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact compartment of one record: how an enquirer may safely be reached."""

    phones: tuple[str, ...] = ()
    safe_to_call: str = ""
    who_may_answer: str = ""
    address: str = ""
    languages: tuple[str, ...] = ()
    notes: str = field(default="")


def format_identity(identity: Identity) -> dict[str, Any]:
    """Return the JSON object that is sealed; empty fields are left out."""
    return _format(identity)


def parse_identity(data: Mapping[str, Any] | None) -> Identity:
    """Return the identity of a sealed JSON object; None and missing keys are silence."""
    known = _known(Identity, data, tuples=("children", "siblings", "unknown"))
    known["names"] = tuple(NameForm(**name) for name in known.get("names", ()))
    known["identifiers"] = tuple(Identifier(**one) for one in known.get("identifiers", ()))
    return Identity(**known)


def format_whereabouts(whereabouts: Whereabouts) -> dict[str, Any]:
    """Return the JSON object that is sealed; empty fields are left out."""
    return _format(whereabouts)


def parse_whereabouts(data: Mapping[str, Any] | None) -> Whereabouts:
    """Return the whereabouts of a sealed JSON object; None and missing keys are silence."""
    return Whereabouts(**_known(Whereabouts, data))


def format_contact(contact: Contact) -> dict[str, Any]:
    """Return the JSON object that is sealed; empty fields are left out."""
    return _format(contact)


def parse_contact(data: Mapping[str, Any] | None) -> Contact:
    """Return the contact of a sealed JSON object; None and missing keys are silence."""
    return Contact(**_known(Contact, data, tuples=("phones", "languages")))


def _format(said: Identity | Whereabouts | Contact) -> dict[str, Any]:
    # None, "" and () are silence; 0 and False are answers.
    return {"v": 1, **{key: value for key, value in asdict(said).items() if value not in ("", (), None)}}


def _known(
    shape: type[Identity | Whereabouts | Contact], data: Mapping[str, Any] | None, *, tuples: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the keys of a sealed object that this version knows, with JSON's lists as tuples."""
    known = {key: value for key, value in (data or {}).items() if key in shape.__dataclass_fields__}
    return known | {key: tuple(known[key]) for key in tuples if key in known}

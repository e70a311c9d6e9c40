"""One box, any script, any spelling: find the records a user may see by a name, a year, a number.

Candidates come from keyed hashes, ranked as `kinmatch.index` ranks them; only those are opened and compared. What is not
visible to the one who asks is never counted, so that a result tells nothing of what is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinmatch import Evidence
from kinmatch.account import evidence_of_name
from kinmatch.index import Sketch
from kinmatch.index.keys import text_slots
from kinmatch.names import NameComparison, ParsedName, compare_names, parse_name
from wayhome.accounts.models import CaseFile
from wayhome.people.frequency import StoredRarity
from wayhome.people.identity import Identity, parse_identity
from wayhome.people.index import index
from wayhome.people.models import Attachment, Person, Record, SearchKey
from wayhome.people.models.records import opened_singly
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import Principal

SHOWN = 40
_RANKED = 300  # records ranked by the keys they share
_OPENED = 80  # of these, how many are opened and compared
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_PERSON_NUMBER = re.compile(r"^\s*[PpРр]\s*-?\s*(\d{1,7})\s*$")
_LEAST_BITS = 2.0
_NOTHING = NameComparison(0.0, ())


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, taken apart: a person's number, or a name and perhaps a year of birth."""

    text: str
    name: ParsedName | None
    year: int | None
    person_number: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record with what is shown of it, and the person it is attached to, if the user may see her."""

    record: Record
    identity: Identity
    person: Person | None
    bits: float
    fit: tuple[Evidence, ...] = ()
    """How the name that was asked for fits, part by part; empty where a number was asked for."""


def parse_question(text: str) -> Question:
    """Take apart what was typed into the search box."""
    if match := _PERSON_NUMBER.match(text):
        return Question(text, None, None, int(match.group(1)))
    year = _YEAR.search(text)
    words = _YEAR.sub(" ", text).strip()
    return Question(text, parse_name(words) if words else None, int(year.group()) if year else None, None)


def search(question: Question, *, to: Principal) -> list[Hit]:
    """Return the records that fit best, the likeliest first, at most SHOWN; only what `to` may see."""
    if question.person_number is not None:
        attached = Attachment.objects.in_force().filter(person__number=question.person_number)
        hers = Record.objects.visible_to(to).filter(pk__in=attached.values("record"))
        return _with_persons([(record, _NOTHING) for record in hers if _is_open(record, to=to)], to=to)
    if question.name is None or not question.name.tokens:
        return []
    rarity = StoredRarity.of_database()
    scored = [(record, _fit(question.name, record, rarity)) for record in _candidates(question, to=to)]
    kept = sorted(
        (one for one in scored if one[1].bits >= _LEAST_BITS), key=lambda one: (-one[1].bits, one[0].pk)
    )
    return _with_persons(kept[:SHOWN], to=to)


def _candidates(question: Question, *, to: Principal) -> list[Record]:
    """Return the records worth opening: those that share most, counted in bits of the keys they share."""
    assert question.name is not None
    sketch = Sketch(
        ref="", slots=text_slots(question.name), born=_days(question.year) if question.year else None
    )
    files, singly = _open_to(to)
    ranked = index.near([sketch], most=_RANKED, files=files, singly=singly)
    standing = _standing(ranked, question.year)
    opened = [pk for pk in ranked if pk in standing][:_OPENED]
    visible = Record.objects.visible_to(to).filter(pk__in=opened).select_related("source", "case_file")
    return [record for record in visible if _is_open(record, to=to)]


def _days(year: int) -> tuple[int, int]:
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _standing(ranked: Sequence[UUID], year: int | None) -> set[UUID]:
    """Return those of the records that are still searched and, where a year was asked for, may be of that year.

    Looked through here and not in SQL: the database would rather read through all records that nothing supersedes.
    """
    keyed = set(SearchKey.objects.filter(record__in=ranked).values_list("record", flat=True))
    known = Record.objects.filter(pk__in=ranked).values_list("pk", "superseded_by", "birth_from", "birth_to")
    return {
        pk
        for pk, later, first, last in known
        if pk in keyed
        and later is None
        and (year is None or first is None or last is None or first - 1 <= year <= last + 1)
    }


def _is_open(record: Record, *, to: Principal) -> bool:
    """Say whether its names are open: who has only another part of a file must not find out who is in it."""
    return to.opens(record.case_file_id, Compartment.IDENTITY, record.pk)


def _open_to(principal: Principal) -> tuple[list[UUID] | None, list[UUID]]:
    """Return the case files that are open to a principal (None for all) and the records that are open singly."""
    if principal.kind != "staff":
        return None, []
    files = CaseFile.objects.open_to(principal).values_list("pk", flat=True)
    granted, attached = opened_singly(principal)
    # The ids alone: asking for the records would read through all of them.
    singly = {*granted.values_list("row", flat=True), *attached.values_list("record", flat=True)}
    return list(files), list(singly)


def _fit(name: ParsedName, record: Record, rarity: StoredRarity) -> NameComparison:
    """Return how the best name of a record fits; parents count where the question names them."""
    identity = parse_identity(record.identity)
    texts = [_with_parents(form.text, identity) for form in identity.names if form.text]
    found = (compare_names(name, parse_name(text), rarity=rarity) for text in texts)
    return max(found, key=lambda one: one.bits, default=_NOTHING)


def _with_parents(text: str, identity: Identity) -> str:
    """Return a name with the father's name behind it where it has only one word of its own."""
    return f"{text} {identity.father}" if identity.father and len(text.split()) < 2 else text


def _with_persons(scored: Sequence[tuple[Record, NameComparison]], *, to: Principal) -> list[Hit]:
    persons = persons_of([record for record, _ in scored], to=to)
    return [
        Hit(record, parse_identity(record.identity), persons.get(record.pk), fit.bits, evidence_of_name(fit))
        for record, fit in scored
    ]


def persons_of(records: Iterable[Record], *, to: Principal) -> dict[object, Person]:
    """Return, by record id, the person it is attached to, where `to` may see her."""
    visible = Person.objects.visible_to(to)
    attachments = Attachment.objects.in_force().filter(record__in=[r.pk for r in records], person__in=visible)
    return {one.record_id: one.person for one in attachments.select_related("person")}

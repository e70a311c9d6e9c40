"""From what is known of a person to what the templates print."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wayhome.people.comparable import birth_span
from wayhome.people.dossier import Dossier, FactRow, SourcedRecord
from wayhome.people.identity import parse_identity
from wayhome.people.models import Attachment, Event, EventKind, Person, Record, SourceKind
from wayhome.people.picturing import picture_of_name, words_of_name
from wayhome.people.romanise import romanise
from wayhome.people.search import Hit
from wayhome.people.texts import FACTS, FRESHNESS, NAME_KINDS, age_words, birth_words, day_words, span_words
from wayhome.vault.principals import CompartmentClosed


def present(dossier: Dossier) -> dict[str, Any]:
    """Return the context of the person page."""
    return {
        "person": dossier.person,
        "name": dossier.name or _("Name not known"),
        "roman": dossier.roman,
        "sex": _subject(dossier),
        "names": [
            {
                "text": line.text,
                "roman": line.roman,
                "kind": NAME_KINDS.get(line.kind, ""),
                "where": where(line.of.record),
                "grade": line.of.record.source.grade,
                "who": who(line.of.record),
                "reviewed": line.of.attachment.basis == Attachment.Basis.REVIEW,
            }
            for line in dossier.names
        ],
        "columns": [
            {"who": who(one.record), "when": day_words(one.record.said_on or one.record.learnt_at.date())}
            for one in dossier.records
        ],
        "facts": [_fact(row, dossier) for row in dossier.facts] + _whereabouts(dossier),
        "differing": sum(row.differs for row in dossier.facts),
        "events": [_event(event) for event in dossier.events],
        "last_seen": _last_seen(dossier),
        "place_open": dossier.place_open,
    }


def person_line(person: Person, record: Record | None) -> dict[str, Any]:
    """Return one line of the index."""
    try:
        identity = parse_identity(record.identity) if record else None
    except CompartmentClosed:
        return {"label": person.label, "url": "", "sealed": True}
    name = identity.chief_name if identity else ""
    return {
        "label": person.label,
        "url": reverse("people:person", args=[person.pk]),
        "name": name or _("Name not known"),
        "roman": romanise(name),
        "birth": identity.birth if identity else "",
        "understood": birth_words(birth_span(identity)) if identity else "",
    }


def present_hit(hit: Hit) -> dict[str, Any]:
    """Return one line of a search result: what was found, where it was written, whose page it belongs to."""
    name = hit.identity.chief_name
    return {
        "name": name or _("Name not known"),
        "roman": romanise(name),
        "father": hit.identity.father,
        "birth": hit.identity.birth,
        "understood": birth_words(birth_span(hit.identity)),
        "where": where(hit.record),
        "grade": hit.record.source.grade,
        "who": who(hit.record),
        "person": hit.person.label if hit.person else "",
        "url": reverse("people:person", args=[hit.person.pk]) if hit.person else "",
        "fit": words_of_name(hit.fit),
        "picture": picture_of_name(hit.fit, key=f"fit-{hit.record.pk}") if hit.fit else None,
    }


def where(record: Record) -> str:
    """Say in which paper a record stands."""
    if record.kind == Record.Kind.LISTED:
        return _("List %(number)s") % {"number": record.case_file.label}
    if record.kind == Record.Kind.CLUE:
        return _("Clue")
    if record.kind == Record.Kind.ENQUIRER:
        return _("Enquirer of a tracing request")
    return _("Tracing request")


def who(record: Record) -> str:
    """Say in words who is the source of a record."""
    return str(SourceKind(record.source.kind).label)


def _subject(dossier: Dossier) -> str:
    return next((one.record.sex for one in dossier.records if one.record.sex != "u"), "u")


def _fact(row: FactRow, dossier: Dossier) -> dict[str, Any]:
    cells = [
        {
            "written": value,
            "understood": birth_words(birth_span(one.identity)) if row.field == "birth" else "",
            "unknown": row.field in one.identity.unknown,
            "who": who(one.record),
        }
        for value, one in zip(row.values, dossier.records, strict=True)
    ]
    return {"label": FACTS[row.field], "cells": cells, "differs": row.differs}


def _whereabouts(dossier: Dossier) -> list[dict[str, Any]]:
    def cell(one: SourcedRecord) -> dict[str, Any]:
        if one.whereabouts is None:
            return {"sealed": _("place"), "who": who(one.record)}
        place = one.whereabouts.place
        return {"written": place, "understood": one.whereabouts.last_news_on, "who": who(one.record)}

    cells = [cell(one) for one in dossier.records]
    if not any(one.get("written") or one.get("sealed") for one in cells):
        return []
    return [{"label": FACTS["place"], "cells": cells, "differs": False}]


def _event(event: Event) -> dict[str, Any]:
    return {
        # A date that was typed as the machine writes it needs no second showing.
        "written": "" if event.date_as_written == event.happened else event.date_as_written,
        "understood": span_words(event.earliest, event.latest),
        "exact": event.earliest is not None and event.earliest == event.latest,
        "title": EventKind(event.kind).label,
        "text": _words(event),
        "grade": event.source.grade,
        "who": SourceKind(event.source.kind).label,
    }


def _words(event: Event) -> str:
    try:
        return " · ".join(text for text in (event.place, event.words) if text)
    except CompartmentClosed:
        return _("The place is closed to you.")


def _last_seen(dossier: Dossier) -> dict[str, Any]:
    seen = dossier.last_seen
    if seen.event is None or seen.days is None:
        return {"code": "none", "advice": FRESHNESS["none"]}
    return {
        "code": seen.freshness,
        "advice": FRESHNESS[seen.freshness],
        "ago": age_words(seen.days),
        "when": span_words(seen.event.earliest, seen.event.latest),
        "title": EventKind(seen.event.kind).label,
        "where": _words(seen.event),
    }

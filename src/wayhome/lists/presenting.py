"""From places and lists to what the templates print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wayhome.lists import texts
from wayhome.lists.findings import FoundColumn, columns_of
from wayhome.lists.forms import ReadingForm, language
from wayhome.lists.models import Facility, ListDocument, ListRow, ListSource
from wayhome.lists.places import order, place_name
from wayhome.people.texts import day_words

SHOWN_PROBLEMS = 40
Status = ListDocument.Status
_STEPS = (gettext_lazy("File received"), gettext_lazy("Check the columns"), gettext_lazy("Read it in"))
BADGES = {
    Status.UPLOADED: "candidate", Status.UNDERSTOOD: "possible", Status.IMPORTING: "probable", Status.DONE: "plain",
    Status.UNREADABLE: "rejected", Status.WITHDRAWN: "rejected",
}  # fmt: skip


def facility_name(facility: Facility) -> str:
    """Return the name of a place in the reader's language, or in any that is given."""
    names = facility.names or {}
    given = (names.get(code) for code in (language(), "en", "ar", "ru"))
    return next((name for name in given if name), facility_label(facility))


def facility_label(facility: Facility) -> str:
    """The number as people say it."""
    return f"G-{facility.number:04d}"


def facility_lines(facilities: Iterable[Facility]) -> list[dict[str, Any]]:
    """Return the register grouped by country and governorate."""
    by_country: dict[str, dict[str, list[Facility]]] = {}
    for facility in facilities:
        by_country.setdefault(facility.country, {}).setdefault(facility.governorate, []).append(facility)
    return [
        {
            "name": place_name(country, language=language()),
            "id": country.lower(),
            "parts": [
                {"name": place_name(code, language=language()) if code else _("Governorate not known"),
                 "places": [facility_line(one) for one in places]}
                for code, places in sorted(
                    by_country[country].items(), key=lambda part: place_name(part[0], language=language())
                )
            ],
        }
        for country in order(by_country)
    ]  # fmt: skip


def facility_line(facility: Facility) -> dict[str, Any]:
    """Return a place with its name in the reader's language and then in the other scripts."""
    names = facility.names or {}
    own = facility_name(facility)
    others = [{"text": names[code], "lang": code} for code in ("en", "ru", "ar") if names.get(code) and names[code] != own]
    return {
        "address": reverse("lists:facility", args=[facility.pk]), "name": own, "others": others,
        "label": facility_label(facility), "kind": facility.get_kind_display(),
        "authority": facility.get_authority_display(), "aliases": names.get("aliases", []),
    }  # fmt: skip


def facility_choices(facilities: Iterable[Facility]) -> list[tuple[str, Any]]:
    """Return places for a form, grouped by where they are."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for facility in facilities:
        where = place_name(facility.governorate or facility.country, language=language())
        groups.setdefault(where, []).append((str(facility.pk), facility_name(facility)))
    return list(groups.items())


def source_choices(sources: Iterable[ListSource]) -> list[tuple[str, Any]]:
    """Return where lists come from, for a form."""
    return [(str(source.pk), source.label) for source in sources]


def where_words(document: ListDocument) -> str:
    """Say which place a list is about: the place, or the governorate or country alone."""
    if document.facility is not None:
        return facility_name(document.facility)
    code = document.governorate or document.country
    return place_name(code, language=language()) if code else _("Place not known")


def document_line(document: ListDocument, people: Mapping[UUID, int]) -> dict[str, Any]:
    """Return one line of the index."""
    return {
        "url": reverse("lists:document", args=[document.pk]), "label": document.label, "where": where_words(document),
        "dated": day_words(document.listed_on) if document.listed_on else "",
        "received": day_words(document.received_on), "status": document.get_status_display(),
        "badge": BADGES[Status(document.status)], "people": people.get(document.pk),
    }  # fmt: skip


def present_document(document: ListDocument) -> dict[str, Any]:
    """Return what every page of one list shows of it."""
    source = document.source
    return {
        "document": document,
        "label": document.label,
        "badge": BADGES[Status(document.status)],
        "busy": document.status in (Status.UPLOADED, Status.IMPORTING),
        "where": where_words(document),
        "steps": _steps(document.status),
        "origin": {
            "received": day_words(document.received_on),
            "dated": day_words(document.listed_on) if document.listed_on else "",
            "file": document.file_name, "size": texts.size_words(document.size),
            "grade": source.grade if source else "", "who": source.get_kind_display() if source else "",
            "source": document.list_source.label if document.list_source else "", "basis": document.legal_basis,
        },
        "progress": progress_words(document),
        "trouble": texts.unreadable_sentence(document.trouble, document.trouble_at) if document.trouble else "",
    }  # fmt: skip


def progress_words(document: ListDocument) -> str:
    """Say how far the import of a list has come."""
    if document.status == Status.UPLOADED:
        return _("The file is being looked at.")
    return ngettext("%(done)d of %(n)d row is kept.", "%(done)d of %(n)d rows are kept.", document.rows_total) % {
        "done": document.rows_done, "n": document.rows_total,
    }  # fmt: skip


def present_findings(document: ListDocument, form: ReadingForm) -> dict[str, Any]:
    """Return what was understood of the file, column by column, and what is to be looked at."""
    found = document.understanding or {"sheets": [], "problems": [], "problems_total": 0, "named": 0}
    columns = list(columns_of(found))
    shown = len({(one.sheet, one.index) for one in columns})
    return {
        "sheets": [_sheet(number, sheet, columns, form) for number, sheet in enumerate(found["sheets"])],
        "several_sheets": len(found["sheets"]) > 1,
        "problems": [_problem(one, found) for one in found["problems"][:SHOWN_PROBLEMS]],
        "problems_total": found["problems_total"],
        "problems_more": max(0, found["problems_total"] - SHOWN_PROBLEMS),
        "named": found.get("named", 0),
        "columns_shown": shown,
        "found_date": found.get("dated_on") if not document.listed_on else None,
        "remembered": bool(document.mapping),
    }


def row_line(row: ListRow, found: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return one physical row: its cells as written under their headings, and what is to be looked at."""
    headings = _headings(found, row.sheet, row.number)
    cells = [
        {"heading": headings.get(index, ""), "text": cell, "wrong": any(index == column for _code, column in row.problems)}
        for index, cell in enumerate(row.cells or [])
        if cell.strip()
    ]
    return {
        "number": row.number, "sheet": row.sheet + 1, "kind": row.get_kind_display(), "is_person": row.kind == ListRow.Kind.PERSON,
        "cells": cells, "problems": [texts.problem_sentence(code) for code, _column in row.problems],
    }  # fmt: skip


def kind_counts(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return how many rows are of each kind, people first."""
    return [{"kind": kind.value, "label": kind.label, "n": counts[kind]} for kind in ListRow.Kind if counts.get(kind)]


def source_line(source: ListSource, *, lists: int) -> dict[str, Any]:
    """Return one kind of lists, with what is remembered of its columns."""
    return {
        "pk": source.pk, "label": source.label, "lists": lists, "since": day_words(source.created_at.date()),
        "facility": facility_name(source.facility) if source.facility else "", "remembered": bool(source.mapping),
    }  # fmt: skip


def _steps(status: str) -> list[dict[str, str]]:
    at = {Status.UPLOADED: 0, Status.UNDERSTOOD: 1, Status.IMPORTING: 2, Status.DONE: 3}.get(Status(status))
    if at is None:
        return []
    states = ["done" if index < at else "current" if index == at else "ahead" for index in range(3)]
    return [{"label": str(label), "state": state} for label, state in zip(_STEPS, states, strict=True)]


def _sheet(number: int, sheet: Mapping[str, Any], columns: list[FoundColumn], form: ReadingForm) -> dict[str, Any]:
    pages = sheet["pages"]
    heading = pages[0]["header_rows"] if pages else []
    return {
        "title": sheet["title"], "hidden": sheet["is_hidden"], "is_messages": sheet["shape"] == "messages",
        "is_empty": sheet["shape"] == "empty", "encoding": texts.encoding_words(sheet["encoding"]) if sheet["encoding"] else "",
        "heading": ", ".join(str(row) for row in heading), "people": sheet["kinds"].get("person", 0),
        "rows": sum(sheet["kinds"].values()),
        "reversed": [f"{page['first_row']}–{page['last_row']}" for page in pages if page["is_reversed"]],
        "columns": [_column(one, form) for one in columns if one.sheet == number],
        "hidden_columns": max(0, (len(pages[0]["columns"]) if pages else 0) - sum(one.sheet == number for one in columns)),
    }  # fmt: skip


def _column(column: FoundColumn, form: ReadingForm) -> dict[str, Any]:
    return {
        "heading": column.heading, "number": column.index + 1, "samples": column.samples, "field": form[column.key],
        "basis": texts.BASES[column.basis], "sure": column.is_sure, "check": not column.is_sure and column.basis != "nothing",
    }  # fmt: skip


def _problem(problem: list[Any], found: Mapping[str, Any]) -> dict[str, Any]:
    sheet, row, code, column, value = problem
    heading = _headings(found, sheet, row).get(column, "") if column is not None else ""
    return {
        "row": row, "sheet": found["sheets"][sheet]["title"], "heading": heading, "value": value,
        "column": column + 1 if column is not None else None, "what": texts.problem_sentence(code),
    }  # fmt: skip


def _headings(found: Mapping[str, Any] | None, sheet: int, row: int) -> dict[int, str]:
    """Return by column the heading under which a row stands."""
    if not found or sheet >= len(found["sheets"]):
        return {}
    pages = found["sheets"][sheet]["pages"]
    page = next((one for one in pages if one["first_row"] <= row <= one["last_row"]), pages[0] if pages else None)
    return {index: heading for index, _m, heading, _b, _c in page["columns"]} if page else {}

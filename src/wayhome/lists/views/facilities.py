"""Pages of the register of places."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wayhome.accounts.actions import note_access
from wayhome.lists import actions, presenting, queries
from wayhome.lists.forms import FacilityForm, language
from wayhome.lists.models import Facility
from wayhome.lists.places import place_name
from wayhome.lists.views.gate import insist_on_reader, insist_on_writer, may_write


@login_required
@require_safe
def facilities(request: HttpRequest) -> HttpResponse:
    """Show the register, by country and governorate."""
    insist_on_reader(request)
    found = queries.facilities(to=request.principal)
    context = {"countries": presenting.facility_lines(found), "may_write": may_write(request)}
    return render(request, "lists/facilities.html", context)


@login_required
@require_safe
def facility(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Show one place and the lists from there that are open to the reader."""
    found = _open(request, facility_id)
    lists = list(queries.documents(to=request.principal).filter(facility=found)[:40])
    people = queries.people_on(lists)
    context = {
        **presenting.facility_line(found), "facility": found, "may_write": may_write(request),
        "country": place_name(found.country, language=language()),
        "governorate": place_name(found.governorate, language=language()) if found.governorate else "",
        "lines": [presenting.document_line(one, people) for one in lists],
    }  # fmt: skip
    return render(request, "lists/facility.html", context)


@login_required
def facility_new(request: HttpRequest) -> HttpResponse:
    """Add a place to the register."""
    insist_on_writer(request)
    form = FacilityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = actions.register_facility(place=_place(form.cleaned_data), by=request.user, at=now())
        messages.success(request, _("The place is in the register."))
        return redirect("lists:facility", added.pk)
    return render(request, "lists/facility_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def facility_edit(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Correct what the register says of a place."""
    insist_on_writer(request)
    found = _open(request, facility_id)
    form = FacilityForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        actions.correct_facility(facility=found, place=_place(form.cleaned_data), by=request.user, at=now())
        messages.success(request, _("The register is corrected."))
        return redirect("lists:facility", found.pk)
    context = {"form": form, "facility": found, **presenting.facility_line(found)}
    return render(request, "lists/facility_form.html", context, status=422 if form.is_bound else 200)


def _open(request: HttpRequest, facility_id: UUID) -> Facility:
    insist_on_reader(request)
    found = queries.get_facility(facility_id, to=request.principal)
    note_access(actor=request.user.key_id, case_file_id=found.case_file_id, page="facility", at=now(), row=found.pk)
    return found


def _place(said: dict[str, Any]) -> actions.Place:
    return actions.Place(
        names={code: said[code] for code in ("en", "ru", "ar") if said[code]}, kind=said["kind"],
        authority=said["authority"], country=said["country"], governorate=said["governorate"],
        aliases=[name.strip() for name in said["aliases"].splitlines() if name.strip()], notes=said["notes"],
    )  # fmt: skip


def _initial(found: Facility) -> dict[str, Any]:
    names = found.names or {}
    return {
        "en": names.get("en", ""), "ru": names.get("ru", ""), "ar": names.get("ar", ""),
        "aliases": "\n".join(names.get("aliases", [])), "kind": found.kind, "authority": found.authority,
        "country": found.country, "governorate": found.governorate, "notes": found.notes,
    }  # fmt: skip

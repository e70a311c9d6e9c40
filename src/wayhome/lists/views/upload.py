"""Uploading a list: kept as it came, and, when it is small, looked at in the same breath."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from wayhome.adapters.uploads import announced_too_large
from wayhome.lists import actions, holding, presenting, queries
from wayhome.lists.forms import UploadForm
from wayhome.lists.models import ListDocument, ListSource
from wayhome.lists.places import country_of
from wayhome.lists.tasks import look_soon
from wayhome.lists.views.gate import insist_on_writer
from wayhome.people.models import Credibility, Reliability
from wayhome.vault import files


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list in. When the form is wrong, the file is held sealed, so that it need not be chosen again."""
    insist_on_writer(request)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        received, is_new = _receive(form, request)
        if is_new:
            look_soon(received)
        else:
            messages.info(request, _("This file is here already, so nothing was changed. This is the list."))
        return redirect("lists:document", received.pk)
    if form.is_bound:
        _hold(form, request)
    context = {"form": form, "held": holding.held_by(request.user) if form.is_bound else form.held}
    return render(request, "lists/upload.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest) -> UploadForm:
    posted = request.method == "POST"
    return UploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        facilities=presenting.facility_choices(queries.facilities(to=request.principal)),
        sources=presenting.source_choices(queries.sources(to=request.principal)),
        today=localdate(),
        held=holding.held_by(request.user),
        too_large=posted and announced_too_large(request),
    )


def _receive(form: UploadForm, request: HttpRequest) -> tuple[ListDocument, bool]:
    """Keep the list, from the form or from what was held."""
    file, held = form.cleaned_data["file"], form.held
    if file is None:
        assert held is not None
        data, filename = files.read(held.file_id), held.file_name
    else:
        data, filename = file.read(), file.name
    arrival = _arrival(form, filename, request)
    team = request.user.teams.order_by("name").first()
    received = actions.receive_list(data=data, arrival=arrival, team=team, by=request.user, at=now())
    holding.discard(by=request.user, at=now())
    return received


def _arrival(form: UploadForm, filename: str, request: HttpRequest) -> actions.Arrival:
    said: dict[str, Any] = form.cleaned_data
    facility_id = form.facility_id()
    code = said["where"]
    reliability = Reliability(said["reliability"])
    believed = Credibility.SIX if reliability == Reliability.F else Credibility.THREE
    return actions.Arrival(
        filename=filename, received_on=said["received_on"], listed_on=said["listed_on"],
        facility=queries.get_facility(facility_id, to=request.principal) if facility_id else None,
        list_source=_source(form, request), country=country_of(code), governorate=code if "-" in code else "",
        source_kind=said["source_kind"], reliability=reliability, credibility=believed,
        description=said["description"], legal_basis=said["legal_basis"],
    )  # fmt: skip


def _source(form: UploadForm, request: HttpRequest) -> ListSource | None:
    said = form.cleaned_data
    if said["new_source"]:
        facility_id = form.facility_id()
        facility = queries.get_facility(facility_id, to=request.principal) if facility_id else None
        return actions.name_source(
            label=said["new_source"], facility=facility, reliability=said["reliability"], by=request.user, at=now()
        )
    return queries.get_source(said["list_source"], to=request.principal) if said["list_source"] else None


def _hold(form: UploadForm, request: HttpRequest) -> None:
    """Hold the file of a form in which something else is wrong."""
    file = request.FILES.get("file")
    if file is not None and "file" not in form.errors:
        file.seek(0)
        holding.hold(data=file.read(), filename=file.name, by=request.user, at=now())

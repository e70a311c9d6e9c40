"""Pages about people: the index, one person, and the search box."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from wayhome.accounts.actions import note_access
from wayhome.people import queries
from wayhome.people.dossier import assemble
from wayhome.people.figure import chief_records, family_figure
from wayhome.people.forms import SearchForm
from wayhome.people.models import Person
from wayhome.people.panels import panels_for
from wayhome.people.presenting import person_line, present, present_hit
from wayhome.people.search import parse_question
from wayhome.people.search import search as find

PER_PAGE = 40


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the people whose files are open to the reader."""
    persons = Person.objects.visible_to(request.principal).order_by("-number")
    page = Paginator(persons, PER_PAGE).get_page(request.GET.get("page"))
    chief = chief_records([person.pk for person in page])
    lines = [person_line(person, chief.get(person.pk)) for person in page]
    return render(request, "people/index.html", {"page_obj": page, "lines": lines})


@login_required
@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what is known of one person, and from whom."""
    found = queries.get_visible(person_id, to=request.principal)
    note_access(actor=request.user.key_id, case_file_id=found.case_file_id, page="person", at=now(), row=found.pk)
    dossier = assemble(found, to=request.principal, today=settings.WAYHOME_TODAY or localdate(), known_at=now())
    panels = panels_for(request, found)
    context = {
        **present(dossier),
        "figure": family_figure(found),
        "panels": [panel for panel in panels if not panel.beside],
        "panels_beside": [panel for panel in panels if panel.beside],
    }
    return render(request, "people/person.html", context)


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find people by a name in any script, a year, a number. The question stands in no address and no log."""
    return render(request, "people/search.html", {"form": SearchForm(), "asked": False})


@login_required
def results(request: HttpRequest) -> HttpResponse:
    """Answer a search. It is sent as POST, so that no name ends up in a history, an address or a log."""
    if request.method != "POST":
        return search(request)
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "people/search.html", {"form": form, "asked": False}, status=422)
    hits = find(parse_question(form.cleaned_data["q"]), to=request.principal)
    context = {"form": form, "asked": True, "hits": [present_hit(hit) for hit in hits]}
    return render(request, "people/search.html", context)

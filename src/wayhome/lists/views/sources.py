"""Where lists come from, and what is remembered of their columns."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wayhome.lists import actions, presenting, queries
from wayhome.lists.views.gate import insist_on_reader, insist_on_writer, may_write


@login_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show the kinds of lists that come again and again."""
    insist_on_reader(request)
    lines = [presenting.source_line(source, lists=source.lists) for source in queries.sources(to=request.principal)]
    return render(request, "lists/sources.html", {"lines": lines, "may_write": may_write(request)})


@login_required
@require_POST
def source_forget(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """Forget the corrections of columns that were kept for the next list of a kind."""
    insist_on_writer(request)
    source = queries.get_source(source_id, to=request.principal)
    actions.forget_columns(list_source=source, by=request.user, at=now())
    messages.success(request, _("The next list of this kind is looked at without earlier corrections."))
    return redirect("lists:sources")

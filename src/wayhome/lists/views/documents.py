"""Pages about lists: the index, one list from its arrival to its rows, and taking it back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from wayhome.lists import actions, policies, presenting, queries
from wayhome.lists.findings import columns_of, correct
from wayhome.lists.forms import ReadingForm
from wayhome.lists.models import ListDocument, ListRow
from wayhome.lists.tasks import import_list, look_soon, mapping_of
from wayhome.lists.views.gate import insist_on_reader, insist_on_writer, may_write, open_document
from wayhome.lists.withdrawal import attached_records, withdraw_list

PER_PAGE = 40
ROWS_PER_PAGE = 50
FIRST_ROWS = 8
Status = ListDocument.Status


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the lists that are open to the reader."""
    insist_on_reader(request)
    page = Paginator(queries.documents(to=request.principal), PER_PAGE).get_page(request.GET.get("page"))
    people = queries.people_on(list(page))
    lines = [presenting.document_line(one, people) for one in page]
    return render(request, "lists/index.html", {"page_obj": page, "lines": lines, "may_write": may_write(request)})


@login_required
@require_safe
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show one list: being looked at, waiting for its columns to be checked, being read in, or its rows."""
    found = open_document(request, document_id, page="list")
    return _show(request, found, form=None)


@login_required
@require_POST
def columns(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Keep what a person says of the columns, and look at the file again with it."""
    insist_on_writer(request)
    found = open_document(request, document_id, page="list_columns")
    policies.insist(policies.why_not_correct(found.status))
    form = _form(found, request)
    if not form.is_valid():
        return _show(request, found, form=form)
    if _keep(found, form, request):
        messages.success(request, _("Your corrections are kept. This is how the list is read with them."))
    return redirect("lists:document", found.pk)


@login_required
@require_POST
def begin(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Read the list in as it is understood; corrections that came along are looked at first."""
    insist_on_writer(request)
    found = open_document(request, document_id, page="list_begin")
    if found.status == Status.IMPORTING:  # she saw nothing move; rows that are kept are not kept again
        import_list.enqueue(str(found.pk))
        return redirect("lists:document", found.pk)
    policies.insist(policies.why_not_correct(found.status))
    form = _form(found, request)
    if not form.is_valid():
        return _show(request, found, form=form)
    if _keep(found, form, request):
        messages.info(request, _("You changed columns. Look at how the list is read now; then read it in."))
        return redirect("lists:document", found.pk)
    actions.begin_import(document=found, by=request.user, at=now())
    import_list.enqueue(str(found.pk))
    return redirect("lists:document", found.pk)


@login_required
@require_safe
def rows(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show the rows of a list as written."""
    found = open_document(request, document_id, page="list_rows")
    kind = request.GET.get("kind", "")
    problems = kind == "problems"
    page = Paginator(queries.rows(found, kind=kind, only_problems=problems), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **presenting.present_document(found),
        "kind": kind if problems or kind in ListRow.Kind.values else "",
        "kinds": presenting.kind_counts(queries.counts_by_kind(found)),
        "problem_rows": queries.rows(found, only_problems=True).count(),
        "page_obj": page,
        "rows": [presenting.row_line(row, found.understanding) for row in page],
    }
    return render(request, "lists/rows.html", context)


@login_required
@require_safe
def progress(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Say how far a list has come; when it is done, go to it. Not noted: the page that asks has been."""
    insist_on_reader(request)
    found = queries.get_document(document_id, to=request.principal)
    context = presenting.present_document(found)
    if request.htmx and context["busy"]:
        return render(request, "lists/progress.html", context)
    return HttpResponseClientRedirect(found_url(found)) if request.htmx else redirect("lists:document", found.pk)


@login_required
def withdraw(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Ask whether a list is to be taken back, and take it back."""
    insist_on_writer(request)
    found = open_document(request, document_id, page="list_withdraw")
    policies.insist(policies.why_not_withdraw(found.status, attached=attached_records(found)))
    if request.method == "POST":
        withdraw_list(document=found, by=request.user, at=now())
        messages.success(request, _("The list is taken back. Nothing of it is found any more."))
        return redirect("lists:document", found.pk)
    counts = queries.counts_by_kind(found)
    context = {**presenting.present_document(found), "people": counts.get(ListRow.Kind.PERSON, 0)}
    return render(request, "lists/withdraw.html", context)


def found_url(found: ListDocument) -> str:
    """Return the address of a list."""
    return str(redirect("lists:document", found.pk).url)


def _show(request: HttpRequest, found: ListDocument, *, form: ReadingForm | None) -> HttpResponse:
    """Show a list in the state in which it is; with a form that is wrong, what is wrong."""
    context = {**presenting.present_document(found), "may_write": may_write(request)}
    if found.status == Status.UNDERSTOOD:
        checked = form or _form(found)
        context |= {"form": checked, **presenting.present_findings(found, checked)}
    elif found.status in (Status.DONE, Status.WITHDRAWN):
        page = Paginator(queries.rows(found, only_problems=True), presenting.SHOWN_PROBLEMS).get_page(1)
        first = queries.rows(found, kind=ListRow.Kind.PERSON)[:FIRST_ROWS]
        context |= {
            "first_rows": [presenting.row_line(row, found.understanding) for row in first],
            "kinds": presenting.kind_counts(queries.counts_by_kind(found)),
            "problem_rows": page.paginator.count,
            "rows": [presenting.row_line(row, found.understanding) for row in page],
        }
    return render(request, "lists/document.html", context, status=422 if form is not None else 200)


def _form(found: ListDocument, request: HttpRequest | None = None) -> ReadingForm:
    told = mapping_of(found)
    guessed = (found.understanding or {}).get("dated_on")
    initial = {
        "header_row": told.header_row if told else None,
        "listed_on": found.listed_on or (date.fromisoformat(guessed) if guessed else None),
    }
    columns = list(columns_of(found.understanding or {"sheets": []}))
    data = request.POST if request is not None else None
    return ReadingForm(data, columns=columns, received_on=found.received_on, initial=initial)


def _keep(found: ListDocument, form: ReadingForm, request: HttpRequest) -> bool:
    """Keep the day and the columns that a person said; return whether the columns changed, so that we look again."""
    day = form.cleaned_data["listed_on"]
    if day and day != found.listed_on:
        actions.date_list(document=found, listed_on=day, by=request.user, at=now())
    told = mapping_of(found)
    said = correct(told, found.understanding or {}, form.chosen(), form.cleaned_data["header_row"])
    if said == (told or type(said)()):
        return False
    actions.correct_mapping(document=found, mapping=said, by=request.user, at=now())
    look_soon(found)
    return True

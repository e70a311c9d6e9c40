"""Who has a case file open, who opened what when; sharing it with a colleague, and closing it again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone, localdate, make_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wayhome.accounts import actions, presenting, queries
from wayhome.accounts.forms import ShareForm
from wayhome.accounts.models import CaseFile, User

PER_PAGE = 40
SHARED_KINDS = (CaseFile.Kind.FAMILY, CaseFile.Kind.LIST)


@login_required
def people(request: HttpRequest, case_file_id: UUID) -> HttpResponse:
    """Show who has a file open and who opened it when; open parts of it to a colleague until a day."""
    found = _file(request, case_file_id)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        _share(request, found, form.cleaned_data)
        return redirect("accounts:people", found.pk)
    actions.note_access(actor=request.user.key_id, case_file_id=found.pk, page="file_people", at=now())
    page = Paginator(queries.accesses(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "form": form,
        "members": presenting.member_lines(queries.members_of(found), viewer=request.user),
        "page_obj": page,
        "accesses": presenting.access_lines(page),
    }
    return render(request, "accounts/people.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: HttpRequest, case_file_id: UUID, membership_id: int) -> HttpResponse:
    """Close a file to a member."""
    found = _file(request, case_file_id)
    membership = queries.members_of(found).filter(pk=membership_id).first()
    if membership is None:
        raise Http404
    actions.end_membership(membership=membership, by=request.user, at=now())
    messages.success(request, _("The file is closed to this colleague from now on."))
    if membership.user_id == request.user.pk:
        return redirect("people:index")
    return redirect("accounts:people", found.pk)


def _file(request: HttpRequest, case_file_id: UUID) -> CaseFile:
    """Return a file that is shared between colleagues; a draft and the register of places are not."""
    found = queries.get_case_file(case_file_id, to=request.principal)
    if found.kind not in SHARED_KINDS:
        raise Http404
    return found


def _form(request: HttpRequest, found: CaseFile) -> ShareForm:
    own = queries.compartments_in(found, request.user)
    names = queries.staff_names(queries.colleagues_for(found, own))
    colleagues = sorted(((str(pk), name) for pk, name in names.items()), key=lambda one: one[1])
    return ShareForm(request.POST or None, colleagues=colleagues, own=own, today=localdate())


def _share(request: HttpRequest, found: CaseFile, said: dict[str, Any]) -> None:
    colleague = User.objects.get(pk=said["colleague"])
    actions.share_case_file(
        case_file=found, colleague=colleague, compartments=said["compartments"], by=request.user, at=now(),
        until=_end_of(said["until"]),
    )  # fmt: skip
    messages.success(request, _("The file is open to your colleague."))


def _end_of(day: date) -> datetime:
    """Return the moment when a day has ended here."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min), get_current_timezone())

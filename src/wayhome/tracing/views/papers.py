"""The paper that the enquirer takes home: on the screen, printed, and as PDF; with the private code only once."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.accounts.actions import note_access
from wayhome.accounts.principals import roles_of
from wayhome.tracing import actions, policies, queries
from wayhome.tracing.codes import is_code, new_nonce
from wayhome.tracing.models import TracingRequest
from wayhome.tracing.receipts import draw_receipt
from wayhome.tracing.views.pages import READ_ALOUD_IN, spoken


@login_required
@require_safe
def receipt(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show the paper again, without its code."""
    return show_receipt(request, _may_print(request, request_id), code="")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def receipt_pdf(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Give the paper as PDF. The page that has just shown the code sends it along; without it there is no tear-off."""
    found = _may_print(request, request_id)
    sent = request.POST.get("code", "")
    code = sent if is_code(sent, found.private_code_hash) else ""
    note_access(
        actor=request.user.key_id, case_file_id=found.case_file_id, page="receipt", at=now(), row=found.pk
    )
    answer = HttpResponse(draw_receipt(paper(found, code=code)), content_type="application/pdf")
    # A file name may stay behind on a shared machine: it names nothing.
    answer["Content-Disposition"] = 'inline; filename="paper.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_POST
def new_code(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Make a new private code, for a paper that was lost; the old one opens nothing any more."""
    found = _may_print(request, request_id)
    nonce = request.POST.get("nonce", "")[:80] or new_nonce()
    code = actions.make_new_code(request=found, nonce=nonce, by=request.user, at=now())
    return show_receipt(request, found, code=code)


def show_receipt(request: HttpRequest, found: TracingRequest, *, code: str) -> HttpResponse:
    """Show the paper on the screen, as it will be printed."""
    note_access(
        actor=request.user.key_id, case_file_id=found.case_file_id, page="receipt", at=now(), row=found.pk
    )
    context = {**paper(found, code=code), "nonce": new_nonce(), "found": found}
    answer = render(request, "tracing/receipt.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def paper(found: TracingRequest, *, code: str) -> dict[str, object]:
    """Return what stands on the paper: nothing about the sought, no name of the enquirer."""
    language = spoken(found.interview_language)
    return {
        "label": found.label, "received_on": found.opened_on, "code": code, "paper_language": language,
        "paper_rtl": language == "ar", "paper_languages": READ_ALOUD_IN,
        "worker": queries.worker_of(found),
        "lines": ("we_do", "we_do_not", "free", "brokers", "share"),
    }  # fmt: skip


def _may_print(request: HttpRequest, request_id: UUID) -> TracingRequest:
    found = queries.get_request(request_id, to=request.principal)
    policies.insist(policies.why_not_take_requests(roles_of(request.user)))
    return found

"""The list of drafts and requests, and the page of one request."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wayhome.accounts.actions import note_access
from wayhome.accounts.principals import roles_of
from wayhome.people.models import ConsentPurpose
from wayhome.tracing import actions, policies, queries, texts
from wayhome.tracing.models import TracingRequest
from wayhome.vault.compartments import Compartment

PER_PAGE = 30


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List one's unfinished interviews, and the requests whose file is open."""
    may_take = policies.why_not_take_requests(roles_of(request.user)) is None
    page = Paginator(queries.requests_for(request.principal), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "may_take": may_take,
        "drafts": queries.draft_lines(request.user) if may_take else [],
        "page_obj": page,
        "rows": queries.request_lines(page.object_list, to=request.principal),
        "today": now().date(),
    }
    return render(request, "tracing/index.html", context)


@login_required
@require_safe
def show_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show a request as it was said, its consents, and what comes next."""
    found = queries.get_request(request_id, to=request.principal)
    note_access(
        actor=request.user.key_id, case_file_id=found.case_file_id, page="request", at=now(), row=found.pk
    )
    is_open = {code: request.principal.opens(found.case_file_id, code, None) for code in Compartment}
    identity, contact = queries.enquirer_of(found, with_contact=is_open[Compartment.CONTACT])
    sought = queries.said_of(found, with_place=is_open[Compartment.LOCATION])
    context = {
        "found": found, "enquirer": identity, "contact": contact, "sought": sought,
        "news": sought[0].whereabouts if sought else None, "place_open": is_open[Compartment.LOCATION],
        "consents": _consent_lines(found), "on": found.opened_on, "languages": texts.LANGUAGES,
        "means": texts.MEANS, "relations": texts.RELATIONS,
        "reasons": [texts.URGENCY_REASONS[code] for code in found.urgency_reasons if code in texts.URGENCY_REASONS],
        "worker": queries.worker_of(found),
        "may_take": policies.why_not_take_requests(roles_of(request.user)) is None,
    }  # fmt: skip
    return render(request, "tracing/request.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, request_id: UUID, consent_id: UUID) -> HttpResponse:
    """Write that the enquirer takes back one consent."""
    found = queries.get_request(request_id, to=request.principal)
    policies.insist(policies.why_not_take_requests(roles_of(request.user)))
    consent = queries.get_consent(found, consent_id)
    actions.withdraw_consent(consent=consent, by=request.user, at=now())
    messages.success(request, _("The consent is withdrawn. Nothing new rests on it from now on."))
    return redirect("tracing:request", found.pk)


def _consent_lines(found: TracingRequest) -> list[dict[str, object]]:
    return [
        {
            "consent": consent,
            "label": ConsentPurpose(consent.purpose).label,
            "meaning": texts.CONSENT_MEANING.get(consent.purpose, ""),
            "may_withdraw": policies.why_not_withdraw(
                answer=consent.answer, withdrawn_at=consent.withdrawn_at
            )
            is None,
        }
        for consent in queries.consents_of(found)
    ]

"""The interview, step by step. Whatever button is pressed, what was typed is kept first."""

from __future__ import annotations

import secrets
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayhome.accounts.actions import note_access
from wayhome.accounts.models import User
from wayhome.accounts.principals import roles_of
from wayhome.accounts.queries import staff_names
from wayhome.tracing import actions, policies, queries, texts
from wayhome.tracing.checks import Problem, blocking, find_problems, of_step
from wayhome.tracing.codes import derive_code, is_code, new_nonce
from wayhome.tracing.duplicates import workers_with_similar
from wayhome.tracing.inputs import RequestInput
from wayhome.tracing.models import Draft
from wayhome.tracing.policies import STEPS
from wayhome.tracing.typed import (
    Typed,
    add_name,
    add_person,
    from_post,
    keys_of,
    remove_person,
    removed_keys,
    restore_person,
    to_request,
)
from wayhome.tracing.urgency import suggestion_for
from wayhome.tracing.views import pages
from wayhome.tracing.views.papers import show_receipt
from wayhome.tracing.views.rescue import give_back, sign_in_first


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin an interview."""
    draft = actions.start_draft(by=request.user, at=now())
    return redirect("tracing:step", draft.pk, STEPS[0])


@login_required
@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on where the interview stopped."""
    found = _draft(request, draft_id)
    return redirect("tracing:step", found.pk, found.step)


@login_required
@require_POST
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put a draft aside; the next page offers to take it back."""
    found = _draft(request, draft_id)
    actions.discard_draft(draft=found, by=request.user, at=now())
    undo = reverse("tracing:take_back", args=[found.pk])
    messages.success(request, _("The draft was put aside."), extra_tags=f"undo:{undo}")
    return redirect("tracing:index")


@login_required
@require_POST
def take_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Take back a draft that was put aside."""
    found = _draft(request, draft_id)
    actions.take_back_draft(draft=found, by=request.user, at=now())
    return redirect("tracing:step", found.pk, found.step)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Show a step of the interview, or keep it and go where the button leads."""
    if not request.user.is_authenticated:
        return sign_in_first(request, draft_id, step)
    found = _draft(request, draft_id)
    if step not in STEPS:
        raise Http404
    if found.request_id is not None:
        messages.info(request, texts.REFUSALS["draft_finished"])
        return redirect("tracing:request", found.request_id)
    if request.method != "POST":
        found = give_back(request, found)
        note_access(
            actor=request.user.key_id, case_file_id=found.case_file_id, page="intake", at=now(), row=found.pk
        )
        return _show(request, found, step)
    typed = from_post(request.POST.lists())
    saved = _save(request, found, step, typed)
    if saved.withheld:
        return _show(request, saved.draft, step, typed=typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if saved.kept_both:
        return redirect("tracing:step", found.pk, step)
    return _go(request, saved.draft, step, request.POST.get("do", "save"))


@login_required
@require_POST
def autosave(request: HttpRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Keep a step in the background. 409: the interview has been registered meanwhile."""
    found = _draft(request, draft_id)
    if step not in STEPS:
        raise Http404
    if found.request_id is not None or found.discarded_at is not None:
        return JsonResponse({"saved": False}, status=HTTPStatus.CONFLICT)
    saved = _save(request, found, step, from_post(request.POST.lists()), background=True)
    return JsonResponse({"saved": True, "kept_both": saved.kept_both, "withheld": saved.withheld})


@require_POST
def register(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Keep the last step and register the request; pressed again, show the same paper."""
    if not request.user.is_authenticated:
        return sign_in_first(request, draft_id, "check")
    found = _draft(request, draft_id)
    nonce = request.POST.get("nonce", "")[:80] or new_nonce()
    if found.request_id is None:
        typed = from_post(request.POST.lists())
        saved = _save(request, found, "check", typed)
        if saved.kept_both:
            return redirect("tracing:step", found.pk, "check")
        if saved.withheld or _still_open(saved.draft):
            return _show(request, saved.draft, "check", typed=typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    registered, _is_new = actions.finish_draft(draft=found, nonce=nonce, by=request.user, at=now())
    code = derive_code(found.pk, nonce)
    return show_receipt(request, registered, code=code if is_code(code, registered.private_code_hash) else "")


# --- saving and moving ------------------------------------------------------------------------------------------


def _draft(request: HttpRequest, draft_id: UUID) -> Draft:
    """Return the interview of the one who took it; others get the same answer as if there were none."""
    if policies.why_not_take_requests(roles_of(request.user)):
        raise Http404
    return queries.get_draft(draft_id, to=request.principal, user=request.user)


def _save(
    request: HttpRequest, found: Draft, step: str, typed: Typed, *, background: bool = False
) -> actions.Saved:
    version = request.POST.get("version", "")
    return actions.save_step(
        draft=found, step=step, typed=typed, version=int(version) if version.isdecimal() else -1,
        tab=request.POST.get("tab", "")[:40], by=request.user, at=now(), background=background,
    )  # fmt: skip


def _go(request: HttpRequest, found: Draft, step: str, pressed: str) -> HttpResponse:
    """Go where the pressed button leads, now that the step is kept."""
    verb, _colon, what = pressed.partition(":")
    if verb in ("add-person", "remove-person", "restore-person", "add-name") and step == "sought":
        return redirect(_change_sought(request, found, verb, what))
    if verb in ("take-other", "drop-other") and what.isdecimal():
        actions.settle_other(
            draft=found, step=step, number=int(what), take=verb == "take-other", by=request.user, at=now()
        )
        return redirect("tracing:step", found.pk, step)
    if verb == "rest":
        messages.success(request, _("Everything is kept. Go on whenever the visitor is ready."))
        return redirect("tracing:index")
    if verb == "next":
        problems = of_step(find_problems(to_request(queries.typed_steps(found)), on=now().date()), step)
        if any(problem.weight == "wrong" for problem in problems):
            return _show(request, found, step, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("tracing:step", found.pk, _target(step, verb, what))


def _target(step: str, verb: str, what: str) -> str:
    place = STEPS.index(step)
    if verb == "next":
        return STEPS[min(place + 1, len(STEPS) - 1)]
    if verb == "back":
        return STEPS[max(place - 1, 0)]
    return what if verb == "go" and what in STEPS else step


def _change_sought(request: HttpRequest, found: Draft, verb: str, key: str) -> str:
    """Add, take off or put back; return the address of the page with the place to go on."""
    if verb == "add-person":
        found = actions.change_sought(
            draft=found, change=lambda typed: add_person(typed)[0], by=request.user, at=now()
        )
        key = keys_of(queries.typed_steps(found)["sought"])[-1]
    elif key.isascii() and key.isdecimal():
        change = {"remove-person": remove_person, "restore-person": restore_person, "add-name": add_name}[
            verb
        ]
        actions.change_sought(draft=found, change=lambda typed: change(typed, key), by=request.user, at=now())
    else:
        raise Http404
    address = reverse("tracing:step", args=[found.pk, "sought"])
    return f"{address}#removed" if verb == "remove-person" else f"{address}#person-{key}"


def _still_open(found: Draft) -> bool:
    return bool(blocking(find_problems(to_request(queries.typed_steps(found)), on=now().date())))


# --- showing ----------------------------------------------------------------------------------------------------


def _show(
    request: HttpRequest, found: Draft, step: str, *, typed: Typed | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Show a step with what was typed. `typed` shows what was just sent where not all of it may be kept."""
    on = now().date()
    kept = queries.kept_of(found, step)
    steps = {**queries.typed_steps(found), **({step: typed} if typed is not None else {})}
    problems = find_problems(to_request(steps), on=on)
    all_of_it = request.GET.get("show") == "missing" or (step == "check" and status != HTTPStatus.OK)
    wanted = ("wrong", "missing", "notice") if all_of_it else ("wrong", "notice")
    own = [problem for problem in of_step(problems, step) if problem.weight in wanted]
    if step == "check":
        suggested, _reasons = suggestion_for(to_request(steps).sought, on=on)
        steps["check"] = {"urgency": suggested.value, **steps["check"]}
    shown = pages.forms_of(step, steps, on=on)
    for form in shown:
        form.show(own)
    names = pages.person_names(steps["sought"])
    language = steps["enquirer"].get("language", "")
    context = {
        "draft": found, "step": step, "steps": pages.steps_around(step, steps), "forms": shown, "form": shown[0],
        "title": texts.STEPS[step], "version": kept["v"], "tab": secrets.token_urlsafe(9),
        "wrong": pages.summary([one for one in own if one.weight != "notice"], shown, names),
        "notices": pages.summary([one for one in own if one.weight == "notice"], shown, names),
        "others": [
            (number, pages.differences(step, steps, other["typed"], on=on))
            for number, other in enumerate(kept["others"])  # type: ignore[arg-type]  # a list of mappings
        ],
        "removed": pages.removed(steps["sought"]) if step == "sought" else [],
        "people": ",".join(keys_of(steps["sought"])), "removed_keys": ",".join(removed_keys(steps["sought"])),
        "language": pages.spoken(language), "aloud": pages.aloud(step, language),
        "read_fields": pages.read_fields(step, shown[0], language),
        "is_first": step == STEPS[0],
    }  # fmt: skip
    if step == "check":
        context |= _check_context(request, steps, problems, found)
    return render(request, f"tracing/step_{step}.html", context, status=status)


def _check_context(
    request: HttpRequest, steps: dict[str, Typed], problems: list[Problem], found: Draft
) -> dict[str, object]:
    """Return what the last page shows beside its own form: all answers, what is needed, who may know more."""
    on = now().date()
    data = to_request(steps)
    names = pages.person_names(steps["sought"])
    parts, needed = [], []
    for code in STEPS[:-1]:
        url = reverse("tracing:step", args=[found.pk, code])
        shown = pages.forms_of(code, steps, on=on)
        parts.append((code, texts.STEPS[code], url, [(form, pages.answers(form, on=on)) for form in shown]))
        needed += pages.summary(blocking(of_step(problems, code)), shown, names, base=f"{url}?show=missing")
    suggested, reasons = suggestion_for(data.sought, on=on)
    return {
        "parts": parts, "needed": needed, "suggested": suggested, "nonce": new_nonce(),
        "needed_title": ngettext(
            "%(n)s answer is still needed, or “does not know”", "%(n)s answers are still needed, or “does not know”",
            len(needed),
        ) % {"n": len(needed)},
        "reasons": [texts.URGENCY_REASONS[reason.value] for reason in reasons],
        "similar": _similar(request.user, data, on),
    }  # fmt: skip


def _similar(user: User, data: RequestInput, on: date) -> list[str] | None:
    """Return whom to ask about similar requests: names of colleagues, "" for oneself; None if there is none."""
    workers = workers_with_similar(data.sought, on=on)
    if not workers:
        return None
    colleagues = User.objects.filter(pk__in=[worker for worker in workers if worker and worker != user.pk])
    named = sorted(staff_names(colleagues).values())
    return [*named, *([""] if user.pk in workers else [])]

"""Pages of match reviewers: the queue, one pair, taking back, undoing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wayhome.accounts.actions import note_access
from wayhome.accounts.models import Role
from wayhome.accounts.policies import insist
from wayhome.accounts.principals import roles_of
from wayhome.matches import actions, policies, presenting, queries
from wayhome.matches import today as desk
from wayhome.matches.forms import DayForm, ReviewForm, UndoForm
from wayhome.matches.households import households_of
from wayhome.matches.models import Decision, Review
from wayhome.matches.presenting_family import present_family
from wayhome.people.forms import SearchForm
from wayhome.people.texts import day_words
from wayhome.tracing.queries import get_request


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what is due for the signed-in user; the director reads totals as of a day instead."""
    roles, day = roles_of(request.user), settings.WAYHOME_TODAY or localdate()
    context: dict[str, Any] = {
        "desk": desk.lay_out(request.user, roles, to=request.principal, on=day),
        "search": SearchForm(),
        "day": day_words(day),
    }  # fmt: skip
    context["search"].fields["q"].widget.attrs.pop("autofocus", None)  # the work comes first here
    if Role.DIRECTOR in roles:
        form = DayForm(request.GET or None, initial={"as_of": day})
        as_of = form.cleaned_data["as_of"] if form.is_bound and form.is_valid() else day
        context |= {"form": form, "totals": desk.totals(as_of=as_of, known_at=now())}
    return render(request, "matches/today.html", context)


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show a reviewer what she is asked, and what she has said lately."""
    _insist_on_reviewer(request)
    context = {
        "lines": presenting.lines_of(queries.queue_of(request.user)),
        "waiting": queries.waiting_for(request.user).count(),
        "short": queries.without_two_reviewers(),
        "said": [presenting.decided_line(review, decision) for review, decision in queries.said_lately(request.user)],
    }
    return render(request, "matches/queue.html", context)


@login_required
@require_POST
def take_more(request: HttpRequest) -> HttpResponse:
    """Bring the queue up to its length."""
    _insist_on_reviewer(request)
    taken = actions.fill_queue(reviewer=request.user, at=now())
    text = ngettext("%(n)d pair was brought to you.", "%(n)d pairs were brought to you.", len(taken)) % {"n": len(taken)}
    messages.success(request, text if taken else _("Nothing is waiting for you."))
    return redirect("matches:queue")


@login_required
def review(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Lay two records side by side, and record what a reviewer finds."""
    _insist_on_reviewer(request)
    candidate = queries.get_for_review(candidate_id, by=request.user, to=request.principal)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say(candidate=candidate, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Your review is recorded. The family is told nothing by this."))
        return redirect("matches:next")
    note_access(actor=request.user.key_id, case_file_id=candidate.case_file_id, page="review", at=now(), row=candidate.pk)
    context = {**presenting.present_review(candidate, viewer=request.user.pk), "form": form}
    return render(request, "matches/review.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def family(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Lay a whole family beside the groups on lists in which it may stand, for those who keep its file."""
    found = get_request(request_id, to=request.principal)
    households = households_of(found, to=request.principal)
    note_access(actor=request.user.key_id, case_file_id=found.case_file_id, page="family", at=now(), row=found.pk)
    return render(request, "matches/family.html", present_family(found, households))


@login_required
@require_safe
def next_pair(request: HttpRequest) -> HttpResponse:
    """Go to the next pair of the queue, or to the queue when it is empty."""
    _insist_on_reviewer(request)
    waiting = queries.queue_of(request.user).first()
    return redirect("matches:review", waiting.candidate_id) if waiting else redirect("matches:queue")


@login_required
@require_POST
def declare_conflict(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Hand a pair on because one knows the family."""
    _insist_on_reviewer(request)
    candidate = queries.get_for_review(candidate_id, by=request.user, to=request.principal)
    actions.declare_conflict(candidate=candidate, by=request.user, at=now())
    messages.success(request, _("The pair goes to a colleague."))
    return redirect("matches:next")


@login_required
@require_POST
def take_back(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Take back one's own review before the second has spoken."""
    said = get_object_or_404(Review, pk=review_id, reviewer=request.user, taken_back_at__isnull=True)
    actions.take_back(review=said, by=request.user, at=now())
    messages.success(request, _("Your review is taken back. The pair is in your queue again."))
    return redirect("matches:queue")


@login_required
def undo(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Ask why a decision is undone, and undo it."""
    decision = get_object_or_404(Decision.objects.select_related("candidate", "attachment"), pk=decision_id)
    refusal = policies.why_not_undo(
        undone=decision.undone_at is not None,
        is_member=queries.is_member(decision.candidate, request.user),
        took_part=decision.reviews.filter(reviewer=request.user).exists(),
        reason="-",
    )
    if refusal == policies.Refusal.NOT_YOURS:
        raise Http404
    insist(refusal)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.undo(decision=decision, reason=form.cleaned_data["reason"], by=request.user, at=now())
        messages.success(request, _("The decision is undone. Both records stay as they were; the pair is reviewed anew."))
        return redirect("matches:queue" if Role.REVIEWER in roles_of(request.user) else "people:index")
    context = {"decision": decision, "candidate": decision.candidate, "form": form}
    return render(request, "matches/undo.html", context, status=422 if form.is_bound else 200)


def _insist_on_reviewer(request: HttpRequest) -> None:
    insist(None if Role.REVIEWER in roles_of(request.user) else policies.Refusal.NOT_A_REVIEWER)

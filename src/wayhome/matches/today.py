"""What is due for the signed-in user, by her roles: the first page after signing in.

Nothing is listed that the page behind it would refuse. Who opens no file reads one calm sentence instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from wayhome.accounts.models import Role, User
from wayhome.lists.models import ListDocument
from wayhome.lists.policies import why_not_write
from wayhome.matches import queries
from wayhome.matches.models import Candidate, ReviewAssignment
from wayhome.matches.presenting import queue_line
from wayhome.matches.texts import DESK
from wayhome.people.models import Event, EventKind
from wayhome.people.standing import Count, returned, still_missing
from wayhome.people.texts import day_words
from wayhome.tracing.models import SoughtPerson, TracingRequest, Urgency
from wayhome.tracing.queries import RequestLine, draft_lines, request_lines, requests_for
from wayhome.vault.principals import Principal

SOON, THIS_WEEK = timedelta(days=1), timedelta(days=7)
MOST, MOST_NAMES = 6, 5
Status = ListDocument.Status
_WAITING_LISTS = (Status.UNDERSTOOD, Status.UNREADABLE, Status.UPLOADED, Status.IMPORTING)


@dataclass
class Tray:
    """One sheet of the desk: a heading, what is due, and where the rest is."""

    code: str
    title: str
    items: list[dict[str, Any]]
    note: str = ""
    more: str = ""
    more_url: str = ""


@dataclass
class Desk:
    """The whole page for one user."""

    trays: list[Tray] = field(default_factory=list)
    sentences: Sequence[str | Promise] = ()
    may_search: bool = False


def lay_out(user: User, roles: frozenset[Role], *, to: Principal, on: date) -> Desk:
    """Return what is due for `user` on the day `on`, the most pressing first."""
    trays: list[Tray | None] = []
    if Role.INTAKE in roles:
        trays += [_drafts(user), *_requests(to, on)]
    if why_not_write(roles) is None:
        trays.append(_lists(to))
    if Role.REVIEWER in roles:
        trays += [_returned(user), _queue(user)]
    filled = [tray for tray in trays if tray is not None]
    sentences = [] if filled else [DESK[role.value] for role in Role if role in roles]
    searches = frozenset({Role.INTAKE, Role.FIELD, Role.LAWYER, Role.COORDINATOR, Role.SOCIAL})
    return Desk(filled, sentences, bool(roles & searches))


@dataclass(frozen=True, slots=True)
class Totals:
    """What the director is told: two numbers and nobody's name, as of a day."""

    as_of: date
    missing: Count
    home: Count


def totals(*, as_of: date, known_at: datetime) -> Totals:
    """Return the totals as of a day, as they are known now."""
    return Totals(
        as_of, still_missing(as_of=as_of, known_at=known_at), returned(as_of=as_of, known_at=known_at)
    )


def _drafts(user: User) -> Tray | None:
    lines = draft_lines(user)
    if not lines:
        return None
    items = [
        {
            "due": day_words(line.row.saved_at.date()),
            "title": _("Interview that is not finished"),
            "said": _said((_("Who asks"), [line.name])),
            "url": reverse("tracing:draft", args=[line.row.pk]),
            "action": _("Go on"),
        }
        for line in lines[:MOST]
    ]
    return Tray(
        "drafts",
        _("To go on with"),
        items,
        more=_("All interviews and requests"),
        more_url=reverse("tracing:index"),
    )


def _requests(to: Principal, on: date) -> Iterator[Tray]:
    """Yield what must be looked at by tomorrow, and what by the end of the week."""
    open_now = _with_somebody_missing(requests_for(to).filter(status=TracingRequest.Status.OPEN))
    pressing = open_now.filter(next_review_on__lte=on + SOON)
    later = open_now.filter(next_review_on__gt=on + SOON, next_review_on__lte=on + THIS_WEEK)
    for code, title, rows in (
        ("now", _("Not later than tomorrow"), pressing), ("week", _("This week"), later),
    ):  # fmt: skip
        in_order = rows.order_by("urgency", "next_review_on", "number")
        lines = request_lines(in_order[:MOST], to=to)
        if lines:
            count = rows.count()
            more = ngettext("%(n)d request is due", "%(n)d requests are due", count) % {"n": count}
            items = [_request_item(line, on, soon=code == "now") for line in lines]
            yield Tray(code, title, items, _("The most urgent first"), more, reverse("tracing:index"))


def _request_item(line: RequestLine, on: date, *, soon: bool) -> dict[str, Any]:
    request = line.row
    return {
        "due": _due(request.next_review_on, on),
        "soon": soon,
        "title": Urgency(request.urgency).label,
        "code": request.label,
        "said": _said((_("Who is sought"), line.names[:MOST_NAMES]), (_("Who asks"), [line.name])),
        "url": reverse("tracing:request", args=[request.pk]),
        "action": pgettext("action", "Open"),
    }


def _said(*lines: tuple[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    """Return labels with their names, without those that have none."""
    return [(label, names) for label, all_names in lines if (names := [name for name in all_names if name])]


def _due(day: date, on: date) -> str:
    if day == on:
        return _("today")
    if day == on + SOON:
        return _("tomorrow")
    return _("since %(day)s") % {"day": day_words(day)} if day < on else day_words(day)


def _with_somebody_missing(requests: QuerySet[TracingRequest]) -> QuerySet[TracingRequest]:
    """Leave out the requests of which everybody has come home."""
    home = Event.objects.filter(
        kind=EventKind.RETURNED, withdrawn_at__isnull=True, persons=OuterRef("person")
    )
    astray = SoughtPerson.objects.filter(~Exists(home), request=OuterRef("pk"))
    return requests.filter(Exists(astray))


def _lists(to: Principal) -> Tray | None:
    rows = ListDocument.objects.visible_to(to).filter(status__in=_WAITING_LISTS).select_related("facility")
    items = [
        {
            "due": day_words(document.received_on),
            "title": Status(document.status).label,
            "code": document.label,
            "url": reverse("lists:document", args=[document.pk]),
            "action": _("Look") if document.status != Status.UNDERSTOOD else _("Check the columns"),
        }
        for document in rows.order_by("received_on")[:MOST]
    ]
    return (
        Tray("lists", _("Lists that wait"), items, more=_("All lists"), more_url=reverse("lists:index"))
        if items
        else None
    )


def _returned(user: User) -> Tray | None:
    assignments = [one for one in queries.queue_of(user) if one.candidate.round > 1]
    items = [_pair_item(one, new=True) for one in assignments[:MOST]]
    return (
        Tray(
            "returned",
            _("Reviewed before, and back"),
            items,
            _("A decision was undone, or something new speaks"),
        )
        if items
        else None
    )


def _queue(user: User) -> Tray | None:
    assignments = [one for one in queries.queue_of(user) if one.candidate.round == 1]
    waiting = queries.waiting_for(user).count()
    if not assignments and not waiting:
        return None
    count = len(assignments)
    more = ngettext("%(n)d pair is in your queue", "%(n)d pairs are in your queue", count) % {"n": count}
    disputed = [one for one in assignments if one.candidate.state == Candidate.State.DISPUTED]
    in_order = disputed + [one for one in assignments if one not in disputed]
    items = [_pair_item(one) for one in in_order[:MOST]]
    return Tray(
        "queue",
        _("Waiting for your review"),
        items,
        _("Two people decide, each alone"),
        more,
        reverse("matches:queue"),
    )


def _pair_item(assignment: ReviewAssignment, *, new: bool = False) -> dict[str, Any]:
    line = queue_line(assignment)
    return {
        "due": line["since"],
        "soon": new,
        "title": line["state"] or line["band"],
        "code": line["label"],
        "said": _said((_("Looked for"), [line["left"]]), (_("Found on a list"), [line["right"]])),
        "url": line["url"],
        "action": _("Compare"),
    }

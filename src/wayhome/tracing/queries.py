"""Reads about drafts and requests. Each says for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import Team, User
from wayhome.accounts.queries import staff_names
from wayhome.people.identity import (
    Contact,
    Identity,
    Whereabouts,
    parse_contact,
    parse_identity,
    parse_whereabouts,
)
from wayhome.people.models import Consent
from wayhome.tracing.models import Draft, SoughtPerson, TracingRequest
from wayhome.tracing.policies import FIELD_OF_STEP, STEPS
from wayhome.tracing.typed import Typed
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import Principal


def team_of(user: User) -> Team | None:
    """Return the team in whose name a user opens files: the first she belongs to."""
    return user.teams.order_by("name").first()


def drafts_of(user: User) -> QuerySet[Draft]:
    """Return the interviews of a user that are not finished, the latest first."""
    return Draft.objects.filter(opened_by=user, finished_at=None, discarded_at=None).order_by("-saved_at")


def get_draft(draft_id: UUID, *, to: Principal, user: User) -> Draft:
    """Return a draft of the user's own.

    Raises:
        Http404: there is none, or it is somebody else's; the answer is the same.
    """
    drafts = Draft.objects.visible_to(to).select_related("request")
    return get_object_or_404(drafts, pk=draft_id, opened_by=user)


def requests_for(to: Principal) -> QuerySet[TracingRequest]:
    """Return the requests whose family file is open to `to`, the most urgent and oldest first."""
    visible = TracingRequest.objects.visible_to(to).select_related("case_file", "taken_by", "enquirer")
    return visible.annotate(persons=Count("sought")).order_by("urgency", "registered_at")


def get_request(request_id: UUID, *, to: Principal) -> TracingRequest:
    """Return a request whose family file is open to `to`.

    Raises:
        Http404: there is none, or it is not open; the answer is the same.
    """
    visible = TracingRequest.objects.visible_to(to)
    return get_object_or_404(visible.select_related("case_file", "taken_by", "enquirer", "source"), pk=request_id)


def get_consent(request: TracingRequest, consent_id: UUID) -> Consent:
    """Return a consent that the enquirer of this request gave.

    Raises:
        Http404: it belongs to another request, or does not exist.
    """
    return get_object_or_404(Consent, pk=consent_id, given_by=request.enquirer_id)


@dataclass(frozen=True, slots=True)
class Said:
    """What a request says of one sought person, opened for the one who reads."""

    place: SoughtPerson
    identity: Identity
    whereabouts: Whereabouts | None

    @property
    def name(self) -> str:
        return self.identity.chief_name


def said_of(request: TracingRequest, *, with_place: bool) -> list[Said]:
    """Return what the enquirer said of each sought person, in the order of the interview."""
    places = (
        SoughtPerson.objects.filter(request=request).select_related("person", "record").order_by("position")
    )
    return [
        Said(
            place,
            parse_identity(place.record.identity),
            parse_whereabouts(place.record.whereabouts) if with_place else None,
        )
        for place in places
    ]


def enquirer_of(request: TracingRequest, *, with_contact: bool) -> tuple[Identity, Contact | None]:
    """Return who asks, and how she may be reached where the reader may know."""
    record = request.enquirer
    return parse_identity(record.identity), parse_contact(record.contact) if with_contact else None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line of the list of drafts, with the name of who asks."""

    row: Draft
    name: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line of the list of requests, with the names that the reader may see."""

    row: TracingRequest
    name: str
    names: tuple[str, ...] = ()


def draft_lines(user: User) -> list[DraftLine]:
    """Return the unfinished interviews of a user with the name of who asks, as typed."""
    return [
        DraftLine(draft, str(kept_of(draft, "enquirer")["typed"].get("name", "")))
        for draft in drafts_of(user)
    ]


def request_lines(requests: Iterable[TracingRequest], *, to: Principal) -> list[RequestLine]:
    """Return requests with the names of who asks and who is sought, where identity is open to `to`."""
    rows = list(requests)
    sought: dict[UUID, list[str]] = {row.pk: [] for row in rows}
    is_open = {row.pk: to.opens(row.case_file_id, Compartment.IDENTITY, None) for row in rows}
    places = SoughtPerson.objects.filter(request__in=rows).select_related("record").order_by("position")
    for place in places:
        if is_open[place.request_id]:
            sought[place.request_id].append(parse_identity(place.record.identity).chief_name)
    return [
        RequestLine(
            row,
            parse_identity(row.enquirer.identity).chief_name if is_open[row.pk] else "",
            tuple(sought[row.pk]),
        )
        for row in rows
    ]


def worker_of(request: TracingRequest) -> str:
    """Return the name of the worker who keeps a request, or an empty text."""
    return next(iter(staff_names([request.taken_by]).values())) if request.taken_by else ""


def consents_of(request: TracingRequest) -> QuerySet[Consent]:
    """Return the answers of the enquirer, purpose by purpose, with those that were withdrawn."""
    return Consent.objects.filter(given_by=request.enquirer_id).order_by("given_at", "purpose")


def kept_of(draft: Draft, step: str) -> dict[str, Any]:
    """Return a step as it is kept: version, page, what was typed, what another window typed."""
    empty: dict[str, Any] = {"v": 0, "tab": "", "typed": {}, "others": []}
    return {**empty, **(getattr(draft, FIELD_OF_STEP[step]) or {})}


def typed_steps(draft: Draft) -> dict[str, Typed]:
    """Return what was typed on every step of a draft."""
    return {step: kept_of(draft, step)["typed"] for step in STEPS}

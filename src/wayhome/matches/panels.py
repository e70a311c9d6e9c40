"""What the person page shows of matches: states and, once decided, what the reviewers said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from wayhome.matches import presenting, queries
from wayhome.matches.models import Candidate, Decision
from wayhome.matches.texts import VERDICT_OF_BAND
from wayhome.people.models import Person
from wayhome.people.panels import Panel
from wayhome.people.texts import day_words


def possible_matches(request: HttpRequest, person: Person) -> Panel | None:
    """Return the panel of possible matches, or None where there are none."""
    lines = [_line(candidate, decision, request) for candidate, decision in queries.candidates_of(person)]
    return Panel("matches/panel.html", {"lines": lines}) if lines else None


def _line(candidate: Candidate, decision: Decision | None, request: HttpRequest) -> dict[str, Any]:
    return {
        "label": candidate.label,
        "where": presenting.found_label(candidate.found),
        "state": Candidate.State(candidate.state).label,
        "code": _badge(candidate.state),
        "band": VERDICT_OF_BAND[candidate.band],
        "since": day_words(candidate.offered_at.date()),
        "reviews": presenting.reviews_shown(candidate, viewer=request.user.pk) if decision else [],
        "undo": reverse("matches:undo", args=[decision.pk]) if decision else "",
    }


def _badge(state: str) -> str:
    return {"same": "verified", "different": "rejected", "half": "possible", "disputed": "possible"}.get(state, "candidate")

"""What the person page shows of matches: states and, once decided, what the reviewers said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from wayhome.matches import presenting, queries
from wayhome.matches.models import Candidate, Decision
from wayhome.matches.picturing import strengths
from wayhome.matches.texts import VERDICT_OF_BAND, badge_of
from wayhome.people.models import Person
from wayhome.people.panels import Panel
from wayhome.people.texts import day_words


def possible_matches(request: HttpRequest, person: Person) -> Panel | None:
    """Return the panel of possible matches, or None where there are none."""
    lines = [_line(candidate, decision, request) for candidate, decision in queries.candidates_of(person)]
    if not lines:
        return None
    requests = [place.request for place in person.sought_by.select_related("request").order_by("pk")]
    families = [{"label": one.label, "url": reverse("matches:family", args=[one.pk])} for one in requests]
    return Panel("matches/panel.html", {"lines": lines, "families": families})


def _line(candidate: Candidate, decision: Decision | None, request: HttpRequest) -> dict[str, Any]:
    return {
        "label": candidate.label,
        "where": presenting.found_label(candidate.found),
        "state": Candidate.State(candidate.state).label,
        "code": badge_of(candidate.state),
        **strengths(candidate),
        "band": VERDICT_OF_BAND[candidate.band],
        "since": day_words(candidate.offered_at.date()),
        "reviews": presenting.reviews_shown(candidate, viewer=request.user.pk) if decision else [],
        "undo": reverse("matches:undo", args=[decision.pk]) if decision else "",
    }

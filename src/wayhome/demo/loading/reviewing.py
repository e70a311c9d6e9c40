"""Reviews: what the reviewers of the demo have said by the last day, pair by pair, in every state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from wayhome.accounts.principals import matcher, roles_of
from wayhome.demo.loading.matching import candidate_of, record_in
from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.demo.world.matches_plan import REVIEWERS, PlannedMatch
from wayhome.demo.world.model import Request
from wayhome.ledger import actions as ledger
from wayhome.matches import actions
from wayhome.matches.models import Candidate, Decision, Review
from wayhome.matches.policies import OPEN_STATES, Ground
from wayhome.matches.queries import queue_of, registrars
from wayhome.people.models import Record
from wayhome.vault.principals import acting_as, get_acting

LAST_REVIEW = date(2018, 5, 28)
_GROUNDS = {
    "same": (Ground.NAME, Ground.PARENTS, Ground.BIRTH), "different": (Ground.PARENTS, Ground.BIRTH),
    "unsure": (Ground.NAME,), "need_more": (Ground.NAME,),
}  # fmt: skip
# Which kind of evidence each sentence about something new speaks of.
_NEW = {"дед": "grandfather", "матер": "mother", "шрам": "marks", "рождения": "birth"}
AGREED = "Обе заявки об одной семье: имена, даты и последние известия совпадают."


def review(memory: Memory, plan: PlannedMatch, number: int) -> None:
    """Say one review of a plan; after the last one, undo it or let the pair return where the plan says so."""
    said = plan.reviews[number]
    candidate = _candidate(memory, plan, at=at_hour(said.on, 8))
    _say(memory, candidate, said.reviewer, said.verdict, said.reason, at=at_hour(said.on, 11 + number * 2))


def undo(memory: Memory, plan: PlannedMatch) -> None:
    """Take a decision back: what it attached is detached, and the pair is reviewed anew."""
    assert plan.undone_on is not None
    candidate = _candidate(memory, plan, at=at_hour(plan.undone_on, 8))
    decision = (
        Decision.objects.filter(candidate=candidate, undone_at__isnull=True)
        .select_related("attachment", "candidate")
        .first()
    )
    if decision is None:
        return
    with memory.acting(plan.undone_by[0]) as user:
        reason = "Родственница узнала другую женщину. Проверим ещё раз."
        actions.undo(decision=decision, reason=reason, by=user, at=at_hour(plan.undone_on, 12))


def bring_back(memory: Memory, plan: PlannedMatch) -> None:
    """Let a rejected pair return because something new speaks for it."""
    on = max(plan.reviews[-1].on + timedelta(days=1), LAST_REVIEW)
    candidate = _candidate(memory, plan, at=at_hour(on, 8))
    with acting_as(matcher()):
        items = candidate.evidence["items"]
        feature = next((code for word, code in _NEW.items() if word in plan.evidence), "mother")
        speaking = [one for one in items if one["feature"] == feature] or [
            one for one in items if one["millibits"] > 0
        ]
        at = at_hour(on, 9)
        actions.reopen(candidate=candidate, at=at, because=[*speaking, {"feature": feature}][:1])
        by = get_acting().principal.key_id
        ledger.seal("match.returned", by=by, at=at, candidate=candidate.pk, round=candidate.round)


def find_twice_asked(memory: Memory, request: Request, on: date) -> None:
    """Let two reviewers find that a second request asks for those whom an earlier one already seeks."""
    first_lines = {
        line.person: line.ref
        for one in memory.demo.world.requests
        if one.ref == request.duplicate_of
        for line in one.sought
    }
    first = int(request.ref[1:])
    pair = (REVIEWERS[first % 3], REVIEWERS[(first + 1) % 3])
    for line in request.sought:
        if line.person not in first_lines:
            continue
        sought, found = memory.records[first_lines[line.person]], memory.records[line.ref]
        candidate = candidate_of(sought, found, at=at_hour(on, 9))
        for number, reviewer in enumerate(pair):
            _say(memory, candidate, reviewer, "same", AGREED, at=at_hour(on, 10 + number))


def fill_queues(memory: Memory, at: datetime) -> None:
    """Ask the reviewers about what is open: first what the plan left half-way, then the weightiest of the rest."""
    planned = [plan for plan in memory.demo.matches if _is_open(plan)]
    for index, plan in enumerate(planned):
        candidate = _candidate(memory, plan, at=at)
        spoke = {review.reviewer for review in plan.reviews} if _same_round(plan) else set()
        wanted = (3 if plan.state == "third_waiting" else 2) - len(spoke)
        free = [name for name in _turn(index) if name not in spoke and _may(memory, candidate, name)]
        for name in free[:wanted]:
            _assign(memory, candidate, name, at=at)
    for name in REVIEWERS:
        with memory.acting(name) as user:
            actions.fill_queue(reviewer=user, at=at)


def _say(
    memory: Memory, candidate: Candidate, reviewer: str, verdict: str, reason: str, *, at: datetime
) -> None:
    with memory.acting(reviewer) as user:
        candidate.refresh_from_db(fields=["state", "round"])
        if candidate.state not in OPEN_STATES:
            return
        actions.assign(candidate=candidate, reviewer=user, at=at - timedelta(minutes=40))
        actions.say(
            candidate=candidate,
            verdict=Review.Verdict(verdict),
            grounds=_GROUNDS[verdict],
            reason=reason,
            by=user,
            at=at,
        )


def _assign(memory: Memory, candidate: Candidate, reviewer: str, *, at: datetime) -> None:
    with memory.acting(reviewer) as user:
        if queue_of(user).count() < actions.QUEUE_LENGTH:
            actions.assign(candidate=candidate, reviewer=user, at=at)


def _candidate(memory: Memory, plan: PlannedMatch, *, at: datetime) -> Candidate:
    sought: Record = memory.records[plan.line]
    candidate = candidate_of(sought, record_in(memory, plan.list_slug, plan.row), at=at)
    return Candidate.objects.select_related("sought", "found", "person").get(pk=candidate.pk)


def _is_open(plan: PlannedMatch) -> bool:
    return plan.state in {
        "waiting", "one_review", "third_waiting", "undone", "undone_wrong", "reoffered",
    }  # fmt: skip


def _same_round(plan: PlannedMatch) -> bool:
    return plan.state in ("one_review", "third_waiting")


def _turn(index: int) -> Iterable[str]:
    start = index % len(REVIEWERS)
    return REVIEWERS[start:] + REVIEWERS[:start]


def _may(memory: Memory, candidate: Candidate, name: str) -> bool:
    user = memory.users[name]
    return bool(roles_of(user)) and user.pk not in registrars(candidate) and candidate.state in OPEN_STATES

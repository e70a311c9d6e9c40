"""Rules of reviewing. Pure: states, who may review, what reviews come to, and who sees whose review when."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from wayhome.accounts.models import Role
from wayhome.matches.models import Candidate, Decision, Review

State: TypeAlias = Candidate.State
Verdict: TypeAlias = Review.Verdict
Outcome: TypeAlias = Decision.Outcome

OPEN_STATES = frozenset({State.WAITING, State.HALF, State.DISPUTED})
DECIDED_STATES = frozenset({State.SAME, State.DIFFERENT, State.UNSURE, State.MORE})
# A pair in one of these states is offered again only when something new speaks.
RESTING_STATES = frozenset({State.DIFFERENT, State.UNSURE, State.MORE, State.LAPSED})
# How many people are asked about a pair in one round; the third only where two differ.
REVIEWERS, REVIEWERS_OF_A_DISPUTE = 2, 3


class Ground(StrEnum):
    """What a reviewer's verdict rests on. `NAME` alone never carries "the same person"."""

    NAME = "name"
    PARENTS = "parents"
    BIRTH = "birth"
    FAMILY = "family"
    ORIGIN = "origin"
    MARKS = "marks"
    IDENTIFIER = "identifier"
    ELSEWHERE = "elsewhere"


class Refusal(StrEnum):
    """Why a review, or undoing one, is not possible. The sentences are in `texts`."""

    NOT_A_REVIEWER = "not_a_reviewer"
    NOT_ASSIGNED = "not_assigned"
    OWN_RECORD = "own_record"
    KNOWS_THEM = "knows_them"
    ALREADY_SAID = "already_said"
    CLOSED = "match_closed"
    NO_REASON = "no_reason"
    ONLY_A_NAME = "only_a_name"
    SECOND_HAS_SPOKEN = "second_has_spoken"
    NOT_YOURS = "not_yours"
    NOTHING_TO_UNDO = "nothing_to_undo"


def why_not_review(
    *, state: str, reviewer: UUID, roles: frozenset[Role], registrars: frozenset[UUID], conflicted: bool,
    already_said: bool,
) -> Refusal | None:  # fmt: skip
    """Return why `reviewer` may not review a candidate, or None.

    Args:
        registrars: who registered the request or typed the found record; uploading a list does not count.
    """
    if Role.REVIEWER not in roles:
        return Refusal.NOT_A_REVIEWER
    if state not in OPEN_STATES:
        return Refusal.CLOSED
    if reviewer in registrars:
        return Refusal.OWN_RECORD
    if conflicted:
        return Refusal.KNOWS_THEM
    return Refusal.ALREADY_SAID if already_said else None


def why_not_say(*, verdict: str, grounds: Sequence[str], reason: str) -> Refusal | None:
    """Return why a verdict cannot be recorded as it is, or None. "Same" needs two grounds, one beside the name."""
    if not reason.strip():
        return Refusal.NO_REASON
    if verdict == Verdict.SAME and (len(set(grounds)) < 2 or set(grounds) == {Ground.NAME}):
        return Refusal.ONLY_A_NAME
    return None


def state_after(verdicts: Sequence[str]) -> State:
    """Return the state that the reviews of one round, in any order, come to.

    Two agreeing people decide. Somebody who needs more evidence stops the round. Otherwise a third is asked,
    and what two of the three say stands; three different answers leave it open.
    """
    if not verdicts:
        return State.WAITING
    if len(verdicts) == 1:
        return State.HALF
    if Verdict.NEED_MORE in verdicts:
        return State.MORE
    for verdict, state in (
        (Verdict.SAME, State.SAME), (Verdict.DIFFERENT, State.DIFFERENT), (Verdict.UNSURE, State.UNSURE),
    ):  # fmt: skip
        if list(verdicts).count(verdict) >= 2:
            return state
    return State.DISPUTED if len(verdicts) == 2 else State.UNSURE


def outcome_of(state: str) -> Outcome | None:
    """Return the outcome that a decided state is recorded with, or None while it is open."""
    return {
        State.SAME: Outcome.SAME, State.DIFFERENT: Outcome.DIFFERENT, State.UNSURE: Outcome.OPEN,
        State.MORE: Outcome.OPEN,
    }.get(State(state))  # fmt: skip


def may_see_review(*, viewer: UUID, author: UUID, state: str) -> bool:
    """Say whether a review is shown: one's own always, another's only when the round is decided."""
    return viewer == author or state in DECIDED_STATES


def why_not_take_back(*, reviewer: UUID, author: UUID, state: str, stands: bool) -> Refusal | None:
    """Return why a review cannot be taken back, or None: only one's own, only before the second has spoken.

    Args:
        stands: the review is of the present round and was not taken back; an earlier round is decided for good.
    """
    if reviewer != author:
        return Refusal.NOT_YOURS
    return None if stands and state == State.HALF else Refusal.SECOND_HAS_SPOKEN


def why_not_undo(*, undone: bool, is_member: bool, took_part: bool, reason: str) -> Refusal | None:
    """Return why a decision cannot be undone, or None: by a member of the family's file or one who took part."""
    if undone:
        return Refusal.NOTHING_TO_UNDO
    if not (is_member or took_part):
        return Refusal.NOT_YOURS
    return None if reason.strip() else Refusal.NO_REASON

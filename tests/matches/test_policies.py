"""The rules of reviewing, as tables."""

from __future__ import annotations

from itertools import permutations
from uuid import UUID

import pytest

from wayhome.accounts.models import Role
from wayhome.matches.policies import (
    DECIDED_STATES,
    Ground,
    Refusal,
    State,
    Verdict,
    may_see_review,
    outcome_of,
    state_after,
    why_not_review,
    why_not_say,
    why_not_take_back,
    why_not_undo,
)

BORIS, CHEN, AMINA = UUID(int=1), UUID(int=2), UUID(int=3)
S, D, U, M = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.NEED_MORE


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        pytest.param([], State.WAITING, id="nobody has spoken"),
        pytest.param([S], State.HALF, id="one person never decides"),
        pytest.param([S, S], State.SAME, id="two agree on the same person"),
        pytest.param([D, D], State.DIFFERENT, id="two agree on different people"),
        pytest.param([U, U], State.UNSURE, id="two cannot tell"),
        pytest.param([S, D], State.DISPUTED, id="two differ: a third is asked"),
        pytest.param([S, U], State.DISPUTED, id="one sure, one not: a third is asked"),
        pytest.param([S, M], State.MORE, id="somebody needs more"),
        pytest.param([S, D, S], State.SAME, id="two of three agree"),
        pytest.param([S, D, D], State.DIFFERENT, id="two of three say different"),
        pytest.param([S, D, U], State.UNSURE, id="three opinions leave it open"),
        pytest.param([S, D, M], State.MORE, id="the third needs more"),
    ],
)
def test_what_reviews_come_to_does_not_depend_on_their_order(verdicts: list[Verdict], state: State) -> None:
    for order in permutations(verdicts):
        assert state_after(order) == state


def test_only_decided_states_have_an_outcome() -> None:
    for state in State:
        assert (outcome_of(state) is not None) == (state in DECIDED_STATES)


@pytest.mark.parametrize("state", list(State))
def test_a_reviewer_sees_another_review_only_when_the_round_is_decided(state: State) -> None:
    assert may_see_review(viewer=BORIS, author=BORIS, state=state)
    assert may_see_review(viewer=BORIS, author=CHEN, state=state) == (state in DECIDED_STATES)


REVIEWER = frozenset({Role.REVIEWER})


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        pytest.param({}, None, id="an eligible reviewer"),
        pytest.param({"roles": frozenset({Role.INTAKE})}, Refusal.NOT_A_REVIEWER, id="no reviewer"),
        pytest.param({"roles": frozenset({Role.DIRECTOR})}, Refusal.NOT_A_REVIEWER, id="not by rank"),
        pytest.param({"registrars": frozenset({BORIS})}, Refusal.OWN_RECORD, id="registered the request"),
        pytest.param({"registrars": frozenset({AMINA})}, None, id="a colleague registered it"),
        pytest.param({"conflicted": True}, Refusal.KNOWS_THEM, id="knows the family"),
        pytest.param({"already_said": True}, Refusal.ALREADY_SAID, id="has spoken"),
        pytest.param({"state": State.SAME}, Refusal.CLOSED, id="already decided"),
        pytest.param({"state": State.DISPUTED}, None, id="asked as the third"),
    ],
)
def test_why_not_review(changes: dict[str, object], refusal: Refusal | None) -> None:
    usual: dict[str, object] = {
        "state": State.WAITING, "reviewer": BORIS, "roles": REVIEWER, "registrars": frozenset(),
        "conflicted": False, "already_said": False,
    }  # fmt: skip
    assert why_not_review(**{**usual, **changes}) == refusal  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "grounds", "reason", "refusal"),
    [
        pytest.param(S, [Ground.NAME, Ground.BIRTH], "fits", None, id="name and birth"),
        pytest.param(S, [Ground.NAME], "fits", Refusal.ONLY_A_NAME, id="a name alone"),
        pytest.param(S, [], "fits", Refusal.ONLY_A_NAME, id="no ground"),
        pytest.param(S, [Ground.BIRTH], "fits", Refusal.ONLY_A_NAME, id="one ground"),
        pytest.param(S, [Ground.NAME, Ground.NAME], "fits", Refusal.ONLY_A_NAME, id="the name twice"),
        pytest.param(D, [], "other mother", None, id="different needs no two grounds"),
        pytest.param(D, [], "  ", Refusal.NO_REASON, id="no reason"),
    ],
)
def test_why_not_say(verdict: Verdict, grounds: list[str], reason: str, refusal: Refusal | None) -> None:
    assert why_not_say(verdict=verdict, grounds=grounds, reason=reason) == refusal


@pytest.mark.parametrize("state", list(State))
def test_a_review_can_be_taken_back_only_by_its_author_before_the_second_speaks(state: State) -> None:
    own = why_not_take_back(reviewer=BORIS, author=BORIS, state=state, stands=True)
    assert (own is None) == (state == State.HALF)
    assert why_not_take_back(reviewer=CHEN, author=BORIS, state=state, stands=True) == Refusal.NOT_YOURS


def test_a_review_of_an_earlier_round_is_never_taken_back() -> None:
    refusal = why_not_take_back(reviewer=BORIS, author=BORIS, state=State.HALF, stands=False)

    assert refusal == Refusal.SECOND_HAS_SPOKEN


@pytest.mark.parametrize(
    ("undone", "member", "took_part", "reason", "refusal"),
    [
        pytest.param(False, True, False, "mistake", None, id="a member of the file"),
        pytest.param(False, False, True, "mistake", None, id="one who took part"),
        pytest.param(False, False, False, "mistake", Refusal.NOT_YOURS, id="an outsider"),
        pytest.param(True, True, True, "mistake", Refusal.NOTHING_TO_UNDO, id="undone already"),
        pytest.param(False, True, True, " ", Refusal.NO_REASON, id="no reason"),
    ],
)
def test_why_not_undo(undone: bool, member: bool, took_part: bool, reason: str, refusal: Refusal | None) -> None:
    assert why_not_undo(undone=undone, is_member=member, took_part=took_part, reason=reason) == refusal

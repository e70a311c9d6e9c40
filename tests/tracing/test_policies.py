"""Rules of intake as tables."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.cast import NOW
from wayhome.accounts.models import Role
from wayhome.tracing import texts
from wayhome.tracing.models import Urgency
from wayhome.tracing.policies import (
    PURPOSES,
    STEPS,
    WARNINGS,
    Minor,
    Refusal,
    UrgencyReason,
    next_review,
    suggest_urgency,
    why_not_take_requests,
    why_not_withdraw,
    why_not_write,
)


@pytest.mark.parametrize("role", list(Role))
def test_only_intake_takes_requests(role: Role) -> None:
    assert (why_not_take_requests(frozenset({role})) is None) is (role is Role.INTAKE)


@pytest.mark.parametrize(
    ("finished_at", "discarded_at", "why"),
    [(None, None, None), (NOW, None, Refusal.DRAFT_FINISHED), (None, NOW, Refusal.DRAFT_DISCARDED)],
)
def test_why_not_write(
    finished_at: datetime | None, discarded_at: datetime | None, why: Refusal | None
) -> None:
    assert why_not_write(finished_at=finished_at, discarded_at=discarded_at) is why


@pytest.mark.parametrize(
    ("answer", "withdrawn_at", "why"),
    [("yes", None, None), ("no", None, Refusal.CONSENT_WAS_NO), ("yes", NOW, Refusal.CONSENT_WITHDRAWN)],
)
def test_why_not_withdraw(answer: str, withdrawn_at: datetime | None, why: Refusal | None) -> None:
    assert why_not_withdraw(answer=answer, withdrawn_at=withdrawn_at) is why


@pytest.mark.parametrize(
    ("persons", "urgency", "reason"),
    [
        pytest.param(
            [Minor(3, 3, "f", "nobody")], Urgency.U1, UrgencyReason.CHILD_ALONE, id="a child with nobody"
        ),
        pytest.param(
            [Minor(4, 5, "f", "relative")],
            Urgency.U2,
            UrgencyReason.SMALL_CHILD_SEPARATED,
            id="perhaps under five",
        ),
        pytest.param(
            [Minor(7, 8, "f", "other_adult")], Urgency.U2, UrgencyReason.CHILD_SEPARATED, id="separated at 7"
        ),
        pytest.param([Minor(10, 11, "m", "parent")], Urgency.U2, UrgencyReason.BOY_OF_TEN, id="a boy of ten"),
        pytest.param(
            [Minor(3, 3, "f", "parent")], Urgency.U3, UrgencyReason.CHILD_WITH_PARENT, id="with the mother"
        ),
        pytest.param(
            [Minor(17, 19, "f", "")], Urgency.U3, UrgencyReason.CHILD_WITH_PARENT, id="perhaps seventeen"
        ),
        pytest.param([Minor(25, 25, "f", "")], Urgency.U4, UrgencyReason.ADULT, id="an adult"),
        pytest.param([Minor(None, None, "f", "")], Urgency.U4, UrgencyReason.ADULT, id="age not known"),
        pytest.param([], Urgency.U4, UrgencyReason.ADULT, id="nobody"),
        pytest.param(
            [Minor(30, 30, "f", ""), Minor(3, 3, "m", "nobody")],
            Urgency.U1,
            UrgencyReason.CHILD_ALONE,
            id="the worst counts",
        ),
    ],
)
def test_suggest_urgency(persons, urgency: Urgency, reason: UrgencyReason) -> None:
    suggested, reasons = suggest_urgency(persons)

    assert (suggested, reasons[0]) == (urgency, reason)


@pytest.mark.parametrize(("urgency", "days"), [("u1", 1), ("u2", 7), ("u3", 30), ("u4", 60)])
def test_next_review(urgency: str, days: int) -> None:
    assert (next_review(Urgency(urgency), on=date(2018, 5, 30)) - date(2018, 5, 30)).days == days


def test_every_code_has_its_sentence() -> None:
    assert set(texts.STEPS) == set(STEPS)
    assert set(texts.WARNINGS) == set(WARNINGS)
    assert set(texts.CONSENT_MEANING) == {purpose.value for purpose in PURPOSES}
    assert set(texts.URGENCY_REASONS) == {reason.value for reason in UrgencyReason}
    assert set(texts.REFUSALS) == {refusal.value for refusal in Refusal}

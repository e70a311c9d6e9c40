"""Rules of intake: who may take requests, when a draft is open, how urgent a request is. Pure: no queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wayhome.accounts import policies as accounts
from wayhome.accounts.models import Role
from wayhome.accounts.policies import insist
from wayhome.people.models import ConsentPurpose
from wayhome.tracing.models import Urgency

__all__ = ["Refusal", "insist"]

STEPS = ("enquirer", "sought", "news", "consents", "warnings", "check")
"""The steps of the interview, in order."""

FIELD_OF_STEP = {
    "enquirer": "enquirer", "sought": "sought", "news": "last_news", "consents": "consents",
    "warnings": "warnings", "check": "closing",
}  # fmt: skip

WARNINGS = ("free", "brokers", "money", "harm", "police", "we_do", "we_do_not", "calls")
"""What is read aloud before a request is registered; each is ticked by itself."""

PURPOSES = (
    ConsentPurpose.TRACE, ConsentPurpose.FOLLOWUP, ConsentPurpose.SHARE_ICRC, ConsentPurpose.SHARE_CONSULATE,
    ConsentPurpose.SHARE_OMBUDSMAN, ConsentPurpose.SHARE_LAWYER, ConsentPurpose.SHARE_DETAINING,
    ConsentPurpose.PHOTO,
)  # fmt: skip
"""What the enquirer is asked for, one by one, the indispensable first."""

DAYS_TO_REVIEW = {Urgency.U1: 1, Urgency.U2: 7, Urgency.U3: 30, Urgency.U4: 60}


class Refusal(StrEnum):
    """Why something may not be done with a draft or a consent. The sentences are in `texts`."""

    DRAFT_FINISHED = "draft_finished"
    DRAFT_DISCARDED = "draft_discarded"
    DRAFT_INCOMPLETE = "draft_incomplete"
    CONSENT_WITHDRAWN = "consent_already_withdrawn"
    CONSENT_WAS_NO = "consent_was_no"


def why_not_take_requests(roles: frozenset[Role]) -> StrEnum | None:
    """Return why somebody with `roles` may not interview relatives, or None."""
    return accounts.why_not_role(roles, needed={Role.INTAKE})


def why_not_write(*, finished_at: datetime | None, discarded_at: datetime | None) -> Refusal | None:
    """Return why nothing more can be written into a draft, or None."""
    if finished_at is not None:
        return Refusal.DRAFT_FINISHED
    return Refusal.DRAFT_DISCARDED if discarded_at is not None else None


def why_not_withdraw(*, answer: str, withdrawn_at: datetime | None) -> Refusal | None:
    """Return why a consent cannot be withdrawn, or None."""
    if withdrawn_at is not None:
        return Refusal.CONSENT_WITHDRAWN
    return Refusal.CONSENT_WAS_NO if answer == "no" else None


@dataclass(frozen=True, slots=True)
class Minor:
    """What the urgency rules ask about one sought person: ages in full years as of now, None where unknown."""

    youngest: int | None
    oldest: int | None
    sex: str
    with_whom: str


class UrgencyReason(StrEnum):
    """Why the rules suggest an urgency, the most pressing first."""

    CHILD_ALONE = "child_alone"
    SMALL_CHILD_SEPARATED = "small_child_separated"
    BOY_OF_TEN = "boy_of_ten"
    CHILD_SEPARATED = "child_separated"
    CHILD_WITH_PARENT = "child_with_parent"
    ADULT = "adult"


_URGENCY_OF = {
    UrgencyReason.CHILD_ALONE: Urgency.U1,
    UrgencyReason.SMALL_CHILD_SEPARATED: Urgency.U2,
    UrgencyReason.BOY_OF_TEN: Urgency.U2,
    UrgencyReason.CHILD_SEPARATED: Urgency.U2,
    UrgencyReason.CHILD_WITH_PARENT: Urgency.U3,
    UrgencyReason.ADULT: Urgency.U4,
}


def suggest_urgency(persons: Iterable[Minor]) -> tuple[Urgency, tuple[UrgencyReason, ...]]:
    """Return how soon a request should be acted on, and why: the most urgent reason first.

    Where an age is an interval, childhood has the benefit of the doubt. Source: DOMAIN.md §2.4 urgency, F15, F16.
    """
    found = sorted({_reason(person) for person in persons}, key=list(UrgencyReason).index)
    if len(found) > 1 and found[-1] is UrgencyReason.ADULT:
        del found[-1]
    reasons = tuple(found) or (UrgencyReason.ADULT,)
    return _URGENCY_OF[reasons[0]], reasons


def _reason(person: Minor) -> UrgencyReason:
    if person.youngest is None or person.youngest >= 18:
        return UrgencyReason.ADULT
    if person.with_whom == "nobody":
        return UrgencyReason.CHILD_ALONE
    separated = person.with_whom in ("relative", "other_adult", "institution")
    if separated and person.youngest < 5:
        return UrgencyReason.SMALL_CHILD_SEPARATED
    if person.sex == "m" and (person.oldest or 0) >= 10:
        return UrgencyReason.BOY_OF_TEN
    return UrgencyReason.CHILD_SEPARATED if separated else UrgencyReason.CHILD_WITH_PARENT


def next_review(urgency: Urgency, *, on: date) -> date:
    """Return the day by which somebody looks at the request again."""
    return on + timedelta(days=DAYS_TO_REVIEW[Urgency(urgency)])

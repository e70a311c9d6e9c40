"""Writes about drafts: what was typed is kept, whatever it is, and what two windows typed is kept twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from wayhome.accounts.actions import open_case_file
from wayhome.accounts.models import CaseFile, User
from wayhome.accounts.principals import roles_of
from wayhome.ledger import actions as ledger
from wayhome.tracing import policies, screening
from wayhome.tracing.actions.registration import register_request
from wayhome.tracing.checks import blocking, find_problems
from wayhome.tracing.codes import derive_code
from wayhome.tracing.models import Draft, TracingRequest
from wayhome.tracing.queries import kept_of, team_of, typed_steps
from wayhome.tracing.typed import Typed, to_request

# A background save that was on its way when the page was sent must not come in after it.
_LATE = timedelta(seconds=8)
_VERBATIM = frozenset({"words"})
_MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of what a page sent.

    Attributes:
        kept_both: another window had saved this step; its words stand, and what this page sent is kept beside them.
        withheld: numbers of cards or accounts were left out.
    """

    draft: Draft
    kept_both: bool = False
    withheld: bool = False


@transaction.atomic
def start_draft(*, by: User, at: datetime) -> Draft:
    """Begin an interview in a case file of its own, open to the interviewer only.

    Raises:
        Refused: `by` does not take requests.
    """
    policies.insist(policies.why_not_take_requests(roles_of(by)))
    case_file = open_case_file(kind=CaseFile.Kind.DRAFT, team=team_of(by), by=by, at=at, numbered=False)
    draft = Draft.objects.create(case_file=case_file, opened_by=by, opened_at=at, saved_at=at)
    ledger.seal("draft.started", by=by.key_id, at=at, draft=draft.pk)
    return draft


@transaction.atomic
def save_step(
    *,
    draft: Draft,
    step: str,
    typed: Typed,
    version: int,
    tab: str,
    by: User,
    at: datetime,
    background: bool = False,
) -> Saved:
    """Keep what a page sent, as typed.

    Args:
        version: how often the step had been saved when the page was made.
        tab: a token of the page; what a page saved it may save again.
        background: the page saved by itself, and stays open.

    Raises:
        Refused: the draft is finished or put aside.
    """
    draft = _open(draft)
    clean, withheld = _without_numbers(typed)
    kept = kept_of(draft, step)
    foreign = kept["tab"] != tab and version != kept["v"] and bool(kept["typed"])
    if background and kept["tab"] == tab and not kept.get("auto") and _is_late(kept, at):
        return Saved(draft, withheld=withheld)
    if foreign and all(kept["typed"].get(name) == value for name, value in clean.items()):
        return Saved(
            draft, withheld=withheld
        )  # an old page that says nothing new must not take anything away
    if foreign:
        others = [one for one in kept["others"] if one["tab"] != tab]
        kept["others"] = [*others, {"typed": clean, "at": at.isoformat(), "tab": tab}][-_MOST_OTHERS:]
        return Saved(_write(draft, step, kept, at), kept_both=True, withheld=withheld)
    kept.update(v=kept["v"] + 1, tab=tab, typed=clean, at=at.isoformat(), auto=background)
    _write(draft, step, kept, at)
    if not background:
        ledger.seal("draft.saved", by=by.key_id, at=at, draft=draft.pk, step=step)
    return Saved(draft, withheld=withheld)


@transaction.atomic
def change_sought(*, draft: Draft, change: Callable[[Typed], Typed], by: User, at: datetime) -> Draft:
    """Add, take off or put back a sought person or a line for a name, after what was typed has been saved."""
    draft = _open(draft)
    kept = kept_of(draft, "sought")
    kept.update(typed=change(kept["typed"]), v=kept["v"] + 1, at=at.isoformat())
    ledger.seal("draft.saved", by=by.key_id, at=at, draft=draft.pk, step="sought")
    return _write(draft, "sought", kept, at)


@transaction.atomic
def settle_other(*, draft: Draft, step: str, number: int, take: bool, by: User, at: datetime) -> Draft:
    """Take what another window typed, or let it go. Taking it keeps what stood there, in its place."""
    draft = _open(draft)
    kept = kept_of(draft, step)
    if 0 <= number < len(kept["others"]):
        other = kept["others"].pop(number)
        if take:
            kept["others"].append(
                {"typed": kept["typed"], "at": kept.get("at", at.isoformat()), "tab": kept["tab"]}
            )
            kept.update(typed=other["typed"], tab=other["tab"], v=kept["v"] + 1, at=at.isoformat())
        ledger.seal("draft.settled", by=by.key_id, at=at, draft=draft.pk, step=step)
    return _write(draft, step, kept, at)


@transaction.atomic
def discard_draft(*, draft: Draft, by: User, at: datetime) -> None:
    """Put a draft aside. It can be taken back until it is erased by the retention plan."""
    draft = _open(draft)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    ledger.seal("draft.discarded", by=by.key_id, at=at, draft=draft.pk)


@transaction.atomic
def take_back_draft(*, draft: Draft, by: User, at: datetime) -> None:
    """Take back a draft that was put aside."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.discarded_at = None
    draft.save(update_fields=["discarded_at"])
    ledger.seal("draft.taken_back", by=by.key_id, at=at, draft=draft.pk)


@transaction.atomic
def finish_draft(*, draft: Draft, nonce: str, by: User, at: datetime) -> tuple[TracingRequest, bool]:
    """Register what a draft holds, once. Whoever presses the button again gets the same request.

    Args:
        nonce: what the page of the last step sent along; the private code is derived from it.

    Returns:
        The request, and whether it was registered now.

    Raises:
        Refused: something is wrong or missing, or the draft was put aside.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.request is not None:
        return draft.request, False
    policies.insist(policies.why_not_take_requests(roles_of(by)))
    policies.insist(policies.why_not_write(finished_at=draft.finished_at, discarded_at=draft.discarded_at))
    data = to_request(typed_steps(draft))
    if blocking(find_problems(data, on=at.date())):
        policies.insist(policies.Refusal.DRAFT_INCOMPLETE)
    request = register_request(data=data, by=by, at=at, private_code=derive_code(draft.pk, nonce))
    draft.request, draft.finished_at = request, at
    # The words are in the records now, as typed; a second copy would only be one more to protect.
    for name in policies.FIELD_OF_STEP.values():
        setattr(draft, name, None)
    draft.save()
    CaseFile.objects.filter(pk=draft.case_file_id).update(closed_at=at)
    ledger.seal("draft.finished", by=by.key_id, at=at, draft=draft.pk, request=request.pk)
    return request, True


def _open(draft: Draft) -> Draft:
    """Lock the draft, so that two windows write one after the other."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    policies.insist(policies.why_not_write(finished_at=locked.finished_at, discarded_at=locked.discarded_at))
    return locked


def _write(draft: Draft, step: str, kept: dict[str, Any], at: datetime) -> Draft:
    name = policies.FIELD_OF_STEP[step]
    setattr(draft, name, kept)
    draft.step, draft.saved_at = step, at
    draft.save(update_fields=[name, "step", "saved_at"])
    return draft


def _is_late(kept: dict[str, Any], at: datetime) -> bool:
    return bool(kept.get("at")) and at - datetime.fromisoformat(kept["at"]) < _LATE


def _without_numbers(typed: Typed) -> tuple[Typed, bool]:
    """Leave out numbers of cards and accounts, but not from the words of a source (DOMAIN.md §0b, R8)."""
    clean = {
        name: screening.without_numbers(value) if isinstance(value, str) and name not in _VERBATIM else value
        for name, value in typed.items()
    }
    return clean, clean != typed

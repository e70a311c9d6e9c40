"""Writes about a registered request: looked at again, a consent withdrawn, a new private code."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.accounts.models import User
from wayhome.ledger import actions as ledger
from wayhome.people.models import Consent
from wayhome.tracing import policies
from wayhome.tracing.codes import derive_code, hash_code
from wayhome.tracing.models import TracingRequest, Urgency


@transaction.atomic
def look_again(*, request: TracingRequest, by: User, at: datetime) -> None:
    """Write that somebody went through a request again; the next time follows from its urgency."""
    request.next_review_on = policies.next_review(Urgency(request.urgency), on=at.date())
    request.save(update_fields=["next_review_on"])
    ledger.seal("request.looked_at", by=by.key_id, at=at, request=request.pk)


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User, at: datetime) -> Consent:
    """Write that the enquirer takes back a consent; new disclosures that rest on it stop at once (R9).

    Raises:
        Refused: it was withdrawn before, or the answer was no.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    policies.insist(policies.why_not_withdraw(answer=consent.answer, withdrawn_at=consent.withdrawn_at))
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    ledger.seal(
        "consent.withdrawn", by=by.key_id, at=at, consent=consent.pk, case_file=consent.case_file_id,
        purpose=consent.purpose,
    )  # fmt: skip
    return consent


@transaction.atomic
def make_new_code(*, request: TracingRequest, nonce: str, by: User, at: datetime) -> str:
    """Return a new private code for the paper; the old one opens nothing from now on."""
    request = TracingRequest.objects.select_for_update().get(pk=request.pk)
    code = derive_code(request.pk, nonce)
    request.private_code_hash, request.code_made_at = hash_code(code), at
    request.save(update_fields=["private_code_hash", "code_made_at"])
    ledger.seal("request.code_made", by=by.key_id, at=at, request=request.pk)
    return code

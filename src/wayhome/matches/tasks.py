"""Background matching. Arguments are ids only; running a task twice does no harm."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from wayhome.accounts.principals import matcher
from wayhome.matches.proposing import propose_for_list, propose_for_request
from wayhome.people.models import Record
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as


@task()
def match_request(request_id: str) -> int:
    """Look for the sought persons of one request in every list."""
    with acting_as(matcher(), writes=False):
        return propose_for_request(TracingRequest.objects.get(pk=UUID(request_id)), at=now())


@task()
def match_list(document_id: str) -> int:
    """Look for everybody who is sought in one list."""
    with acting_as(matcher(), writes=False):
        records = list(
            Record.objects.filter(row_named__row__document=UUID(document_id)).current().order_by("pk")
        )
        return propose_for_list(records, at=now())

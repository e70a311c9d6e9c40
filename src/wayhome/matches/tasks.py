"""Background matching. Arguments are ids only; running a task twice does no harm."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from wayhome.accounts.principals import matcher
from wayhome.lists.models import ListDocument
from wayhome.matches import actions
from wayhome.matches.proposing import propose_for_list, propose_for_request
from wayhome.people.models import Record
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as

WITHDRAWN = ListDocument.Status.WITHDRAWN


@task()
def match_request(request_id: str) -> int:
    """Look for the sought persons of one request in every list."""
    with acting_as(matcher(), writes=False):
        return propose_for_request(TracingRequest.objects.get(pk=UUID(request_id)), at=now())


@task()
def match_list(document_id: str) -> int:
    """Look for everybody who is sought in one list."""
    with acting_as(matcher(), writes=False):
        named = Record.objects.filter(row_named__row__document=UUID(document_id)).current()
        records = list(named.exclude(row_named__row__document__status=WITHDRAWN).order_by("pk"))
        return propose_for_list(records, at=now()) if records else 0


@task()
def close_pairs_of_list(document_id: str) -> None:
    """Take the pairs of a withdrawn list out of the queues."""
    with acting_as(matcher()):
        actions.lapse(found=Record.objects.filter(row_named__row__document=UUID(document_id)), at=now())

"""Taking a list back: everything stays as it came, and nothing of it is found or counted any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.accounts.models import User
from wayhome.ledger import actions as ledger
from wayhome.lists import policies
from wayhome.lists.models import ListDocument
from wayhome.people.models import Attachment, Event, Record, SearchKey

# What is done when a list has been taken back. `matches` stands above and can add itself, to close open pairs.
after_withdrawal: list[Callable[[UUID], None]] = []


@transaction.atomic
def withdraw_list(*, document: ListDocument, by: User, at: datetime) -> None:
    """Take a list back: its records lose the keys under which they are found, its events stop counting from `at` on.

    File, rows and records stay sealed as they are, so that it can be told later what was relied on.

    Raises:
        Refused: it is being read in, is taken back already, or a record of it is held to be about a person.
    """
    document = ListDocument.objects.select_for_update().get(pk=document.pk)
    policies.insist(policies.why_not_withdraw(document.status, attached=attached_records(document)))
    records = Record.objects.filter(row_named__row__document=document)
    SearchKey.objects.filter(record__in=records).delete()
    Event.objects.filter(record__in=records, withdrawn_at=None).update(withdrawn_at=at)
    document.status, document.withdrawn_at = ListDocument.Status.WITHDRAWN, at
    document.save(update_fields=["status", "withdrawn_at"])
    ledger.seal("list.withdrawn", by=by.key_id, at=at, document=document.pk)
    for follow in after_withdrawal:
        transaction.on_commit(lambda follow=follow: follow(document.pk))


def attached_records(document: ListDocument) -> int:
    """Return how many records of a list are held to be about a person now."""
    return Attachment.objects.in_force().filter(record__row_named__row__document=document).count()

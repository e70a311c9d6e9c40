"""Background work on lists. Arguments are ids only; running a task twice does no harm."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django_tasks import task

from rosters import ColumnMapping, Roster, Unreadable, parse_mapping
from wayhome.accounts.principals import worker
from wayhome.adapters.list_reader import TookTooLong, read_apart
from wayhome.lists import actions
from wayhome.lists.importing import import_rows, rows_of
from wayhome.lists.models import ListDocument
from wayhome.vault import files
from wayhome.vault.principals import acting_as

logger = logging.getLogger("wayhome.lists")

# A request holds the writer of the embedded database, so only what takes a moment is read in it.
AT_ONCE_BYTES = 500_000
AT_ONCE_SECONDS = 6.0


@task()
def look_at_list(document_id: str) -> None:
    """Find out what the columns of an uploaded list mean."""
    with acting_as(worker(), writes=False):
        look(ListDocument.objects.get(pk=UUID(document_id)))


def look_soon(document: ListDocument) -> None:
    """Look at a small file at once, and at a large or slow one in the background. Called in a request."""
    if document.size <= AT_ONCE_BYTES:
        try:
            look(document, seconds=AT_ONCE_SECONDS)
        except TookTooLong:
            logger.info("list %s is looked at in the background", document.pk)
        else:
            return
    transaction.on_commit(lambda: look_at_list.enqueue(str(document.pk)))


def look(document: ListDocument, *, seconds: float = 240) -> None:
    """Read a file and keep what was understood of it, or why it cannot be read.

    Raises:
        TookTooLong: it was not read in time; nothing is kept.
    """
    if document.status != ListDocument.Status.UPLOADED:
        return
    try:
        roster = read_document(document, seconds=seconds)
    except Unreadable as cause:
        actions.note_unreadable(document=document, cause=cause, at=now())
        return
    actions.note_understanding(document=document, roster=roster, at=now())


@task()
def import_list(document_id: str) -> None:
    """Read a list in, batch by batch, going on where an earlier run was cut off."""
    with acting_as(worker(), writes=False):
        document = ListDocument.objects.select_related("source", "case_file").get(pk=UUID(document_id))
        if document.status != ListDocument.Status.IMPORTING:
            return
        try:
            roster = read_document(document)
        except Unreadable as cause:
            actions.note_unreadable(document=document, cause=cause, at=now())
            return
        rows = rows_of(roster, made_on=document.listed_on)
        for _ in import_rows(document=document, rows=rows, at=now()):
            pass
        actions.finish_import(document=document, at=now())


def read_document(document: ListDocument, *, seconds: float = 240) -> Roster:
    """Read the kept file again, with what a person said of its columns."""
    assert document.file_id is not None, "a received list has its file"
    data = files.read(document.file_id)
    return read_apart(
        data, filename=document.file_name, mapping=mapping_of(document), as_of=document.received_on, seconds=seconds
    )


def mapping_of(document: ListDocument) -> ColumnMapping | None:
    """Return what a person said of the columns of this list, or of an earlier one of its kind, or None."""
    return parse_mapping(document.mapping["columns"]) if document.mapping else None

"""Background work on lists. Arguments are ids only; running a task twice does no harm."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from rosters import ColumnMapping, Roster, Unreadable, parse_mapping
from wayhome.accounts.principals import worker
from wayhome.adapters.list_reader import read_apart
from wayhome.lists import actions
from wayhome.lists.importing import import_rows, rows_of
from wayhome.lists.models import ListDocument
from wayhome.vault import files
from wayhome.vault.principals import acting_as


@task()
def look_at_list(document_id: str) -> None:
    """Find out what the columns of an uploaded list mean."""
    with acting_as(worker(), writes=False):
        document = ListDocument.objects.get(pk=UUID(document_id))
        try:
            roster = read_document(document)
        except Unreadable as cause:
            actions.note_unreadable(document=document, code=cause.code.value, at=now())
            return
        actions.note_understanding(document=document, roster=roster, at=now())


@task()
def import_list(document_id: str) -> None:
    """Read a list in, batch by batch, going on where an earlier run was cut off."""
    with acting_as(worker(), writes=False):
        document = ListDocument.objects.select_related("source", "case_file").get(pk=UUID(document_id))
        if document.status != ListDocument.Status.IMPORTING:
            return
        rows = rows_of(read_document(document), made_on=document.listed_on)
        for _ in import_rows(document=document, rows=rows, at=now()):
            pass
        actions.finish_import(document=document, at=now())


def read_document(document: ListDocument) -> Roster:
    """Read the kept file again, with what a person said of its columns."""
    data = files.read(document.file_id)
    return read_apart(data, filename=document.file_name, mapping=mapping_of(document))


def mapping_of(document: ListDocument) -> ColumnMapping | None:
    """Return what a person said of the columns of this list, or of its source, or None."""
    return parse_mapping(document.mapping["columns"]) if document.mapping else None

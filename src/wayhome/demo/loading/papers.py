"""Lists: each file goes the way of an upload, and is read in by the worker."""

from __future__ import annotations

from wayhome.accounts.principals import worker
from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.demo.world.list_files import to_bytes
from wayhome.demo.world.list_model import ListFile
from wayhome.lists import actions
from wayhome.lists.importing import import_rows, rows_of
from wayhome.lists.models import ListDocument
from wayhome.lists.tasks import read_document
from wayhome.people.models import SourceKind
from wayhome.vault.principals import acting_as

UPLOADERS = {"north_camp": "field2", "consulate": "intake1", "relatives_chat": "field2"}
# Its columns are still to be looked at: the demo's visitor may do it.
WAITING = frozenset({"relatives_chat"})


def receive(memory: Memory, one: ListFile) -> None:
    """Upload a list on the day it came, have its columns found, and read it in unless it still waits."""
    at = at_hour(one.received_on, 10)
    with memory.acting(UPLOADERS.get(one.slug, "field1")) as user:
        arrival = actions.Arrival(
            filename=one.filename, received_on=one.received_on, listed_on=one.list_date,
            facility=memory.facilities.get(one.facility), country=one.governorate[:2],
            governorate=one.governorate if "-" in one.governorate else "",
            source_kind=SourceKind(one.said.kind), reliability=one.said.reliability,
            credibility=one.said.credibility, description=one.received_from, legal_basis="Vital interests of the persons",
        )  # fmt: skip
        document, _ = actions.receive_list(
            data=to_bytes(one), arrival=arrival, team=memory.teams["caucasus"], by=user, at=at
        )
    memory.documents[one.slug] = document
    with acting_as(worker()):
        document = ListDocument.objects.select_related("source", "case_file").get(pk=document.pk)
        roster = read_document(document)
        actions.note_understanding(document=document, roster=roster, at=at)
    if one.slug in WAITING:
        return
    with memory.acting(UPLOADERS.get(one.slug, "field1")) as user:
        actions.begin_import(document=document, by=user, at=at_hour(one.received_on, 10, 20))
    with acting_as(worker()):
        read_at = at_hour(one.received_on, 10, 25)
        for _ in import_rows(document=document, rows=rows_of(roster, made_on=document.listed_on), at=read_at):
            pass
        document.refresh_from_db(fields=["status"])
        actions.finish_import(document=document, at=read_at)

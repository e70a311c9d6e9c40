"""A worker that is killed again and again while it reads a list in loses nothing and doubles nothing.

A plain run kills a real worker 5 times over a list of 1,200 rows; the campaign 50 times over 5,000 rows.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from django.db import connection

from tests.cast import NOW, gather
from wayhome.accounts.principals import principal_of, worker
from wayhome.adapters.models import WorkerLease
from wayhome.ledger.models import LedgerEntry
from wayhome.lists import actions
from wayhome.lists.models import ListDocument, ListRow, RowRecord
from wayhome.lists.tasks import import_list, look_at_list
from wayhome.people.models import Event, Group, Record, SearchKey
from wayhome.vault.principals import acting_as

KILLS, PEOPLE = (50, 4_999) if os.environ.get("WAYHOME_CAMPAIGN") else (5, 1_199)
_WORK = (
    "import sys, django; django.setup();"
    # Small batches: many places to be killed between two of them, also on a fast machine.
    "from wayhome.lists import importing; importing.BATCH = 50;"
    "from django.core.management import call_command;"
    "call_command('work', worker_id=sys.argv[1], replaces=sys.argv[2], batch=True, interval=0.05)"
)
_LONGEST = 120.0  # seconds to wait for a sign of life on a busy machine


def a_list() -> bytes:
    given = ("Madiyat", "Патимат", "عائشة", "Zulaykha", "Ruslan", "Магомед", "عمر")
    people = "".join(f"{n // 4},{given[n % 7]} {n} Tokaeva,F,{1 + n % 60},Russia\n" for n in range(PEOPLE))
    return f"HH,Name,Sex,Age,Nationality\n{people}".encode()


def start(name: str, replaces: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "wayhome.settings.test"}
    environment["WAYHOME_TEST_DATABASE"] = os.path.basename(str(connection.settings_dict["NAME"]))
    return subprocess.Popen([sys.executable, "-c", _WORK, name, replaces], env=environment)


def wait_until(true, child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _LONGEST
    while not true() and child.poll() is None and time.monotonic() < end:
        time.sleep(0.02)


def rows_kept(document: ListDocument) -> int:
    return ListRow.objects.filter(document=document).count()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the child finds the embedded test database only")
def test_killing_the_worker_loses_and_doubles_nothing():
    cast, chance, data = gather(), random.Random(2018), a_list()
    with acting_as(principal_of(cast.amina)):
        arrival = actions.Arrival(filename="camp.csv", received_on=date(2018, 4, 1), listed_on=date(2018, 3, 25))
        document, _ = actions.receive_list(data=data, arrival=arrival, team=None, by=cast.amina, at=NOW)
    look_at_list.func(str(document.pk))
    with acting_as(principal_of(cast.amina)):
        actions.begin_import(document=ListDocument.objects.get(pk=document.pk), by=cast.amina, at=NOW)
        import_list.enqueue(str(document.pk))

    before = ""
    for kill in range(KILLS):
        name = f"worker-{kill}"
        child = start(name, before)
        wait_until(lambda name=name: WorkerLease.objects.filter(worker_id=name).exists(), child)
        ahead = rows_kept(document) > PEOPLE * kill // KILLS  # then it dies as it starts, so that rows are left to the end
        if kill % 3 == 1 and not ahead:  # just after a batch; else as it starts, or somewhere in its reading and writing
            kept = rows_kept(document)
            wait_until(lambda kept=kept: rows_kept(document) > kept, child)
        time.sleep(chance.uniform(0, 0.05 if ahead else 1.5 if kill % 3 == 2 else 0.1))
        assert child.poll() is None, f"the worker ended by itself before kill {kill + 1}: take a longer list"
        child.send_signal(signal.SIGKILL)
        child.wait()
        before = name
        assert ListDocument.objects.get().status == ListDocument.Status.IMPORTING
    last = start("worker-last", before)
    assert last.wait(timeout=600) == 0

    document.refresh_from_db()
    assert document.status == ListDocument.Status.DONE
    assert document.rows_done == document.rows_total == PEOPLE + 1
    numbers = list(ListRow.objects.filter(document=document).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, PEOPLE + 2))
    assert Record.objects.count() == RowRecord.objects.count() == Event.objects.count() == PEOPLE
    assert Group.objects.count() == (PEOPLE + 3) // 4
    assert SearchKey.objects.values("record").distinct().count() == PEOPLE
    keys = SearchKey.objects.values_list("record", "key")
    assert len(set(keys)) == len(keys)
    entries = list(LedgerEntry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert entries == list(range(len(entries)))
    with acting_as(worker(), writes=False):
        written = [row.cells for row in ListRow.objects.filter(document=document).order_by("number")]
    assert written == [line.split(",") for line in data.decode().splitlines()]

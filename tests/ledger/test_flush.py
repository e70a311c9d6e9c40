"""Tests and the demo may begin again; a real installation may not."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from wayhome.ledger import actions
from wayhome.ledger.models import LedgerEntry
from wayhome.vault.models import CompartmentKey


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_ledger_keeps_the_keys_and_puts_the_triggers_back(acting, everyone, now):
    with acting():
        actions.seal("case.opened", by=everyone.key_id, at=now)
    keys = set(CompartmentKey.objects.values_list("pk", flat=True))
    call_command("flush", interactive=False, verbosity=0)
    assert not LedgerEntry.objects.exists()
    assert keys == set(CompartmentKey.objects.values_list("pk", flat=True)) != set()
    with acting():
        actions.seal("case.opened", by=everyone.key_id, at=now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor, acting():
        cursor.execute("DELETE FROM ledger_ledgerentry")


@pytest.mark.django_db
def test_a_real_installation_is_never_flushed(settings):
    settings.WAYHOME_LEDGER_MAY_BE_RECREATED = False
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)

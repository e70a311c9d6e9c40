"""Nobody writes without acting, half an act never stands, and an undone act loses no key that is used later."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import update_last_login
from django.db import connection, transaction

from wayhome.vault.guard import OutsideTransaction, guarded_tables
from wayhome.vault.models import RecordKey, SealedFile
from wayhome.vault.principals import NobodyActs, Principal, acting_as, current_principal, installing

pytestmark = pytest.mark.django_db


def new_file(name: str = "Зарема") -> SealedFile:
    return SealedFile(compartment="identity", address=uuid4().hex, size=1, name=name)


@pytest.mark.parametrize("sql", [
    "DELETE FROM vault_recordkey",
    'UPDATE "vault_sealedfile" SET size = 2',
    "  insert into vault_sealedfile (size) values (1)",
    "WITH x AS (SELECT 1) UPDATE vault_sealedfile SET size = 2",
    "WITH x AS (SELECT 1) DELETE FROM vault_sealedfile",
])  # fmt: skip
def test_no_statement_of_any_form_writes_when_nobody_acts(sql):
    with pytest.raises(NobodyActs), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_reading_and_tables_of_others_are_not_guarded(client):
    assert list(SealedFile.objects.all()) == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert "django_session" not in guarded_tables()
    assert {"vault_recordkey", "ledger_ledgerbody", "accounts_user"} <= guarded_tables()


def test_signing_in_touches_the_last_sign_in_and_nothing_else(acting):
    with acting():
        user = get_user_model().objects.create_user(username="amina")
    update_last_login(None, user)
    user.is_superuser = True
    with pytest.raises(NobodyActs), transaction.atomic():
        user.save(update_fields=["is_superuser"])
    with pytest.raises(NobodyActs), transaction.atomic():
        get_user_model().objects.filter(pk=user.pk).update(last_login=None, is_superuser=True)


@pytest.mark.django_db(transaction=True)
def test_reading_opens_no_transaction_in_which_half_an_act_could_stand(acting):
    with acting(writes=False):
        if connection.vendor == "sqlite":
            with pytest.raises(OutsideTransaction):
                new_file().save()
        with acting():
            new_file().save()
    assert SealedFile.objects.count() == 1


def test_a_save_after_an_undone_save_does_not_use_the_undone_key(acting):
    file = new_file()
    with acting():
        with transaction.atomic():
            file.save()
            transaction.set_rollback(True)
        file._state.adding = True
        file.save()
        file.name = "Амина"
        file.save()
    with acting(writes=False):
        assert SealedFile.objects.get(pk=file.pk).name == "Амина"
    assert RecordKey.objects.filter(row=file.pk).count() == 1


def test_an_undone_bulk_is_done_again(acting):
    files = [new_file(f"n{n}") for n in range(5)]
    with acting():
        with transaction.atomic():
            SealedFile.objects.bulk_create(files)
            transaction.set_rollback(True)
        SealedFile.objects.bulk_create(files)
    with acting(writes=False):
        assert {file.name for file in SealedFile.objects.all()} == {"n0", "n1", "n2", "n3", "n4"}


def test_the_inner_principal_acts_until_the_inner_block_ends(everyone):
    other = Principal(UUID(int=9), "worker", lambda case_file_id, compartment, row_id: False)
    assert current_principal() is None
    with acting_as(everyone):
        with acting_as(other):
            assert current_principal() is other
            assert principal_in_database() in {None, str(other.key_id)}
        assert current_principal() is everyone
        assert principal_in_database() in {None, str(everyone.key_id)}
    assert current_principal() is None


def principal_in_database() -> str | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.principal')")
        return cursor.fetchone()[0]


def test_an_installation_writes_and_opens_nothing(acting):
    with acting():
        file = new_file()
        file.save()
    with installing():
        SealedFile.objects.update(size=3)
        stored = SealedFile.objects.get(pk=file.pk)
        with pytest.raises(Exception, match="closed"):
            _ = stored.name

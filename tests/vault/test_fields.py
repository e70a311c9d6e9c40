"""Sealed fields open for those who may, where they were written, and nowhere else."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from wayhome.vault import keys
from wayhome.vault.boxes import SealBroken
from wayhome.vault.fields import SealedFieldRefused
from wayhome.vault.models import RecordKey, SealedFile
from wayhome.vault.principals import CompartmentClosed, NobodyActs, Principal, acting_as

pytestmark = pytest.mark.django_db
NAME = "Зарема Ахмадова زاريما"


def new_file(**values: object) -> SealedFile:
    return SealedFile(
        **{"compartment": "identity", "address": uuid4().hex, "size": 1, "name": NAME, **values}
    )


def raw(file: SealedFile, column: str = "name") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vault_sealedfile WHERE address = %s", [file.address])
        return cursor.fetchone()[0]


def test_a_saved_value_is_sealed_in_the_database_and_opens_for_the_one_who_acts(acting):
    with acting():
        file = new_file()
        file.save()
        assert raw(file).startswith("v1.")
        assert NAME not in raw(file)
        assert SealedFile.objects.get(pk=file.pk).name == NAME


def test_a_closed_compartment_stays_shut(acting, everyone):
    case = uuid4()
    stranger = Principal(UUID(int=2), "staff", lambda case_file_id, compartment, row_id: case_file_id != case)
    with acting():
        file = new_file(case_file_id=case)
        file.save()
    with acting(stranger, writes=False), pytest.raises(CompartmentClosed):
        _ = SealedFile.objects.get(pk=file.pk).name


def test_nobody_opens_anything(acting):
    with acting():
        file = new_file()
        file.save()
    stored = SealedFile.objects.get(pk=file.pk)
    with pytest.raises(NobodyActs):
        _ = stored.name


def test_many_rows_are_opened_with_one_query_for_keys(acting, django_assert_num_queries):
    with acting():
        SealedFile.objects.bulk_create([new_file(name=f"name {n}") for n in range(50)])
    with acting(writes=False), django_assert_num_queries(2):
        assert {file.name for file in SealedFile.objects.all()} == {f"name {n}" for n in range(50)}


def test_an_update_keeps_the_record_key_and_changes_the_token(acting):
    with acting():
        file = new_file()
        file.save()
        before = raw(file)
        again = SealedFile.objects.get(pk=file.pk)
        again.size = 7
        again.save()
        assert raw(file) == before
        again.name = "another"
        again.save()
        assert raw(file) != before
        assert SealedFile.objects.get(pk=file.pk).name == "another"
        assert RecordKey.objects.filter(row=file.pk).count() == 1


def test_deferred_and_refreshed_values_open(acting):
    with acting():
        file = new_file()
        file.save()
        assert SealedFile.objects.defer("name").get(pk=file.pk).name == NAME
        file.name = "not saved"
        file.refresh_from_db()
        assert file.name == NAME


def test_bulk_update_seals(acting):
    with acting():
        files = SealedFile.objects.bulk_create([new_file() for _ in range(3)])
        for file in files:
            file.name, file.size = "changed", 9
        SealedFile.objects.bulk_update(files, ["name", "size"])
        assert [(f.name, f.size) for f in SealedFile.objects.all()] == [("changed", 9)] * 3


@pytest.mark.parametrize("lookup", ["name", "name__contains", "name__in", "name__lower"])
def test_a_sealed_field_cannot_be_searched(acting, lookup):
    with pytest.raises(SealedFieldRefused):
        list(SealedFile.objects.filter(**{lookup: [NAME]}))


def test_a_query_cannot_write_plain_text(acting):
    with acting(), pytest.raises(SealedFieldRefused):
        SealedFile.objects.update(name=NAME)


@pytest.mark.parametrize("column", ["name", "media_type"])
def test_a_ciphertext_moved_to_another_row_or_column_is_refused(acting, column):
    with acting():
        first, second = new_file(), new_file()
        first.save()
        second.save()
        target = second if column == "name" else first
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE vault_sealedfile SET {column} = %s WHERE address = %s", [raw(first), target.address]
            )
        with pytest.raises(SealBroken):
            getattr(SealedFile.objects.get(pk=target.pk), column)


def test_a_key_moved_to_another_record_does_not_open_it(acting):
    with acting():
        first, second = new_file(), new_file()
        first.save()
        second.save()
        RecordKey.objects.filter(row=second.pk).delete()
        RecordKey.objects.filter(row=first.pk).update(row=second.pk)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE vault_sealedfile SET name = %s WHERE address = %s", [raw(first), second.address]
            )
    with acting(), pytest.raises(SealBroken):
        _ = SealedFile.objects.get(pk=second.pk).name


def test_every_changed_byte_of_a_token_is_refused(acting):
    with acting():
        file = new_file(name="Амина")
        file.save()
        good = raw(file)
        refused = 0
        for position in range(len(good)):
            bad = good[:position] + ("A" if good[position] != "A" else "B") + good[position + 1 :]
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE vault_sealedfile SET name = %s WHERE address = %s", [bad, file.address]
                )
            with pytest.raises(SealBroken):
                _ = SealedFile.objects.get(pk=file.pk).name
            refused += 1
    assert refused == len(good) > 60


def test_a_destroyed_key_erases(acting):
    with acting():
        file = new_file()
        file.save()
        RecordKey.objects.filter(row=file.pk).delete()
    with acting(), pytest.raises(SealBroken):
        _ = SealedFile.objects.get(pk=file.pk).name


def test_deleting_a_row_destroys_its_keys(acting):
    with acting():
        first, second = new_file(), new_file()
        first.save()
        second.save()
        first.delete()
        SealedFile.objects.filter(pk=second.pk).delete()
        assert not RecordKey.objects.filter(row__in=[first.pk, second.pk]).exists()


def test_a_copy_of_a_row_must_be_opened_first(acting):
    with acting():
        file = new_file()
        file.save()
        copy = SealedFile.objects.get(pk=file.pk)
        copy.pk, copy.address, copy._state.adding = uuid4(), uuid4().hex, True
        with pytest.raises(SealedFieldRefused):
            copy.save()


def test_nobody_writes(everyone):
    with pytest.raises(NobodyActs), transaction.atomic():
        new_file().save()
    with acting_as(everyone):
        new_file().save()


def test_equal_texts_hash_equally_for_one_purpose_only():
    assert keys.keyed_hash("name", "é") == keys.keyed_hash("name", "e\u0301")
    assert keys.keyed_hash("name", "x") != keys.keyed_hash("phone", "x")
    assert len(keys.keyed_hash("name", "x")) == 8

"""Sealed files come back whole, for those who may, and never lie about."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage

from wayhome.vault import files
from wayhome.vault.boxes import SealBroken
from wayhome.vault.compartments import Compartment
from wayhome.vault.models import RecordKey, SealedFile
from wayhome.vault.principals import CompartmentClosed, Principal

pytestmark = pytest.mark.django_db
CANARY = "زاريما أحمدوفا".encode()


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.mark.parametrize("size", [0, 1, files.CHUNK - 1, files.CHUNK, files.CHUNK + 1, 2 * files.CHUNK])
def test_a_file_of_any_size_comes_back(acted, size):
    data = (CANARY * (size // len(CANARY) + 1))[:size]
    file = files.store(io.BytesIO(data), uuid4(), Compartment.IDENTITY)
    assert files.read(SealedFile.objects.get(pk=file.pk)) == data
    assert file.size == size


def test_nothing_readable_lies_on_disk(acted, storage):
    files.store(CANARY * 50, uuid4(), Compartment.LEGAL, name="Zarema.xlsx", media_type="text/csv")
    stored = [path for path in storage.rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert CANARY not in stored[0].read_bytes()
    assert "Zarema" not in str(stored[0])
    assert SealedFile.objects.get().name == "Zarema.xlsx"


def test_the_same_file_twice_is_stored_once_in_a_case_and_apart_between_cases(acted):
    case, other = uuid4(), uuid4()
    first = files.store(CANARY, case, Compartment.IDENTITY)
    assert files.store(CANARY, case, Compartment.IDENTITY).pk == first.pk
    assert files.store(CANARY, other, Compartment.IDENTITY).pk != first.pk
    assert RecordKey.objects.count() == 2


@pytest.mark.parametrize("damage", ["flip", "cut", "drop last chunk", "swap chunks", "empty"])
def test_a_damaged_file_is_refused(acted, damage):
    file = files.store(b"x" * (2 * files.CHUNK + 5), uuid4(), Compartment.IDENTITY)
    path = default_storage.path(files.path_of(file))
    raw = bytearray(Path(path).read_bytes())
    head, whole = 27, files.CHUNK + 16
    if damage == "flip":
        raw[5000] ^= 1
    elif damage == "cut":
        del raw[-1]
    elif damage == "drop last chunk":
        del raw[head + 2 * whole :]
    elif damage == "swap chunks":
        raw[head : head + 2 * whole] = raw[head + whole : head + 2 * whole] + raw[head : head + whole]
    else:
        raw.clear()
    Path(path).write_bytes(raw)
    with pytest.raises(SealBroken):
        files.read(file)


def test_a_file_moved_under_another_row_is_refused(acted):
    first = files.store(b"one", uuid4(), Compartment.IDENTITY)
    second = files.store(b"two", uuid4(), Compartment.IDENTITY)
    content = Path(default_storage.path(files.path_of(first))).read_bytes()
    Path(default_storage.path(files.path_of(second))).write_bytes(content)
    with pytest.raises(SealBroken):
        files.read(second)


def test_a_closed_compartment_keeps_the_file_shut(acting):
    with acting():
        file = files.store(b"one", uuid4(), Compartment.MEDICAL)
    stranger = Principal(
        UUID(int=2), "staff", lambda case_file_id, compartment, row_id: compartment != Compartment.MEDICAL
    )
    with acting(stranger, writes=False), pytest.raises(CompartmentClosed):
        files.read(file)


def test_a_destroyed_file_leaves_nothing(acted, storage):
    file = files.store(b"one", uuid4(), Compartment.IDENTITY)
    files.destroy(file)
    assert not [path for path in storage.rglob("*") if path.is_file()]
    assert not RecordKey.objects.exists()

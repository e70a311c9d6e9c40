"""Sealed files: encrypted in chunks, named by a keyed hash of their content, never in clear on disk.

Layout: `WHF1`, key id (16), nonce prefix (7), then chunks of at most 1 MiB, each with its tag. A chunk's nonce is the
prefix, its number (4 bytes) and 1 for the last, else 0; its associated data names the file. So a chunk that is moved,
dropped, or cut off at the end does not open (STREAM, Hoang et al. 2015).
"""

from __future__ import annotations

import hmac
import io
import os
from collections.abc import Iterator
from hashlib import sha256
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Model

from wayhome.settings import keys as master
from wayhome.vault import fields, keyring
from wayhome.vault.boxes import SealBroken
from wayhome.vault.compartments import Compartment
from wayhome.vault.models import RecordKey, SealedFile
from wayhome.vault.principals import get_acting

CHUNK = 1024 * 1024
_MAGIC = b"WHF1"
_TABLE = SealedFile._meta.db_table
_HEAD, _TAG = len(_MAGIC) + 16 + 7, 16


def store(
    data: bytes | BinaryIO,
    case_file_id: UUID | None,
    compartment: Compartment,
    *,
    name: str = "",
    media_type: str = "",
) -> SealedFile:
    """Seal a file and return its row; the same content in the same case and compartment is stored once.

    Args:
        data: the bytes, or a readable binary stream, which is read once from where it stands.
        name: as it was uploaded; sealed too.
    """
    file = SealedFile(
        pk=uuid4(), case_file_id=case_file_id, compartment=str(compartment), name=name, media_type=media_type
    )
    place = (_TABLE, file.pk, str(compartment))
    key_id, cipher = keyring.make_keys([place])[place]
    with TemporaryFile() as sealed:  # holds ciphertext only
        digest, file.size = _write(
            io.BytesIO(data) if isinstance(data, bytes) else data, sealed, file.pk, key_id, cipher
        )
        file.address = _address(digest, case_file_id, str(compartment))
        if (known := SealedFile.objects.filter(address=file.address).first()) is not None:
            RecordKey.objects.filter(pk=key_id).delete()
            return known
        sealed.seek(0)
        # A file left by a transaction that was undone has a lost key: it is replaced.
        default_storage.delete(path_of(file))
        default_storage.save(path_of(file), File(sealed))
    _save_with_existing_key(file)
    return file


def chunks(file: SealedFile) -> Iterator[bytes]:
    """Yield the content in pieces of at most 1 MiB, for the one who acts.

    Raises:
        CompartmentClosed: she may not open it.
        SealBroken: the file is damaged, cut off, or its key is destroyed.
    """
    ring: keyring.Keyring = get_acting().keyring
    ring.insist(file.case_file_id, file.compartment, file.pk)
    with default_storage.open(path_of(file), "rb") as sealed:
        head = sealed.read(_HEAD)
        if len(head) != _HEAD or not head.startswith(_MAGIC):
            raise SealBroken("a sealed file does not begin as one")
        key_id, prefix = UUID(bytes=head[4:20]), head[20:]
        cipher = ring.cipher(key_id, (_TABLE, file.pk, file.compartment))
        number, chunk = 0, sealed.read(CHUNK + _TAG)
        while True:
            following = sealed.read(CHUNK + _TAG)
            try:
                yield cipher.decrypt(_nonce(prefix, number, not following), chunk, _bound(file.pk, key_id))
            except InvalidTag:
                raise SealBroken("a sealed file was damaged, moved or cut off") from None
            if not following:
                return
            number, chunk = number + 1, following


def read(file: SealedFile | UUID) -> bytes:
    """Return the whole content of a file, given as its row or the row's id; see `chunks`."""
    return b"".join(chunks(SealedFile.objects.get(pk=file) if isinstance(file, UUID) else file))


def destroy(file: SealedFile) -> None:
    """Destroy key, row and stored bytes of a file."""
    path = path_of(file)
    file.delete()
    default_storage.delete(path)


def path_of(file: SealedFile) -> str:
    """Return where a file lies in the storage: nothing of its name or content shows."""
    return f"sealed/{file.address[:2]}/{file.address}"


def _write(
    data: BinaryIO, sealed: BinaryIO, file_id: UUID, key_id: UUID, cipher: AESGCM
) -> tuple[bytes, int]:
    prefix, hashed, size, number = os.urandom(7), sha256(), 0, 0
    sealed.write(_MAGIC + key_id.bytes + prefix)
    chunk = _read_chunk(data)
    while True:
        following = _read_chunk(data)
        hashed.update(chunk)
        size += len(chunk)
        sealed.write(cipher.encrypt(_nonce(prefix, number, not following), chunk, _bound(file_id, key_id)))
        if not following:
            return hashed.digest(), size
        number, chunk = number + 1, following


def _read_chunk(data: BinaryIO) -> bytes:
    parts: list[bytes] = []
    missing = CHUNK
    while missing and (part := data.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _bound(file_id: UUID, key_id: UUID) -> bytes:
    return f"v1|file|{file_id.hex}|{key_id.hex}".encode()


def _address(digest: bytes, case_file_id: UUID | None, compartment: str) -> str:
    where = f"|{case_file_id.hex if case_file_id else ''}|{compartment}".encode()
    return hmac.digest(master.derive("file addresses"), digest + where, sha256).hex()


def _save_with_existing_key(file: SealedFile) -> None:
    """Save a new row whose key exists already: `SealedModel.save` of a new row would make that key again."""
    fields.prepare([file], new=False)
    try:
        Model.save(file, force_insert=True)
    finally:
        fields.forget([file])

"""Is this archive a workbook that is safe to open? Asked of the directory and the raw bytes, before parsing."""

from __future__ import annotations

import io
import zipfile
import zlib

from .errors import Unreadable, UnreadableCode
from .limits import Limits

_BLOCK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORBIDDEN = tuple(
    word.encode(name) for word in ("<!DOCTYPE", "<!ENTITY") for name in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _FORBIDDEN))


def is_ole(data: bytes) -> bool:
    """Say whether the bytes are of the older Office container, which also wraps encrypted workbooks."""
    return data.startswith(_OLE)


def why_not_ole(data: bytes) -> UnreadableCode:
    """Tell an encrypted new workbook from an old one."""
    hidden = "EncryptedPackage".encode("utf-16-le")
    return UnreadableCode.ENCRYPTED if hidden in data else UnreadableCode.OLD_WORKBOOK


def check_archive(data: bytes, limits: Limits) -> None:
    """Return if the archive may be opened.

    Raises:
        Unreadable: not a workbook, damaged, encrypted, a bomb, or XML with DOCTYPE or entities; the place
            is the entry.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            for entry in archive.infolist():
                if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive, entry, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as cause:
        raise Unreadable(UnreadableCode.DAMAGED, place=type(cause).__name__) from cause
    except RuntimeError as cause:  # zipfile's word for a password
        raise Unreadable(UnreadableCode.ENCRYPTED) from cause


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Unreadable(UnreadableCode.BOMB, value=len(entries), limit=limits.entries)
    names = [e.filename for e in entries]
    if len(set(names)) != len(names):
        raise Unreadable(UnreadableCode.DAMAGED, place=max(names, key=names.count))
    unpacked = sum(e.file_size for e in entries)
    if unpacked > limits.unpacked_bytes:
        raise Unreadable(UnreadableCode.BOMB, value=unpacked, limit=limits.unpacked_bytes)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unreadable(UnreadableCode.ENCRYPTED, place=entry.filename)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(UnreadableCode.DAMAGED, place=entry.filename)
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size > limits.ratio_from_bytes and ratio > limits.unpacked_ratio:
            raise Unreadable(
                UnreadableCode.BOMB, place=entry.filename, value=ratio, limit=limits.unpacked_ratio
            )
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise Unreadable(UnreadableCode.NOT_A_WORKBOOK)


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Look through the raw bytes; in a cell's text these signs would be escaped."""
    counted = b"<si" if "sharedStrings" in entry.filename else b"<c"
    cells, tail = 0, b""
    with archive.open(entry) as source:
        while block := source.read(_BLOCK):
            window = tail + block
            if any(sign in window for sign in _FORBIDDEN):
                raise Unreadable(UnreadableCode.UNSAFE_XML, place=entry.filename)
            cells += block.count(counted)
            if cells > limits.cells:
                raise Unreadable(UnreadableCode.BOMB, place=entry.filename, value=cells, limit=limits.cells)
            tail = window[-_OVERLAP:]

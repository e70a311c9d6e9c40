"""One record against all: an index that records enter and leave, in memory or in a file, keyed or plain.

    >>> from kinmatch import Name, PersonRecord
    >>> from kinmatch.index import MemoryIndex
    >>> index = MemoryIndex()
    >>> index.add(PersonRecord(ref="L1:7", names=(Name("فاطمة محمد"),)))
    >>> [found.ref for found in index.query(PersonRecord(ref="?", names=(Name("Патимат Магомедовна"),)), 5)]
    ['L1:7']

What is found is worth comparing, no more: `kinmatch.Matcher.score_family` says what speaks for it and against it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kinmatch.index.base import Entry, Found, make_entries
    from kinmatch.index.disk import DiskIndex
    from kinmatch.index.keys import Sketch, record_keys, sketch_profile, sketch_record
    from kinmatch.index.memory import MemoryIndex

_HOMES = {
    "DiskIndex": "disk", "Entry": "base", "Found": "base", "MemoryIndex": "memory", "Sketch": "keys",
    "make_entries": "base", "record_keys": "keys", "sketch_profile": "keys", "sketch_record": "keys",
}  # fmt: skip

__all__ = [
    "DiskIndex", "Entry", "Found", "MemoryIndex", "Sketch", "make_entries", "record_keys", "sketch_profile", "sketch_record",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kinmatch.index' has no attribute {name!r}")
    return getattr(import_module(f"kinmatch.index.{_HOMES[name]}"), name)

"""One record against all: an index that records enter and leave, in memory or in a file, keyed or plain."""

from kinmatch.index.base import Entry, Found, make_entries
from kinmatch.index.disk import DiskIndex
from kinmatch.index.keys import Sketch, record_keys, sketch_profile, sketch_record
from kinmatch.index.memory import MemoryIndex

__all__ = [
    "DiskIndex", "Entry", "Found", "MemoryIndex", "Sketch", "make_entries", "record_keys", "sketch_profile", "sketch_record",
]  # fmt: skip

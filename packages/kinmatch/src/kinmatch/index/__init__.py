"""One record against all: an index that records enter and leave, in memory or in a file, keyed or plain."""

from kinmatch.index.base import Found
from kinmatch.index.disk import DiskIndex
from kinmatch.index.keys import Sketch, record_keys, sketch_profile, sketch_record
from kinmatch.index.memory import MemoryIndex

__all__ = ["DiskIndex", "Found", "MemoryIndex", "Sketch", "record_keys", "sketch_profile", "sketch_record"]

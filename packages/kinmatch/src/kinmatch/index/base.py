"""What both kinds of index take and give."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinmatch.index.hashing import Hash, make_hash
from kinmatch.index.keys import Sketch, sketch_profile, sketch_record
from kinmatch.index.traits import ROW, Places, row_of
from kinmatch.profile import Profile
from kinmatch.record import PersonRecord

Asked = PersonRecord | Profile | Sketch
"""A record by itself, a profile (which knows whom it was told of with), or a sketch made before."""


class Entry(NamedTuple):
    """What an index stores of one record: hashed keys (8 bytes each) and one row of traits. Holds no name."""

    ref: str
    keys: bytes
    traits: tuple[int, int, int, int]


Source = Asked | Entry


class Found(NamedTuple):
    """A record worth comparing. `millibits` orders candidates and is no evidence."""

    ref: str
    millibits: int


def sketch_of(asked: Asked) -> Sketch:
    """Return the sketch of whatever is given."""
    if isinstance(asked, Sketch):
        return asked
    return sketch_profile(asked) if isinstance(asked, Profile) else sketch_record(asked)


def entry_of(source: Source, number: Hash) -> Entry:
    """Return what is stored of a record, its keys hashed by `number`."""
    if isinstance(source, Entry):
        return source
    sketch = sketch_of(source)
    keys = array("q", sorted({number(key) for key in sketch.keys}))
    return Entry(sketch.ref, keys.tobytes(), row_of(sketch))


def make_entries(records: Sequence[Asked], *, secret: bytes | None = None) -> list[Entry]:
    """Return the entries of records: most of the work of adding them, which other processes may do.

    Args:
        secret: that of the index which the entries are for.
    """
    number = make_hash(secret)
    return [entry_of(record, number) for record in records]


def columns_of(entries: Sequence[Entry], first: int) -> tuple[NDArray[np.void], NDArray[np.int64], Places]:
    """Return the traits of entries, their keys, and the place of each key; the first entry gets place `first`."""
    rows = np.array([entry.traits for entry in entries], dtype=ROW)
    keys = np.frombuffer(b"".join(entry.keys for entry in entries), dtype=np.int64)
    counts = [len(entry.keys) // 8 for entry in entries]
    return rows, keys, np.repeat(np.arange(first, first + len(entries), dtype=np.int32), counts)

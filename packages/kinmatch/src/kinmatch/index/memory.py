"""An index in memory."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from threading import RLock

import numpy as np

from kinmatch.index.base import Asked, Entry, Found, Source, columns_of, entry_of, sketch_of
from kinmatch.index.hashing import make_hash
from kinmatch.index.postings import Postings
from kinmatch.index.ranking import rank
from kinmatch.index.traits import Traits

_CHUNK = 100_000
_LEAST_GONE = 1024


class MemoryIndex:
    """Finds who is worth comparing with a record, among records that come and go. Safe to use from threads.

    Args:
        secret: for keyed hashes, see `kinmatch.index.hashing`; None for plain ones.
    """

    def __init__(self, *, secret: bytes | None = None) -> None:
        self._number = make_hash(secret)
        self._lock = RLock()
        self._postings = Postings()
        self._traits = Traits.empty()
        self._refs: list[str] = []
        self._place_of: dict[str, int] = {}

    def __len__(self) -> int:
        return self._traits.living

    def __contains__(self, ref: object) -> bool:
        return ref in self._place_of

    def add(self, record: Source) -> None:
        """Take in one record; one with the same ref is replaced."""
        entry = entry_of(record, self._number)
        with self._lock:
            self.remove(entry.ref)
            place = self._traits.append(entry.traits)
            self._refs.append(entry.ref)
            self._place_of[entry.ref] = place
            self._postings.add(np.frombuffer(entry.keys, dtype=np.int64).tolist(), place)

    def add_many(self, records: Iterable[Source]) -> None:
        """Take in many records at once: faster than one by one, with the same result."""
        stream = iter(records)
        while chunk := [entry_of(record, self._number) for record in islice(stream, _CHUNK)]:
            with self._lock:
                self._add_chunk(list({entry.ref: entry for entry in chunk}.values()))

    def remove(self, ref: str) -> bool:
        """Forget a record; say whether it was there."""
        with self._lock:
            place = self._place_of.pop(ref, None)
            if place is None:
                return False
            self._traits.remove(place)
            if len(self._traits.gone) > max(_LEAST_GONE, self._traits.size // 3):
                self.compact()
            return True

    def query(self, record: Asked, most: int = 40) -> list[Found]:
        """Return up to `most` records worth comparing, the likeliest first; one with the same ref is not left out."""
        asked = sketch_of(record)
        with self._lock:
            places, weights = rank(asked, self._number, self._postings, self._traits, most=most)
            pairs = zip(places.tolist(), weights.tolist(), strict=True)
            return [Found(self._refs[place], weight) for place, weight in pairs]

    def compact(self) -> None:
        """Give back the memory of removed records."""
        with self._lock:
            living = self._traits.alive(np.arange(self._traits.size))
            self._postings.keep(living)
            self._traits = Traits.of_rows(self._traits.rows[: self._traits.size][living])
            self._refs = [ref for ref, kept in zip(self._refs, living.tolist(), strict=True) if kept]
            self._place_of = {ref: place for place, ref in enumerate(self._refs)}

    @property
    def memory(self) -> int:
        """Bytes of keys and traits, refs not counted."""
        return self._postings.memory + self._traits.rows.nbytes

    def _add_chunk(self, entries: list[Entry]) -> None:
        for entry in entries:
            self.remove(entry.ref)
        first = self._traits.size
        rows, keys, places = columns_of(entries, first)
        self._traits.extend(rows)
        self._refs += [entry.ref for entry in entries]
        self._place_of.update((entry.ref, place) for place, entry in enumerate(entries, start=first))
        self._postings.extend(keys, places)

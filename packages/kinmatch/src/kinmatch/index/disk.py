"""An index in one file, opened again without rebuilding.

The file is an SQLite database: additions and crashes are SQLite's concern. All numbers are little-endian.

* `meta(name, value)`: `format` (1) and `secret`, a number that tells one secret from another and is not the secret.
* `record(place, ref)`: places count up from 0; `compact` numbers them anew.
* `trait(page, rows)`: pages of 512 rows of 17 bytes, see `kinmatch.index.traits`: days of birth, lot, flags.
* `posting(key, parts, tail)`: for a hashed key the places that have it, in order, 4 bytes each. A tail that is full
  (2,048 places) moves to `part(key, part, places)`; the places of a key are its parts and then its tail.

A removed record keeps its postings and loses its flag; `compact` drops them, which also happens by itself when half
of the records are gone. Every call is one transaction in the write-ahead log: after a crash the file holds all of a
call or nothing of it (the last calls before a loss of power may be missing). Several processes may have one file open;
one writes at a time.

With a secret, keys are numbers that reveal no name. In clear stand refs (the caller's: let them not be names), days of
birth and sex, and how many records share each key.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

import numpy as np

from kinmatch.index.base import Asked, Entry, Found, Source, columns_of, entry_of, sketch_of
from kinmatch.index.hashing import fingerprint, make_hash
from kinmatch.index.ranking import rank
from kinmatch.index.store import Store
from kinmatch.index.traits import Traits

_CHUNK = 100_000
_LEAST_GONE = 1024


class IndexFileError(ValueError):
    """The file is no index, of another format, or made with another secret."""


class DiskIndex:
    """Finds who is worth comparing with a record, among records kept in a file. Safe to use from threads.

    Args:
        path: the file; made if there is none.
        secret: for keyed hashes, see `kinmatch.index.hashing`; None for plain ones. The same each time.

    Raises:
        IndexFileError: the file is no index, of another format, or made with another secret.
    """

    def __init__(self, path: str | Path, *, secret: bytes | None = None) -> None:
        self._number = make_hash(secret)
        self._lock = RLock()
        try:
            self._store = Store(path, fingerprint(self._number))
        except sqlite3.DatabaseError as problem:
            raise IndexFileError(f"{path} is no index: {problem}") from problem
        except ValueError as problem:
            raise IndexFileError(str(problem)) from problem
        self._traits = self._store.read_traits()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        with self._reading():
            return self._traits.living

    def __contains__(self, ref: object) -> bool:
        with self._reading():
            return isinstance(ref, str) and self._store.place_of(ref) is not None

    def close(self) -> None:
        """Close the file; what was written stands in it already."""
        self._store.close()

    def add(self, record: Source) -> None:
        """Take in one record; one with the same ref is replaced."""
        self._add_chunk([entry_of(record, self._number)])

    def add_many(self, records: Iterable[Source]) -> None:
        """Take in many records, 100,000 to a transaction: faster than one by one, with the same result."""
        stream = iter(records)
        while chunk := [entry_of(record, self._number) for record in islice(stream, _CHUNK)]:
            self._add_chunk(list({entry.ref: entry for entry in chunk}.values()))

    def remove(self, ref: str) -> bool:
        """Forget a record; say whether it was there."""
        with self._writing():
            return self._remove(ref)

    def query(self, record: Asked, most: int = 40) -> list[Found]:
        """Return up to `most` records worth comparing, the likeliest first; one with the same ref is not left out."""
        asked = sketch_of(record)
        with self._reading():
            places, weights = rank(asked, self._number, self._store, self._traits, most=most)
            refs = self._store.refs(places.tolist())
        return [
            Found(refs[place], weight)
            for place, weight in zip(places.tolist(), weights.tolist(), strict=True)
        ]

    def compact(self) -> None:
        """Drop removed records from the file and give their room back."""
        with self._writing():
            living = self._traits.alive(np.arange(self._traits.size))
            self._store.keep(living)
            self._traits = Traits.of_rows(self._traits.rows[: self._traits.size][living])
            self._store.write_traits(self._traits, range(self._traits.size))
        self._store.shrink()

    def _add_chunk(self, entries: Sequence[Entry]) -> None:
        with self._writing():
            for entry in entries:
                self._remove(entry.ref)
            rows, keys, places = columns_of(entries, self._traits.size)
            added = range(self._traits.size, self._traits.size + len(entries))
            self._traits.extend(rows)
            self._store.write_traits(self._traits, added)
            self._store.write_refs(zip(added, (entry.ref for entry in entries), strict=True))
            self._store.append(keys, places)

    def _remove(self, ref: str) -> bool:
        place = self._store.forget(ref)
        if place is None:
            return False
        self._traits.remove(place)
        self._store.write_traits(self._traits, range(place, place + 1))
        return True

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, self._store.snapshot() as changed:
            if changed:
                self._read_again()
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write all or nothing; what stands in memory follows the file."""
        with self._lock:
            with ExitStack() as undo:
                undo.callback(self._read_again)
                with self._store.transaction() as changed:
                    if changed:
                        self._read_again()
                    yield
                undo.pop_all()
            gone, size = len(self._traits.gone), self._traits.size
        if gone > max(_LEAST_GONE, size // 2):
            self.compact()

    def _read_again(self) -> None:
        self._traits = self._store.read_traits()

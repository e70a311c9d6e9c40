"""The search keys of all records in memory, as numbers: which records share which keyed hashes, answered in a
millisecond. It holds no name, no text and nothing that is not in clear in the database anyway.

One index lives in each process. It is brought up to date at every question; what was taken away since (a withdrawn
list, a superseded record) is left out when the records themselves are fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Lock
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from wayhome.people.models import SearchKey

# On a server several transactions may take numbers and finish in another order: what is near the end is read again.
_READ_AGAIN = 2_000


class KeyIndex:
    """Keys sorted, with the position of the record each belongs to; records with the position of their case file."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._clear()

    def _clear(self) -> None:
        self._last_id = 0
        self._last_row: tuple[str, int] | None = None
        self._places: dict[str, int] = {}
        self._names: list[UUID] = []
        self._files: dict[str, int] = {}
        self._file_of: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self._keys: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._records: NDArray[np.int32] = np.empty(0, dtype=np.int32)

    def rank(
        self, bits: Mapping[int, float], *, files: Iterable[UUID] | None, singly: Iterable[UUID], most: int
    ) -> list[UUID]:
        """Return the records that share the heaviest keys, the heaviest first.

        Asks no database: call `sizes` first.

        Args:
            bits: what sharing each key is worth.
            files: case files that are open; None for all.
            singly: records that are open by themselves.
        """
        with self._lock:
            worth = np.zeros(len(self._file_of), dtype=np.float32)
            for key, value in bits.items():
                first, last = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
                worth[self._records[first:last]] += value
            if files is not None:
                worth[~self._open(files, singly)] = 0
            count = min(most, int(np.count_nonzero(worth)))
            best = np.argpartition(-worth, count - 1)[:count] if count else np.empty(0, dtype=np.int64)
            return [self._names[place] for place in best[np.argsort(-worth[best], kind="stable")]]

    def count(self, *, fresh: bool = True) -> int:
        """Return how many records have keys."""
        with self._lock:
            if fresh:
                self._bring_up_to_date()
            return len(self._names)

    def sizes(self, keys: Iterable[int], *, fresh: bool = True) -> dict[int, int]:
        """Return how many records have each of the keys; keys that nobody has are left out.

        Args:
            fresh: look first for what was written since the last question.
        """
        with self._lock:
            if fresh or not self._names:
                self._bring_up_to_date()
            found = {}
            for key in keys:
                first, last = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
                if last > first:
                    found[key] = int(last - first)
            return found

    def _open(self, files: Iterable[UUID], singly: Iterable[UUID]) -> NDArray[np.bool_]:
        allowed = np.zeros(len(self._files), dtype=bool)
        allowed[[self._files[file.hex] for file in files if file.hex in self._files]] = True
        mask = allowed[self._file_of]
        mask[[self._places[record.hex] for record in singly if record.hex in self._places]] = True
        return mask

    def _bring_up_to_date(self) -> None:
        """Read what was written since; begin anew where the database is another than the one that was read."""
        if self._last_row is not None and self._row(self._last_id) != self._last_row:
            self._clear()
        since = self._last_id - (_READ_AGAIN if connection.vendor == "postgresql" else 0)
        rows = self._read(max(since, 0))
        if not rows:
            return
        seen_from = self._last_id
        keys, places, file_of = [], [], []
        for pk, record, file, key in rows:
            place = self._places.setdefault(record, len(self._places))
            if place == len(self._names):
                self._names.append(UUID(record))
                file_of.append(self._files.setdefault(file, len(self._files)))
            if pk > seen_from or not self._has(key, place):
                keys.append(key)
                places.append(place)
        self._last_id = max(self._last_id, rows[-1][0])
        self._last_row = self._row(self._last_id)
        self._file_of = np.concatenate([self._file_of, np.array(file_of, dtype=np.int32)])
        self._merge(np.array(keys, dtype=np.int64), np.array(places, dtype=np.int32))

    def _merge(self, keys: NDArray[np.int64], places: NDArray[np.int32]) -> None:
        all_keys, all_places = np.concatenate([self._keys, keys]), np.concatenate([self._records, places])
        order = np.argsort(all_keys, kind="stable")
        self._keys, self._records = all_keys[order], all_places[order]

    def _has(self, key: int, place: int) -> bool:
        first, last = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        return bool((self._records[first:last] == place).any())

    @staticmethod
    def _row(pk: int) -> tuple[str, int] | None:
        row = SearchKey.objects.filter(pk=pk).values_list("record_id", "key").first()
        return (row[0].hex, row[1]) if row else None

    @staticmethod
    def _read(since: int) -> list[tuple[int, str, str, int]]:
        """Read raw rows: a million of them through model fields would take ten times as long."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, record_id, case_file_id, key FROM people_searchkey WHERE id > %s ORDER BY id", [since]
            )
            if connection.vendor == "postgresql":
                return [(pk, record.hex, file.hex, key) for pk, record, file, key in cursor.fetchall()]
            return cursor.fetchall()


index = KeyIndex()

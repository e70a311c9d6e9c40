"""The search keys of all records in memory, as numbers: who is worth comparing, answered in a few milliseconds.

The ranking is kinmatch's, the one that `wayhome match` uses; the keyed hashes stay where they are stored. The index
holds no name, no text and nothing that is not in clear in the database anyway: keyed hashes, years of birth, sex.

One index lives in each process. It is brought up to date at every question; what was taken away since (a withdrawn
list, a superseded record) is left out when the records themselves are fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from kinmatch.index import Sketch
from kinmatch.index.postings import Postings
from kinmatch.index.ranking import rank
from kinmatch.index.traits import ALIVE, FEMALE, MALE, ROW, Traits
from wayhome.people.comparable import search_key
from wayhome.people.models import Record, SearchKey

# On a server several transactions may take numbers and finish in another order: what is near the end is read again.
_READ_AGAIN = 2_000
_FEW = 500  # new records up to this number are put beside the sorted block, more are merged into it
_CODE_OF_KIND = {kind.value: code for code, kind in enumerate(Record.Kind)}


class _Row(NamedTuple):
    pk: int
    record: str
    file: str
    kind: str
    key: int


class KeyIndex:
    """Keys with the places of the records they belong to; of each record its case file, kind, sex and years of birth."""

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
        self._kind_of: NDArray[np.int8] = np.empty(0, dtype=np.int8)
        self._postings = Postings()
        self._traits = Traits.empty()

    def near(
        self,
        asked: Sequence[Sketch],
        *,
        most: int,
        kind: str | None = None,
        files: Iterable[UUID] | None = None,
        singly: Iterable[UUID] = (),
    ) -> list[UUID]:
        """Return the records worth comparing with any of those asked for, at most `most` for each, likeliest first.

        Args:
            kind: only records of this kind; None for all.
            files: case files that are open; None for all.
            singly: records that are open by themselves.
        """
        with self._lock:
            self._bring_up_to_date()
            among = self._among(kind, files, singly)
            best: dict[int, int] = {}
            for sketch in asked:
                found = rank(sketch, search_key, self._postings, self._traits, most=most, among=among)
                for place, weight in zip(*(column.tolist() for column in found), strict=True):
                    best[place] = max(weight, best.get(place, weight))
            ranked = sorted(best, key=lambda place: (-best[place], self._names[place]))
            return [self._names[place] for place in ranked]

    def count(self) -> int:
        """Return how many records have keys."""
        with self._lock:
            self._bring_up_to_date()
            return len(self._names)

    def sizes(self, keys: Iterable[int]) -> dict[int, int]:
        """Return how many records have each of the keys, as of the last `count`; keys that nobody has are left out."""
        with self._lock:
            if not self._names:
                self._bring_up_to_date()
            return {key: len(places) for key, places in self._postings.of(list(keys)).items()}

    def _among(
        self, kind: str | None, files: Iterable[UUID] | None, singly: Iterable[UUID]
    ) -> NDArray[np.bool_] | None:
        mask: NDArray[np.bool_] | None = None
        if files is not None:
            allowed = np.zeros(len(self._files), dtype=bool)
            allowed[[self._files[file.hex] for file in files if file.hex in self._files]] = True
            mask = allowed[self._file_of]
            mask[[self._places[record.hex] for record in singly if record.hex in self._places]] = True
        if kind is not None:
            of_kind = self._kind_of == _CODE_OF_KIND[kind]
            mask = of_kind if mask is None else mask & of_kind
        return mask

    def _bring_up_to_date(self) -> None:
        """Read what was written since; begin anew where the database is another than the one that was read."""
        if self._last_row is not None and self._row(self._last_id) != self._last_row:
            self._clear()
        since = self._last_id - (_READ_AGAIN if connection.vendor == "postgresql" else 0)
        rows = self._read(max(since, 0))
        if not rows:
            return
        keys_of: dict[str, list[int]] = {}
        first_of: dict[str, _Row] = {}
        for row in rows:
            if row.record not in self._places:
                keys_of.setdefault(row.record, []).append(row.key)
                first_of.setdefault(row.record, row)
        if any(row.pk > self._last_id and row.record in self._places for row in rows):
            # Keys of a record that has a place already: the places of a key would no longer stand in order.
            self._clear()
            self._bring_up_to_date()
            return
        self._last_id = max(self._last_id, rows[-1].pk)
        self._last_row = self._row(self._last_id)
        if keys_of:
            self._take_in(list(first_of.values()), keys_of)

    def _take_in(self, records: Sequence[_Row], keys_of: Mapping[str, Sequence[int]]) -> None:
        first = len(self._names)
        for place, row in enumerate(records, start=first):
            self._places[row.record] = place
            self._names.append(UUID(row.record))
        files = [self._files.setdefault(row.file, len(self._files)) for row in records]
        self._file_of = np.concatenate([self._file_of, np.array(files, dtype=np.int32)])
        kinds = [_CODE_OF_KIND[row.kind] for row in records]
        self._kind_of = np.concatenate([self._kind_of, np.array(kinds, dtype=np.int8)])
        self._traits.extend(self._read_traits([row.record for row in records]))
        if len(records) <= _FEW:
            for place, row in enumerate(records, start=first):
                self._postings.add(set(keys_of[row.record]), place)
            return
        keys = np.array([key for row in records for key in keys_of[row.record]], dtype=np.int64)
        counts = [len(keys_of[row.record]) for row in records]
        self._postings.extend(keys, np.repeat(np.arange(first, len(self._names), dtype=np.int32), counts))

    def _read_traits(self, records: Sequence[str]) -> NDArray[np.void]:
        """Read sex and years of birth, in the order of `records`; the lot is a part of the random id."""
        query = "SELECT id, sex, birth_from, birth_to FROM people_record"
        with connection.cursor() as cursor:
            if len(records) <= _FEW:
                marks = ",".join(["%s"] * len(records))
                wanted = (
                    [UUID(record) for record in records] if connection.vendor == "postgresql" else records
                )
                cursor.execute(f"{query} WHERE id IN ({marks})", list(wanted))
            else:
                cursor.execute(query)
            told = {_hex(pk): (sex, first, last) for pk, sex, first, last in cursor.fetchall()}
        return np.array(
            [_traits(record, *told.get(record, ("u", None, None))) for record in records], dtype=ROW
        )

    @staticmethod
    def _row(pk: int) -> tuple[str, int] | None:
        row = SearchKey.objects.filter(pk=pk).values_list("record_id", "key").first()
        return (row[0].hex, row[1]) if row else None

    @staticmethod
    def _read(since: int) -> list[_Row]:
        """Read raw rows: a million of them through model fields would take ten times as long."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, record_id, case_file_id, kind, key FROM people_searchkey WHERE id > %s ORDER BY id",
                [since],
            )
            return [
                _Row(pk, _hex(record), _hex(file), kind, key)
                for pk, record, file, kind, key in cursor.fetchall()
            ]


def _hex(value: UUID | str) -> str:
    return value if isinstance(value, str) else value.hex


def _traits(record: str, sex: str, first: int | None, last: int | None) -> tuple[int, int, int, int]:
    born = (date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()) if first and last else (0, 0)
    return *born, int(record, 16) >> 65, ALIVE | {"f": FEMALE, "m": MALE}.get(sex, 0)


index = KeyIndex()
"""That of this process."""

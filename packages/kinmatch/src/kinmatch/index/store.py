"""The tables of an index file: reading and writing them, nothing else. The format is told in `kinmatch.index.disk`."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinmatch.index.traits import ROW, Places, Traits

FORMAT = 1
PAGE_ROWS = 512
TAIL = 2048
_AT_ONCE = 500
_REMEMBERED_PLACES = 16_000_000  # places of common keys kept in memory: 64 MB

_TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE record(place INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE);
CREATE TABLE trait(page INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE posting(key INTEGER PRIMARY KEY, parts INTEGER NOT NULL, tail BLOB NOT NULL);
CREATE TABLE part(key INTEGER NOT NULL, part INTEGER NOT NULL, places BLOB NOT NULL);
CREATE UNIQUE INDEX part_of_key ON part(key, part);
"""

Mask = NDArray[np.bool_]


class Store:
    """One open index file.

    Raises:
        ValueError: the file is of another format or was made with another secret.
        sqlite3.DatabaseError: it is no such file at all.
    """

    def __init__(self, path: str | Path, fingerprint: int) -> None:
        self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=60)
        with ExitStack() as undo:
            undo.callback(self._base.close)
            self._set_up(path, fingerprint)
            undo.pop_all()
        self._version = self._data_version()
        self._common: OrderedDict[int, Places] = OrderedDict()
        self._remembered = 0

    def _set_up(self, path: str | Path, fingerprint: int) -> None:
        run = self._base.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("PRAGMA cache_size = -65536")
        run("PRAGMA mmap_size = 4294967296")
        run("BEGIN IMMEDIATE")
        with ExitStack() as undo:
            undo.callback(run, "ROLLBACK")
            if not run("SELECT 1 FROM sqlite_schema").fetchone():
                for statement in filter(str.strip, _TABLES.split(";")):
                    run(statement)
                run("INSERT INTO meta VALUES ('format', ?), ('secret', ?)", (FORMAT, fingerprint))
            told = dict(run("SELECT name, value FROM meta").fetchall())
            undo.pop_all()
        run("COMMIT")
        if told.get("format") != FORMAT:
            raise ValueError(f"{path} is an index of another format than {FORMAT}")
        if told.get("secret") != fingerprint:
            raise ValueError(f"{path} was made with another secret")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @contextmanager
    def snapshot(self) -> Iterator[bool]:
        """Read from one state of the file; gives whether another process has written since the last time."""
        self._base.execute("BEGIN")
        try:
            self._base.execute("SELECT 1 FROM meta").fetchone()
            yield self._was_changed()
        finally:
            self._base.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[bool]:
        """Write all or nothing; gives whether another process has written since the last time."""
        self._base.execute("BEGIN IMMEDIATE")
        with ExitStack() as undo:
            undo.callback(self._roll_back)
            yield self._was_changed()
            undo.pop_all()
        self._base.execute("COMMIT")

    def read_traits(self) -> Traits:
        """Read all traits: 17 bytes for each place."""
        pages = [rows for (rows,) in self._base.execute("SELECT rows FROM trait ORDER BY page")]
        return Traits.of_rows(np.frombuffer(b"".join(pages), dtype=ROW).copy())

    def write_traits(self, traits: Traits, places: range) -> None:
        """Write the pages on which `places` stand."""
        pages = range(places.start // PAGE_ROWS, -(-places.stop // PAGE_ROWS))
        rows = traits.rows[: traits.size]
        self._base.executemany(
            "REPLACE INTO trait VALUES (?, ?)",
            ((page, rows[page * PAGE_ROWS : (page + 1) * PAGE_ROWS].tobytes()) for page in pages),
        )

    def write_refs(self, refs: Iterable[tuple[int, str]]) -> None:
        """Keep which ref stands at which place."""
        self._base.executemany("INSERT INTO record VALUES (?, ?)", refs)

    def place_of(self, ref: str) -> int | None:
        """Give the place of a ref that is in the index."""
        found = self._base.execute("SELECT place FROM record WHERE ref = ?", (ref,)).fetchone()
        return found[0] if found else None

    def forget(self, ref: str) -> int | None:
        """Take a ref away and give the place it had."""
        place = self.place_of(ref)
        if place is not None:
            self._base.execute("DELETE FROM record WHERE place = ?", (place,))
        return place

    def refs(self, places: Sequence[int]) -> dict[int, str]:
        """Give the refs of places."""
        return dict(self._select("SELECT place, ref FROM record WHERE place IN", places))

    def of(self, keys: Sequence[int]) -> dict[int, Places]:
        """Give the places of each key that anybody has, in order."""
        found = {key: self._common[key] for key in keys if key in self._common}
        unknown = [key for key in keys if key not in found]
        for key, parts, tail in self._select("SELECT key, parts, tail FROM posting WHERE key IN", unknown):
            found[key] = self._whole(key, parts, tail)
        return found

    def append(self, keys: NDArray[np.int64], places: Places) -> None:
        """Put places, later than all before, under keys: `keys[i]` has `places[i]`."""
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], np.ascontiguousarray(places[order], dtype="<i4")
        fresh, starts = np.unique(keys, return_index=True)
        ends = [*starts[1:].tolist(), len(keys)]
        numbers = fresh.tolist()
        is_new = self._base.execute("SELECT 1 FROM posting LIMIT 1").fetchone() is None
        for first in range(0, len(numbers), _AT_ONCE):
            some = numbers[first : first + _AT_ONCE]
            old = {} if is_new else self._tails(some)
            rows = []
            for key, start, end in zip(some, starts[first:].tolist(), ends[first:], strict=False):
                parts, tail = old.get(key, (0, b""))
                tail += places[start:end].tobytes()
                if len(tail) > TAIL * 4:
                    self._base.execute("INSERT INTO part VALUES (?, ?, ?)", (key, parts, tail))
                    parts, tail = parts + 1, b""
                rows.append((key, parts, tail))
                self._drop_common(key)
            self._base.executemany("REPLACE INTO posting VALUES (?, ?, ?)", rows)

    def keep(self, living: Mask) -> None:
        """Drop the places that are not living and number the others anew, in order."""
        anew = (np.cumsum(living) - 1).astype("<i4")
        run = self._base.execute
        run("CREATE TEMP TABLE kept(key INTEGER PRIMARY KEY, places BLOB)")
        for (key,) in self._base.execute("SELECT key FROM posting ORDER BY key"):
            places = self._whole(
                key, *run("SELECT parts, tail FROM posting WHERE key = ?", (key,)).fetchone()
            )
            kept = anew[places[living[places]]]
            if len(kept):
                run("INSERT INTO kept VALUES (?, ?)", (key, kept.tobytes()))
        run("DELETE FROM part")
        run("DELETE FROM posting")
        run("INSERT INTO part SELECT key, 0, places FROM kept WHERE length(places) > ?", (TAIL * 4,))
        run(
            "INSERT INTO posting SELECT key, length(places) > :most,"
            " CASE WHEN length(places) > :most THEN x'' ELSE places END FROM kept",
            {"most": TAIL * 4},
        )
        run("DROP TABLE kept")
        run("DELETE FROM trait")
        # From the front, so that no new place is still taken by an old record.
        moved = run("SELECT place FROM record ORDER BY place").fetchall()
        self._base.executemany(
            "UPDATE record SET place = ? WHERE place = ?", ((int(anew[old]), old) for (old,) in moved)
        )
        self._forget_common()

    def shrink(self) -> None:
        """Give room back to the file system, unless another process reads: then it is filled again in time."""
        with suppress(sqlite3.OperationalError):
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _roll_back(self) -> None:
        self._base.execute("ROLLBACK")
        self._forget_common()

    def _tails(self, keys: Sequence[int]) -> dict[int, tuple[int, bytes]]:
        rows = self._select("SELECT key, parts, tail FROM posting WHERE key IN", keys)
        return {key: (parts, tail) for key, parts, tail in rows}

    def _whole(self, key: int, parts: int, tail: bytes) -> Places:
        if not parts:
            return np.frombuffer(tail, dtype="<i4")
        rows = self._base.execute("SELECT places FROM part WHERE key = ? ORDER BY part", (key,))
        places = np.frombuffer(b"".join([*(row[0] for row in rows), tail]), dtype="<i4")
        self._common[key] = places
        self._remembered += len(places)
        while self._remembered > _REMEMBERED_PLACES:
            self._remembered -= len(self._common.popitem(last=False)[1])
        return places

    def _select(self, statement: str, values: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        for first in range(0, len(values), _AT_ONCE):
            some = values[first : first + _AT_ONCE]
            yield from self._base.execute(f"{statement} ({','.join('?' * len(some))})", some)

    def _drop_common(self, key: int) -> None:
        places = self._common.pop(key, None)
        self._remembered -= 0 if places is None else len(places)

    def _forget_common(self) -> None:
        self._common.clear()
        self._remembered = 0

    def _data_version(self) -> int:
        return int(self._base.execute("PRAGMA data_version").fetchone()[0])

    def _was_changed(self) -> bool:
        """Say whether another connection has written; what is remembered is then forgotten."""
        version = self._data_version()
        if version == self._version:
            return False
        self._version = version
        self._forget_common()
        return True

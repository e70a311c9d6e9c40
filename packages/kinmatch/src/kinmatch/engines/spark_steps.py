"""What executors do: functions over Arrow batches that call the same encoder and kernels as one machine does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from kinmatch.engines import blocking
from kinmatch.engines.encode import Encoder
from kinmatch.engines.expand import count_pairs, expand_pairs
from kinmatch.engines.plan import Plan
from kinmatch.engines.portable import binary_values, pack_rows, pack_tokens, unpack_rows
from kinmatch.engines.table import text_column
from kinmatch.engines.vocabulary import count_words as count_words_of

Batches = Iterator[pa.RecordBatch]
Step = Callable[[Batches], Batches]

CHUNK = 1 << 16
ENCODED = "person string, payload binary"
KEYS = "part int, key long, side int, place long, payload binary"
FOUND = "i long, j long, millibits int, against int"
_ROWS_AT_ONCE = 1 << 17


def encode(called: str) -> Step:
    """Encode persons; the distinct words follow as rows without a person."""

    def step(batches: Batches) -> Batches:
        encoder = Encoder()
        sent = 0
        for batch in batches:
            table = pa.Table.from_batches([batch])
            encoded = encoder.encode(table, called=called)
            ids = text_column(table, "person", called=called)
            yield pa.RecordBatch.from_arrays([ids, pack_rows(encoded)], names=["person", "payload"])
            words = pack_tokens(encoded.hashes[sent:].tolist(), list(encoded.tokens[sent:]))
            sent = len(encoded.tokens)
            yield pa.RecordBatch.from_arrays(
                [pa.nulls(len(words), pa.string()), pa.array(words, pa.binary())], names=["person", "payload"]
            )

    return step


def count_words(hashes: Any) -> Step:
    """Count the words of first readings."""

    def step(batches: Batches) -> Batches:
        counts = np.zeros(len(hashes.value), dtype=np.int64)
        for batch in batches:
            counts += count_words_of(unpack_rows(batch.column("payload"), hashes.value), len(counts))
        words = np.flatnonzero(counts).astype(np.int32)
        yield pa.RecordBatch.from_arrays([pa.array(words), pa.array(counts[words])], names=["word", "n"])

    return step


def count_keys(hashes: Any, classes: Any, status: Any, plan: Plan, level: int) -> Step:
    """Count the keys of one level by bucket; chunks of the table that are not all zero."""

    def step(batches: Batches) -> Batches:
        counts = [np.zeros(plan.buckets, dtype=np.uint8) for _ in range(2)]
        for batch in batches:
            rows = unpack_rows(batch.column("payload"), hashes.value)
            sides = batch.column("side").to_numpy(zero_copy_only=False)
            facts = blocking.find_facts(rows, classes.value)
            for side in (0, 1):
                some = facts[sides == side]
                if len(some):
                    blocking.count_keys(
                        some, status.value, np.uint64(plan.shift), level, plan.with_year, counts[side]
                    )
        for side in (0, 1):
            chunks = counts[side].reshape(-1, CHUNK)
            told = np.flatnonzero(chunks.any(axis=1)).astype(np.int32)
            for start in range(0, len(told), 64):
                yield _chunks(side, told[start : start + 64], chunks)

    return step


def _chunks(side: int, told: Any, chunks: Any) -> pa.RecordBatch:
    sides = np.full(len(told), side, dtype=np.int32)
    return pa.RecordBatch.from_arrays(
        [pa.array(sides), pa.array(told), binary_values(chunks[told])], names=["side", "chunk", "counts"]
    )


def add_counts(batches: Batches) -> Batches:
    """Add the counts of executors, staying at 255."""
    sums: dict[tuple[int, int], Any] = {}
    for batch in batches:
        for side, chunk, counts in zip(*(batch.column(k) for k in range(3)), strict=True):
            key = side.as_py(), chunk.as_py()
            values = np.frombuffer(counts.as_buffer(), dtype=np.uint8).astype(np.int32)
            sums[key] = values + sums.get(key, 0)
    for (side, chunk), values in sums.items():
        yield _chunks(
            side, np.array([0], dtype=np.int32), np.minimum(values, 255).astype(np.uint8)[None, :]
        ).set_column(1, "chunk", pa.array([chunk], pa.int32()))


def emit_keys(hashes: Any, classes: Any, status: Any, plan: Plan) -> Step:
    """Give the good keys of persons, each with the person's row; part -1 for a person without a key."""

    def step(batches: Batches) -> Batches:
        for batch in batches:
            rows = unpack_rows(batch.column("payload"), hashes.value)
            facts = blocking.find_facts(rows, classes.value)
            keys, persons, per = blocking.emit_keys(
                facts, status.value, np.uint64(plan.shift), plan.levels, plan.with_year, 1, 0, 1
            )
            parts = _parts(keys, plan.parts)
            for start in range(0, len(keys), _ROWS_AT_ONCE):
                some = slice(start, start + _ROWS_AT_ONCE)
                yield _key_rows(batch, parts[some], keys[some], persons[some])
            none = np.flatnonzero(per == 0).astype(np.int32)
            yield _key_rows(batch, np.full(len(none), -1, np.int32), np.zeros(len(none), np.uint64), none)

    return step


def _parts(keys: Any, parts: int) -> Any:
    return ((keys & np.uint64(0xFFFF)).astype(np.int64) * parts >> 16).astype(np.int32)


def _key_rows(batch: pa.RecordBatch, parts: Any, keys: Any, persons: Any) -> pa.RecordBatch:
    who = pa.array(persons)
    columns = [pa.array(parts), pa.array(keys.view(np.int64))]
    columns += [batch.column(name).take(who) for name in ("side", "place", "payload")]
    return pa.RecordBatch.from_arrays(columns, names=["part", "key", "side", "place", "payload"])


def score_parts(hashes: Any, scorer: Any, plan: Plan, *, within: bool) -> Step:
    """Join the keys of whole parts and score the pairs; two last rows count candidates and persons without a key."""

    def step(batches: Batches) -> Batches:
        table = pa.Table.from_batches(list(batches), schema=_KEY_SCHEMA)
        parts = table.column("part").to_numpy()
        unreached = int(((parts < 0) & (table.column("side").to_numpy() == 0)).sum())
        table = table.filter(pa.array(parts >= 0))
        places, first, persons = np.unique(
            table.column("place").to_numpy(), return_index=True, return_inverse=True
        )
        rows = unpack_rows(table.column("payload").take(pa.array(first)), hashes.value)
        keys = table.column("key").to_numpy().view(np.uint64)
        order = np.argsort(keys, kind="stable")
        keys, persons = keys[order], persons[order].astype(np.int32)
        sides = table.column("side").to_numpy()[order].astype(np.int64)
        seen = 0
        for start, end in _stretches(keys):
            some = slice(start, end)
            room = count_pairs(keys[some], sides[some], within)
            i, j = expand_pairs(keys[some], sides[some], persons[some], within, room)
            seen += len(i)
            millibits, against = scorer.value.score(rows, rows, i, j)
            good = millibits >= plan.least
            yield _found(places[i[good]], places[j[good]], millibits[good], against[good])
        nothing = np.zeros(2, np.int32)
        yield _found(np.array([-1, -2]), np.array([seen, unreached]), nothing, nothing)

    return step


_KEY_SCHEMA = pa.schema(
    [
        ("part", pa.int32()),
        ("key", pa.int64()),
        ("side", pa.int32()),
        ("place", pa.int64()),
        ("payload", pa.binary()),
    ]
)


def _stretches(keys: Any) -> Iterator[tuple[int, int]]:
    """Cut sorted keys into stretches of about a hundred thousand that cut no block."""
    start = 0
    while start < len(keys):
        end = start + 100_000
        if end >= len(keys):
            yield start, len(keys)
            return
        end = int(np.searchsorted(keys, keys[end], side="left"))
        if end <= start:
            end = int(np.searchsorted(keys, keys[start], side="right"))
        yield start, end
        start = end


def _found(i: Any, j: Any, millibits: Any, against: Any) -> pa.RecordBatch:
    kinds = (pa.int64(), pa.int64(), pa.int32(), pa.int32())
    columns = [
        pa.array(values).cast(kind) for values, kind in zip((i, j, millibits, against), kinds, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, names=["i", "j", "millibits", "against"])

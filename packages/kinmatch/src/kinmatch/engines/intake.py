"""Read and encode one table, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kinmatch.engines import layout as L
from kinmatch.engines.encode import Encoded, Encoder
from kinmatch.engines.settings import BadTable, Progress
from kinmatch.engines.table import Source, open_table, text_column
from kinmatch.engines.vocabulary import Vocabulary
from kinmatch.names.parts import Token


@dataclass(frozen=True, slots=True)
class Side:
    """One table, encoded: the ids of its persons and its pieces; the last piece knows the words of all."""

    ids: pa.StringArray
    pieces: tuple[NDArray[np.int32], ...]
    hashes: NDArray[np.int64]
    tokens: tuple[Token, ...]

    @property
    def words(self) -> list[tuple[NDArray[np.int64], tuple[Token, ...]]]:
        """Give the words with their hashes."""
        return [(self.hashes, self.tokens)]

    def rows(self, vocabulary: Vocabulary) -> NDArray[np.int32]:
        """Give all rows, words numbered as in `vocabulary`."""
        if not self.pieces:
            return np.zeros((0, L.WIDTH), dtype=np.int32)
        return vocabulary.renumber(Encoded(np.concatenate(self.pieces), self.hashes, self.tokens))


LARGE = 200_000
"""Rows from which a table is worth a process of its own."""
_CALLED = ("left", "right")


def read_sides(sources: Sequence[Source], threads: int, progress: Progress | None) -> list[Side]:
    """Read one or two tables; two large files are read side by side where two cores are there.

    Raises:
        BadTable: see `kinmatch.engines.table`.
    """
    sizes = [open_table(source, called=called)[1] for source, called in zip(sources, _CALLED, strict=False)]
    apart = threads > 1 and len(sources) == 2 and min(sizes) >= LARGE
    if not apart or any(isinstance(source, pa.Table) for source in sources):
        encoder = Encoder()
        return [
            read_side(source, called, encoder, progress)
            for source, called in zip(sources, _CALLED, strict=False)
        ]
    with ProcessPoolExecutor(1) as pool:
        right = pool.submit(read_side, sources[1], _CALLED[1], Encoder(), None)
        left = read_side(sources[0], _CALLED[0], Encoder(), progress)
        sides = [left, right.result()]
    if progress is not None:
        progress("read right", len(sides[1].ids), len(sides[1].ids))
    return sides


def read_side(source: Source, called: str, encoder: Encoder, progress: Progress | None) -> Side:
    """Read one table; a table without a column `person` numbers its rows, from 1, in a text file from 2.

    Args:
        encoder: may have read another table already; words that both have are then read once.

    Raises:
        BadTable: see `kinmatch.engines.table`.
    """
    _, size, tables = open_table(source, called=called)
    pieces: list[NDArray[np.int32]] = []
    ids: list[pa.StringArray] = []
    encoded = Encoded(np.zeros((0, L.WIDTH), np.int32), np.zeros(0, np.int64), ())
    done = 0
    for table in tables:
        encoded = encoder.encode(table, called=called)
        pieces.append(encoded.rows)
        ids.append(person_ids(table, done + first_row(source), called))
        done += table.num_rows
        if progress is not None:
            progress(f"read {called}", done, max(size, done))
    all_ids = pa.concat_arrays(ids) if ids else pa.array([], pa.string())
    check_unique(all_ids, called)
    return Side(all_ids, tuple(pieces), encoded.hashes, encoded.tokens)


def first_row(source: Source) -> int:
    """Give the number of the first person's row: in a text file the heading is row 1."""
    return 2 if not isinstance(source, pa.Table) and str(source).lower().endswith(".csv") else 1


def person_ids(table: pa.Table, first: int, called: str) -> pa.StringArray:
    """Give the ids of persons; a row without one is told by its number."""
    numbers = pa.array(np.arange(first, first + table.num_rows)).cast(pa.string())
    told = text_column(table, "person", called=called)
    if told is None:
        return numbers
    return pc.if_else(pc.equal(told, ""), pc.binary_join_element_wise("row", numbers, ""), told)


def check_unique(ids: pa.StringArray, called: str) -> None:
    """Refuse ids that stand twice.

    Raises:
        BadTable: names the column and the first such id.
    """
    counts = pc.value_counts(ids)
    twice = counts.filter(pc.greater(counts.field("counts"), 1))
    if len(twice):
        raise BadTable(
            f"{called}: the column “person” must tell persons apart, and {len(twice)} ids stand more than once, "
            f"the first of them “{twice[0]['values'].as_py()}”"
        )

"""Link tables of persons on one machine: DuckDB joins the keys part by part, a compiled kernel scores the pairs.

A run with a working folder can be killed and started again: pieces that were encoded and parts that were scored are kept
there under a manifest, and the links are the same as without the interruption.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kinmatch.engines.blocking import emit_keys, find_facts
from kinmatch.engines.intake import Side, read_sides
from kinmatch.engines.manifest import Manifest
from kinmatch.engines.plan import Plan, judge_levels
from kinmatch.engines.scoring import PairScorer
from kinmatch.engines.settings import LinkResult, LinkSettings, Progress
from kinmatch.engines.splitting import Keys, split_by_part
from kinmatch.engines.table import Source
from kinmatch.engines.vocabulary import Vocabulary, count_words
from kinmatch.weights import Weights

_PAIRS_AT_ONCE = 1 << 18
_JOIN = "SELECT l.person AS i, r.person AS j FROM l JOIN r ON l.key = r.key"
_FINISH = """
COPY (
    SELECT a.id AS "left", b.id AS "right", millibits, millibits + {prior} AS odds, against
    FROM (SELECT DISTINCT * FROM found) JOIN left_ids a ON a.place = i JOIN right_ids b ON b.place = j
    QUALIFY row_number() OVER (PARTITION BY a.id ORDER BY millibits DESC, b.id) <= {top}
    ORDER BY a.id, millibits DESC, b.id
) TO '{out}' (FORMAT parquet)
"""


def link(
    left: Source,
    right: Source | None = None,
    *,
    out: Path,
    settings: LinkSettings | None = None,
    work: Path | None = None,
    progress: Progress | None = None,
    weights: Weights | None = None,
) -> LinkResult:
    """Propose who of `left` may be whom of `right`, and write the links to `out` as Parquet.

    Args:
        left: a Parquet or CSV file, or an Arrow table, with the columns of a requests file; only `name` must be there.
        right: the same; None links `left` with itself and gives each pair once.
        work: where to keep what is done, so that a killed run goes on; a run without it begins anew.
        progress: called with (stage, done, of).

    Raises:
        BadTable: a table lacks `name`, holds no text where text is needed, or gives one id to two persons.
    """
    chosen = settings or LinkSettings()
    with _folder(work) as folder:
        sources = [left] if right is None else [left, right]
        manifest = Manifest.open(folder, sources, chosen, weights)
        sides = read_sides(sources, chosen.threads, progress)
        run = _Run(sides, chosen, weights, folder)
        candidates = run.score_parts(manifest, progress)
        count = run.finish(manifest, out)
        manifest.done()
    return LinkResult(out, count, candidates, len(sides[0].ids), len(sides[-1].ids), run.unreached)


@contextmanager
def _folder(work: Path | None) -> Iterator[Path]:
    if work is not None:
        work.mkdir(parents=True, exist_ok=True)
        yield work
        return
    with TemporaryDirectory(prefix="kinmatch-") as name:
        yield Path(name)


@dataclass(frozen=True, slots=True)
class _Part:
    number: int
    left: Keys
    right: Keys


class _Run:
    """One run over sides that are encoded."""

    def __init__(
        self, sides: list[Side], settings: LinkSettings, weights: Weights | None, folder: Path
    ) -> None:
        self.settings, self.folder = settings, folder
        self.within = len(sides) == 1
        vocabulary = Vocabulary.gather(words for side in sides for words in side.words)
        self.rows = [side.rows(vocabulary) for side in sides]
        self.ids = [side.ids for side in sides]
        if self.within:  # of two persons of one table, the lower id stands left
            order = pc.sort_indices(self.ids[0])
            self.ids, self.rows = [self.ids[0].take(order)], [self.rows[0][order.to_numpy()]]
        counts: NDArray[np.int64] = sum(
            (count_words(rows, len(vocabulary.tokens)) for rows in self.rows),
            np.zeros(len(vocabulary.tokens), dtype=np.int64),
        )
        self.scorer = PairScorer(vocabulary, vocabulary.rarity(counts), weights)
        self.plan = Plan.of(len(self.rows[0]), len(self.rows[-1]), settings)
        self.facts = [find_facts(rows, vocabulary.classes) for rows in self.rows]
        self.status = judge_levels(self.plan, self.facts[0], None if self.within else self.facts[1], settings)
        self.unreached = 0

    def score_parts(self, manifest: Manifest, progress: Progress | None) -> int:
        """Score all parts that the manifest does not hold yet; give the number of candidate pairs of all."""
        todo = [part for part in self._parts() if not manifest.has_part(part.number)]
        done = self.plan.parts - len(todo)
        with duckdb.connect() as connection, ThreadPoolExecutor(max(1, self.settings.threads)) as pool:
            connection.execute(f"SET threads = {max(1, self.settings.threads)}")
            connection.execute(f"SET memory_limit = '{self.settings.memory_gb}GB'")
            connection.execute(f"SET temp_directory = '{_quoted(self.folder / 'spill')}'")
            for number, seen in pool.map(lambda part: self._score(part, connection.cursor()), todo):
                manifest.add_part(number, seen)
                done += 1
                if progress is not None:
                    progress("score", done, self.plan.parts)
        return manifest.candidates

    def _parts(self) -> list[_Part]:
        shift, plan = np.uint64(self.plan.shift), self.plan
        split = []
        for side, facts in enumerate(self.facts):
            keys, persons, per = emit_keys(
                facts, self.status, shift, plan.levels, plan.with_year, plan.parts, 0, plan.parts
            )
            if side == 0:
                self.unreached = int((per == 0).sum())
            split.append(split_by_part(keys, persons, plan.parts))
        return [_Part(number, split[0][number], split[-1][number]) for number in range(plan.parts)]

    def _score(self, part: _Part, cursor: duckdb.DuckDBPyConnection) -> tuple[int, int]:
        """Join and score one part, and write what is kept."""
        for name, keys in (("l", part.left), ("r", part.right)):
            cursor.register(name, pa.table({"key": keys.keys, "person": keys.persons}))
        order = " AND l.person < r.person" if self.within else ""
        found: list[pa.Table] = []
        seen = 0
        for batch in cursor.sql(_JOIN + order).to_arrow_reader(_PAIRS_AT_ONCE):
            i = batch.column(0).to_numpy(zero_copy_only=False)
            j = batch.column(1).to_numpy(zero_copy_only=False)
            seen += len(i)
            found.append(self._keep(i, j))
        kept = pa.concat_tables(found) if found else _links([], [], [], [])
        path = self._path(part.number)
        pq.write_table(kept, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)
        return part.number, seen

    def _keep(self, i: NDArray[np.int32], j: NDArray[np.int32]) -> pa.Table:
        millibits, against = self.scorer.score(self.rows[0], self.rows[-1], i, j)
        good = millibits >= self.plan.least
        return _links(i[good], j[good], millibits[good], against[good])

    def _path(self, number: int) -> Path:
        return self.folder / f"part-{number:05}.parquet"

    def finish(self, manifest: Manifest, out: Path) -> int:
        """Write the links of all parts, sorted, each pair once."""
        with duckdb.connect() as connection:
            connection.execute(f"SET threads = {max(1, self.settings.threads)}")
            connection.execute(f"SET temp_directory = '{_quoted(self.folder / 'spill')}'")
            connection.register("left_ids", _numbered(self.ids[0]))
            connection.register("right_ids", _numbered(self.ids[-1]))
            files = ", ".join(f"'{_quoted(self._path(number))}'" for number in range(self.plan.parts))
            connection.execute(f"CREATE VIEW found AS SELECT * FROM read_parquet([{files}])")
            connection.execute(
                _FINISH.format(prior=self.plan.prior, top=int(self.settings.top), out=_quoted(out))
            )
        return int(pq.ParquetFile(out).metadata.num_rows)


def _links(i: object, j: object, millibits: object, against: object) -> pa.Table:
    kinds = (pa.int32(), pa.int32(), pa.int32(), pa.uint8())
    columns = [pa.array(values, kind) for values, kind in zip((i, j, millibits, against), kinds, strict=True)]
    return pa.table(dict(zip(("i", "j", "millibits", "against"), columns, strict=True)))


def _numbered(ids: pa.StringArray) -> pa.Table:
    return pa.table({"place": pa.array(np.arange(len(ids), dtype=np.int32)), "id": ids})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

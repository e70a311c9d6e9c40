"""Link tables of persons on a Spark cluster: the same encoding, keys and kernel as on one machine, and the same links.

Spark reads, shuffles and spills; each step of ours is a function over Arrow batches (`mapInArrow`) in
`kinmatch.engines.spark_steps`. Executors need kinmatch with numpy, numba and pyarrow; the how-to tells how they get it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.window import Window

from kinmatch.engines import spark_steps as steps
from kinmatch.engines.blocking import judge
from kinmatch.engines.plan import Plan
from kinmatch.engines.portable import unpack_tokens
from kinmatch.engines.scoring import PairScorer
from kinmatch.engines.settings import BadTable, LinkResult, LinkSettings, Progress
from kinmatch.engines.table import BORN, COLUMNS, check_schema
from kinmatch.engines.vocabulary import Vocabulary
from kinmatch.weights import Weights


def start_session(
    master: str, *, memory_gb: float = 3.0, options: dict[str, str] | None = None
) -> SparkSession:
    """Start a session, or take the one that runs.

    Args:
        master: as Spark spells it: local[2], spark://host:7077, yarn, k8s://…
        options: further settings of Spark.
    """
    if master.startswith(
        "local"
    ):  # executors of this machine run what runs here; a cluster's are told by PYSPARK_PYTHON
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.appName("kinmatch")
        .master(master)
        .config("spark.driver.memory", f"{max(1, int(memory_gb))}g")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100000")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.maxResultSize", "0")
    )
    if master.startswith("local"):  # two hundred tasks for a small sum cost more than the sum
        builder = builder.config("spark.sql.shuffle.partitions", "8")
    for name, value in (options or {}).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def link(
    left: Path | str | DataFrame,
    right: Path | str | DataFrame | None = None,
    *,
    out: Path | str,
    session: SparkSession,
    settings: LinkSettings | None = None,
    progress: Progress | None = None,
    weights: Weights | None = None,
) -> LinkResult:
    """Propose who of `left` may be whom of `right`; see `kinmatch.engines.duckdb.link`, whose links these are.

    Args:
        left: a Parquet or CSV file that all executors can read, or a frame; it needs the columns `person` and `name`.
        out: where to write: a path of the driver (one Parquet file), or a URL such as hdfs://… (a folder of them).

    Raises:
        BadTable: a table lacks a column, holds no text where text is needed, or gives one id to two persons.
    """
    chosen = settings or LinkSettings()
    tell = progress or _silent
    frames = [
        _open(session, source, name)
        for source, name in zip([left, right], ("left", "right"), strict=True)
        if source is not None
    ]
    run = _Run(session, frames, chosen, weights, tell)
    try:
        found = run.score()
        return run.finish(found, out)
    finally:
        run.close()


def _silent(stage: str, done: int, of: int) -> None:
    """Tell nobody."""


def _open(session: SparkSession, source: Path | str | DataFrame, called: str) -> DataFrame:
    if isinstance(source, DataFrame):
        frame = source
    else:
        name = str(source)
        reader = session.read
        frame = (
            reader.csv(name, header=True, multiLine=True)
            if name.lower().endswith(".csv")
            else reader.parquet(name)
        )
    schema = pa.schema(
        [(field.name, _arrow_type(field.dataType.typeName())) for field in frame.schema.fields]
    )
    check_schema(schema, called=called)
    if "person" not in frame.columns:
        raise BadTable(
            f"{called}: Spark keeps no order of rows, so the column “person” must tell persons apart"
        )
    frame = frame.select(*[column for column in (*COLUMNS, *BORN) if column in frame.columns])
    twice = frame.groupBy("person").count().where("count > 1").limit(1).collect()
    if twice:
        raise BadTable(
            f"{called}: the column “person” must tell persons apart, and “{twice[0][0]}” stands {twice[0][1]} times"
        )
    return frame


_ARROW_TYPES = {
    "string": pa.string(), "varchar": pa.string(), "char": pa.string(), "void": pa.null(), "integer": pa.int32(),
    "long": pa.int64(), "short": pa.int16(), "byte": pa.int8(), "double": pa.float64(), "float": pa.float32(),
    "date": pa.date32(), "timestamp": pa.timestamp("us"), "timestamp_ntz": pa.timestamp("us"), "boolean": pa.bool_(),
    "binary": pa.binary(), "array": pa.list_(pa.string()),
}  # fmt: skip


def _arrow_type(name: str) -> pa.DataType:
    return _ARROW_TYPES.get(name, pa.struct([]))


class _Run:
    """One run over frames that were checked."""

    def __init__(
        self,
        session: SparkSession,
        frames: list[DataFrame],
        settings: LinkSettings,
        weights: Weights | None,
        tell: Progress,
    ) -> None:
        self.session, self.settings, self.tell = session, settings, tell
        self.within = len(frames) == 1
        self._broadcasts: list[Any] = []
        sides = [
            frame.mapInArrow(steps.encode(name), steps.ENCODED).withColumn("side", F.lit(side))
            for side, (frame, name) in enumerate(zip(frames, ("left", "right"), strict=False))
        ]
        self.encoded = sides[0] if self.within else sides[0].unionByName(sides[1])
        if self.within:  # of two persons of one table, the lower id stands left
            self.encoded = self.encoded.orderBy("person")
        self.encoded = self.encoded.withColumn("place", F.monotonically_increasing_id()).persist(
            StorageLevel.MEMORY_AND_DISK
        )
        self.persons = self.encoded.where("person is not null")
        vocabulary = self._vocabulary()
        self.sizes = {int(row[0]): int(row[1]) for row in self.persons.groupBy("side").count().collect()}
        self.tell("read", 1, 1)
        self.plan = Plan.of(self.sizes.get(0, 0), self.sizes.get(0 if self.within else 1, 0), settings)
        self.hashes = self._send(vocabulary.hashes)
        self.classes = self._send(vocabulary.classes)
        counts = np.zeros(len(vocabulary.tokens), dtype=np.int64)
        counted = self.persons.select("payload").mapInArrow(
            steps.count_words(self.hashes), "word int, n long"
        )
        for word, n in counted.groupBy("word").sum("n").collect():
            counts[word] = n
        self.scorer = self._send(PairScorer(vocabulary, vocabulary.rarity(counts), weights))
        self.status = self._judge_levels()

    def _send(self, value: Any) -> Any:
        sent = self.session.sparkContext.broadcast(value)
        self._broadcasts.append(sent)
        return sent

    def _vocabulary(self) -> Vocabulary:
        words = self.encoded.where("person is null").select("payload").distinct().collect()
        return unpack_tokens([bytes(row[0]) for row in words])

    def _judge_levels(self) -> Any:
        """Count the keys of each level over all executors; give the judged tables, sent to all."""
        plan = self.plan
        status = np.zeros((plan.levels, plan.buckets), dtype=np.uint8)
        sent = self._send(status)
        for level in range(1, plan.levels + 1):
            some = self.persons.select("side", "payload").mapInArrow(
                steps.count_keys(self.hashes, self.classes, sent, plan, level),
                "side int, chunk int, counts binary",
            )
            parts = min(plan.parts, 1 + plan.buckets // steps.CHUNK)
            summed = some.repartition(parts, "chunk").mapInArrow(
                steps.add_counts, "side int, chunk int, counts binary"
            )
            counts = [np.zeros(plan.buckets, dtype=np.uint8) for _ in range(2)]
            for side, chunk, values in summed.toLocalIterator():
                counts[side][chunk * steps.CHUNK : (chunk + 1) * steps.CHUNK] = np.frombuffer(
                    values, dtype=np.uint8
                )
            status = status.copy()
            status[level - 1] = judge(
                counts[0], None if self.within else counts[1], self.settings.largest_block
            )
            sent = self._send(status)
            self.tell("count keys", level, plan.levels)
        return sent

    def score(self) -> DataFrame:
        """Score all candidate pairs; rows with i below 0 count candidates and persons without a key."""
        plan = self.plan
        keys = self.persons.select("side", "place", "payload").mapInArrow(
            steps.emit_keys(self.hashes, self.classes, self.status, plan), steps.KEYS
        )
        return (
            keys.repartition(plan.parts, "part")
            .mapInArrow(steps.score_parts(self.hashes, self.scorer, plan, within=self.within), steps.FOUND)
            .persist(StorageLevel.MEMORY_AND_DISK)
        )

    def finish(self, found: DataFrame, out: Path | str) -> LinkResult:
        """Write the links, sorted, each pair once."""
        told = {int(row[0]): int(row[1]) for row in found.where("i < 0").groupBy("i").sum("j").collect()}
        self.tell("score", 1, 1)
        ids = self.persons.select("place", "person")
        a = ids.withColumnsRenamed({"place": "i", "person": "left"})
        b = ids.withColumnsRenamed({"place": "j", "person": "right"})
        best = Window.partitionBy("left").orderBy(F.desc("millibits"), "right")
        links = (
            found.where("i >= 0").distinct().join(a, "i").join(b, "j")
            .select("left", "right", "millibits", (F.col("millibits") + F.lit(self.plan.prior)).alias("odds"), "against")
        )  # fmt: skip
        links = (
            links.withColumn("rank", F.row_number().over(best))
            .where(F.col("rank") <= self.settings.top)
            .drop("rank")
        )
        links = links.orderBy("left", F.desc("millibits"), "right")
        count = _write(links, out)
        found.unpersist()
        right = self.sizes.get(0 if self.within else 1, 0)
        return LinkResult(
            Path(str(out)), count, told.get(-1, 0), self.sizes.get(0, 0), right, told.get(-2, 0)
        )

    def close(self) -> None:
        """Give back what executors keep."""
        self.encoded.unpersist()
        for sent in self._broadcasts:
            sent.unpersist()


def _write(links: DataFrame, out: Path | str) -> int:
    if "://" in str(out):
        links.write.mode("overwrite").parquet(str(out))
        return int(links.sparkSession.read.parquet(str(out)).count())
    table = links.toArrow()
    kinds = (pa.string(), pa.string(), pa.int32(), pa.int32(), pa.uint8())
    columns = [column.cast(kind) for column, kind in zip(table.columns, kinds, strict=True)]
    pq.write_table(pa.table(dict(zip(table.column_names, columns, strict=True))), out)
    return int(table.num_rows)

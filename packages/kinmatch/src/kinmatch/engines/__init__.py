"""Link whole tables of persons: on one machine with DuckDB, on many with Spark.

Both engines encode each person once into integers, open blocks of rare keys, and score with one compiled kernel;
weights are integer millibits, so both give the same links. Only this package imports an engine.

    >>> from kinmatch.engines import LinkSettings
    >>> LinkSettings().largest_block
    16

The doors are `kinmatch.engines.duckdb.link` and `kinmatch.engines.spark.link`; neither is loaded by
`import kinmatch`.
"""

from kinmatch.engines.settings import BadTable, LinkResult, LinkSettings

__all__ = ["BadTable", "LinkResult", "LinkSettings"]

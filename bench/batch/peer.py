"""Link two tables with Splink 5 on DuckDB in a process of its own; what it took is printed as one line of JSON.

    .venv-bench/bin/python bench/batch/peer.py LEFT RIGHT OUT [--threads 2] [--memory-gb 6]

Splink gets given name, surname, father, mother and birth in columns of their own, so it has no whole name to take apart, and
settings as its own tutorials give them: three blocking rules on exact values, Jaro-Winkler levels on names with term frequencies,
date levels on birth, training by random sampling and two rounds of expectation-maximisation.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on

try:
    from splink import DuckDBAPI
except ImportError:  # Splink 5 keeps its backends apart
    from splink.backends.duckdb import DuckDBAPI


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("left", type=Path)
    parser.add_argument("right", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory-gb", type=float, default=6.0)
    options = parser.parse_args()
    start = time.perf_counter()
    connection = duckdb.connect()
    connection.execute(f"SET threads = {options.threads}; SET memory_limit = '{options.memory_gb}GB'")
    connection.execute(f"SET temp_directory = '{options.out.parent / 'spill'}'")
    columns = ", ".join(
        f"nullif({name}, '') AS {name}" for name in ("given", "surname", "father_name", "mother", "birth")
    )
    for name in ("left", "right"):
        connection.execute(
            f"CREATE TABLE {name}_t AS SELECT person AS unique_id, sex, {columns} FROM read_parquet('{getattr(options, name)}')"
        )
    found = predict(connection)
    connection.execute(
        f'COPY (SELECT unique_id_l AS "left", unique_id_r AS "right", match_probability FROM {found}) TO \'{options.out}\' (FORMAT parquet)'
    )
    connection.execute(
        f'COPY (SELECT CASE WHEN "left" LIKE \'L%\' THEN "left" ELSE "right" END AS "left", CASE WHEN "left" LIKE \'L%\' '
        f'THEN "right" ELSE "left" END AS "right", match_probability FROM read_parquet(\'{options.out}\')) TO \'{options.out}\' (FORMAT parquet)'
    )
    print(json.dumps({"seconds": time.perf_counter() - start}))
    return 0


def predict(connection: duckdb.DuckDBPyConnection) -> str:
    """Train and predict; give the name of the table with the pairs."""
    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("given", "surname"),
            block_on("surname", "birth"),
            block_on("given", "birth"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("surname", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("father_name", [0.9]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("mother", [0.9]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("birth", [1, 2]),
            cl.ExactMatch("sex"),
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    api = DuckDBAPI(connection=connection)
    tables = (
        [api.register(name) for name in ("left_t", "right_t")]
        if hasattr(api, "register")
        else ["left_t", "right_t"]
    )
    linker = Linker(tables, settings) if hasattr(api, "register") else Linker(tables, settings, api)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "surname", "birth")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given", "surname"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("surname", "birth"))
    return str(linker.inference.predict(threshold_match_probability=0.01).physical_name)


if __name__ == "__main__":
    raise SystemExit(main())

"""Link two tables by one of our engines in a process of its own; what it took is printed as one line of JSON.

python -m bench.batch.ours LEFT RIGHT OUT --engine duckdb|spark [--master local[2]] [--threads 2]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from kinmatch.engines import LinkSettings


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("left", type=Path)
    parser.add_argument("right", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    settings = LinkSettings(threads=options.threads)
    stages: list[tuple[str, float]] = []
    start = time.perf_counter()

    def told(stage: str, done: int, of: int) -> None:
        stages.append((f"{stage} {done}/{of}", round(time.perf_counter() - start, 2)))

    if options.engine == "duckdb":
        from kinmatch.engines.duckdb import link

        result = link(options.left, options.right, out=options.out, settings=settings, progress=told)
    else:
        from kinmatch.engines import spark

        session = spark.start_session(options.master, memory_gb=3)
        session.sparkContext.setLogLevel("ERROR")
        start = time.perf_counter()
        result = spark.link(
            options.left, options.right, out=options.out, session=session, settings=settings, progress=told
        )
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "seconds": seconds,
                "candidates": result.candidates,
                "count": result.count,
                "unreached": result.left_unreached,
                "stages": stages,
            }
        )
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""What sealing costs: 3,000 rows of two sealed fields written and opened, beside the same rows in clear.

Usage: python -m bench.vault.measure [--json OUT]

Printed: seconds of the processor for writing and opening, sealed and in clear, and the ratios.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from time import process_time
from uuid import UUID, uuid4

from bench.figures import Figure, write

ROWS = 3_000


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "wayhome.settings.test"
    os.environ["WAYHOME_TEST_FOLDER"] = tempfile.mkdtemp(prefix="wayhome-bench-")
    os.environ["WAYHOME_TEST_DATABASE"] = "bench.db"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sealed, clear = measure_sealed(), measure_clear()
    figures: list[Figure] = []
    for name, ours, plain in (("write", sealed[0], clear[0]), ("open", sealed[1], clear[1])):
        print(
            f"{name:<6} {ROWS} rows   sealed {ours:6.3f} s   in clear {plain:6.3f} s   ratio {ours / plain:5.1f}"
        )
        figures += [
            Figure(
                f"{name} {ROWS:,} rows, {how}",
                round(seconds, 3),
                "s",
                "python -m bench.vault.measure",
                n=ROWS,
            )
            for how, seconds in (("sealed", ours), ("in clear", plain))
        ]
    if options.json:
        write(figures, options.json)
    return 0


def measure_sealed() -> tuple[float, float]:
    """Write and open rows whose two texts are sealed; best of three for opening."""
    from wayhome.vault.models import SealedFile
    from wayhome.vault.principals import Principal, acting_as

    everything = Principal(UUID(int=1), "system", lambda case_file, compartment, row: True)
    with acting_as(everything):
        began = process_time()
        SealedFile.objects.bulk_create(
            SealedFile(
                compartment="identity", address=uuid4().hex, size=1, name="Зарема", media_type="text/csv"
            )
            for _ in range(ROWS)
        )
        written = process_time() - began
    best = 99.0
    for _ in range(3):
        with acting_as(everything, writes=False):
            began = process_time()
            opened = [(file.name, file.media_type) for file in SealedFile.objects.all()]
            best = min(best, process_time() - began)
    assert len(opened) == ROWS
    return written, best


def measure_clear() -> tuple[float, float]:
    """Write and read rows of another table whose two texts stand in clear."""
    from django.contrib.sessions.models import Session
    from django.utils.timezone import now

    began = process_time()
    Session.objects.bulk_create(
        Session(session_key=uuid4().hex, session_data="Зарема", expire_date=now()) for _ in range(ROWS)
    )
    written = process_time() - began
    best = 99.0
    for _ in range(3):
        began = process_time()
        read = [(row.session_key, row.session_data) for row in Session.objects.all()]
        best = min(best, process_time() - began)
    assert len(read) == ROWS
    return written, best


if __name__ == "__main__":
    raise SystemExit(main())

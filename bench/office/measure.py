"""Import and match in the application: a file of requests and a folder of lists, on an encrypted database.

Usage: python -m bench.office.measure [REQUESTS LISTS…] [--json OUT]

Without files it takes the family set in $WAYHOME_SHARED or ../shared, and says so where there is none.

Registers every request, reads every list in as the worker does, and lets the matcher lay pairs side by side.
Beside it, in the same run, a plain baseline: every name romanised and every sought person compared with every
row by token_sort_ratio, without a database. Printed: seconds and rows a second for each part, peak memory, and
the ratio of our matching to the baseline's.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from bench.figures import Figure, write


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("requests", type=Path, nargs="?")
    parser.add_argument("lists", type=Path, nargs="*")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.requests is None:
        families = Path(os.environ.get("WAYHOME_SHARED", "../shared")) / "data" / "families"
        if not families.is_dir():
            print("Skipped: no files were named, and there is no family set in $WAYHOME_SHARED or ../shared.")
            return 0
        options.requests, options.lists = families / "requests.csv", sorted((families / "lists").iterdir())
    os.environ["DJANGO_SETTINGS_MODULE"] = "wayhome.settings.test"
    os.environ["WAYHOME_TEST_FOLDER"] = tempfile.mkdtemp(prefix="wayhome-bench-")
    os.environ["WAYHOME_TEST_DATABASE"] = "bench.db"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    figures = run(options.requests, options.lists)
    for name, value in figures.items():
        print(f"{name:<40} {value:10.2f}")
    if options.json:
        command = "python -m bench.office.measure"
        write([Figure(what, round(value, 2), "", command) for what, value in figures.items()], options.json)
    return 0


def run(requests: Path, lists: list[Path]) -> dict[str, float]:
    """Do the whole office's work once and time its parts."""
    from datetime import UTC, datetime

    from wayhome.accounts.actions import register_staff
    from wayhome.accounts.models import Role, Team
    from wayhome.accounts.principals import matcher, principal_of, system, worker
    from wayhome.lists.importing import import_rows, rows_of
    from wayhome.lists.models import ListDocument
    from wayhome.lists.tasks import read_document
    from wayhome.matches.models import Candidate
    from wayhome.matches.proposing import propose_for_list
    from wayhome.people.models import Record
    from wayhome.vault.principals import acting_as

    at = datetime(2018, 5, 30, tzinfo=UTC)
    with acting_as(system()):
        team = Team.objects.create(name="Bench")
        user = register_staff(
            username="bench", name="B", roles=[Role.INTAKE, Role.FIELD], teams=[team], by=None, at=at
        )
    figures: dict[str, float] = {}
    start = time.perf_counter()
    persons = register_all(requests, user, at)
    figures["requests: sought persons"] = persons
    figures["requests: seconds"] = time.perf_counter() - start
    rows = imported = matched = 0.0
    for path in lists:
        document = receive(path, user, at)
        start = time.perf_counter()
        with acting_as(worker(), writes=False):
            document = ListDocument.objects.get(pk=document.pk)
            for _ in import_rows(
                document=document, rows=rows_of(read_document(document), made_on=None), at=at
            ):
                pass
        imported += time.perf_counter() - start
        start = time.perf_counter()
        with acting_as(matcher(), writes=False):
            found = list(Record.objects.filter(row_named__row__document=document))
            rows += len(found)
            propose_for_list(found, at=at)
        matched += time.perf_counter() - start
    start = time.perf_counter()
    baseline(requests, lists)
    plain = time.perf_counter() - start
    figures |= {
        "lists: people": rows, "lists: import seconds": imported, "lists: people a second": rows / imported,
        "match: seconds": matched, "match: pairs offered": Candidate.objects.count(),
        "match: strong pairs offered": Candidate.objects.filter(band="strong").count(),
        "baseline: seconds, no database": plain, "match seconds, ours over baseline": matched / plain,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip
    assert principal_of(user).kind == "staff"
    return figures


def register_all(path: Path, user: object, at: object) -> int:
    """Register every family of a request file as one request."""
    from itertools import groupby

    from wayhome.accounts.principals import principal_of
    from wayhome.people.identity import NameForm
    from wayhome.reading import read_requests
    from wayhome.tracing.actions import after_registration, register_request
    from wayhome.tracing.inputs import EnquirerInput, RequestInput
    from wayhome.vault.principals import acting_as

    after_registration.clear()  # matching is timed by itself
    lines = read_requests(path.read_bytes(), filename=path.name).lines
    for _, family in groupby(lines, key=lambda line: line.request):
        sought = tuple(as_input(line, number) for number, line in enumerate(family))
        data = RequestInput(EnquirerInput(names=(NameForm("Enquirer"),)), sought)
        with acting_as(principal_of(user)):  # type: ignore[arg-type]
            register_request(data=data, by=user, at=at)  # type: ignore[arg-type]
    return len(lines)


def as_input(line: object, number: int) -> object:
    """Turn one line of a request file into what the intake registers."""
    from wayhome.people.comparable import identity_of
    from wayhome.tracing.inputs import SoughtInput

    record = line.record  # type: ignore[attr-defined]
    identity = identity_of(record, stated_on=None)
    return SoughtInput(
        key=str(number), names=identity.names, sex=str(record.sex or "u"), birth=identity.birth,
        father=identity.father, grandfather=identity.grandfather, mother=identity.mother, husband=identity.husband,
        relation=identity.relation, origin=identity.origin, marks=identity.marks, identifiers=identity.identifiers,
    )  # fmt: skip


def receive(path: Path, user: object, at: object) -> object:
    """Keep one list as if it had been uploaded."""
    from datetime import date

    from wayhome.accounts.principals import principal_of
    from wayhome.lists import actions
    from wayhome.vault.principals import acting_as

    with acting_as(principal_of(user)):  # type: ignore[arg-type]
        arrival = actions.Arrival(filename=path.name, received_on=date(2018, 5, 30))
        document, _ = actions.receive_list(data=path.read_bytes(), arrival=arrival, team=None, by=user, at=at)  # type: ignore[arg-type]
    return document


def baseline(requests: Path, lists: list[Path]) -> int:
    """Compare everybody with everybody by romanised names: what a plain tool would do."""
    from rapidfuzz import fuzz, process

    from rosters import read
    from wayhome.people.romanise import romanise
    from wayhome.reading import read_list, read_requests

    sought = [line.record for line in read_requests(requests.read_bytes(), filename=requests.name).lines]
    rows = [
        record
        for path in lists
        for sheet in read(path.read_bytes(), filename=path.name).sheets
        for record in read_list(sheet).records
    ]

    def plain(record: object) -> str:
        text = record.names[0].text if record.names else ""  # type: ignore[attr-defined]
        return (romanise(text) or text).lower()

    gallery = [plain(row) for row in rows]
    return sum(
        len(process.extract(plain(one), gallery, scorer=fuzz.token_sort_ratio, limit=20)) for one in sought
    )


if __name__ == "__main__":
    raise SystemExit(main())

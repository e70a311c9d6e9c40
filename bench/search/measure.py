"""Search latency on an encrypted database of 1k, 10k and 100k records, beside a plain romanise-and-compare search.

Usage: python -m bench.search.measure [--sizes 1000,10000,100000] [--queries 200] [--json OUT]

Each query is a name of a stored person written in another script or another spelling. Ours answers through
`people.search` as a user who may open every file; the baseline romanises every name and compares it with
rapidfuzz's token_sort_ratio in memory. Printed: p50 and p95 in milliseconds, the share of queries whose person
is among the first ten, and the ratios.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from bench.figures import Figure, write
from bench.intervals import wilson


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "wayhome.settings.test"
    folder = tempfile.mkdtemp(prefix="wayhome-bench-")
    os.environ["WAYHOME_TEST_FOLDER"] = folder
    os.environ["WAYHOME_TEST_DATABASE"] = "bench.db"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    results = run([int(size) for size in options.sizes.split(",")], options.queries)
    for line in results:
        print(
            f"{line['records']:>7} records  ours p50 {line['p50_ms']:6.1f} ms  p95 {line['p95_ms']:6.1f} ms  "
            f"found@10 {line['found']:.2f}   baseline p50 {line['baseline_p50_ms']:7.1f} ms  "
            f"p95 {line['baseline_p95_ms']:7.1f} ms  found@10 {line['baseline_found']:.2f}   "
            f"p95 ours/baseline {line['p95_ms'] / line['baseline_p95_ms']:.2f}"
        )
    if options.json:
        write([figure for line in results for figure in figures_of(line)], options.json)
    return 0


def figures_of(line: dict[str, float]) -> list[Figure]:
    """Return what one size of the database gave, ours and the baseline's."""
    command = "python -m bench.search.measure"
    size, n = f"{line['records']:,} records", int(line["queries"])
    out = []
    for system, prefix in (("wayhome, encrypted", ""), ("romanised names in memory", "baseline_")):
        for what, key, unit in (("p50", "p50_ms", "ms"), ("p95", "p95_ms", "ms")):
            out.append(Figure(f"{size}: {what}", round(line[prefix + key], 2), unit, command, system, n=n))
        found = line[prefix + "found"]
        within = wilson(round(found * n), n)
        out.append(
            Figure(f"{size}: found among the first ten", round(found, 4), "", command, system, within, n)
        )
    return out


def run(sizes: list[int], n_queries: int) -> list[dict[str, float]]:
    """Grow one database to each size in turn and measure it there."""
    from wayhome.accounts.models import CaseFile, CaseMembership, Role, Team, User
    from wayhome.accounts.principals import principal_of, system
    from wayhome.vault.principals import acting_as

    chance = Random(2018)  # noqa: S311  names for a measurement
    at = _at()
    with acting_as(system()):
        from wayhome.accounts.actions import register_staff

        team = Team.objects.create(name="Bench")
        user = register_staff(
            username="bench", name="Bench", roles=[Role.INTAKE], teams=[team], by=None, at=at
        )
    people: list[tuple[str, list[str]]] = []
    results = []
    for size in sizes:
        grow(size - len(people), people, chance, user, at)
        queries = [people[chance.randrange(len(people))] for _ in range(n_queries)]
        results.append(measure(user, people, queries, size))
    assert isinstance(user, User) and CaseFile.objects.exists() and CaseMembership.objects.exists()
    assert principal_of(user).kind == "staff"
    return results


def grow(count: int, people: list[tuple[str, list[str]]], chance: Random, user: object, at: object) -> None:
    """Register `count` more people, 500 to a file, each under a name in one script."""
    from wayhome.accounts.actions import open_case_file
    from wayhome.accounts.models import CaseFile
    from wayhome.accounts.principals import principal_of
    from wayhome.people.actions import Saying, register_records
    from wayhome.people.identity import Identity, NameForm
    from wayhome.people.models import Record, Source, SourceKind
    from wayhome.vault.principals import acting_as

    while count > 0:
        batch = min(500, count)
        count -= batch
        with acting_as(principal_of(user)):  # type: ignore[arg-type]
            case_file = open_case_file(kind=CaseFile.Kind.FAMILY, team=None, by=user, at=at)  # type: ignore[arg-type]
            source = Source.objects.create(case_file=case_file, kind=SourceKind.DETAINING_LIST)
            sayings = []
            for _ in range(batch):
                forms, year = invent(chance)
                written = forms[chance.randrange(len(forms))]
                people.append((written, forms))
                identity = Identity(names=(NameForm(written),), birth=str(year))
                sayings.append(Saying(kind=Record.Kind.LISTED, identity=identity, sex="f"))
            register_records(
                sayings=sayings,
                case_file=case_file,
                source=source,
                group=None,
                by=user,
                at=at,
                one_entry=True,  # type: ignore[arg-type]
            )


def invent(chance: Random) -> tuple[list[str], int]:
    """Return one woman's name as three papers would write it, and her year of birth."""
    from wayhome.demo.world import names

    origin = chance.choice(names.ORIGINS)
    given = chance.choice(names.given_names(origin, "f"))
    father = chance.choice(names.given_names(origin, "m"))
    family = chance.choice(names.surnames(origin)).forms("f")
    russian = f"{chance.choice(family.ru)} {chance.choice(given.ru)} {names.patronymic(father, 'f')}"
    arabic = f"{chance.choice(given.ar)} {chance.choice(father.ar)} {chance.choice(family.ar)}"
    latin = f"{chance.choice(given.la)} {names.latin_patronymic(father, 'f')} {chance.choice(family.la)}"
    return [russian, arabic, latin], chance.randint(1975, 2016)


def measure(
    user: object, people: list[tuple[str, list[str]]], queries: list[tuple[str, list[str]]], size: int
) -> dict[str, float]:
    """Ask each query of both and time every answer."""
    from wayhome.accounts.principals import principal_of
    from wayhome.adapters.memory import settle
    from wayhome.people.search import parse_question, search
    from wayhome.vault.principals import acting_as

    settle()  # as `wayhome serve` does when everything is loaded
    asked = [(written, next(form for form in forms if form != written)) for written, forms in queries]
    ours, found = [], 0
    for written, question in asked:
        start = time.perf_counter()
        principal = principal_of(user)  # type: ignore[arg-type]
        with acting_as(principal, writes=False):
            hits = search(parse_question(question), to=principal)
        ours.append((time.perf_counter() - start) * 1000)
        found += any(hit.identity.chief_name == written for hit in hits[:10])
    theirs, baseline_found = baseline(people, asked)
    return {
        "records": size, "queries": len(asked),
        "p50_ms": statistics.median(ours), "p95_ms": _p95(ours), "found": found / len(asked),
        "baseline_p50_ms": statistics.median(theirs), "baseline_p95_ms": _p95(theirs),
        "baseline_found": baseline_found / len(asked),
    }  # fmt: skip


def baseline(people: list[tuple[str, list[str]]], asked: list[tuple[str, str]]) -> tuple[list[float], int]:
    """Romanise every name letter by letter and compare all of them: what a plain tool would do."""
    from rapidfuzz import fuzz, process

    from wayhome.people.romanise import romanise

    written = [name for name, _ in people]
    gallery = [(romanise(name) or name).lower() for name in written]
    times, found = [], 0
    for name, question in asked:
        start = time.perf_counter()
        best = process.extract(
            (romanise(question) or question).lower(), gallery, scorer=fuzz.token_sort_ratio, limit=10
        )
        times.append((time.perf_counter() - start) * 1000)
        found += any(written[index] == name for _, _, index in best)
    return times, found


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95) - 1]


def _at() -> object:
    from datetime import UTC, datetime

    return datetime(2018, 5, 30, tzinfo=UTC)


if __name__ == "__main__":
    raise SystemExit(main())

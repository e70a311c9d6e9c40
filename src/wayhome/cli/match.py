"""`wayhome match`: requests and lists in, proposals and evidence out. No Django, no database, no network."""

from __future__ import annotations

import argparse
import contextlib
import gc
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wayhome.cli import whole
from wayhome.cli.tables import UnknownEnding, check_ending, write_table

if TYPE_CHECKING:  # the engine is imported when a run begins, so that --help answers at once
    from kinmatch import PersonRecord, Proposal
    from wayhome.reading import ListRecords, RequestFile, RequestLine

DONE, SOME_UNREADABLE, USAGE, NOTHING_READABLE, INTERRUPTED = 0, 1, 2, 3, 130
MATCH_COLUMNS = ("request", "person", "list", "row", "weight", "band", "why", "against")
ROW_COLUMNS = ("list", "row", "kind")

EPILOG = """
REQUESTS  a CSV or XLSX file, one line per sought person; headings in English, Russian or Arabic, any order:
          request, person, name, other_names, sex, birth, father, grandfather, mother, husband, relation, origin,
          last_news_on, last_place, marks, identifiers. Only the name column is needed.
LISTS     files as they came: XLSX, CSV or TXT, any script, any heading.
--out     columns request, person, list, row, weight (bits), band (strong, possible or weak), why, against.
          Lines with list = requests propose two requests for one person.

exit codes: 0 done; 1 done, but some file could not be read (named on the screen); 2 wrong usage;
            3 nothing could be read; 130 interrupted (no half-written file is left).
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    parser.add_argument("requests", metavar="REQUESTS", type=Path, help="file of tracing requests")
    parser.add_argument("lists", metavar="LISTS", type=Path, nargs="+", help="one or more lists")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write the proposals (.csv, .xlsx, .parquet)"
    )
    parser.add_argument(
        "--rows", type=Path, metavar="FILE", help="where to write what each row of each list is"
    )
    parser.add_argument(
        "--why",
        nargs="*",
        metavar="PERSON LIST:ROW",
        help="print the evidence: alone for every pair proposed, with PERSON for hers, with PERSON LIST:ROW for one "
        "pair whatever it weighs; stands last, after the lists",
    )
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="DIR",
        help="with --why: draw each pair and each family there, as SVG",
    )
    parser.add_argument(
        "--lang", choices=("en", "ru", "ar"), default="en", help="language of why and against"
    )
    parser.add_argument(
        "--top", type=int, default=20, metavar="N", help="proposals kept per person (default 20)"
    )
    whole.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command and give its exit code."""
    try:
        return _run(options)
    except KeyboardInterrupt:
        _say("interrupted; nothing was written")
        return INTERRUPTED


@dataclass(frozen=True, slots=True)
class _Material:
    """What the files gave."""

    requests: RequestFile
    lists: list[ListRecords]
    kinds: list[tuple[str, int, str]]
    unreadable: int

    @property
    def rows(self) -> list[PersonRecord]:
        return [record for one in self.lists for record in one.records]


def _run(options: argparse.Namespace) -> int:
    problem = _wrong_usage(options)
    if problem:
        _say(f"wayhome match: {problem}")
        return USAGE
    if options.engine:
        return whole.run(options)
    material = _read_all(options)
    if material is None:
        return NOTHING_READABLE
    if options.rows:
        write_table(options.rows, ROW_COLUMNS, material.kinds)
    if options.why is not None:
        code = _print_why(material, options)
        if code:
            return code
    if options.out:
        lines = list(_propose(material, options.lang, options.top))
        write_table(options.out, MATCH_COLUMNS, lines)
        strong = sum(1 for line in lines if line[5] == "strong")
        _say(f"{len(lines)} proposals written to {options.out}, {strong} of them strong")
    return SOME_UNREADABLE if material.unreadable else DONE


def _wrong_usage(options: argparse.Namespace) -> str:
    if problem := _wrong_why(options) or whole.wrong_usage(options):
        return problem
    if not (options.out or options.rows or options.why is not None):
        return "say where to write: --out FILE, --rows FILE, or --why"
    if options.top < 1:
        return "--top must be 1 or more"
    for path in filter(None, (options.out, options.rows)):
        try:
            check_ending(path)
        except UnknownEnding as problem:
            return str(problem)
        if not path.parent.is_dir():
            return f"{path}: there is no folder {path.parent}"
    return ""


def _wrong_why(options: argparse.Namespace) -> str:
    asked = options.why
    if asked is None:
        return "--pictures draws what --why tells: add --why" if options.pictures else ""
    if len(asked) > 2:
        return "--why takes at most a person and LIST:ROW; write it after the lists"
    if len(asked) == 2 and not asked[1].rpartition(":")[2].isdigit():
        return "--why needs a person and LIST:ROW, for example P00012 camp:31"
    if options.pictures and not options.pictures.parent.is_dir():
        return f"{options.pictures}: there is no folder {options.pictures.parent}"
    return ""


def _read_all(options: argparse.Namespace) -> _Material | None:
    from rosters.errors import Unreadable as UnreadableList  # noqa: PLC0415
    from rosters.reading import read  # noqa: PLC0415 - the engine is imported when a run begins
    from wayhome.reading import Unreadable, read_list, read_requests  # noqa: PLC0415

    lists: list[ListRecords] = []
    kinds: list[tuple[str, int, str]] = []
    unreadable = 0
    for path in options.lists:
        try:
            roster = read(path.read_bytes(), filename=path.name)
        except (OSError, UnreadableList) as problem:
            _say(f"{path}: not read: {problem}")
            unreadable += 1
            continue
        for sheet in roster.sheets:
            kinds.extend((sheet.name, row.number, row.kind.value) for row in sheet.rows)
            lists.append(read_list(sheet))
        people = sum(row.kind.value == "person" for sheet in roster.sheets for row in sheet.rows)
        _say(f"{path}: {people} rows with people")
    stated_on = max((one.made_on for one in lists if one.made_on), default=None)
    try:
        requests = read_requests(
            options.requests.read_bytes(), filename=options.requests.name, stated_on=stated_on
        )
    except (OSError, Unreadable) as problem:
        _say(f"{options.requests}: not read: {problem}")
        return None
    for number, what in requests.problems:
        _say(f"{options.requests}, row {number}: {what}")
    if unreadable == len(options.lists) or not requests.lines:
        _say("nothing to match: no list, or no request, could be read")
        return None
    return _Material(requests, lists, kinds, unreadable)


def _propose(material: _Material, language: str, top: int) -> Iterator[Sequence[str | int | float]]:
    from kinmatch import Matcher, measure_rarity  # noqa: PLC0415
    from kinmatch.match import same_persons  # noqa: PLC0415

    records, rows = material.requests.records, material.rows
    places = {record.ref: record for record in rows}
    lines = {line.record.ref: line for line in material.requests.lines}
    matcher = Matcher(measure_rarity([*records, *rows]))
    with _without_search_for_cycles(), _bar(len(records)) as step:
        twice = matcher.duplicates(records)
        found = matcher.match(records, rows, progress=step, same=same_persons(twice))
        for ref, proposals in itertools.groupby(found, key=lambda proposal: proposal.left):
            line = lines[ref]
            for proposal in _best_per_row(proposals, places, top):
                place = places[proposal.right]
                yield _line(line, place.source, int(place.row), proposal, language)
    for proposal in twice:
        yield _line(lines[proposal.left], "requests", lines[proposal.right].number, proposal, language)


def _best_per_row(
    proposals: Iterable[Proposal], places: Mapping[str, PersonRecord], top: int
) -> Iterator[Proposal]:
    """Give the best proposal for each row, the best `top` rows and all that are not weak.

    A chat line names several people, so one row may be proposed more than once for a person.
    """
    seen: set[tuple[str, str]] = set()
    for proposal in proposals:
        place = places[proposal.right].source, places[proposal.right].row
        if place not in seen and (len(seen) < top or proposal.band.value != "weak"):
            seen.add(place)
            yield proposal


def _line(
    line: RequestLine, source: str, row: int, proposal: Proposal, language: str
) -> Sequence[str | int | float]:
    from kinmatch.explain import against, why  # noqa: PLC0415

    return (
        line.request,
        line.person,
        source,
        row,
        proposal.standing_bits,
        proposal.band.value,
        why(proposal.evidence, language),
        against(proposal.evidence, language, close_rival=proposal.has_close_rival),
    )


def _print_why(material: _Material, options: argparse.Namespace) -> int:
    """Print the evidence of one pair, of one person's pairs, or of all; see `wayhome.cli.why`."""
    from kinmatch import Matcher, measure_rarity  # noqa: PLC0415
    from wayhome.cli import why  # noqa: PLC0415

    lines, rows = material.requests.lines, material.rows
    telling = why.Telling(options.lang, options.pictures)
    if options.pictures:
        options.pictures.mkdir(exist_ok=True)
    try:
        if len(options.why) == 2:
            person, place = options.why
            why.tell_pair(lines, rows, person, place, telling)
            return DONE
        matcher = Matcher(measure_rarity([*material.requests.records, *rows]))
        with _without_search_for_cycles(), _bar(len(lines)) as step:
            found = matcher.match(material.requests.records, rows, progress=step)
            told = why.tell_all(lines, rows, found, telling, person=next(iter(options.why), ""))
    except why.NothingLikeIt as problem:
        _say(f"wayhome match: {problem}")
        return USAGE
    _say(f"{told} pairs told; weak ones are not, but --why PERSON LIST:ROW tells any")
    return DONE


@contextlib.contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Millions of small values and no cycles among them: looking for cycles took a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _bar(total: int) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on the screen, and nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from tqdm import tqdm  # noqa: PLC0415

    with tqdm(total=total, unit="person", file=sys.stderr, leave=False) as bar:

        def step(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield step


def _say(text: str) -> None:
    print(text, file=sys.stderr)

"""Read a file of tracing requests: one line per sought person, any heading language, columns in any order.

Columns that are not known are kept as they stand. Nothing is dropped: a line that cannot be used is a problem
with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kinmatch import DateSpan, Identifier, Name, NameKind, PersonRecord, Role
from kinmatch.dates import read_date
from rosters.delimited import read_text
from rosters.errors import Unreadable as UnreadableFile
from rosters.limits import DEFAULT_LIMITS
from rosters.workbook import read_workbook
from wayhome.reading.headings import find_columns
from wayhome.reading.words import find_role, find_sex, fold, said, split_list

_KUNYA = re.compile(r"^(?:умм?у?|абу|umm?u?|om|abu|abou|ام|ابو|ابي)[\s\-]+", re.IGNORECASE)
_BY_HUSBAND = re.compile(r"^(?:по мужу|по\s+мужу:|married name|by husband|بعد الزواج)\s*:?\s*", re.IGNORECASE)
_ASIDE = re.compile(
    r"\(?\b(?:ум(?:\.|ер\w*)|погиб\w*|убит\w*|скончал\w*|died|killed|dec(?:eased|\.)|مات|توفي|قتل|متوف\w*)\b.*$",
    re.IGNORECASE,
)
SIGNATURE_XLSX = b"PK\x03\x04"


class Unreadable(Exception):
    """The file is no table of requests: it is empty, or has no heading that names persons."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line of the file. `number` is its physical row, counted from 1."""

    number: int
    request: str
    person: str
    record: PersonRecord
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestFile:
    """All lines of one file, with what could not be used: (row, what)."""

    lines: tuple[RequestLine, ...]
    problems: tuple[tuple[int, str], ...] = ()

    @property
    def records(self) -> list[PersonRecord]:
        """The sought persons, in the order of the file."""
        return [line.record for line in self.lines]


def read_requests(data: bytes, *, filename: str, stated_on: date | None = None) -> RequestFile:
    """Read the requests in a CSV or XLSX file.

    Args:
        stated_on: the day that bare ages count from ("24 года"); None leaves them unread.

    Raises:
        Unreadable: there is no row with a heading for the name, or the workbook cannot be opened.
    """
    numbered = _numbered_rows(data)
    start, columns, heading = _find_heading(numbered)
    lines: list[RequestLine] = []
    problems: list[tuple[int, str]] = []
    seen: set[str] = set()
    for number, row in numbered[start:]:
        if find_columns(row).keys() >= {"name"} and len(find_columns(row)) > 2:
            continue
        values = {f: row[i].strip() for f, i in columns.items() if i < len(row)}
        person = values.get("person") or f"row{number}"
        if person in seen:
            problems.append((number, f"person {person} stands twice"))
            person = f"{person}@{number}"
        seen.add(person)
        request = values.get("request") or person
        extra = {
            heading[i]: row[i] for i in range(len(row)) if i < len(heading) and i not in columns.values()
        }
        reading = read_date(values.get("birth", ""), stated_on=stated_on)
        if reading.problem and reading.problem.value not in {"empty", "not_said"}:
            problems.append(
                (number, f"birth “{values.get('birth', '')}” not understood: {reading.problem.value}")
            )
        record = to_record(values, ref=person, group=request, order=number, birth=reading.span)
        lines.append(
            RequestLine(number, request, person, record, MappingProxyType(values), MappingProxyType(extra))
        )
    return RequestFile(tuple(lines), tuple(problems))


def to_record(
    values: Mapping[str, str],
    *,
    ref: str,
    group: str,
    order: int,
    birth: DateSpan | None,
    source: str = "requests",
) -> PersonRecord:
    """Turn the texts of one sought person into a record; the keys are those of the request file."""
    names = [Name(said(values.get("name")))] if said(values.get("name")) else []
    names += read_other_names(values.get("other_names", ""))
    role, sex_of_role = find_role(values.get("relation", ""), household=False)
    return PersonRecord(
        ref=ref,
        names=tuple(names),
        sex=find_sex(values.get("sex", "")) or sex_of_role,
        birth=birth,
        father=without_aside(values.get("father", "")),
        grandfather=without_aside(values.get("grandfather", "")),
        mother=without_aside(values.get("mother", "")),
        husband=without_aside(values.get("husband", "")),
        origin=said(values.get("origin")),
        place=said(values.get("last_place")),
        marks=said(values.get("marks")),
        identifiers=tuple(read_identifiers(values.get("identifiers", ""))),
        relation=values.get("relation", ""),
        role=role,
        is_child=True if role is Role.CHILD else None,
        source=source,
        group=group,
        order=order,
        row=str(order),
    )


def read_other_names(text: str) -> list[Name]:
    """Split a cell of other names and tell kunyas and married names apart."""
    names = []
    for part in split_list(said(text)):
        if match := _BY_HUSBAND.match(part):
            names.append(Name(part[match.end() :].strip(), NameKind.HUSBAND))
        elif _KUNYA.match(fold(part)):
            names.append(Name(part, NameKind.KUNYA))
        else:
            names.append(Name(part, NameKind.OTHER))
    return [name for name in names if name.text]


def read_identifiers(text: str) -> Iterable[Identifier]:
    """Read `type:number` pairs; a number without a type has the type "number"."""
    for part in split_list(said(text)):
        kind, _, number = part.rpartition(":")
        if number.strip():
            yield Identifier(kind.strip().lower() or "number", number.strip())


def without_aside(text: str) -> str:
    """Drop what is said after a name: "Султан, ум. 2011" is Султан."""
    return said(_ASIDE.sub("", said(text)).strip(" ,;(—–-"))


def _numbered_rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Give the rows of the first sheet, or of the text, that are not empty; `rosters` opens both safely."""
    try:
        if data.startswith(SIGNATURE_XLSX):
            grid = read_workbook(data, DEFAULT_LIMITS)[0]
        else:
            _, grid = read_text(data, DEFAULT_LIMITS)
    except (UnreadableFile, IndexError) as problem:
        raise Unreadable(str(problem) or "no sheet") from problem
    lines = (line for line in grid.lines if line.continues is None)
    return [(line.number, list(line.cells)) for line in lines if any(cell.strip() for cell in line.cells)]


def _find_heading(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int], list[str]]:
    for index, (_, row) in enumerate(rows[:30]):
        columns = find_columns(row)
        if "name" in columns and len(columns) >= 2:
            return index + 1, columns, row
    raise Unreadable("no heading with a column for the name (name, ФИО, الاسم) in the first 30 rows")

"""Turn a sheet that `rosters` has read into comparable records, with households where the paper shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kinmatch import Child, DateSpan, Identifier, Name, NameKind, PersonRecord, Role
from kinmatch.dates import find_date, read_date
from rosters.row import Field, Mention, Row, RowKind, Shape, Sheet
from wayhome.reading.company import Company, read_company
from wayhome.reading.words import find_count, find_role, find_sex, fold, said, split_list, without_case_ending

_WIFE_OF = re.compile(r"^(?:زوجه|زوجة|ارمله|أرملة|жена|вдова|wife of|widow of)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListRecords:
    """The records of one sheet, in order; `made_on` is the day its ages count from, None if not found."""

    name: str
    made_on: date | None
    records: tuple[PersonRecord, ...]


def guess_list_date(sheet: Sheet, *, not_after: date | None = None) -> date | None:
    """Find when a list was made: a date in its titles, else the latest date written in its messages."""
    if sheet.dated_on is not None and (not_after is None or sheet.dated_on <= not_after):
        return sheet.dated_on
    titles = [" ".join(row.cells) for row in sheet.rows if row.kind in {RowKind.TITLE, RowKind.OTHER}][:40]
    if sheet.understanding.shape is not Shape.MESSAGES:
        found = [
            day for text in titles if (day := find_date(text)) and (not_after is None or day <= not_after)
        ]
        if found:
            return max(found)
    written = [
        span.latest
        for row in sheet.rows
        for mention in row.people
        if (span := read_date(mention.get(Field.WRITTEN_ON), stated_on=None).span)
    ]
    return max(written, default=None)


def read_list(sheet: Sheet, *, made_on: date | None = None) -> ListRecords:
    """Give a record for every person that a row names.

    Args:
        made_on: the day its ages count from; found by `guess_list_date` where it is not told.
    """
    day = made_on or guess_list_date(sheet)
    records: list[PersonRecord] = []
    households = _Households()
    for row in sheet.rows:
        if row.kind is not RowKind.PERSON:
            continue
        in_row = [_record(sheet, row, index, mention, day) for index, mention in enumerate(row.people)]
        records.extend(households.place(row, in_row))
    return ListRecords(sheet.name, day, tuple(records))


class _Households:
    """Give rows their group: the paper's own, or the woman above for those "with their mother"."""

    def __init__(self) -> None:
        self.last_adult = ""
        self.last_group = ""

    def place(self, row: Row, people: list[tuple[PersonRecord, Company]]) -> list[PersonRecord]:
        placed = []
        for record, company in people:
            if row.group:
                group = f"g{row.group}"
            elif len(people) > 1:
                group = f"r{row.number}"
            elif company.with_mother and self.last_group:
                group = self.last_group
            else:
                group = f"r{row.number}"
            if not company.with_mother and len(people) == 1:
                self.last_group = group
                self.last_adult = record.names[0].text if record.names else ""
            elif company.with_mother and not record.mother:
                record = replace(record, mother=self.last_adult)
            placed.append(replace(record, group=group))
        return placed


def _record(
    sheet: Sheet, row: Row, index: int, mention: Mention, made_on: date | None
) -> tuple[PersonRecord, Company]:
    get = mention.get
    company = read_company(get(Field.COMPANY))
    children_company = read_company(get(Field.CHILDREN)) if get(Field.CHILDREN) else Company()
    names, husband = _names(mention)
    if index and sheet.understanding.shape is Shape.MESSAGES and names:
        plain = without_case_ending(names[0].text)
        names = (*names, Name(plain, NameKind.OTHER)) if plain else names
    role, role_sex = find_role(get(Field.RELATION), household=True)
    if role is None and index and len(row.people) > 1:
        role = Role.CHILD
    birth = _birth(mention, made_on)
    count = find_count(get(Field.CHILDREN_COUNT)) if get(Field.CHILDREN_COUNT) else None
    if count is None:
        count = company.children_count if company.has_children else find_count(get(Field.CHILDREN))
    children = company.children or children_company.children
    in_row = tuple(Child(other.get(Field.NAME)) for other in row.people[1:] if said(other.get(Field.NAME)))
    record = PersonRecord(
        ref=f"{sheet.name}:{row.number}" + (f"#{index}" if index else ""),
        names=names,
        sex=find_sex(get(Field.SEX)) or role_sex,
        birth=birth,
        father=said(get(Field.FATHER)) if get(Field.NAME) else "",
        grandfather=said(get(Field.GRANDFATHER)) if get(Field.NAME) else "",
        mother=said(get(Field.MOTHER)) or said(company.mother) or (_mother_in_row(row) if index else ""),
        husband=said(get(Field.HUSBAND)) or husband,
        origin=said(get(Field.ORIGIN)),
        nationality=said(get(Field.NATIONALITY)),
        place=said(get(Field.PLACE)),
        marks="; ".join(filter(None, (said(get(Field.MARKS)), said(get(Field.REMARKS))))),
        identifiers=tuple(Identifier("number", number) for number in split_list(said(get(Field.IDENTIFIER)))),
        children_count=count,
        children=children or (in_row if index == 0 else ()),
        siblings=company.siblings,
        relation=get(Field.RELATION),
        role=role,
        is_child=True if company.with_mother or (index and len(row.people) > 1) else None,
        source=sheet.name,
        order=row.number,
        row=str(row.number),
        extra=tuple((f.value, text) for f, text in mention.fields.items()),
    )
    return record, company


def _mother_in_row(row: Row) -> str:
    first = row.people[0]
    return said(first.get(Field.NAME)) or said(first.get(Field.KUNYA))


def _birth(mention: Mention, made_on: date | None) -> DateSpan | None:
    for field in (Field.BIRTH, Field.AGE, Field.BIRTH_OR_AGE):
        span = read_date(mention.get(field), stated_on=made_on).span
        if span:
            return span
    return None


def _names(mention: Mention) -> tuple[tuple[Name, ...], str]:
    """Give the names of a mention and, where she is listed as somebody's wife, her husband."""
    get = mention.get
    name = said(get(Field.NAME))
    if not name:
        parts = (get(Field.GIVEN), get(Field.FATHER), get(Field.GRANDFATHER), get(Field.SURNAME))
        name = " ".join(filter(None, (said(part) for part in parts)))
    names: list[Name] = []
    husband = ""
    if match := _WIFE_OF.match(fold(name)):
        husband = name[match.end() :].strip()
        name = ""
    if name:
        names.append(Name(name))
    for field, kind in ((Field.KUNYA, NameKind.KUNYA), (Field.OTHER_NAME, NameKind.OTHER)):
        names.extend(Name(part, kind) for part in split_list(said(get(field))))
    return tuple(names), husband

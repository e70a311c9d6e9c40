"""What the columns of a page mean: told by a person, said by the heading, or guessed from the cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import profile as look
from .headings import find_heading
from .mapping import ColumnMapping
from .row import Basis, Column, Field
from .words import key

_SAMPLE = 400  # rows that decide what a column means


def read_columns(
    headings: list[str], body: Sequence[Sequence[str]], mapping: ColumnMapping, seen: Mapping[str, Column]
) -> tuple[Column, ...]:
    """Give every column a meaning.

    Args:
        headings: the heading of each column, empty where it has none.
        body: rows below it, cleaned, merged cells carried down.
        seen: columns of earlier pages by the key of their heading, which means the same here.
    """
    sample = body[:_SAMPLE]
    columns: list[Column] = []
    for index, heading in enumerate(headings):
        said = mapping.meaning_of(heading, index)
        found = find_heading(heading) if heading else None
        if said is not None:
            columns.append(Column(index, said, heading, Basis.TOLD, 1.0))
        elif heading and key(heading) in seen:
            columns.append(replace(seen[key(heading)], index=index, heading=heading))
        elif found is not None:
            meaning = _checked(found.meaning, heading, index, sample)
            columns.append(Column(index, meaning, heading, Basis.HEADING, round(found.confidence, 2)))
        else:
            columns.append(Column(index, Field.UNKNOWN, heading))
    return _with_given(_guess_rest(columns, sample), sample)


def _with_given(columns: tuple[Column, ...], sample: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Read "name" as the given name alone where surname or father have columns of their own."""
    meanings = {c.meaning for c in columns}
    at = next(
        (i for i, c in enumerate(columns) if c.meaning is Field.NAME and c.basis is Basis.HEADING), None
    )
    if at is None or not meanings & {Field.SURNAME, Field.FATHER, Field.GRANDFATHER}:
        return columns
    index = columns[at].index
    words = [len(r[index].split()) for r in sample if index < len(r) and r[index]]
    if not words or sum(words) > 1.4 * len(words):
        return columns
    return (*columns[:at], replace(columns[at], meaning=Field.GIVEN), *columns[at + 1 :])


def _checked(meaning: Field, heading: str, index: int, sample: Sequence[Sequence[str]]) -> Field:
    """Let the cells decide between two readings of a heading that means different things in different offices."""
    p = look.profile(index, [r[index] if index < len(r) else "" for r in sample], len(sample))
    if len(p.values) < 3:
        return meaning
    if meaning is Field.KUNYA and p.share(look.is_kunya) < 0.2 and p.share(look.is_namelike) > 0.7:
        return Field.SURNAME  # الكنية is the family name in Syrian papers
    if meaning is Field.OTHER_NAME and p.share(look.is_kunya) > 0.6:
        return Field.KUNYA
    if meaning is Field.ORIGIN and p.share(look.is_nationality) > 0.5:
        return Field.NATIONALITY
    if meaning is Field.IDENTIFIER and look.counts_up(p.values):
        return Field.SERIAL
    if meaning is Field.IDENTIFIER and look.repeats_in_runs(p.values):
        return Field.HOUSEHOLD
    if meaning is Field.HOUSEHOLD and p.share(look.is_namelike) > 0.8:
        return Field.SURNAME
    if meaning is Field.SURNAME and p.share(look.is_int) > 0.8:
        return Field.HOUSEHOLD
    if meaning is Field.SEX and p.share(look.is_nationality) > 0.6:
        return Field.NATIONALITY
    if meaning is Field.SERIAL and p.share(look.is_int) < 0.5:
        return Field.IDENTIFIER if p.share(look.is_namelike) < 0.5 else Field.UNKNOWN
    if meaning is Field.NAME and p.share(lambda v: look.is_int(v) or look.is_date(v)) > 0.8:
        return Field.UNKNOWN
    return meaning


def _guess_rest(columns: list[Column], sample: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    open_ = [c.index for c in columns if c.basis is Basis.NOTHING]
    taken = frozenset(c.meaning for c in columns if c.basis is not Basis.NOTHING)
    if open_ and sample:
        profiles = [look.profile(i, [r[i] if i < len(r) else "" for r in sample], len(sample)) for i in open_]
        for index, (meaning, confidence) in look.guess_all(profiles, taken).items():
            if meaning is not Field.UNKNOWN:
                columns[index] = replace(
                    columns[index], meaning=meaning, basis=Basis.CONTENT, confidence=confidence
                )
    return tuple(columns)

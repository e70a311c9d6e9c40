"""From the cells of one table row to the person it names, cleaned and by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from .company import read_company
from .row import Column, Field, Mention, Page, Problem, ProblemCode
from .text import clean, has_hidden_marks, plain_digits
from .values import birth_or_age, find_age, find_birth_year, find_count, is_nameless
from .words import says_unknown, starts_with_word

_NAMES = frozenset(
    {
        Field.NAME, Field.GIVEN, Field.FATHER, Field.GRANDFATHER, Field.SURNAME, Field.MOTHER, Field.HUSBAND,
        Field.KUNYA, Field.OTHER_NAME, Field.MOTHER_OR_KUNYA,
    }
)  # fmt: skip
_OLDEST, _EARLIEST = 120, 1880
_LONGEST_NAME = 200
_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)\s*(?P<rest>[^()]*)$")
_PATRONYMIC = re.compile(r"(?:вич|вна|чна|ична)$", re.IGNORECASE)
_BIRTHS = frozenset({Field.BIRTH, Field.AGE, Field.BIRTH_OR_AGE})


def read_person(
    written: Sequence[str], filled: Sequence[str], page: Page, as_of: date | None
) -> tuple[Mention, list[Problem]]:
    """Read one row.

    Args:
        written: the cells as they stand.
        filled: cleaned, with merged cells carried down.
        as_of: the day from which a birth lies in the future; None asks nothing.
    """
    fields: dict[Field, str] = {}
    problems: list[Problem] = []
    for column in page.columns:
        raw = written[column.index] if column.index < len(written) else ""
        text = filled[column.index] if column.index < len(filled) else ""
        own = clean(raw)
        if column.meaning in (Field.NAME, Field.GIVEN, Field.UNKNOWN):
            text = own
        if not text or column.meaning is Field.UNKNOWN:
            continue
        if column.meaning in _NAMES:
            problems += _name_problems(column, raw, own)
        _put(fields, problems, column, plain_digits(text))
    _split_name(fields)
    _join_name(fields)
    problems += _birth_problems(fields, page, as_of)
    named = any(fields.get(n) for n in (Field.NAME, Field.KUNYA))
    if not named and not any(p.code is ProblemCode.NAME_UNKNOWN for p in problems):
        problems.append(Problem(ProblemCode.NAME_MISSING))
    return Mention(fields), problems


def _put(fields: dict[Field, str], problems: list[Problem], column: Column, text: str) -> None:
    meaning = column.meaning
    if meaning in (Field.NAME, Field.GIVEN) and (is_nameless(text) or says_unknown(text)):
        problems.append(Problem(ProblemCode.NAME_UNKNOWN, column.index, text))
        return
    if meaning is Field.CHILDREN:
        count = find_count(text)
        if count is not None:
            fields[Field.CHILDREN_COUNT] = str(count)
        elif says_unknown(text):
            return
    elif says_unknown(text):
        return
    if meaning in _BIRTHS:
        meaning = birth_or_age(text) or (Field.AGE if meaning is Field.AGE else Field.BIRTH)
    elif meaning is Field.MOTHER_OR_KUNYA:
        meaning = Field.MOTHER
    elif meaning is Field.COMPANY:
        for said, value in read_company(text).items():
            fields.setdefault(said, value)
    _put_once(fields, problems, column, meaning, text)


def _put_once(
    fields: dict[Field, str], problems: list[Problem], column: Column, meaning: Field, text: str
) -> None:
    """Keep the first of two columns of one meaning; a second name is another name, anything else a problem."""
    if fields.setdefault(meaning, text) == text:
        return
    if meaning is Field.NAME:
        fields.setdefault(Field.OTHER_NAME, text)
    else:
        problems.append(Problem(ProblemCode.DUPLICATE_COLUMN, column.index, text))


def _split_name(fields: dict[Field, str]) -> None:
    """Take a second name in brackets apart: «Замира (Умм Абу Бакр)», «Umm Ishak (Patimat)»."""
    found = _BRACKETS.match(fields.get(Field.NAME, ""))
    if not found:
        return
    name, other = f"{found['name']} {found['rest']}".strip(), found["other"].strip()
    if says_unknown(other) or not any(c.isalpha() for c in other):
        fields[Field.NAME] = name
    elif starts_with_word(other, "kunya_word"):
        fields[Field.NAME] = name
        fields.setdefault(Field.KUNYA, other)
    elif starts_with_word(name, "kunya_word"):
        fields[Field.NAME] = other
        fields.setdefault(Field.KUNYA, name)
    else:
        fields[Field.NAME] = name
        fields.setdefault(Field.OTHER_NAME, other)


def _join_name(fields: dict[Field, str]) -> None:
    """Make one name of its parts where the paper has a column for each, in the order of its practice."""
    if fields.get(Field.NAME):
        return
    given, surname = fields.get(Field.GIVEN, ""), fields.get(Field.SURNAME, "")
    father, grandfather = fields.get(Field.FATHER, ""), fields.get(Field.GRANDFATHER, "")
    if not given and not surname:
        return
    russian = bool(_PATRONYMIC.search(father))
    parts = [surname, given, father] if russian else [given, father, grandfather, surname]
    fields[Field.NAME] = " ".join(p for p in parts if p)


def _name_problems(column: Column, raw: str, name: str) -> list[Problem]:
    problems = []
    if len(name) > _LONGEST_NAME:
        problems.append(Problem(ProblemCode.TOO_LONG, column.index, name[:40]))
    if sum(c.isalpha() for c in name) == 1 and not says_unknown(name):
        problems.append(Problem(ProblemCode.TOO_SHORT, column.index, raw))
    inner = raw.strip().strip("\u200e\u200f\u200b\ufeff ")
    if has_hidden_marks(inner):
        problems.append(Problem(ProblemCode.HIDDEN_MARKS, column.index, raw))
    return problems


def _birth_problems(fields: dict[Field, str], page: Page, as_of: date | None) -> list[Problem]:
    problems = []
    column = next((c.index for c in page.columns if c.meaning in _BIRTHS), None)
    age = fields.get(Field.AGE, "")
    years = find_age(age) if age else None
    if years is not None and years > _OLDEST:
        problems.append(Problem(ProblemCode.AGE_IMPOSSIBLE, column, age))
    birth = fields.get(Field.BIRTH, "")
    year = find_birth_year(birth) if birth else None
    if year is not None:
        if year < _EARLIEST or year > 2100:
            problems.append(Problem(ProblemCode.BIRTH_IMPOSSIBLE, column, birth))
        elif as_of is not None and year > as_of.year:
            problems.append(Problem(ProblemCode.BIRTH_IN_FUTURE, column, birth))
    return problems

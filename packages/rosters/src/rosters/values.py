"""Small facts inside a cell: is this an age or a date of birth, how many children, is it possible at all."""

from __future__ import annotations

import re
from datetime import date

from .row import Field
from .text import fold, plain_digits
from .words import is_word, words

_YEAR = re.compile(r"(?<!\d)(1[34]\d\d|18\d\d|19\d\d|2\d\d\d)(?!\d)")
_TRIPLE = re.compile(r"(?<!\d)(\d{1,4})\s*[-./\\]\s*(\d{1,2})\s*[-./\\]\s*(\d{1,4})(?!\d)")
_NUMBER = re.compile(r"\d+")
_UNIT = re.compile(r"\d\s*([^\W\d]+)|([^\W\d]+)")
_AGE_WORDS = frozenset(
    {"عمر", "العمر", "سن", "возраст", "age", "aged", "лет", "حوالي", "تقريبا", "около", "approx"}
)
_MONTH_YEAR = re.compile(r"(?:\d{1,2}[- ])?[^\W\d]{3,9}\.?[- ]+\d{2,4}")
_MOST_CHILDREN = 20
_COUNT_WORDS = {
    0: "لا يوجد|لايوجد|بدون|بدون اطفال|لا اطفال|нет|нет детей|без детей|none|no|no children|nil|zero",
    1: "طفل|طفلة|طفل واحد|طفلة واحدة|واحد|واحدة|ولد|بنت|ребенок|один ребенок|один|одна|1 ребенок|one|one child",
    2: "طفلين|طفلان|طفلتان|طفلتين|اثنان|اثنين|двое|двое детей|два|две|two|twins",
    3: "ثلاثة|ثلاث|ثلاثة اطفال|трое|трое детей|три|three",
    4: "اربعة|اربع|اربعة اطفال|четверо|четверо детей|четыре|four",
    5: "خمسة|خمس|خمسة اطفال|пятеро|пятеро детей|пять|five",
    6: "ستة|ست|шестеро|шесть|six",
    7: "سبعة|سبع|семеро|семь|seven",
    8: "ثمانية|ثمان|восемь|eight",
}
_COUNTS = {fold(phrase): n for n, said in _COUNT_WORDS.items() for phrase in said.split("|")}
_OF_CHILDREN = re.compile(
    r"^\W*(?:со?\s|with\s|مع\s)?\s*(\d{1,2})\s*(?:-?\s?(?:х|мя|ми|е))?\s*"
    r"(?:\(.*\)|(?:дет|реб|мал|child|kid|son|dau|اطفال|أطفال|طفل|اولاد|أولاد|ابناء|منداڵ|фарз|çocuk|enfant).*)?\W*$"
)
_BETWEEN = re.compile(r"^(?:с детьми|дети|children|with children|اطفال|مع اطفالها)\W*\(?\s*(\d{1,2})\s*\)?$")


def find_count(text: str) -> int | None:
    """Find how many children a cell counts: digits in any writing or a number word; None if it does not count."""
    plain = plain_digits(text).strip().casefold()
    found = _OF_CHILDREN.match(plain) or _BETWEEN.match(plain)
    if found:
        n = int(found[1])
        return n if n <= _MOST_CHILDREN else None
    return _COUNTS.get(fold(plain))


def says_age(text: str) -> bool:
    """Say whether a unit of age (лет, سنة, months) or a word for age or a baby stands in the text."""
    units = words("age_unit")
    parts = (a or b for a, b in _UNIT.findall(plain_digits(text)))
    return any(fold(p) in units or fold(p) in _AGE_WORDS for p in parts)


def birth_or_age(text: str) -> Field | None:
    """Tell a date or year of birth from an age; None where the text is neither.

    Offices write ages into the column of birth and years into the column of age. «العمر 30» is an age,
    «سنة 1990» a year, «May-11» what a spreadsheet made of a month and year.
    """
    plain = plain_digits(text)
    if _YEAR.search(plain) or _TRIPLE.search(plain):
        return Field.BIRTH
    if says_age(plain):
        return Field.AGE
    if _MONTH_YEAR.search(plain):
        return Field.BIRTH
    number = _NUMBER.search(plain)
    return Field.AGE if number and len(number[0]) <= 3 else None


def find_birth_year(text: str) -> int | None:
    """Find the Gregorian year in a text of birth; None for Hijri years and texts without a full year."""
    years = [int(y) for y in _YEAR.findall(plain_digits(text))]
    return next((y for y in years if y >= 1800), None)


def find_age(text: str) -> int | None:
    """Find the first number of an age as written, whatever its unit."""
    number = _NUMBER.search(plain_digits(text))
    return int(number[0]) if number and len(number[0]) <= 4 else None


def find_date(text: str) -> date | None:
    """Find a full numeric date, day first or year first; None where there is none or it does not exist."""
    for a, b, c in _TRIPLE.findall(plain_digits(text)):
        try:
            if len(a) == 4:
                return date(int(a), int(b), int(c))
            year = int(c) if len(c) == 4 else 2000 + int(c) if len(c) == 2 else 0
            return date(year, int(b), int(a))
        except ValueError:
            continue
    return None


def is_nameless(text: str) -> bool:
    """Say whether a cell of names says that no name is known: ребёнок (имя неизв.), Infant, مجهول."""
    bare = re.sub(r"\(.*?\)", " ", text).strip() or text
    return is_word(bare, "nameless") or is_word(text, "nameless")

"""What a column means, by what stands in it: for lists without a heading or with one nobody knows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from .row import Field
from .text import plain_digits
from .values import find_count
from .words import is_word, keys, says_unknown, starts_with_word

_INT = re.compile(r"\d{1,6}")
_AGE = re.compile(
    r"(?:[^\W\d]{2}\D{0,10}|[~≈?؟ ]{1,3})?\d{1,3}(?:[.,]5)?(?:\s*-\s*\d{1,2})?\s*(?P<unit>[^\W\d]+\.?(?:\s+[^\W\d]+)?)?\.?"
)
_DATE = re.compile(
    r"\D{0,12}(?:\d{1,4}\s*[-./\\]\s*\d{1,2}\s*[-./\\]\s*\d{1,4}|(?:19|20|1[34])\d\d|\d{1,2}[-./]\d{4}"
    r"|\d{1,2}[- ][^\W\d]{3,9}[- ,]*\d{2,4}|[^\W\d]{3,9}[- ]\d{2,4})\s*(?:هـ?|г\.?\s?р?\.?|م|y|года?)?\.?"
)
_CODE = re.compile(r"[A-Za-zА-Яа-я]{1,4}\s*[-/.]?\s*\d{1,6}")
_TENT = re.compile(r"[A-Za-z]\s*-?\s*\d{1,3}")
_SLASHED = re.compile(r"\w*\d[\w ]*[/-][\w /-]*\d|\d{5,}|[A-Za-z]{0,3}\d{6,}")
_NAME = re.compile(r"[^\W\d_]+(?:[ '’ʼ`.()/-]+[^\W\d_]+){0,7}[.) ]*")

Values = Sequence[str]


def is_int(text: str) -> bool:
    """Say whether the text is a whole number in any digits."""
    return _INT.fullmatch(plain_digits(text)) is not None


def is_date(text: str) -> bool:
    """Say whether the text is a date or a year of any calendar, with or without a word before it."""
    return _DATE.fullmatch(plain_digits(text)) is not None


def is_age(text: str) -> bool:
    """Say whether the text is an age: a number up to three digits, bare or with a unit, or a word for a baby."""
    text = plain_digits(text)
    found = _AGE.fullmatch(text)
    if found is None:
        return starts_with_word(text, "age_unit") and len(text) < 20
    number = re.search(r"\d+", text)
    return number is not None and int(number[0]) <= 150


def is_namelike(text: str) -> bool:
    """Say whether the text could be a name: letters only, few words, none of the fixed words of lists."""
    if _NAME.fullmatch(text) is None or len(text) < 2:
        return False
    kinds = ("female", "male", "nationality", "relation", "unknown", "total", "signature", "company_word")
    return not any(is_word(text, kind) for kind in kinds)


def is_sex(text: str) -> bool:
    """Say whether the text is a word for a woman or a man, a girl or a boy."""
    return is_word(text, "female") or is_word(text, "male")


def is_nationality(text: str) -> bool:
    """Say whether the text, or a part between slashes, names a nationality."""
    bare = text.strip(" ?؟")
    return any(is_word(part, "nationality") for part in re.split(r"[/,\\]", bare)) or is_word(
        bare, "nationality"
    )


def is_kunya(text: str) -> bool:
    """Say whether the text is "mother of" or "father of" somebody."""
    return starts_with_word(text, "kunya_word") and (" " in text or "-" in text)


def is_company(text: str) -> bool:
    """Say whether the text tells with whom somebody is."""
    return starts_with_word(text, "company_word")


def is_place(text: str) -> bool:
    """Say whether the text begins with a word for a place."""
    return starts_with_word(text, "place_word")


def has_remark_word(text: str) -> bool:
    """Say whether some word of remarks stands in the text."""
    lowered = text.casefold()
    return any(word in lowered for word in keys("remark_word"))


@dataclass(frozen=True, slots=True)
class Profile:
    """What shares of a column's filled cells look like what; all 0 to 1."""

    index: int
    filled: float
    distinct: float
    words: float  # mean number of words
    values: tuple[str, ...]

    def share(self, test: Callable[[str], bool]) -> float:
        """Return the share of filled cells that pass a test, 0 to 1."""
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0


def profile(index: int, column: Values, rows: int) -> Profile:
    """Profile the cleaned cells of one column; cells that say "unknown" count as empty."""
    values = tuple(v for v in column if v and not says_unknown(v))
    return Profile(
        index,
        len(values) / rows if rows else 0.0,
        len(set(values)) / len(values) if values else 0.0,
        sum(len(v.split()) for v in values) / len(values) if values else 0.0,
        values,
    )


def counts_up(values: Values) -> bool:
    """Say whether most whole numbers are one more than the one before: a running number."""
    numbers = [int(plain_digits(v)) for v in values if is_int(v)]
    if len(numbers) < max(2, 0.7 * len(values)):
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    return sum(s == 1 for s in steps) >= 0.6 * len(steps)


def repeats_in_runs(values: Values) -> bool:
    """Say whether equal values stand together, as household numbers do."""
    if len(values) < 3 or len(set(values)) < 2:
        return False
    runs = 1 + sum(a != b for a, b in pairwise(values))
    return runs <= 1.15 * len(set(values)) and len(set(values)) < 0.95 * len(values)


def guess(p: Profile, used: Set[Field] = frozenset()) -> tuple[Field, float]:
    """Guess one column alone, without names, passing over used meanings. `Field.UNKNOWN` where nothing fits."""
    if not p.values:
        return Field.UNKNOWN, 0.0
    if Field.SERIAL not in used and counts_up(p.values):
        return Field.SERIAL, 0.9
    if p.share(is_int) >= 0.9:
        found = _guess_numbers(p)
        if found is not None and found[0] not in used:
            return found
    tests: tuple[tuple[Callable[[str], bool], float, Field], ...] = (
        (is_sex, 0.8, Field.SEX),
        (lambda v: is_word(v, "relation"), 0.7, Field.RELATION),
        (is_nationality, 0.55, Field.NATIONALITY),
        (is_tent, 0.7, Field.TENT),
        (is_code, 0.7, Field.HOUSEHOLD if repeats_in_runs(p.values) else Field.IDENTIFIER),
        (is_date, 0.7, Field.BIRTH),
        (lambda v: is_date(v) or is_age(v), 0.8, _birth_or_age(p)),
        (is_count, 0.8, Field.CHILDREN),
        (is_kunya, 0.6, Field.KUNYA),
        (lambda v: _SLASHED.fullmatch(plain_digits(v)) is not None, 0.7, Field.IDENTIFIER),
    )
    for test, least, meaning in tests:
        share = p.share(test)
        if share >= least and meaning not in used:
            return meaning, round(0.8 * share, 2)
    for test, meaning in (
        (is_company, Field.COMPANY),
        (is_place, Field.PLACE),
        (has_remark_word, Field.REMARKS),
    ):
        if p.share(test) >= 0.5 and meaning not in used:
            return meaning, 0.5
    return Field.UNKNOWN, 0.0


def _guess_numbers(p: Profile) -> tuple[Field, float] | None:
    numbers = [int(plain_digits(v)) for v in p.values if is_int(v)]
    if max(numbers) <= 30 and p.distinct < 0.1 and numbers == sorted(numbers):
        return Field.SECTOR, 0.4
    if repeats_in_runs(p.values) and max(numbers) > 130 and p.share(is_date) < 0.5:
        return Field.HOUSEHOLD, 0.6
    if max(numbers) <= 14 and len(numbers) > 20:
        return Field.CHILDREN, 0.4
    return None


def _birth_or_age(p: Profile) -> Field:
    if p.share(is_age) >= 0.95:
        return Field.AGE
    return Field.BIRTH_OR_AGE if p.share(is_date) >= 0.1 else Field.AGE


def is_count(text: str) -> bool:
    """Say whether the text counts children: a small number alone, or a word such as طفلان, none, 2 детей."""
    return find_count(text) is not None


def is_code(text: str) -> bool:
    """Say whether the text is letters and a number, as of a family or a file."""
    return _CODE.fullmatch(plain_digits(text)) is not None


def is_tent(text: str) -> bool:
    """Say whether the text is a letter and a number, as of a tent."""
    return _TENT.fullmatch(plain_digits(text)) is not None


def name_score(p: Profile) -> float:
    """Say how much a column looks like the names of the people themselves."""
    return p.share(is_namelike) * (0.3 + 0.7 * p.filled) * (0.3 + p.distinct) * math.sqrt(min(p.words, 3.0))


def guess_all(profiles: Sequence[Profile], taken: frozenset[Field]) -> dict[int, tuple[Field, float]]:
    """Guess columns together: one meaning once, the best name column as name, the next as mother.

    Args:
        profiles: the columns whose meaning no heading gives.
        taken: meanings that headings already gave to other columns.
    """
    guessed: dict[int, tuple[Field, float]] = {}
    used = set(taken)
    left: list[Profile] = []
    for p in profiles:
        meaning, confidence = guess(p, used)
        if meaning is Field.CHILDREN and not used & {Field.AGE, Field.BIRTH, Field.BIRTH_OR_AGE}:
            others = (guess(q)[0] for q in profiles if q.index != p.index)
            if not any(o in (Field.AGE, Field.BIRTH, Field.BIRTH_OR_AGE) for o in others):
                meaning = Field.AGE
        if meaning is Field.UNKNOWN or meaning in used:
            left.append(p)
            continue
        guessed[p.index] = (meaning, confidence)
        used.add(meaning)
    named = sorted((p for p in left if name_score(p) > 0.12), key=name_score, reverse=True)
    if not used & {Field.NAME, Field.GIVEN} and named:
        guessed[named.pop(0).index] = (Field.NAME, 0.7)
        used.add(Field.NAME)
    if Field.MOTHER not in used and not taken and named and named[0].filled > 0.3:
        guessed[named.pop(0).index] = (Field.MOTHER, 0.4)
    for p in left:
        if p.index not in guessed:
            rest = Field.REMARKS if p.words >= 2 and Field.REMARKS not in used else Field.UNKNOWN
            guessed[p.index] = (rest, 0.2 if rest is Field.REMARKS else 0.0)
            used.add(rest)
    return guessed

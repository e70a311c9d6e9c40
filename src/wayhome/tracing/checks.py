"""What is wrong, missing or odd in an interview, each with its step, its field and the person it is about. Pure.

Only what is wrong or missing holds up the registration; what is odd is said and may stay as it is.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from kinmatch import DateSpan
from kinmatch.dates import read_date
from kinmatch.dates.read import DateProblem
from wayhome.tracing import screening
from wayhome.tracing.inputs import EnquirerInput, LastNewsInput, RequestInput, SoughtInput
from wayhome.tracing.policies import PURPOSES, WARNINGS

LONGEST_NAME = 200
LONGEST_NOTE = 8_000
# Right-to-left marks, embeddings, isolates, zero-width signs: they come in by copying and are seen by nobody.
_HARMLESS_INVISIBLE = frozenset("\u200c\u200d")

Weight = Literal["wrong", "missing", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend or to look at.

    Attributes:
        field: the name of the form field; "" where it is about the whole step.
        code: what it is; `texts` has the sentence.
        person: the key of the sought person, or "".
        facts: what the sentence names.
    """

    step: str
    field: str
    code: str
    weight: Weight = "wrong"
    person: str = ""
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)


def find_problems(request: RequestInput, *, on: date) -> list[Problem]:
    """Return everything that is wrong, missing or odd, in the order of the interview.

    Args:
        on: the day of the interview: no birth or news lies after it, and ages count from it.
    """
    found = [*_enquirer(request.enquirer, on)]
    for person in request.sought:
        found += _person(person, on)
    if not request.sought:
        found.append(Problem("sought", "p1-name-1", "nobody_sought", "missing"))
    found += _same_person_twice(request.sought, on)
    found += _asks_for_herself(request, on)
    found += _impossible_kin(request.sought, on)
    for news in request.last_news:
        found += _news(news, on)
    found += _consents(request)
    found += [
        Problem("warnings", code, "not_read", "missing")
        for code in WARNINGS
        if code not in request.warnings_read
    ]
    if not request.urgency:
        found.append(Problem("check", "urgency", "not_chosen", "missing"))
    if not request.call_back_word:
        found.append(Problem("check", "call_back_word", "required", "missing"))
    found += _note("check", "call_back_word", request.call_back_word)
    found += _note("check", "urgency_note", request.urgency_note)
    found += _hint_once(request)
    return found


def of_step(problems: Iterable[Problem], step: str) -> list[Problem]:
    """Return the problems of one step."""
    return [problem for problem in problems if problem.step == step]


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Return what holds up the registration."""
    return [problem for problem in problems if problem.weight != "notice"]


def fold_name(text: str) -> frozenset[str]:
    """Return the words of a name without case, marks, invisible signs and order, for finding the same name typed twice."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ё", "е")
    kept = "".join(
        sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    return frozenset("".join(sign if sign.isalnum() else " " for sign in kept).split())


def span_of(text: str, *, on: date) -> DateSpan | None:
    """Return what a date means, or None."""
    return read_date(text, stated_on=on).span if text else None


def has_invisible(text: str) -> bool:
    """Say whether a text holds signs that nobody sees and that may turn it around."""
    return any(
        unicodedata.category(sign) in ("Cf", "Cc") and sign not in _HARMLESS_INVISIBLE and sign not in "\n\t"
        for sign in text
    )


# --- one part after the other -----------------------------------------------------------------------------------


def _enquirer(enquirer: EnquirerInput, on: date) -> Iterator[Problem]:
    if not enquirer.names:
        yield Problem("enquirer", "name", "required", "missing")
    for row, name in enumerate(enquirer.names):
        yield from _name("enquirer", "name" if row == 0 else "other_name", name.text)
    yield from _date("enquirer", "birth", enquirer.birth, on)
    if not enquirer.language:
        yield Problem("enquirer", "language", "required", "missing")
    if enquirer.phones and not enquirer.safe_to_call:
        yield Problem("enquirer", "safe_to_call", "when_safe", "missing")
    typed = enquirer.verbatim or {}
    if enquirer.verbatim is not None and not enquirer.phones and not typed.get("no_phone"):
        yield Problem("enquirer", "phone1", "required_or_none", "missing")
    if enquirer.verbatim is not None and typed.get("identity_seen") not in ("yes", "no"):
        yield Problem("enquirer", "identity_seen", "required", "missing")
    for code in ("safe_to_call", "who_may_answer", "region", "address"):
        yield from _note("enquirer", code, getattr(enquirer, code))


def _person(person: SoughtInput, on: date) -> list[Problem]:
    found: list[Problem] = []
    if not person.names:
        found.append(Problem("sought", "name-1", "required", "missing"))
    for row, name in enumerate(person.names, start=1):
        found += _name("sought", f"name-{row}", name.text)
    for code in ("father", "grandfather", "mother", "husband"):
        found += _name("sought", code, getattr(person, code))
    found += _date("sought", "birth", person.birth, on)
    for code in ("sex", "relation"):
        if not getattr(person, code):
            found.append(Problem("sought", code, "required", "missing"))
    known = {"father": bool(person.father_key), "mother": bool(person.mother_key) or is_own_child(person)}
    for code in ("birth", "father", "grandfather", "mother"):
        if not getattr(person, code) and code not in person.unknown and not known.get(code):
            found.append(Problem("sought", code, "required_or_unknown", "missing"))
    for code in ("origin", "marks"):
        found += _note("sought", code, getattr(person, code))
    typed_count = str((person.verbatim or {}).get("children_count", "")).strip()
    if typed_count and person.children_count is None:
        found.append(Problem("sought", "children_count", "not_a_number"))
    return [replace(one, field=f"p{person.key}-{one.field}", person=person.key) for one in found]


def is_own_child(person: SoughtInput) -> bool:
    """Say whether the enquirer asks for a child of her own, so that one parent's name is hers."""
    return person.relation in ("daughter", "son")


def _news(news: LastNewsInput, on: date) -> Iterator[Problem]:
    yield from _date("news", "on", news.on, on)
    yield from _date("news", "departed_on", news.departed_on, on)
    for code in ("on", "place"):
        if not getattr(news, code) and code not in news.unknown:
            yield Problem("news", code, "required_or_unknown", "missing")
    for code in ("place", "travelled_with", "believes"):
        yield from _note("news", code, getattr(news, code))
    # The words of a source are kept as they are (DOMAIN.md §0b, R8): a message from a swindler is evidence of him.
    if len(news.words) > LONGEST_NOTE:
        yield Problem("news", "words", "note_too_long", facts={"most": str(LONGEST_NOTE)})


def _consents(request: RequestInput) -> Iterator[Problem]:
    for purpose in PURPOSES:
        if purpose.value not in request.consents:
            yield Problem("consents", purpose.value, "not_answered", "missing")
    if request.consents.get("trace") is False:
        yield Problem("consents", "trace", "no_consent_to_search")


def _name(step: str, name: str, text: str) -> Iterator[Problem]:
    if not text:
        return
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        yield Problem(step, name, "name_without_letters")
    elif len(letters) == 1:
        yield Problem(step, name, "name_of_one_letter")
    if len(text) > LONGEST_NAME:
        facts = {"length": str(len(text)), "most": str(LONGEST_NAME)}
        yield Problem(step, name, "name_too_long", facts=facts)
    if has_invisible(text):
        yield Problem(step, name, "invisible_signs", "notice")
    yield from _number(step, name, text)


def _note(step: str, name: str, text: str) -> Iterator[Problem]:
    if len(text) > LONGEST_NOTE:
        yield Problem(step, name, "note_too_long", facts={"most": str(LONGEST_NOTE)})
    yield from _number(step, name, text)


def _number(step: str, name: str, text: str) -> Iterator[Problem]:
    number = screening.find_number(text)
    if number is not None:
        yield Problem(step, name, number.value)


_DATE_CODES = {
    DateProblem.IN_THE_FUTURE: "in_the_future",
    DateProblem.TOO_OLD: "too_old",
    DateProblem.NO_SUCH_DAY: "no_such_day",
}


def _date(step: str, name: str, text: str, on: date) -> Iterator[Problem]:
    reading = read_date(text, stated_on=on)
    code = _DATE_CODES.get(reading.problem) if reading.problem else None
    if code == "too_old" and name not in ("birth",):
        code = "too_long_ago"
    if code:
        yield Problem(step, name, code, facts={"written": text})
    elif reading.problem in (DateProblem.UNREADABLE, DateProblem.AGE_WITHOUT_DATE):
        yield Problem(step, name, "date_not_understood", "notice", facts={"written": text})
    yield from _number(step, name, text)


# --- persons compared with each other ---------------------------------------------------------------------------


def _same_person_twice(sought: Iterable[SoughtInput], on: date) -> Iterator[Problem]:
    for first, second in combinations(sought, 2):
        if _is_same(first, second, on):
            facts = {"first": first.chief_name, "first_key": first.key}
            yield Problem(
                "sought", f"p{second.key}-name-1", "same_person_twice", person=second.key, facts=facts
            )


def _is_same(first: SoughtInput, second: SoughtInput, on: date) -> bool:
    name = fold_name(first.chief_name)
    if not name or name != fold_name(second.chief_name) or {first.sex, second.sex} == {"f", "m"}:
        return False
    if _differ(first.birth, second.birth, on):
        return False
    return all(
        not getattr(first, code) or not getattr(second, code)
        or fold_name(getattr(first, code)) == fold_name(getattr(second, code))
        for code in ("father", "mother", "husband")
    )  # fmt: skip


def _asks_for_herself(request: RequestInput, on: date) -> Iterator[Problem]:
    enquirer = request.enquirer
    name = fold_name(enquirer.chief_name)
    for person in request.sought:
        if not name or fold_name(person.chief_name) != name or _differ(enquirer.birth, person.birth, on):
            continue
        known = bool(span_of(enquirer.birth, on=on) and span_of(person.birth, on=on))
        weight: Weight = "wrong" if known or not person.relation else "notice"
        code = "asks_for_herself" if weight == "wrong" else "bears_the_name_of_the_enquirer"
        yield Problem("sought", f"p{person.key}-name-1", code, weight, person=person.key)


def _impossible_kin(sought: Iterable[SoughtInput], on: date) -> Iterator[Problem]:
    by_key = {person.key: person for person in sought}
    for person in by_key.values():
        for code in ("mother_key", "father_key"):
            parent = by_key.get(getattr(person, code))
            if parent is not None and _is_born_later(parent, person, on):
                facts = {"parent": parent.chief_name}
                yield Problem(
                    "sought", f"p{person.key}-{code}", "parent_younger", person=person.key, facts=facts
                )


def _is_born_later(parent: SoughtInput, child: SoughtInput, on: date) -> bool:
    older, younger = span_of(parent.birth, on=on), span_of(child.birth, on=on)
    return bool(older and younger and older.earliest > younger.latest)


def _differ(left: str, right: str, on: date) -> bool:
    """Say whether two dates are both known and cannot be the same."""
    first, second = span_of(left, on=on), span_of(right, on=on)
    return bool(first and second and (first.latest < second.earliest or second.latest < first.earliest))


def _hint_once(request: RequestInput) -> Iterator[Problem]:
    """Say once in a request that a note speaks of money sent; never refuse it (R8)."""
    notes = [("enquirer", "safe_to_call", request.enquirer.safe_to_call, "")]
    notes += [("sought", f"p{one.key}-marks", one.marks, one.key) for one in request.sought]
    for news in request.last_news:
        notes += [
            ("news", name, getattr(news, name), "")
            for name in ("words", "place", "travelled_with", "believes")
        ]
    notes.append(("check", "urgency_note", request.urgency_note, ""))
    for step, name, text, person in notes:
        if word := screening.find_hint(text):
            yield Problem(step, name, "speaks_of_money", "notice", person=person, facts={"word": word})
            return

"""From the sought persons of an interview to the urgency that the rules suggest. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wayhome.tracing.checks import span_of
from wayhome.tracing.inputs import SoughtInput
from wayhome.tracing.models import Urgency
from wayhome.tracing.policies import Minor, UrgencyReason, suggest_urgency


def suggestion_for(sought: Iterable[SoughtInput], *, on: date) -> tuple[Urgency, tuple[UrgencyReason, ...]]:
    """Return the urgency that the rules suggest for these persons on this day, and why."""
    return suggest_urgency(_minor(person, on) for person in sought)


def _minor(person: SoughtInput, on: date) -> Minor:
    span = span_of(person.birth, on=on)
    youngest = _full_years(span.latest, on) if span else None
    oldest = _full_years(span.earliest, on) if span else None
    with_whom = person.with_whom
    if not with_whom and (person.mother_key or person.father_key):
        with_whom = "parent"
    return Minor(youngest=youngest, oldest=oldest, sex=person.sex, with_whom=with_whom)


def _full_years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))

"""From the words of the invented world to the codes of the application. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from kinmatch.dates import parse_date
from wayhome.demo.world.dates import age_on
from wayhome.demo.world.model import Person, SoughtPerson
from wayhome.people.models import EventKind, Kinship, SourceKind

UNKNOWN = "не знает"

RELATIONS = {
    "дочь": "daughter", "сын": "son", "внучка": "granddaughter", "внук": "grandson", "сестра": "sister",
    "брат": "brother", "невестка": "daughter_in_law", "зять": "son_in_law", "племянница": "niece",
    "племянник": "nephew", "муж": "husband",
}  # fmt: skip
NAME_KINDS = {"home": "nickname", "latin": "alias", "married_in_zone": "married"}
# How the last news came; what is not named here was a call or a message from the person.
MEANS = {"письмо через женщину, которая вернулась": "fellow"}

EVENTS = {
    "born": EventKind.BORN, "departed": EventKind.DEPARTED, "last_news": EventKind.LAST_NEWS,
    "surrendered": EventKind.SURRENDERED, "captured": EventKind.DETAINED, "separated": EventKind.SEPARATED,
    "moved": EventKind.MOVED, "returned": EventKind.RETURNED, "left_behind": EventKind.ENTRUSTED,
    "death_reported": EventKind.DEATH_REPORTED,
}  # fmt: skip
# Proceedings have pages and kinds of their own later.
NOT_YET = frozenset({"proceeding_abroad", "proceeding_home", "detained_at_home"})

SOURCES = {"paid_broker": SourceKind.ANONYMOUS_SMS}
SOURCE_NOTES = {"paid_broker": "Somebody who asks for money for news. Nothing was paid."}

KIN = {
    "mother": Kinship.Relation.MOTHER, "father": Kinship.Relation.FATHER, "husband": Kinship.Relation.HUSBAND,
    "co_wife": Kinship.Relation.CO_WIFE, "brother_full": Kinship.Relation.SIBLING,
    "sister_full": Kinship.Relation.SIBLING, "sibling_half_father": Kinship.Relation.SIBLING,
}  # fmt: skip

AUTHORITIES = {
    "iraq_moj": "iq_justice", "iraq_moi": "iq_interior", "krg": "krg", "aanes": "aanes", "turkey": "turkey",
}  # fmt: skip

_FEMALE = frozenset({"дочь", "внучка", "сестра", "невестка", "племянница", "жена брата"})
_MALE = frozenset({"сын", "внук", "брат", "зять", "племянник", "муж", "муж сестры"})
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def known(text: str) -> str:
    """Return what a relative said, or nothing where she did not know."""
    return "" if text == UNKNOWN else text


def sex_of(line: SoughtPerson) -> str:
    """Return f, m or u as the interviewer ticks it: the letter that was typed, else what the word of kin says."""
    typed = {"ж": "f", "м": "m"}.get(line.sex[:1].lower())
    if typed:
        return typed
    if line.who in ("woman", "man"):
        return "f" if line.who == "woman" else "m"
    return "f" if line.relation_text in _FEMALE else "m" if line.relation_text in _MALE else "u"


def birth_of(line: SoughtPerson, person: Person, *, on: date, told_by_event: bool) -> str:
    """Return the birth as it stands in the interview.

    Where a relative names no birth of a child, the interviewer asks how old it is about; where she names it in a way
    that is not understood, he writes the first year.

    Args:
        told_by_event: when the child was born is said as an event.
    """
    if line.birth is not None:
        if parse_date(line.birth.text, stated_on=on) is not None:
            return line.birth.text
        return f"ок. {line.birth.edtf[:4]}"
    if line.who != "child" or told_by_event:
        return ""
    age = age_on(person.born, on)
    return f"{max(age - 2, 1)}-{age + 2} лет"


def bounds(edtf: str) -> tuple[date, date] | tuple[None, None]:
    """Return the first and last day of an EDTF text as the world writes it: day, month, season, year, "~", interval."""
    if not edtf:
        return None, None
    first, _, last = edtf.partition("/")
    return _first(first), _last(last or first)


def _first(text: str) -> date:
    year, month, day = _parts(text)
    if month > 20:
        return date(year, _SEASONS[month][0], 1)
    return date(year, month or 1, day or 1)


def _last(text: str) -> date:
    year, month, day = _parts(text)
    if day:
        return date(year, month, day)
    if month > 20:
        year, month = year + (month == 24), _SEASONS[month][1]
    month = month or 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _parts(text: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in text.rstrip("~?").split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    return year, month, day

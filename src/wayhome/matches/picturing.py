"""Evidence as pictures: what one pair comes to, and a family beside those whom a list names together.

In words and lengths only; nothing here prints a number of bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kinmatch import Evidence, parse_evidence
from kinmatch.account import account
from kinmatch.picture import FamilyMember, FamilyTie, draw_family, draw_pair
from wayhome.matches.beside import Place
from wayhome.matches.models import Candidate
from wayhome.people.identity import Identity
from wayhome.people.models import Record
from wayhome.people.picturing import drawing, language
from wayhome.shell.drawing.svg import Drawing


def picture_of_pair(candidate: Candidate) -> Drawing:
    """Draw what a pair comes to, without a word of either record: those stand beside it, where they are open."""
    kept = candidate.evidence
    drawn = draw_pair(
        evidence_of(candidate), language=language(), prior_millibits=kept.get("prior"),
        competed_millibits=kept.get("competed"), even_millibits=kept.get("even"), band=candidate.band,
        values=False, key=f"pair-{candidate.number}",
    )  # fmt: skip
    return drawing(drawn)


def evidence_of(candidate: Candidate) -> tuple[Evidence, ...]:
    """Return the evidence that was kept when the pair was offered."""
    items: Sequence[Mapping[str, object]] = candidate.evidence["items"]
    return parse_evidence(items)


def picture_of_places(places: Sequence[Place], *, key: str) -> Drawing:
    """Draw the two families of a pair under review."""
    sought = [_member(one.sought, one.sought_says) for one in places if one.sought is not None and one.sought_says]
    found = [_member(one.found, one.found_says) for one in places if one.found is not None and one.found_says]
    ties = [
        FamilyTie(str(one.sought.pk), str(one.found.pk), one.millibits, asked=one.is_pair, band=one.band)
        for one in places
        if one.sought is not None and one.found is not None
    ]
    return picture_of_family(sought, found, ties, key=key)


def picture_of_family(
    sought: Iterable[FamilyMember], found: Iterable[FamilyMember], ties: Iterable[FamilyTie], *, key: str
) -> Drawing:
    """Draw a sought family beside a group of a list."""
    return drawing(draw_family(list(sought), list(found), list(ties), language=language(), key=key))


def member(record: Record, name: str, note: str) -> FamilyMember:
    """Return somebody as a picture shows her: by the name and the note that are open to the reader."""
    return FamilyMember(str(record.pk), name, note, record.sex if record.sex in ("f", "m") else "")


def _member(record: Record, says: Identity) -> FamilyMember:
    return member(record, says.chief_name, says.birth)


def strengths(candidate: Candidate) -> dict[str, Any]:
    """Return what speaks against and for a pair, as labels alone; a page without the names says no more."""
    told, spoken = account(evidence_of(candidate)), language()
    return {
        "against": [step.label(spoken) for step in told.against],
        "supporting": [step.label(spoken) for step in told.supporting],
    }

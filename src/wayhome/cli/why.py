"""`wayhome match --why`: the evidence of pairs in words and bits, and with `--pictures` as SVG files. No Django."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinmatch import PersonRecord, Proposal
    from kinmatch.picture import FamilyMember, Picture
    from wayhome.reading import RequestLine

DONE, USAGE = 0, 2


class NothingLikeIt(Exception):
    """The person or the row that was asked about is not in these files."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How pairs are told: the language, and the folder for pictures, if any."""

    language: str
    pictures: Path | None
    say: Callable[[str], None] = print
    names_taken: set[str] = field(default_factory=set)

    def save(self, picture: Picture, *parts: str) -> None:
        """Write a picture; its name tells whom it is about and holds nothing that a file system minds."""
        if self.pictures is None:
            return
        stem = name = "-".join(re.sub(r"[^\w-]+", "_", part, flags=re.UNICODE).strip("_")[:60] for part in parts)
        number = 1
        while name in self.names_taken:
            number += 1
            name = f"{stem}-{number}"
        self.names_taken.add(name)
        (self.pictures / f"{name}.svg").write_text(picture.svg, encoding="utf-8")


def find_pair(
    lines: Sequence[RequestLine], rows: Sequence[PersonRecord], person: str, place: str
) -> tuple[PersonRecord, list[PersonRecord]]:
    """Find a sought person and those who stand in one row.

    Raises:
        NothingLikeIt: there is no such person, or nobody in that row.
    """
    name, _, row = place.rpartition(":")
    sought = next((one.record for one in lines if one.person == person), None)
    wanted = [one for one in rows if one.source == name and one.row == row]
    if sought is None or not wanted:
        raise NothingLikeIt(f"there is no {f'person {person}' if sought is None else f'person row {place}'} in these files")
    return sought, wanted


def tell_pair(
    lines: Sequence[RequestLine], rows: Sequence[PersonRecord], person: str, place: str, telling: Telling
) -> None:
    """Tell about one pair, whatever its weight, and the two families aligned around it.

    Raises:
        NothingLikeIt: there is no such person, or nobody in that row.
    """
    from kinmatch import Matcher, measure_rarity  # noqa: PLC0415 - the engine is imported when a run begins

    sought, wanted = find_pair(lines, rows, person, place)
    records = [line.record for line in lines]
    groups = {one.group for one in wanted}
    family = [one for one in records if one is sought or (sought.group and one.group == sought.group)]
    beside = [one for one in rows if one in wanted or (one.group and one.source == wanted[0].source and one.group in groups)]
    matcher = Matcher(measure_rarity([*records, *rows]))
    found = matcher.score_family(family, beside, population=len(rows))
    refs = {one.ref for one in wanted}
    best = next((one for one in found if one.left == sought.ref and one.right in refs), None)
    if best is None:
        raise NothingLikeIt("nothing was compared")
    book = _Book(lines, rows)
    _tell(best, book, telling)
    _tell_family(best, found, family, beside, book, telling)


def tell_all(
    lines: Sequence[RequestLine],
    rows: Sequence[PersonRecord],
    found: Iterable[Proposal],
    telling: Telling,
    *,
    person: str = "",
) -> int:
    """Tell about every pair that is not weak, of everybody or of one person; return how many there were.

    Raises:
        NothingLikeIt: there is no such person.
    """
    book = _Book(lines, rows)
    if person and person not in {line.person for line in lines}:
        raise NothingLikeIt(f"there is no person {person} in these files")
    told = 0
    of_request: dict[str, list[Proposal]] = defaultdict(list)
    for one in found:
        of_request[book.lines[one.left].request].append(one)
        if one.band.value == "weak" or (person and book.lines[one.left].person != person):
            continue
        _tell(one, book, telling)
        told += 1
    if telling.pictures is not None:
        for proposals in of_request.values():
            for best, family, beside in _households(proposals, book):
                if not person or any(book.lines[one.ref].person == person for one in family):
                    _tell_family(best, proposals, family, beside, book, telling, aloud=False)
    return told


class _Book:
    """Who is who, by reference and by group."""

    def __init__(self, lines: Sequence[RequestLine], rows: Sequence[PersonRecord]) -> None:
        self.lines = {line.record.ref: line for line in lines}
        self.records = {one.ref: one for one in [*(line.record for line in lines), *rows]}
        self.groups: dict[tuple[str, str], list[PersonRecord]] = defaultdict(list)
        for one in self.records.values():
            if one.group:
                self.groups[one.source, one.group].append(one)

    def beside(self, record: PersonRecord) -> list[PersonRecord]:
        """Everybody of the group of a record, or she alone."""
        return self.groups[record.source, record.group] if record.group else [record]

    def place(self, ref: str) -> str:
        record = self.records[ref]
        return f"{record.source}:{record.row}"


def _tell(one: Proposal, book: _Book, telling: Telling) -> None:
    """Say one pair: what speaks against, what speaks for, what both do not tell, whether another pair competes."""
    from kinmatch.account import even_of  # noqa: PLC0415
    from kinmatch.evidence import Outcome  # noqa: PLC0415
    from kinmatch.explain import label_of, sentence, speaks_against  # noqa: PLC0415
    from kinmatch.picture import draw_pair  # noqa: PLC0415
    from kinmatch.weights import built_in  # noqa: PLC0415
    from kinmatch.words import LABELS, LANGUAGES  # noqa: PLC0415

    language, labels = telling.language, LABELS[telling.language]
    person, place = book.lines[one.left].person, book.place(one.right)
    weight = labels["bits"].format(bits=f"{one.bits:.1f}")
    telling.say(f"{person}  {place}  {weight}  {one.band.value}: {labels[f'band.{one.band}']}")
    known = [evidence for evidence in one.evidence if evidence.outcome is not Outcome.UNKNOWN]
    first = speaks_against(known)
    rest = sorted((e for e in known if e not in first), key=lambda e: (-e.millibits, e.feature))
    for evidence in (*first, *rest):
        telling.say(f"{evidence.bits:+7.1f}  {sentence(evidence, language, isolate=True)}")
    told = {evidence.feature for evidence in known}
    silent = dict.fromkeys(evidence.feature for evidence in one.evidence if evidence.feature not in told)
    if silent:
        what = labels["comma"].join(label_of(feature, language) for feature in silent)
        telling.say(f"      –  {labels['silent'].format(what=what)}")
    taken_off = one.standing_bits - one.bits
    if taken_off <= -0.3:
        telling.say(f"{taken_off:+7.1f}  {labels['step.competition']}")
    closing = [LANGUAGES[language]["lead.small"]] if one.has_close_rival else []
    for text in closing:
        telling.say(f"      !  {text}")
    telling.say("")
    names = (_name(book.records[one.left]), _name(book.records[one.right]))
    picture = draw_pair(
        one.evidence, language=language, names=names, band=one.band, closing=closing, numbers=True, alone=True,
        prior_millibits=one.prior_millibits, competed_millibits=one.competed_millibits,
        even_millibits=even_of(built_in()),
    )  # fmt: skip
    telling.save(picture, "pair", person, place)


def _tell_family(
    best: Proposal,
    found: Iterable[Proposal],
    family: Sequence[PersonRecord],
    beside: Sequence[PersonRecord],
    book: _Book,
    telling: Telling,
    *,
    aloud: bool = True,
) -> None:
    """Say who of the family may stand for whom of the group, who is missing, who stands there too, and who raises whom."""
    from kinmatch.account import pair_up, raised_by  # noqa: PLC0415
    from kinmatch.explain import isolated  # noqa: PLC0415
    from kinmatch.picture import FamilyTie, draw_family  # noqa: PLC0415
    from kinmatch.words import LABELS  # noqa: PLC0415

    if len(family) < 2 and len(beside) < 2:
        return
    here = {one.ref for one in beside}
    others = [one for one in found if one.right in here and one.left != best.left and one.right != best.right]
    ties = [FamilyTie(best.left, best.right, best.millibits, asked=True, band=best.band)]
    ties += [FamilyTie(one.left, one.right, one.millibits, band=one.band) for one in pair_up(others)]
    labels = LABELS[telling.language]
    raising = raised_by(best.evidence, among={_name(book.records[tie.left]) for tie in ties[1:]})
    names = labels["comma"].join(isolated(name) for name in raising)
    closing = [labels["family.raises"].format(found=names)] if raising else []
    picture = draw_family(
        [_member(one) for one in family], [_member(one) for one in beside], ties, language=telling.language,
        closing=closing, numbers=True, alone=True,
    )  # fmt: skip
    if aloud:
        telling.say(picture.title)
        for line in picture.lines:
            telling.say(f"  {line}")
    place = next(iter(beside))
    telling.save(picture, "family", book.lines[best.left].request, place.source, place.group or place.row)


def _households(
    proposals: Sequence[Proposal], book: _Book
) -> Iterator[tuple[Proposal, list[PersonRecord], list[PersonRecord]]]:
    """Give, for each group that a pair worth a look is in, its best pair, the family and the group."""
    best: dict[tuple[str, str], Proposal] = {}
    for one in proposals:
        right = book.records[one.right]
        key = right.source, right.group or right.ref
        if one.band.value != "weak" and (key not in best or one.millibits > best[key].millibits):
            best[key] = one
    for one in best.values():
        yield one, book.beside(book.records[one.left]), book.beside(book.records[one.right])


def _member(record: PersonRecord) -> FamilyMember:
    from kinmatch.picture import FamilyMember  # noqa: PLC0415

    note = record.birth.as_written if record.birth else ""
    return FamilyMember(record.ref, _name(record), note, record.sex or "")


def _name(record: PersonRecord) -> str:
    return record.names[0].text if record.names else ""

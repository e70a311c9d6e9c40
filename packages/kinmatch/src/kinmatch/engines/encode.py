"""Turn a piece of a table into rows of integers (`kinmatch.engines.layout`), following `kinmatch.profile`.

Father, grandfather and the husband's family name join the own name, as they do there, so that a Russian form and an
Iraqi list meet in one alignment. Persons are taken one by one here: what members of one family lend each other is
left to `kinmatch.match`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kinmatch.dates import read_date
from kinmatch.engines import layout as L
from kinmatch.engines.assembly import assemble
from kinmatch.engines.reading import NameReader, ReadNames
from kinmatch.engines.table import BORN, COLUMNS, text_column
from kinmatch.engines.words import hash64, read_numbers, read_sex, split_cell
from kinmatch.names.parts import Role, Token
from kinmatch.profile import ADULT_BORN_BEFORE, CHILD_BORN_SINCE
from kinmatch.record import DateKind
from kinmatch.traits import find_marks, find_origins

Ints = NDArray[np.int32]
_KIND_CODE = {kind: code for code, kind in enumerate(DateKind)}
_NO_NAMES = ReadNames(np.zeros((0, 8), np.int32), np.zeros((0, 8), np.int8), np.zeros(0, np.int8))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A piece of a table: `rows` int32[n, WIDTH] with words numbered within the piece, and what the numbers mean.

    `hashes` int64[words] are the same for a word on every machine; `tokens` are the words themselves.
    """

    rows: Ints
    hashes: NDArray[np.int64]
    tokens: tuple[Token, ...]


def token_hash(token: Token) -> int:
    """Hash what a comparison asks of a word; the text as written and the role are not part of it."""
    return hash64("\x1f".join((token.norm, token.script.value, token.stem, *token.forms)))


class Encoder:
    """Encodes pieces of tables; what it has read once it remembers."""

    def __init__(self) -> None:
        self._reader = NameReader()
        self._hashes: list[int] = []
        self._seen: dict[Callable[[str], Any], dict[str, Any]] = {}

    def encode(self, table: pa.Table, *, called: str = "table") -> Encoded:
        """Encode a piece of a table; columns that it lacks are not said.

        Raises:
            BadTable: a column holds what is no text.
        """
        cells = {
            column: text_column(table, column, called=called) for column in COLUMNS if column != "person"
        }
        rows = np.full((table.num_rows, L.WIDTH), L.EMPTY, dtype=np.int32)
        name = self._names(cells["name"])
        father, grandfather = self._names(cells["father"]), self._names(cells["grandfather"])
        husband, mother = self._names(cells["husband"]), self._names(cells["mother"])
        others = self._others(cells["other_names"], len(rows))
        norms = self._norms()
        assemble(
            rows, norms,
            *_pair(name), *_pair(father), *_pair(grandfather), *_pair(husband), *_pair(mother), *_pair(others),
        )  # fmt: skip
        self._put_birth(rows, cells["birth"])
        if all(column in table.column_names for column in BORN):
            _put_born(rows, *(table.column(column) for column in BORN))
        self._put_sex(rows, cells["sex"], name)
        self._put_codes(rows, cells)
        self._put_age_group(rows, cells["husband"])
        return Encoded(rows, self._token_hashes(), tuple(self._reader.tokens))

    def _names(self, column: pa.StringArray | None) -> ReadNames:
        if column is None or not len(column):
            return _NO_NAMES
        encoded = pc.dictionary_encode(column)
        read = self._reader.read(encoded.dictionary)
        which = np.asarray(encoded.indices)
        return ReadNames(read.words[which], read.roles[which], read.sex[which])

    def _others(self, column: pa.StringArray | None, count: int) -> ReadNames:
        """Read other names: the first that is a name, and kunyas from all; most cells are empty."""
        if column is None:
            return _NO_NAMES
        encoded = pc.dictionary_encode(column)
        texts: list[str] = encoded.dictionary.to_pylist()
        parts = [split_cell(text)[:4] for text in texts]
        flat = sorted({part for some in parts for part in some})
        read = self._reader.read(pa.array(flat, pa.string()))
        place = {part: number for number, part in enumerate(flat)}
        words = np.full((len(texts), 8), L.EMPTY, np.int32)
        roles = np.full((len(texts), 8), L.EMPTY, np.int8)
        for line, some in enumerate(parts):
            _join_others(words[line], roles[line], [place[part] for part in some], read)
        which = np.asarray(encoded.indices)
        return ReadNames(words[which], roles[which], np.zeros(count, np.int8))

    def _norms(self) -> Ints:
        """Number words by normal form alone: one family name is kept once."""
        numbers: dict[str, int] = {}
        return np.array(
            [numbers.setdefault(token.norm, len(numbers)) for token in self._reader.tokens] or [0], np.int32
        )

    def _token_hashes(self) -> NDArray[np.int64]:
        tokens = self._reader.tokens
        self._hashes.extend(token_hash(token) for token in tokens[len(self._hashes) :])
        return np.array(self._hashes, dtype=np.int64)

    def _each(self, column: pa.StringArray, read: Callable[[str], Any], width: int) -> Ints:
        """Read each distinct text of a column once; `read` gives `width` integers."""
        seen = self._seen.setdefault(read, {})
        encoded = pc.dictionary_encode(column)
        lines = []
        for text in encoded.dictionary.to_pylist():
            found = seen.get(text)
            if found is None:
                found = seen[text] = read(text)
            lines.append(found)
        distinct: Ints = np.array(lines, dtype=np.int32).reshape(-1, width)
        picked: Ints = distinct[np.asarray(encoded.indices)]
        return picked

    def _put_birth(self, rows: Ints, column: pa.StringArray | None) -> None:
        if column is not None:
            rows[:, L.BIRTH_FIRST : L.BIRTH_KIND + 1] = self._each(column, _birth, 5)

    def _put_sex(self, rows: Ints, column: pa.StringArray | None, name: ReadNames) -> None:
        told = self._each(column, _sex, 1)[:, 0] if column is not None else np.zeros(len(rows), np.int32)
        by_name = name.sex.astype(np.int32) if len(name.sex) else np.zeros(len(rows), np.int32)
        rows[:, L.SEX] = np.where(told > 0, told | L.SEX_STATED, by_name)

    def _put_codes(self, rows: Ints, cells: dict[str, pa.StringArray | None]) -> None:
        origins = np.zeros(len(rows), np.int32)
        for column in ("origin", "nationality"):
            cell = cells[column]
            if cell is not None:
                origins |= self._each(cell, _origins, 1)[:, 0]
        rows[:, L.ORIGINS] = origins
        marks, numbers = cells["marks"], cells["identifiers"]
        rows[:, L.MARKS] = self._each(marks, _marks, 1)[:, 0] if marks is not None else 0
        if numbers is not None:
            rows[:, L.NUMBERS : L.NUMBERS + L.NUMBER_SLOTS] = self._each(numbers, _numbers, L.NUMBER_SLOTS)

    def _put_age_group(self, rows: Ints, husband: pa.StringArray | None) -> None:
        born = rows[:, L.BIRTH_FIRST] != L.EMPTY
        child = born & (rows[:, L.BIRTH_FIRST] >= CHILD_BORN_SINCE.toordinal())
        adult = born & (rows[:, L.BIRTH_LAST] < ADULT_BORN_BEFORE.toordinal())
        if husband is not None:
            adult |= ~child & (np.asarray(pc.utf8_length(husband)) > 0)
        rows[:, L.AGE_GROUP] = np.where(child, L.CHILD, np.where(adult, L.ADULT, 0))


def _pair(names: ReadNames) -> tuple[Ints, NDArray[np.int8]]:
    return names.words, names.roles


def _join_others(words: Ints, roles: NDArray[np.int8], places: list[int], read: ReadNames) -> None:
    """Put the first other name and all kunyas of one cell side by side."""
    taken = False
    slot = 0
    for place in places:
        kunya = (read.roles[place] == L.KUNYA_ROLE) | (read.roles[place] == L.EMPTY)
        for word, role in zip(read.words[place], read.roles[place], strict=True):
            if role != L.EMPTY and slot < 8 and (role == L.KUNYA_ROLE or not taken):
                words[slot], roles[slot] = word, role
                slot += 1
        taken = taken or not kunya.all()


def _put_born(rows: Ints, first: pa.ChunkedArray, last: pa.ChunkedArray) -> None:
    """Put births that are told as first and last day."""
    days = [pc.fill_null(column.cast(pa.int32()), _NOT_SAID).to_numpy() for column in (first, last)]
    said = (days[0] != _NOT_SAID) & (days[1] >= days[0])
    rows[said, L.BIRTH_FIRST] = days[0][said] + _EPOCH
    rows[said, L.BIRTH_LAST] = days[1][said] + _EPOCH
    rows[said, L.SWAP_FIRST : L.SWAP_LAST + 1] = L.EMPTY
    rows[said, L.BIRTH_KIND] = np.where(
        days[0] == days[1], _KIND_CODE[DateKind.EXACT], _KIND_CODE[DateKind.RANGE]
    )[said]


_NOT_SAID, _EPOCH = -(1 << 30), date(1970, 1, 1).toordinal()


def _birth(text: str) -> tuple[int, int, int, int, int]:
    span = read_date(text, stated_on=None).span if text else None
    if span is None:
        return (L.EMPTY,) * 5
    swapped = span.swapped or ()
    first, last = (day.toordinal() for day in swapped) if swapped else (L.EMPTY, L.EMPTY)
    return span.earliest.toordinal(), span.latest.toordinal(), first, last, _KIND_CODE[span.kind]


def _sex(text: str) -> tuple[int]:
    return (read_sex(text),)


_ORIGIN_BITS = {
    code: 1 << bit
    for bit, code in enumerate(
        ("ru-ce", "ru-in", "ru-da", "ru", "uz", "tj", "kg", "kz", "az", "tm", "far", "arab", "tr")
    )
}
REPUBLICS = 0b111
NEAR = sum(_ORIGIN_BITS[code] for code in ("ru", "uz", "tj", "kg", "kz", "az", "tm"))
ELSEWHERE = sum(_ORIGIN_BITS[code] for code in ("far", "arab", "tr"))
RUSSIA = _ORIGIN_BITS["ru"]


def _origins(text: str) -> tuple[int]:
    return (sum(_ORIGIN_BITS.get(code, 0) for code in find_origins(text)),) if text else (0,)


def _marks(text: str) -> tuple[int]:
    found = 0
    for mark in find_marks(text) if text else ():
        found |= 1 << _MARK_BITS.setdefault(mark, len(_MARK_BITS))
    return (found,)


_MARK_BITS: dict[str, int] = {
    mark: bit
    for bit, mark in enumerate(
        [
            "appendix",
            "scar",
            "burn",
            "birthmark",
            "mole",
            "squint",
            "limp",
            "blue_eyes",
            "red_hair",
            "fair_hair",
            "freckles",
            "stutter",
            "eczema",
            "missing_tooth",
            "broken_tooth",
            "sixth_finger",
            "hearing",
            "wound",
            "chin",
            "brow",
        ]
    )
}


def _numbers(text: str) -> tuple[int, ...]:
    found = [part for pair in read_numbers(text)[:2] for part in pair]
    return (*found, *[L.EMPTY] * (L.NUMBER_SLOTS - len(found)))


__all__ = ["ELSEWHERE", "NEAR", "REPUBLICS", "RUSSIA", "Encoded", "Encoder", "Role", "token_hash"]

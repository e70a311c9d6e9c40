"""Read many names at once, as `kinmatch.names.parse_name` reads one.

A million names are made of a few thousand words, and how a word is read depends only on its kind and on the kinds
of the words beside it. So each word is looked at once, each sequence of kinds is parsed once, on the first name
that has it, and the answer is laid over all others. Names with anything unusual in them (brackets, hyphens, kunyas,
notes) are parsed one by one. The invariant, tested: the answer is that of `parse_name`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kinmatch.engines.layout import EMPTY, ROLE_CODE, ROLES
from kinmatch.names import words as W
from kinmatch.names.endings import find_patronymic, find_surname, is_womans
from kinmatch.names.joins import Word, cut_words, glued_kunya
from kinmatch.names.lexicon import find_names, sex_of
from kinmatch.names.parse import make_token, parse_name
from kinmatch.names.parts import ParsedName, Role, Token
from kinmatch.script import Script, detect_script, letters, normalise

MOST_TOKENS = 8
_PLAIN = r"^[\p{L}\p{M} ]{1,200}$"
_PLAIN_WORD, _JOINS_NEXT, _JOINS_BEFORE, _UNUSUAL = 0, 1, 2, 3
# Every word that some rule of `parse_name` looks for: names with one of them are parsed one by one.
_CLOSED: frozenset[str] = frozenset().union(
    *(value for value in vars(W).values() if isinstance(value, frozenset)),
    (word for phrase in W.UNKNOWN_PHRASES for word in phrase.split()),
    (normalise("по"), normalise("мужу")),
)
_MOST_PROBES = 3

Ints = NDArray[np.int32]
TokenKey = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReadNames:
    """Names as arrays, one line each: numbers of words (`EMPTY` beyond the last), their roles, the sex that is told.

    `words` is int32[n, MOST_TOKENS], `roles` int8[n, MOST_TOKENS], `sex` int8[n] (0 not told, 1 woman, 2 man).
    """

    words: Ints
    roles: NDArray[np.int8]
    sex: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Template:
    """How names of one sequence of kinds are read: a role for each unit, -1 for units that are dropped."""

    roles: tuple[int, ...]
    sex: int


class NameReader:
    """Reads columns of names; remembers every word and every sequence that it has seen.

    `tokens` are the distinct words in the order they were met; a name's words are places in it.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._numbers: dict[TokenKey, int] = {}
        self._units: dict[str, int] = {}
        self._unit_words: list[Word] = []
        self._unit_kinds: list[int] = []
        self._unit_join: list[int] = []
        self._kinds: dict[tuple[Any, ...], int] = {}
        self._templates: dict[bytes, _Template | None] = {}
        self._by_role: dict[int, int] = {}

    def read(self, names: pa.StringArray) -> ReadNames:
        """Read distinct names, none of them null."""
        count = len(names)
        out = ReadNames(
            np.full((count, MOST_TOKENS), EMPTY, dtype=np.int32),
            np.full((count, MOST_TOKENS), EMPTY, dtype=np.int8),
            np.zeros(count, dtype=np.int8),
        )
        plain = np.asarray(pc.match_substring_regex(names, _PLAIN), dtype=bool)
        places = np.flatnonzero(plain)
        slow = [np.flatnonzero(~plain)]
        if len(places):
            slow.append(places[self._read_plain(names.take(pa.array(places)), places, out)])
        for place in np.concatenate(slow).tolist():
            self._put(out, place, parse_name(names[place].as_py()))
        return out

    def number_of(self, token: Token) -> int:
        """Give the number of a word, a new one if it was never met."""
        key = (token.norm, token.script.value, token.stem, token.forms)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.tokens)
            self.tokens.append(token)
        return number

    def _put(self, out: ReadNames, place: int, name: ParsedName) -> None:
        out.sex[place] = _sex_code(name.sex)
        if name.is_unknown:
            return
        kept = [token for token in name.tokens if token.role not in _SILENT]
        for slot, token in enumerate(kept[:MOST_TOKENS]):
            out.words[place, slot] = self.number_of(token)
            out.roles[place, slot] = ROLE_CODE[token.role]

    def _read_plain(
        self, names: pa.StringArray, places: NDArray[np.int64], out: ReadNames
    ) -> NDArray[np.int64]:
        """Read names of letters and spaces into `out`; give the positions of those to read one by one."""
        units = self._cut(names)
        odd = (units == -2).any(axis=1)
        kinds = np.where(units >= 0, np.array([*self._unit_kinds, EMPTY], dtype=np.int16)[units], EMPTY)
        _, first, which = np.unique(
            np.ascontiguousarray(kinds.astype(np.int16)).view(f"V{2 * kinds.shape[1]}").ravel(),
            return_index=True,
            return_inverse=True,
        )
        roles = np.full((len(first), kinds.shape[1]), EMPTY, dtype=np.int64)
        sexes = np.zeros(len(first), dtype=np.int8)
        order = np.argsort(which, kind="stable")
        ends = np.searchsorted(which[order], np.arange(len(first)), side="right")
        for number, place in enumerate(first.tolist()):
            some = order[ends[number - 1] if number else 0 : ends[number]]
            probes = some[np.linspace(0, len(some) - 1, min(len(some), _MOST_PROBES)).astype(int)]
            template = None if odd[place] else self._template(kinds[place], units[probes])
            if template is None:
                sexes[number] = -1
            else:
                roles[number, : len(template.roles)] = template.roles
                sexes[number] = template.sex
        one_by_one = (sexes[which] < 0) | odd
        fast = np.flatnonzero(~one_by_one)
        self._lay(units[fast], roles[which[fast]], places[fast], out)
        out.sex[places[fast]] = sexes[which[fast]]
        return np.flatnonzero(one_by_one)

    def _cut(self, names: pa.StringArray) -> Ints:
        """Give the units of each name: words, compounds taken as one; -1 beyond the last, -2 for unusual ones."""
        lists = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(names))
        encoded = pc.dictionary_encode(lists.flatten())
        numbers = np.array([self._unit(word) for word in encoded.dictionary.to_pylist()], dtype=np.int32)
        words = numbers[np.asarray(encoded.indices)]
        starts = np.asarray(lists.offsets)[: len(names)]
        lengths = np.asarray(pc.list_value_length(lists))
        most = MOST_TOKENS + 1
        units = np.full((len(names), most + 1), EMPTY, dtype=np.int32)
        for slot in range(most):
            there = lengths > slot
            units[there, slot] = words[starts[there] + slot]
        units[lengths > most - 1, 0] = -2
        join = np.array([*self._unit_join, _PLAIN_WORD], dtype=np.int8)[units]
        units[(join == _UNUSUAL) & (units >= 0)] = -2
        bound = ((join == _JOINS_NEXT) | (join == _JOINS_BEFORE)).any(axis=1) & (units[:, 0] != -2)
        for place in np.flatnonzero(bound).tolist():
            units[place] = self._joined(units[place])
        return units[:, :most]

    def _joined(self, units: Ints) -> Ints:
        """Join عبد with the word behind it and الدين with the one before."""
        out: list[int] = []
        pending = -1
        for unit in units.tolist():
            if unit == EMPTY:
                break
            join = self._unit_join[unit] if unit >= 0 else _UNUSUAL
            if join == _UNUSUAL or (pending >= 0 and join != _PLAIN_WORD and join != _JOINS_BEFORE):
                return np.full_like(units, -2)
            if pending >= 0:
                out.append(self._pair(pending, unit))
                pending = -1
            elif join == _JOINS_NEXT:
                pending = unit
            elif join == _JOINS_BEFORE and out:
                out[-1] = self._pair(out[-1], unit)
            else:
                out.append(unit)
        if pending >= 0:
            return np.full_like(units, -2)
        return np.array([*out, *[EMPTY] * (len(units) - len(out))], dtype=np.int32)

    def _pair(self, first: int, second: int) -> int:
        a, b = self._unit_words[first], self._unit_words[second]
        text = f"{a.text} {b.text}"
        number = self._units.get(text)
        if number is None:
            words = cut_words(text)
            one = len(words) == 1
            number = self._add(
                text, words[0] if one else Word(text, "", a.script), _PLAIN_WORD if one else _UNUSUAL
            )
        return number

    def _unit(self, text: str) -> int:
        number = self._units.get(text)
        if number is not None:
            return number
        word = _plain_word(text)
        if word is None:
            words = cut_words(text)
            if len(words) != 1 or words[0].text != text:
                return self._add(text, Word(text, "", detect_script(text)), _UNUSUAL)
            word = words[0]
        if word.norm in W.ABD:
            join = _JOINS_NEXT
        elif word.norm in W.FAITH | W.FAITH_WITH_ARTICLE:
            join = _JOINS_BEFORE
        elif word.norm in _CLOSED or glued_kunya(word) or _is_odd(word):
            join = _UNUSUAL
        else:
            join = _PLAIN_WORD
        return self._add(text, word, join)

    def _add(self, text: str, word: Word, join: int) -> int:
        number = self._units[text] = len(self._unit_words)
        self._unit_words.append(word)
        self._unit_join.append(join)
        kind = _kind(word) if join == _PLAIN_WORD else ()
        self._unit_kinds.append(self._kinds.setdefault(kind, len(self._kinds)))
        return number

    def _template(self, kinds: NDArray[np.int16], some: Ints) -> _Template | None:
        """Learn how a sequence of kinds is read from `some` names that have it, which must agree."""
        key = kinds.tobytes()
        if key not in self._templates:
            learnt = [
                _learn([self._unit_words[unit] for unit in units if unit >= 0]) for units in some.tolist()
            ]
            self._templates[key] = learnt[0] if all(one == learnt[0] for one in learnt) else None
        return self._templates[key]

    def _lay(self, units: Ints, roles: NDArray[np.int64], places: NDArray[np.int64], out: ReadNames) -> None:
        """Write the words of names whose roles are known, silent words left out."""
        if not len(places):
            return
        spoken = (roles >= 0) & (units >= 0)
        codes = np.where(spoken, units.astype(np.int64) * 16 + roles, EMPTY)
        distinct, which = np.unique(codes, return_inverse=True)
        numbers = np.array([self._number(int(code)) for code in distinct.tolist()], dtype=np.int32)
        words = numbers[which.reshape(codes.shape)]
        order = np.argsort(~spoken, axis=1, kind="stable")[:, :MOST_TOKENS]
        out.words[places] = np.take_along_axis(words, order, axis=1)
        out.roles[places] = np.take_along_axis(np.where(spoken, roles, EMPTY), order, axis=1)

    def _number(self, code: int) -> int:
        if code < 0:
            return EMPTY
        number = self._by_role.get(code)
        if number is None:
            token = make_token(self._unit_words[code >> 4], ROLES[code & 15], ())
            number = self._by_role[code] = self.number_of(token)
        return number


_SILENT = (Role.TITLE, Role.PARTICLE, Role.NISBA, Role.UNKNOWN)


_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]{3,}")
_ARABIC_WORD = re.compile(r"[\u0621-\u063a\u0641-\u064a]{3,}")
_DOUBLED = re.compile(r"(.)\1+")
_DOUBLED_ARABIC = re.compile(r"([^ل])\1+")
_FOLDS_CYRILLIC, _FOLDS_ARABIC = str.maketrans(letters.CYRILLIC), str.maketrans(letters.ARABIC)


def _plain_word(text: str) -> Word | None:
    """Read a word of three letters or more of one plain alphabet, as `cut_words` does but sooner; None for others."""
    if len(text) > 2 and text.isascii() and text.isalpha():
        return Word(text, _DOUBLED.sub(r"\1", text.lower()), Script.LATIN)
    if _CYRILLIC_WORD.fullmatch(text):
        return Word(text, _DOUBLED.sub(r"\1", text.lower().translate(_FOLDS_CYRILLIC)), Script.CYRILLIC)
    if _ARABIC_WORD.fullmatch(text):
        return Word(text, _DOUBLED_ARABIC.sub(r"\1", text.translate(_FOLDS_ARABIC)), Script.ARABIC)
    return None


def _is_odd(word: Word) -> bool:
    """Say whether some rule looks at the letters of a word beyond what `_kind` tells."""
    text, norm = word.text, word.norm
    return (
        (len(text) == 2 and text.isupper()) or norm.endswith(("геран", "не")) or "неизв" in norm or not norm
    )


def _kind(word: Word) -> tuple[Any, ...]:
    """Give all that the reading of a name asks of one word."""
    norm, script = word.norm, word.script
    known = find_names(norm)
    sexes = {sex_of(name) for name in known}
    return (
        script,
        bool(known),
        len(norm) == 1,
        find_patronymic(norm, script) is not None,
        find_surname(norm, script) is not None,
        is_womans(norm, script),
        sexes.pop() if len(sexes) == 1 else None,
        script is Script.ARABIC
        and norm.startswith("ال")
        and len(norm) > 4
        and 1 + bool(find_names(norm[2:])),
    )


def _learn(units: list[Word]) -> _Template | None:
    """Parse one name and see which of its words were read how; None where that is not word by word."""
    name = parse_name(" ".join(unit.text for unit in units))
    if name.is_unknown or name.husband or name.notes:
        return None
    roles = []
    tokens = list(name.tokens)
    for unit in units:
        if tokens and tokens[0].norm == unit.norm:
            token = tokens.pop(0)
            if token != make_token(Word(token.text, unit.norm, unit.script), token.role, ()):
                return None
            roles.append(EMPTY if token.role in _SILENT else ROLE_CODE[token.role])
        else:
            roles.append(EMPTY)
    return None if tokens else _Template(tuple(roles), _sex_code(name.sex))


def _sex_code(sex: str | None) -> int:
    return {"f": 1, "m": 2}.get(sex or "", 0)

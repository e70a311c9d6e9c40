"""Put the words of a person's columns into one row, as `kinmatch.profile` puts them into one name. Compiled."""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from kinmatch.engines import layout as L

_NAME, _SLOTS, _OTHER, _EMPTY = L.NAME, L.NAME_SLOTS, L.OTHER, L.EMPTY
_SHIFT = L.ROLE_SHIFT
_GIVEN, _FATHER, _GRANDFATHER, _SURNAME, _PATRONYMIC = (
    L.GIVEN, L.FATHER, L.GRANDFATHER, L.SURNAME, L.PATRONYMIC,
)  # fmt: skip
_KUNYA, _FATHER_KUNYA, _INITIAL = L.KUNYA_ROLE, L.FATHER_KUNYA, L.INITIAL
_MOST = 24
_MOST_SURNAMES = 3


@nb.njit(cache=True, nogil=True)
def _push(words: Any, roles: Any, n: int, word: int, role: int) -> int:
    if n < _MOST:
        words[n] = word
        roles[n] = role
        return n + 1
    return n


@nb.njit(cache=True, nogil=True)
def _push_father(words: Any, roles: Any, n: int, w: Any, r: Any) -> int:
    """A father's given name is FATHER, his own patronymic GRANDFATHER, and his family name the person's."""
    given = father = False
    for k in range(w.shape[0]):
        if r[k] == _GIVEN and not given:
            given = True
            n = _push(words, roles, n, w[k], _FATHER)
    for k in range(w.shape[0]):
        if (r[k] == _PATRONYMIC or r[k] == _FATHER) and not father:
            father = True
            n = _push(words, roles, n, w[k], _GRANDFATHER)
    return _push_surnames(words, roles, n, w, r)


@nb.njit(cache=True, nogil=True)
def _push_surnames(words: Any, roles: Any, n: int, w: Any, r: Any) -> int:
    for k in range(w.shape[0]):
        if r[k] == _SURNAME:
            n = _push(words, roles, n, w[k], _SURNAME)
    return n


@nb.njit(cache=True, nogil=True)
def _place(role: int) -> int:
    """The order of roles in a merged name."""
    if role == _GIVEN:
        return 0
    if role == _FATHER:
        return 1
    if role == _PATRONYMIC:
        return 2
    if role == _GRANDFATHER:
        return 3
    return 4 if role == _SURNAME else 5


@nb.njit(cache=True, nogil=True)
def _merge(row: Any, at: int, words: Any, roles: Any, n: int, norms: Any) -> None:
    """Keep one given name, father and grandfather, up to three family names, and initials where there is room."""
    kept_w = words[:n].copy()
    kept_r = roles[:n].copy()
    m = 0
    has_given = has_father = has_grandfather = False
    surnames = 0
    for k in range(n):
        role = roles[k]
        keep = False
        if role == _SURNAME:
            keep = surnames < _MOST_SURNAMES
            for e in range(m):
                if kept_r[e] == _SURNAME and norms[kept_w[e]] == norms[words[k]]:
                    keep = False
            if keep:
                surnames += 1
        elif role == _GIVEN:
            keep = not has_given
            has_given = True
        elif role in (_FATHER, _PATRONYMIC):
            keep = not has_father
            has_father = True
        elif role == _GRANDFATHER:
            keep = not has_grandfather
            has_grandfather = True
        elif role == _INITIAL:
            keep = True
        if keep:
            kept_w[m] = words[k]
            kept_r[m] = role
            m += 1
    slot = 0
    for place in range(6):
        for e in range(m):
            if slot < _SLOTS and _place(kept_r[e]) == place:
                row[at + slot] = kept_w[e] | (kept_r[e] << _SHIFT)
                slot += 1


@nb.njit(cache=True, nogil=True)
def _put_words(row: Any, at: int, slots: int, w: Any, r: Any, kunyas: int) -> int:
    """Copy words; `kunyas`: 0 all that can be compared, 1 kunyas alone."""
    slot = 0
    for k in range(w.shape[0]):
        if w[k] != _EMPTY and slot < slots:
            if kunyas == 1 and r[k] != _KUNYA:
                continue
            if kunyas == 0 and r[k] > _FATHER_KUNYA:
                continue
            row[at + slot] = w[k] | (r[k] << _SHIFT)
            slot += 1
    return slot


@nb.njit(cache=True, nogil=True)
def assemble(
    rows: Any, norms: Any,
    name_w: Any, name_r: Any, father_w: Any, father_r: Any, grand_w: Any, grand_r: Any,
    husband_w: Any, husband_r: Any, mother_w: Any, mother_r: Any, other_w: Any, other_r: Any,
) -> None:  # fmt: skip
    """Fill the slots of names of `rows` int32[n, WIDTH]; columns that the table lacks have no lines."""
    words = np.empty(_MOST, dtype=np.int32)
    roles = np.empty(_MOST, dtype=np.int32)
    for i in range(rows.shape[0]):
        base = 0
        if name_w.shape[0]:
            for k in range(name_w.shape[1]):
                if name_w[i, k] != _EMPTY:
                    base = _push(words, roles, base, name_w[i, k], name_r[i, k])
        if father_w.shape[0]:
            base = _push_father(words, roles, base, father_w[i], father_r[i])
        if grand_w.shape[0]:
            for k in range(grand_w.shape[1]):
                if grand_r[i, k] == _GIVEN:
                    base = _push(words, roles, base, grand_w[i, k], _GRANDFATHER)
                    break
        if husband_w.shape[0]:
            base = _push_surnames(words, roles, base, husband_w[i], husband_r[i])
            _put_words(rows[i], L.HUSBAND, L.HUSBAND_SLOTS, husband_w[i], husband_r[i], 0)
        _merge(rows[i], _NAME, words, roles, base, norms)
        if mother_w.shape[0]:
            _put_words(rows[i], L.MOTHER, L.MOTHER_SLOTS, mother_w[i], mother_r[i], 0)
        taken = 0
        if name_w.shape[0]:
            taken = _put_words(rows[i], L.KUNYA, L.KUNYA_SLOTS, name_w[i], name_r[i], 1)
        if other_w.shape[0] and other_w[i, 0] != _EMPTY:
            left = L.KUNYA_SLOTS - taken
            _put_words(rows[i], L.KUNYA + taken, left, other_w[i], other_r[i], 1)
            _put_other(rows[i], words, roles, base, other_w[i], other_r[i], norms)


@nb.njit(cache=True, nogil=True)
def _put_other(row: Any, words: Any, roles: Any, base: int, w: Any, r: Any, norms: Any) -> None:
    """A second reading: the other name first, and what the first reading has beside it."""
    some_w = np.empty(_MOST, dtype=np.int32)
    some_r = np.empty(_MOST, dtype=np.int32)
    n = 0
    for k in range(w.shape[0]):
        if w[k] != _EMPTY and r[k] != _KUNYA:
            n = _push(some_w, some_r, n, w[k], r[k])
    if n == 0:
        return
    for k in range(base):
        n = _push(some_w, some_r, n, words[k], roles[k])
    _merge(row, _OTHER, some_w, some_r, n, norms)

"""Invent tables of persons with a known truth, for measuring whole-table linking. Seeded; nobody in them exists.

Names are the demo's hand-written given names and words built of syllables, each with its Cyrillic, Latin and Arabic
spelling. `mild` gives the commonest given name about one person in a hundred, `heavy` one in five (as with محمد), `plain` is
one script with typing errors alone, for comparing speed at equal recall.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_CONSONANTS = [
    ("б", "b", "ب"), ("д", "d", "د"), ("г", "g", "غ"), ("х", "kh", "خ"), ("к", "k", "ك"), ("л", "l", "ل"),
    ("м", "m", "م"), ("н", "n", "ن"), ("р", "r", "ر"), ("с", "s", "س"), ("ш", "sh", "ش"), ("т", "t", "ت"),
    ("з", "z", "ز"), ("ф", "f", "ف"), ("дж", "j", "ج"), ("ч", "ch", "تش"), ("п", "p", "ب"),
]  # fmt: skip
_VOWELS = [
    ("а", "a", "ا"),
    ("и", "i", "ي"),
    ("у", "u", "و"),
    ("о", "o", "و"),
    ("е", "e", "ي"),
    ("а", "a", ""),
]
SCRIPTS = ("ru", "la", "ar")
TOWNS = ["Грозный", "Махачкала", "Назрань", "Ташкент", "Душанбе", "Бишкек", "Баку", "Казань", ""]


@dataclass(frozen=True)
class Pool:
    """Names in three scripts: for each script an array of spellings [names, variants], and their shares."""

    forms: dict[str, np.ndarray]
    shares: np.ndarray

    def draw(self, chance: np.random.Generator, count: int) -> np.ndarray:
        """Draw names by their shares; int64[count]."""
        return chance.choice(len(self.shares), size=count, p=self.shares)

    def write(
        self, names: np.ndarray, script: str, chance: np.random.Generator, *, varied: bool
    ) -> np.ndarray:
        """Spell names in a script: the usual way, or one of the ways that clerks write."""
        table = self.forms[script]
        which = chance.integers(0, table.shape[1], len(names)) if varied else np.zeros(len(names), np.int64)
        return table[names, which]


@dataclass(frozen=True)
class Tables:
    """Two tables as Arrow, and the truth: `pairs` of left and right ids as (left, right) columns."""

    left: pa.Table
    right: pa.Table
    pairs: pa.Table


def invent(size: int, setting: str, *, seed: int = 7, overlap: float = 0.35) -> Tables:
    """Invent two tables of `size` persons; `overlap` of the left ones stand in the right one too.

    Args:
        setting: "mild", "heavy" or "plain".
    """
    chance = np.random.default_rng(seed)
    shared = int(size * overlap)
    people = _people(2 * size - shared, setting, chance)
    left = np.arange(size)
    right = np.concatenate([np.arange(shared), np.arange(size, 2 * size - shared)])
    shuffled = chance.permutation(size)
    right = right[shuffled]
    one = _said(people, left, setting, chance, side="left")
    other = _said(people, right, setting, chance, side="right")
    place = np.empty(size, dtype=np.int64)
    place[shuffled] = np.arange(size)
    pairs = pa.table({"left": _ids("L", np.arange(shared)), "right": _ids("R", place[:shared])})
    return Tables(one, other, pairs)


def _people(count: int, setting: str, chance: np.random.Generator) -> dict[str, np.ndarray]:
    pools = _pools(setting)
    woman = chance.random(count) < 0.5
    given = np.where(woman, pools["f"].draw(chance, count), pools["m"].draw(chance, count))
    return {
        "woman": woman,
        "given": given,
        "father": pools["father"].draw(chance, count),
        "mother": pools["f"].draw(chance, count),
        "surname": pools["surname"].draw(chance, count),
        "birth": chance.integers(
            np.datetime64("1955-01-01", "D").astype(int), np.datetime64("2017-01-01", "D").astype(int), count
        ),
        "town": chance.integers(0, len(TOWNS), count),
    }


_MADE: dict[str, dict[str, Pool]] = {}


def _pools(setting: str) -> dict[str, Pool]:
    if setting not in _MADE:
        chance = np.random.default_rng(20)
        top = 0.4 if setting == "heavy" else 0.02
        men, women = _given(chance, "m", 1500), _given(chance, "f", 1500)
        surnames = _made_up(chance, 30000, ending=True)
        _MADE[setting] = {
            "m": Pool(men, _shares(1500, top)),
            "f": Pool(women, _shares(1500, 0.02)),
            "father": Pool(men, _shares(1500, 0.2 if setting == "heavy" else 0.02)),
            "surname": Pool(surnames, _shares(30000, 0.003)),
        }
    return _MADE[setting]


def _shares(count: int, top: float) -> np.ndarray:
    """Fall as names do: the first has `top`, the rest by rank."""
    rest = 1.0 / (np.arange(1, count) + 12.0) ** 1.05
    return np.concatenate([[top], rest / rest.sum() * (1 - top)])


def _given(chance: np.random.Generator, sex: str, count: int) -> dict[str, np.ndarray]:
    """The demo's given names first (مhmd and Fatima at the top), then made-up ones."""
    from wayhome.demo.world import names

    known: dict[str, names.Forms] = {}
    for origin in names.ORIGINS:
        known.update({form.key: form for form in names.given_names(origin, sex)})
    first = sorted(
        known.values(), key=lambda form: (form.ru[0] not in ("Мухаммад", "Магомед", "Фатима"), form.key)
    )
    made = _made_up(chance, count - len(first), ending=False)
    out = {}
    for script in SCRIPTS:
        spelled = [getattr(form, script) for form in first]
        rows = [[some[k % len(some)] for k in range(3)] for some in spelled]
        out[script] = np.concatenate([np.array(rows, dtype=object), made[script]])
    return out


def _made_up(chance: np.random.Generator, count: int, *, ending: bool) -> dict[str, np.ndarray]:
    out: dict[str, list[list[str]]] = {script: [] for script in SCRIPTS}
    seen: set[str] = set()
    while len(seen) < count:
        parts = [
            (_CONSONANTS[chance.integers(len(_CONSONANTS))], _VOWELS[chance.integers(len(_VOWELS))])
            for _ in range(chance.integers(2, 4))
        ]
        close = _CONSONANTS[chance.integers(len(_CONSONANTS))]
        stems = ["".join(c[k] + v[k] for c, v in parts) + close[k] for k in range(3)]
        if stems[0] in seen:
            continue
        seen.add(stems[0])
        tails = [("ов", "ov", "وف"), ("ев", "ev", "يف")][chance.integers(2)] if ending else ("", "", "")
        for k, script in enumerate(SCRIPTS):
            usual = (stems[k] + tails[k]).capitalize()
            out[script].append([usual, _clerk(usual, script), usual])
    return {script: np.array(rows, dtype=object) for script, rows in out.items()}


_CLERKS = {"ru": ("о", "а"), "la": ("kh", "h"), "ar": ("خ", "ح")}
_CLERKS_ELSE = {"ru": ("е", "и"), "la": ("e", "i"), "ar": ("ا", "")}


def _clerk(word: str, script: str) -> str:
    """Spell as another clerk would."""
    for a, b in (_CLERKS[script], _CLERKS_ELSE[script]):
        at = word.find(a, 1)
        if at > 0:
            return word[:at] + b + word[at + len(a) :]
    return word


def _said(
    people: dict[str, np.ndarray], who: np.ndarray, setting: str, chance: np.random.Generator, *, side: str
) -> pa.Table:
    """What one side says of persons, with its errors."""
    pools = _pools(setting)
    n = len(who)
    plain = setting == "plain"
    script = np.full(n, "la" if plain else "ru", dtype=object)
    if side == "right" and not plain:
        draw = chance.random(n)
        script[draw < 0.30] = "ar"
        script[(draw >= 0.30) & (draw < 0.50)] = "la"
    woman = people["woman"][who]
    cells: dict[str, np.ndarray] = {}
    for column, pool in (("given", None), ("father", "father"), ("mother", "f"), ("surname", "surname")):
        cells[column] = np.empty(n, dtype=object)
        for each in SCRIPTS:
            for sex in ("f", "m"):
                at = np.flatnonzero((script == each) & (woman if sex == "f" else ~woman))
                if len(at):
                    varied = side == "right" and not plain
                    cells[column][at] = pools[pool or sex].write(
                        people[column][who[at]], each, chance, varied=varied
                    )
    if not plain:
        russian = (script == "ru") & woman
        cells["surname"][russian] = cells["surname"][russian] + "а"
    if side == "right":
        for column in ("given", "father", "surname", "mother"):
            for at in np.flatnonzero(chance.random(n) < 0.06).tolist():
                cells[column][at] = _typo(cells[column][at], chance)
        for column, share in (("father", 0.10), ("mother", 0.35)):
            cells[column][chance.random(n) < share] = ""
    birth = people["birth"][who].astype("datetime64[D]")
    days = np.datetime_as_string(birth).astype(object)
    if side == "right":
        off = chance.random(n) < 0.08
        years = birth.astype("datetime64[Y]").astype(int) + 1970
        moved = (years[off] + chance.choice([-1, 1], off.sum())).astype(str).astype(object)
        days[off] = moved + np.array([day[4:] for day in days[off]], dtype=object)
        bare = chance.random(n) < 0.15
        days[bare] = np.array([day[:4] for day in days[bare]], dtype=object)
        days[chance.random(n) < 0.08] = ""
    return _table(cells, days, script, woman, people["town"][who], side)


def _typo(word: str, chance: np.random.Generator) -> str:
    if len(word) < 4:
        return word
    at = int(chance.integers(1, len(word) - 1))
    kind = chance.integers(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[int(chance.integers(len(word)))].lower() + word[at + 1 :]


def _table(
    cells: dict[str, np.ndarray],
    days: np.ndarray,
    script: np.ndarray,
    woman: np.ndarray,
    town: np.ndarray,
    side: str,
) -> pa.Table:
    text = {column: pa.array(values, pa.string()) for column, values in cells.items()}
    russian = pa.array(script == "ru")
    father = text["father"]
    ending = pa.array(np.where(woman, "овна", "ович").astype(object), pa.string())
    patronymic = pc.if_else(pc.equal(father, ""), "", pc.binary_join_element_wise(father, ending, ""))
    in_russian = pc.binary_join_element_wise(text["surname"], text["given"], patronymic, " ")
    elsewhere = pc.binary_join_element_wise(text["given"], father, text["surname"], " ")
    name = pc.if_else(russian, in_russian, elsewhere)
    return pa.table(
        {
            "person": _ids(side[0].upper(), np.arange(len(days))),
            "name": pc.utf8_trim_whitespace(pc.replace_substring(name, "  ", " ")),
            "sex": pa.array(np.where(woman, "f", "m").astype(object), pa.string()),
            "birth": pa.array(days, pa.string()),
            "mother": text["mother"],
            "origin": pa.array(np.array(TOWNS, dtype=object)[town], pa.string()),
            "given": text["given"],
            "surname": text["surname"],
            "father_name": father,
        }
    )


def _ids(letter: str, numbers: np.ndarray) -> pa.StringArray:
    return pc.binary_join_element_wise(letter, pa.array(numbers).cast(pa.string()), "")

"""What a record is found by: keys of its names, grouped by the word of the name that they stand for.

A word gives several keys, from narrow to wide: the canonical name (`n:`), the word as it sounds (`w:`), its
consonant skeleton (`s:`), the skeleton with one consonant lost (`d:`). They say one thing, so only the best one shared
counts: they stand in one *slot*. Before the key stands whose name it is: own (`o:`), own given (`g:`), mother's
(`m:`), a kunya or a child a kunya may name (`k:`). A pair of own words (`p:`) is rarer than each of its words: it
brings محمد احمد together where neither word alone can. Numbers that a body gave out (`i:`) are one key each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from kinmatch.names import ParsedName
from kinmatch.names.lexicon import find_names, halves_of
from kinmatch.names.parts import Role as Part
from kinmatch.names.parts import Token
from kinmatch.names.sound import skeleton, sounds
from kinmatch.profile import Profile, build_profiles
from kinmatch.record import PersonRecord
from kinmatch.script import Script

OWN, GIVEN, MOTHER, KUNYA, NUMBER, PAIR = "o:", "g:", "m:", "k:", "i:", "p:"
WORTH = {OWN: 1.0, GIVEN: 0.35, MOTHER: 0.8, KUNYA: 1.0, NUMBER: 1.5, PAIR: 0.0}
"""What a shared key of each kind is worth, as a share of its rarity in bits. A pair only opens."""
NARROWNESS = {"n": 1.0, "w": 1.0, "s": 0.9, "d": 0.5}
"""The same by how narrow the key is: of the bits of a lost consonant half are believed."""

_SILENT = frozenset({Part.TITLE, Part.PARTICLE, Part.NISBA, Part.INITIAL})
_KIN = frozenset({Part.KUNYA, Part.FATHER_KUNYA})
_VOWELS = str.maketrans({"o": "u", "e": "i"})
_MOST_PAIRED = 4
_MOST_KIN = 12
_MOST_BONES = 16  # a longer word is no name, and would have a key for each letter

_OTHER_READINGS = {
    Script.LATIN: tuple(
        (re.compile(letters), sound)
        for letters, sound in (
            ("w", "v"), ("g(?=[eiy])", "j"), ("ch", "kh"), ("ch", "k"), ("th", "t"), ("kh", "k"),
            ("j", "y"), ("c(?=[eiy])", "k"), ("x", "kh"), ("h", "k"),
        )
    ),
    Script.ARABIC: ((re.compile("و"), "ف"), (re.compile("ج"), "غ"), (re.compile("[غخ]"), "ك")),
    Script.CYRILLIC: ((re.compile("г"), "к"), (re.compile("х"), "к")),
}  # fmt: skip

Slot = tuple[tuple[str, float], ...]
"""Keys that say one thing, each with what sharing it is worth (a share of its rarity in bits), best first."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an index keeps of one record, or is asked: keys in slots, birth in days (proleptic), sex, what is stated.

    `sex` is 0 unknown, 1 female, 2 male. `born` is None where nothing is said.
    """

    ref: str
    slots: tuple[Slot, ...]
    born: tuple[int, int] | None = None
    sex: int = 0
    states_given: bool = False
    states_mother: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """All keys, without their slots; worked out at each call."""
        return frozenset(key for slot in self.slots for key, _ in slot)


def sketch_record(record: PersonRecord) -> Sketch:
    """Return the sketch of a record by itself; `sketch_profile` also knows whom it was told of with."""
    return sketch_profile(build_profiles([record])[0])


def sketch_profile(profile: Profile) -> Sketch:
    """Return what a profile is found by."""
    record = profile.record
    birth = record.birth
    return Sketch(
        ref=record.ref,
        slots=tuple(_slots(profile)),
        born=(birth.earliest.toordinal(), birth.latest.toordinal()) if birth else None,
        sex={"f": 1, "m": 2}.get(str(record.sex), 0) if record.sex else 0,
        states_given=any(name.of(Part.GIVEN) for name in profile.names),
        states_mother=bool(profile.mother),
    )


def record_keys(record: PersonRecord) -> frozenset[str]:
    """Give the keys under which a record should be found; an application may store them as keyed hashes."""
    return sketch_record(record).keys


def profile_keys(profile: Profile) -> frozenset[str]:
    """Give the keys of a profile: its own names, its mother's, its kunyas and the children a kunya may name."""
    return frozenset(key for slot in _slots(profile) for key, _ in slot)


def text_slots(name: ParsedName) -> tuple[Slot, ...]:
    """Return the slots of a name that may be a person's own or what she is called by: for a search box."""
    words = [token for token in name.tokens if token.role not in _SILENT]
    kin = [token for token in words if token.role in _KIN]
    slots = [
        _slot(OWN, token_keys(token)) + _slot(KUNYA, token_keys(token)) for token in words if token not in kin
    ]
    slots += [_slot(KUNYA, token_keys(token)) for token in kin]
    return (*slots, *_join_slots(name), *_pair_slots([name]))


@lru_cache(maxsize=1 << 16)
def token_keys(token: Token) -> tuple[str, ...]:
    """Return the keys of one word, without the mark of whose it is."""
    keys: set[str] = set()
    for form in {*token.forms, token.stem}:
        keys.update(f"n:{name}" for name in find_names(form))
        keys.update(f"n:{name}" for name in halves_of(form))
        sound = sounds(form).translate(_VOWELS)
        if len(sound) >= 3:
            keys.add(f"w:{sound}")
        bones = skeleton(form)
        keys |= _bone_keys(bones)
        for other in _respelt(form, token.script):
            keys |= {f"{kind}:{other}" for kind in ("s", "d")} if other != bones else set()
    return tuple(sorted(keys))


def _respelt(form: str, script: Script) -> set[str]:
    """Return the skeletons of a word whose letters are read as another language reads them: Wagner is Вагнер."""
    readings = {rule.sub(sound, form) for rule, sound in _OTHER_READINGS.get(script, ()) if rule.search(form)}
    return {bones for reading in readings if len(bones := skeleton(reading)) > 1}


def _bone_keys(bones: str) -> set[str]:
    bones = bones[:_MOST_BONES]
    keys = {f"s:{bones}"} if bones else set()
    if len(bones) == 2 and bones[1] == "t":  # Хайбат, هيبة
        keys.add(f"s:{bones[0]}")
    if len(bones) == 3:  # the first consonant is the one most often misheard: Хусейн, Кусайн
        keys |= {f"d:{bones}", f"s:{bones[1:]}"}
    if len(bones) >= 4:  # one consonant heard otherwise, or lost
        keys |= {f"d:{bones}", *(f"d:{bones[:i]}{bones[i + 1 :]}" for i in range(len(bones)))}
    return keys


def _slots(profile: Profile) -> Iterator[Slot]:
    own: dict[str, dict[tuple[str, ...], None]] = {}
    given: dict[tuple[str, ...], None] = {}
    kin: list[Token] = []
    for name in profile.names:
        for token in name.tokens:
            if token.role in _KIN:
                kin.append(token)
            elif token.role not in _SILENT:
                keys = token_keys(token)
                own.setdefault(token.compared_as, {})[keys] = None
                if token.role is Part.GIVEN:
                    given[keys] = None
    yield from (_slot(OWN, *spellings) for spellings in own.values())
    if given:
        yield _slot(GIVEN, *given)
    for name in profile.names:
        yield from _join_slots(name)
    yield from _mother_slots(profile, kin)
    yield from _kin_slots(profile, kin)
    yield from _pair_slots(profile.names)
    for one in profile.record.identifiers:
        yield ((f"{NUMBER}{one.kind}:{one.number}", WORTH[NUMBER]),)


def _mother_slots(profile: Profile, kin: list[Token]) -> Iterator[Slot]:
    hers: dict[str, dict[tuple[str, ...], None]] = {}
    for name in profile.mother:
        for token in name.tokens:
            if token.role in _KIN:
                kin.append(token)
            elif token.role not in _SILENT:
                hers.setdefault(token.compared_as, {})[token_keys(token)] = None
    yield from (_slot(MOTHER, *spellings) for spellings in hers.values())


def _kin_slots(profile: Profile, kin: list[Token]) -> Iterator[Slot]:
    """Give a slot for each child, brother or sister that a kunya may name; one told of twice is one."""
    named = (*profile.kunyas, *profile.mother_kunyas, *profile.child_names)
    if profile.is_child:
        named = (*named, *profile.sibling_names)
    kin += [token for name in named for token in name.tokens if token.role not in _SILENT]
    seen: set[tuple[str, ...]] = set()
    for token in kin:
        keys = token_keys(token)
        if keys not in seen and len(seen) < _MOST_KIN:
            seen.add(keys)
            yield _slot(KUNYA, keys)


def _join_slots(name: ParsedName) -> Iterator[Slot]:
    """Give what neighbouring words would be if they were one: محمد علي is Магомедали."""
    words = [token for token in name.tokens if token.role not in _SILENT | _KIN]
    for first, second in pairwise(words):
        if keys := _joined(first.norm, second.norm):
            yield _slot(OWN, keys)


@lru_cache(maxsize=1 << 16)
def _joined(first: str, second: str) -> tuple[str, ...]:
    joined = first + second
    keys = {f"n:{found}" for found in find_names(joined)}
    if not find_names(first) or not find_names(second) or len(joined) <= 10:
        bones = skeleton(joined)
        if 4 <= len(bones) <= 8:
            keys |= {f"s:{bones}", f"d:{bones}"}
    return tuple(sorted(keys))


def _pair_slots(names: Iterable[ParsedName]) -> Iterator[Slot]:
    """Give the pairs of a person's own words, in no order, each word by its canonical names or its skeleton."""
    keys: set[str] = set()
    for name in names:
        words = [token for token in name.tokens if token.role not in _SILENT | _KIN][:_MOST_PAIRED]
        for one, other in combinations([_classes(token.stem) for token in words], 2):
            keys.update(f"{PAIR}{a}+{b}" if a < b else f"{PAIR}{b}+{a}" for a in one for b in other)
    if keys:
        yield tuple((key, WORTH[PAIR]) for key in sorted(keys))


@lru_cache(maxsize=1 << 16)
def _classes(stem: str) -> tuple[str, ...]:
    bones = skeleton(stem)
    return (*sorted(find_names(stem))[:2], *([f"~{bones}"] if len(bones) > 1 else []))


@lru_cache(maxsize=1 << 17)
def _slot(prefix: str, *spellings: tuple[str, ...]) -> Slot:
    """Put the keys of one word, in all its spellings, into one slot; the narrowest stand first."""
    worth = {prefix + key: WORTH[prefix] * NARROWNESS[key[0]] for keys in spellings for key in keys}
    return tuple(sorted(worth.items(), key=lambda one: (-one[1], one[0])))

"""The lexicon of attested names: which written forms are one name.

The table `data/lexicon.tsv` is our own; it says that Патимат and فاطمة are one name, which no letter rule
finds, and that Ахмад and Махмуд are two, which a letter rule would doubt.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from kinmatch.names.parts import Sex
from kinmatch.script import Script, detect_script, normalise

NameId = str
_NO_IDS: frozenset[NameId] = frozenset()


@dataclass(frozen=True)
class _Table:
    """Forms by normal form; `halves` are parts of compound names that are used alone."""

    forms: dict[str, frozenset[NameId]]
    halves: dict[str, frozenset[NameId]]
    spellings: dict[tuple[NameId, Script], tuple[str, ...]]
    sexes: dict[NameId, Sex]


@lru_cache(maxsize=1)
def _table() -> _Table:
    forms: dict[str, set[NameId]] = {}
    halves: dict[str, set[NameId]] = {}
    sexes: dict[NameId, Sex] = {}
    spellings: dict[tuple[NameId, Script], dict[str, None]] = {}
    text = resources.files("kinmatch").joinpath("data/lexicon.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, sex, *columns = line.split("\t")
        sexes[name] = "f" if sex == "f" else "m"
        for form in ";".join(columns).split(";"):
            if form:
                target = halves if form.startswith("~") else forms
                key = form_key(normalise(form.removeprefix("~")))
                target.setdefault(key, set()).add(name)
                if target is forms:
                    spellings.setdefault((name, detect_script(key)), {})[key] = None
    written = {key: tuple(found) for key, found in spellings.items()}
    frozen = [{form: frozenset(ids) for form, ids in table.items()} for table in (forms, halves)]
    return _Table(frozen[0], frozen[1], written, sexes)


def form_key(norm: str) -> str:
    """Return the normal form as one word, as it stands in the lexicon."""
    return norm.replace(" ", "").replace("-", "")


@lru_cache(maxsize=65536)
def find_names(norm: str) -> frozenset[NameId]:
    """Return the canonical names that the normal form may be; empty if the lexicon does not know it."""
    key = form_key(norm)
    table = _table()
    found = table.forms.get(key)
    if found is not None:
        return found
    half = table.halves.get(key)
    return frozenset({key_of_half(half)}) if half else _NO_IDS


def key_of_half(compounds: frozenset[NameId]) -> NameId:
    """Return the id under which the half of a compound name stands by itself: Карим is "ABDULKARIM/2"."""
    return min(compounds) + "/2"


def is_half(name: NameId) -> bool:
    """Say whether an id is that of the half of a compound name, and not of a whole one."""
    return name.endswith("/2")


def halves_of(norm: str) -> frozenset[NameId]:
    """Return the compound names that the normal form may be the half of."""
    return _table().halves.get(form_key(norm), _NO_IDS)


def spellings_of(name: NameId, script: Script) -> tuple[str, ...]:
    """Return the listed spellings of a canonical name in one script, in normal form."""
    return _table().spellings.get((name, script), ())


def sex_of(name: NameId) -> Sex:
    """Return the sex of bearers of a canonical name.

    Raises:
        KeyError: there is no such name in the lexicon.
    """
    return _table().sexes[name.removesuffix("/2")]

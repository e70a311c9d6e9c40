"""The lexicon of attested names: which written forms are one name.

The table `data/lexicon.tsv` is our own; it says that Патимат and فاطمة are one name, which no letter rule
finds, and that Ахмад and Махмуд are two, which a letter rule would doubt.
"""

from functools import lru_cache
from importlib import resources

from kinmatch.names.parts import Sex
from kinmatch.script import normalise

NameId = str
_NO_IDS: frozenset[NameId] = frozenset()


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, frozenset[NameId]], dict[NameId, Sex]]:
    forms: dict[str, set[NameId]] = {}
    sexes: dict[NameId, Sex] = {}
    text = resources.files("kinmatch").joinpath("data/lexicon.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, sex, *columns = line.split("\t")
        sexes[name] = "f" if sex == "f" else "m"
        for column in columns:
            for form in column.split(";"):
                if form.strip():
                    forms.setdefault(form_key(normalise(form)), set()).add(name)
    return {form: frozenset(ids) for form, ids in forms.items()}, sexes


def form_key(norm: str) -> str:
    """Return the normal form as one word, as it stands in the lexicon."""
    return norm.replace(" ", "").replace("-", "")


def find_names(norm: str) -> frozenset[NameId]:
    """Return the canonical names that the normal form may be; empty if the lexicon does not know it."""
    return _table()[0].get(form_key(norm), _NO_IDS)


def sex_of(name: NameId) -> Sex:
    """Return the sex of bearers of a canonical name.

    Raises:
        KeyError: there is no such name in the lexicon.
    """
    return _table()[1][name]

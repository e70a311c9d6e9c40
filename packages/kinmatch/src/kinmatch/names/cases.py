"""Names in the genitive: «жена Магомеда», «мать Юсуфа», Chechen «Мусан» before the own name."""

from kinmatch.names.lexicon import find_names, sex_of
from kinmatch.names.parts import Sex
from kinmatch.script import Script

# What the genitive has in place of the ending of the name; ь is no letter of a normal form.
_GENITIVES = (("а", ""), ("я", "й"), ("я", ""), ("ы", "а"), ("и", "а"), ("и", "я"), ("и", ""))


def nominative(norm: str, script: Script, *, sex: Sex | None = None) -> str:
    """Return the name that a Russian genitive is of (юсуфа: юсуф), or the word itself where none is listed.

    Args:
        sex: of the bearer, where it is known: «жена Амина» speaks of Амин, though Амина is a name too.
    """
    if script is not Script.CYRILLIC or _is_listed(norm, sex):
        return norm
    for ending, own in _GENITIVES:
        if norm.endswith(ending) and len(norm) > 3:
            bare = norm[: len(norm) - len(ending)] + own
            if _is_listed(bare, sex):
                return bare
    return norm


def chechen_nominative(norm: str) -> str | None:
    """Return the name that a Chechen genitive in -н is of (мусан: муса), or None."""
    if find_names(norm) or not norm.endswith("н"):
        return None
    return next((bare for bare in (norm[:-1], norm[:-2]) if len(bare) > 2 and find_names(bare)), None)


def _is_listed(norm: str, sex: Sex | None) -> bool:
    names = find_names(norm)
    return any(sex is None or sex_of(name) == sex for name in names)

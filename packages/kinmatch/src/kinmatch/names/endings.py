"""Endings that tell a role: patronymics and surnames of the three scripts, on normal forms."""

import re

from kinmatch.names.lexicon import find_names, sex_of
from kinmatch.script import Script

_PATRONYMIC = {
    Script.CYRILLIC: re.compile(
        r"^(.{2,}?)(?:[ое]вич|[ое]вна|[аоуе]фна|[ао]вна|ивна|инична|ична|ич|к[ыи]з[ыи]|г[ыи]зы|оглы|оглу|угли|уулу|улу|улы)$"
    ),
    Script.LATIN: re.compile(
        r"^(.{2,}?)(?:y?[aoie]vich|y?[oe]vi(?:tch|c|ch)|y?[oie]vna|[oe]fna|[oe]wna|[oe]wicz|[oe]fich|inichna|ichna|[kqg][yi]z[yi]|ogl[yui]|ugli|uulu|ulu)$"
    ),
    Script.ARABIC: re.compile(
        r"^(.{2,}?)(?:و?و?في?تش|[وي]في?تش|[وي]في?ج|[وي]في?ش|[وي]فنا|[وي]فنه|كيزي|قيزي|كزي|اوغلي|اوغلو|وغلو|قزي|[وي]في?نا|ي?تشنا|ي?شنا)$"
    ),
}
_SURNAME = {
    Script.CYRILLIC: re.compile(
        r"^(.{2,}?)(?:[оеаиу]ва?|[оеаиу]вой|[ыи]на?|[оеи]в[ауы]|[ое]фа?|[сц]к(?:ий|ая)|зода|заде?|ен?ко|швили|дзе|геран|пури?)$"
    ),
    Script.LATIN: re.compile(
        r"^(.{2,}?)(?:y?[oeaui]va?h?|y?[oe]f(?:a|f)?|[oe]wa?|ina?|yn|sk(?:y|iy|aya|ij)|zod[ae]h?|zad[ae]h?|enko|po?u?o?r)$"
    ),
    Script.ARABIC: re.compile(r"^(.{2,}?)(?:[وي]+في?[اه]?|اف[اه]|[وي]+ڤ[اه]?|زاده|زودا|سكي|سكايا|وفي|بور)$"),
}
_PERSIAN = re.compile(r"(?:пури?|po?u?o?r|بور)$")
_FEMININE = {
    Script.CYRILLIC: (
        re.compile(r"(?<=[оеаиуё][вф])[ауы]$|(?<=[вф])ой$|(?<=[иы]н)[ауы]$"),
        re.compile(r"ская$"),
        "ский",
    ),
    Script.LATIN: (re.compile(r"(?<=[oeaiu][vfw])ah?$|(?<=in)a$"), re.compile(r"skaya$"), "skiy"),
    Script.ARABIC: (re.compile(r"(?<=[ويا][فڤ])[اه]$|(?<=ين)ا$"), re.compile(r"سكايا$"), "سكي"),
}
_GIVEN_ENDINGS = {Script.CYRILLIC: ("", "й", "ей", "я", "а"), Script.LATIN: ("", "y", "ey", "ei", "a", "ya")}
_SHORT_STEMS = frozenset({"ил", "лук", "кузьм", "кузм", "фом", "никит"})
_WOMAN = {
    Script.CYRILLIC: re.compile(r"(?:[ое]вна|ична|[ое]ва|[иы]на|ская)$"),
    Script.LATIN: re.compile(r"(?:[oe]vna|ichna|[oe]va|[oe]fa|skaya)$"),
    Script.ARABIC: re.compile(r"(?:[وي]فنا|[وي]فا|[وي]فه|سكايا)$"),
}


def find_patronymic(norm: str, script: Script) -> str | None:
    """Return the father's given name inside a patronymic (Магомедовна: магомед), or None."""
    pattern = _PATRONYMIC.get(script)
    match = pattern.match(norm) if pattern else None
    if match is None:
        return None
    stem = match.group(1)
    if (
        script is Script.CYRILLIC
        and norm.endswith("ич")
        and not norm.endswith(("ович", "евич"))
        and stem not in _SHORT_STEMS
    ):
        return None
    # Сергеевна, Николаевна, Ильинична: the given name has an ending of its own.
    for ending in _GIVEN_ENDINGS.get(script, ("",)):
        if any(sex_of(name) == "m" for name in find_names(stem + ending)):
            return stem + ending
    return stem


def find_surname(norm: str, script: Script) -> str | None:
    """Return the stem of a word that ends as a family name (Алиева: али), or None."""
    pattern = _SURNAME.get(script)
    match = pattern.match(norm) if pattern else None
    if match is None or len(norm) < 4:
        return None
    stem = match.group(1)
    # Karimpour is a family name, Shapur is not: before -pur only a listed name counts.
    return stem if not _PERSIAN.search(norm) or find_names(stem) else None


def without_gender(norm: str, script: Script) -> str:
    """Return a family name in the form brothers and sisters share (Алиева and Алиев: алиев).

    The Chechen name of the clan is put as Russian papers have it (Дудагӏеран: дудаев).
    """
    if script not in _FEMININE:
        return norm
    if script is Script.CYRILLIC and norm.endswith("геран"):
        clan = norm.removesuffix("геран")
        return clan + ("ев" if clan.endswith(("а", "е", "и", "о", "у")) else "ов")
    ending, long, masculine = _FEMININE[script]
    return long.sub(masculine, ending.sub("", norm))


def is_womans(norm: str, script: Script) -> bool:
    """Return whether the ending is written for a woman only."""
    pattern = _WOMAN.get(script)
    return bool(pattern and pattern.search(norm))

"""Rules about words: the banned ones are used nowhere, and every sentence speaks three languages."""

from __future__ import annotations

import io
import re
import string
from functools import lru_cache
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from tests.rules.repository import ROOT, short, sources, tracked

LANGUAGES = ("ru", "ar")
SIGNS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
SIGNS |= {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
SIGNS |= {"npgettext_lazy": ((1, "c"), 2, 3), "gettext_noop": None}


def banned() -> list[str]:
    """Return the words in `code` of the last column of GLOSSARY.md."""
    table = (ROOT / "GLOSSARY.md").read_text("utf-8").split("## Words people read")[1]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| ") and "---" not in line]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row[5])]


@lru_cache
def catalogues() -> tuple[tuple[Path, polib.POFile], ...]:
    return tuple((path, polib.pofile(str(path))) for path in tracked(".po"))


def test_the_glossary_bans_words():
    assert len(banned()) > 10


@pytest.mark.parametrize("word", banned())
def test_nobody_uses(word: str):
    used = re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)
    in_catalogues = [
        f"{short(path)}: {entry.msgid[:60]}"
        for path, catalogue in catalogues()
        for entry in catalogue
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
        if used.search(text)
    ]
    in_pages = [short(path) for path in sources(".html") if used.search(path.read_text("utf-8"))]

    assert in_catalogues + in_pages == []


def spoken(path: Path) -> list[tuple[str | None, str]]:
    """Return context and text of every translatable sentence in a page or a module."""
    text = path.read_text("utf-8")
    code = templatize(text) if path.suffix == ".html" else text
    found = []
    for _, function, messages, _ in extract_python(
        io.BytesIO(code.encode("utf-8")), SIGNS, [], {"encoding": "utf-8"}
    ):
        if function not in SIGNS:
            continue
        parts = (
            [messages] if isinstance(messages, str) else [part for part in messages if isinstance(part, str)]
        )
        context = parts.pop(0) if function and function.lstrip("n").startswith("pgettext") and parts else None
        if parts and parts[0]:
            found.append((context, parts[0]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str):
    known = {
        (entry.msgctxt, entry.msgid)
        for path, catalogue in catalogues()
        if f"/{language}/" in str(path)
        for entry in catalogue
        if entry.translated() and "fuzzy" not in entry.flags and not entry.obsolete
    }
    missing = sorted(
        {
            f"{short(path)}: {text[:90]}"
            for path in sources(".html", ".py")
            for said in spoken(path)
            if (text := said[1]) and said not in known
        }
    )

    assert missing == [], f"{len(missing)} sentences are not translated into {language}"


def names_in(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]", text)) | {
        name for _, name, _, _ in _fields(text) if name and re.fullmatch(r"\w+", name)
    }


def _fields(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(string.Formatter().parse(text))
    except ValueError:
        return []  # a brace that is only a brace


def test_translations_keep_the_named_values():
    lost = [
        f"{short(path)}: {entry.msgid[:60]}"
        for path, catalogue in catalogues()
        for entry in catalogue
        if entry.msgstr and names_in(entry.msgid) != names_in(entry.msgstr)
    ]

    assert lost == []


def test_one_sentence_is_translated_in_one_way():
    ways: dict[tuple[str, str | None, str], set[str]] = {}
    for path, catalogue in catalogues():
        for entry in catalogue:
            if entry.msgstr and not entry.obsolete:
                ways.setdefault((path.parts[-3], entry.msgctxt, entry.msgid), set()).add(entry.msgstr)

    assert {key: sorted(said) for key, said in ways.items() if len(said) > 1} == {}

"""Sentences for evidence, one module per language; the keys are the same in all (a test holds them together)."""

from __future__ import annotations

from collections.abc import Mapping

from kinmatch.words.ar import SENTENCES as ARABIC
from kinmatch.words.en import SENTENCES as ENGLISH
from kinmatch.words.ru import SENTENCES as RUSSIAN

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "ru": RUSSIAN, "ar": ARABIC}

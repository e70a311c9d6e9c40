"""Put evidence into words. The only place where evidence becomes language; codes in, sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from kinmatch.evidence import Evidence, Feature, Outcome
from kinmatch.words import LABELS, LANGUAGES

WORTH_SAYING_MILLIBITS = 300
CLEAR_MILLIBITS, STRONG_MILLIBITS = 1500, 3500
ISOLATE, RELEASE = "\u2068", "\u2069"
"""Each value keeps its own direction inside a sentence of the other direction."""
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Strength(StrEnum):
    """How much a weight says, in steps that people can tell apart."""

    NOTHING = "nothing"
    SLIGHTLY = "slightly"
    CLEARLY = "clearly"
    STRONGLY = "strongly"


def strength_of(millibits: int) -> Strength:
    """Give the strength of a weight of either sign."""
    size = abs(millibits)
    if size < WORTH_SAYING_MILLIBITS:
        return Strength.NOTHING
    if size < CLEAR_MILLIBITS:
        return Strength.SLIGHTLY
    return Strength.CLEARLY if size < STRONG_MILLIBITS else Strength.STRONGLY


def strength_words(millibits: int, language: str = "en") -> str:
    """Say a weight in words: "speaks clearly for"."""
    strength = strength_of(millibits)
    if strength is Strength.NOTHING:
        return LABELS[language]["nothing"]
    return LABELS[language][f"{'for' if millibits > 0 else 'against'}.{strength}"]


def bits_words(millibits: int, language: str = "en") -> str:
    """Say a weight in bits, with its sign: "+4.1 bits"."""
    return LABELS[language]["bits"].format(bits=f"{millibits / 1000:+.1f}")


def clean(text: str) -> str:
    """Give a value as it can be shown: no marks that turn the direction of what follows, no unprintable signs.

    Line breaks become spaces; half of a surrogate pair is shown as its code.
    """
    return printable(_INVISIBLE.sub("", text)).strip()


def printable(text: str) -> str:
    """Give a sentence without signs that XML forbids; the isolates around its values stay."""
    shown = _UNPRINTABLE.sub(" ", text)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", shown)


def isolated(text: str) -> str:
    """Give a value, cleaned, that keeps its own direction inside a sentence."""
    return f"{ISOLATE}{clean(text)}{RELEASE}"


def label_of(feature: Feature | str, language: str = "en") -> str:
    """Name a feature in words; one that this version does not know keeps its code."""
    return LABELS[language].get(f"feature.{feature}", str(feature))


def value_words(feature: Feature | None, value: str, language: str = "en") -> str:
    """Give a value as it is shown: as written, or in words where a comparison speaks in codes."""
    if feature in (Feature.SEX, Feature.AGE_GROUP):
        return LABELS[language].get(f"value.{value}", clean(value))
    return clean(value)


def sentence(evidence: Evidence, language: str = "en", *, isolate: bool = False) -> str:
    """Say one piece of evidence; empty for UNKNOWN.

    Args:
        language: en, ru or ar.
        isolate: wrap the values in Unicode isolates; pages do it with <bdi> instead.
    """
    words = LANGUAGES[language]
    if evidence.outcome is Outcome.UNKNOWN:
        return ""
    key = f"{evidence.feature}.{evidence.outcome}"
    if evidence.feature is Feature.KUNYA and "kunya_is_child" in evidence.detail:
        key = "kunya.child"
    left, right = clean(evidence.left) or "–", clean(evidence.right) or "–"
    if isolate:
        left, right = isolated(left), isolated(right)
    if key not in words:
        plain = LABELS[language][f"outcome.{evidence.outcome}"].format(left=left, right=right)
        return f"{label_of(evidence.feature, language)}: {plain}"
    return words[key].format(left=left, right=right)


def speaks_for(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Give what speaks for one person, heaviest first."""
    return sorted(
        (one for one in evidence if one.millibits >= WORTH_SAYING_MILLIBITS),
        key=lambda one: (-one.millibits, one.feature),
    )


def speaks_against(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Give what speaks against one person, heaviest first."""
    return sorted(
        (one for one in evidence if one.millibits <= -WORTH_SAYING_MILLIBITS),
        key=lambda one: (one.millibits, one.feature),
    )


def why(evidence: Sequence[Evidence], language: str = "en", *, isolate: bool = False) -> str:
    """Say what speaks for one person, in one line."""
    words = LANGUAGES[language]
    return words["separator"].join(sentence(one, language, isolate=isolate) for one in speaks_for(evidence))


def against(
    evidence: Sequence[Evidence], language: str = "en", *, close_rival: bool = False, isolate: bool = False
) -> str:
    """Say what speaks against one person, in one line; `close_rival` adds that another pair is nearly as likely."""
    words = LANGUAGES[language]
    said = [sentence(one, language, isolate=isolate) for one in speaks_against(evidence)]
    if close_rival:
        said.append(words["lead.small"])
    return words["separator"].join(said)

"""Put evidence into words. The only place where evidence becomes language; codes in, sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinmatch.evidence import Evidence, Feature, Outcome
from kinmatch.words import LANGUAGES

WORTH_SAYING_MILLIBITS = 300
ISOLATE, RELEASE = "\u2068", "\u2069"
"""Each value keeps its own direction inside a sentence of the other direction."""


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
    left, right = evidence.left or "–", evidence.right or "–"
    if isolate:
        left, right = f"{ISOLATE}{left}{RELEASE}", f"{ISOLATE}{right}{RELEASE}"
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

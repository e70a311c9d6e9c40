"""Match persons and whole families across Arabic, Cyrillic and Latin scripts, with evidence in bits.

    >>> from kinmatch import Matcher, Name, PersonRecord
    >>> sought = PersonRecord(ref="P1", names=(Name("Алиева Патимат Магомедовна"),), mother="Хадижат")
    >>> row = PersonRecord(ref="L1:7", names=(Name("فاطمة محمد عبد الله"),), mother="خديجة")
    >>> [proposal] = Matcher().score_family([sought], [row])
    >>> proposal.right, proposal.bits > 0
    ('L1:7', True)

The names below are the public ones. They are loaded when they are first asked for, so that a program which only
reads names does not load the alignment of families.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kinmatch.band import Band
    from kinmatch.block import record_keys
    from kinmatch.evidence import Evidence, Feature, Outcome, format_evidence, parse_evidence
    from kinmatch.match import Matcher, Proposal, duplicates, measure_rarity
    from kinmatch.names import Rarity, compare_names, parse_name
    from kinmatch.names.bulk import Ranked, rank_names, score_names
    from kinmatch.record import Child, DateSpan, Identifier, Name, NameKind, PersonRecord, Role, Sex

_HOMES = {
    "Band": "band", "record_keys": "block", "Evidence": "evidence", "Feature": "evidence", "Outcome": "evidence",
    "format_evidence": "evidence", "parse_evidence": "evidence", "Matcher": "match", "Proposal": "match",
    "duplicates": "match", "measure_rarity": "match", "Rarity": "names", "compare_names": "names",
    "parse_name": "names", "Ranked": "names.bulk", "rank_names": "names.bulk",
    "score_names": "names.bulk", "Child": "record", "DateSpan": "record", "Identifier": "record", "Name": "record",
    "NameKind": "record", "PersonRecord": "record", "Role": "record", "Sex": "record",
}  # fmt: skip

__all__ = [
    "Band", "Child", "DateSpan", "Evidence", "Feature", "Identifier", "Matcher", "Name", "NameKind", "Outcome",
    "PersonRecord", "Proposal", "Ranked", "Rarity", "Role", "Sex", "compare_names", "duplicates", "format_evidence",
    "measure_rarity", "parse_evidence", "parse_name", "rank_names", "record_keys", "score_names",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kinmatch' has no attribute {name!r}")
    return getattr(import_module(f"kinmatch.{_HOMES[name]}"), name)

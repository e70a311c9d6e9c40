"""Rows about people: `records` (what was said, what was concluded) and `happenings` (events, consent)."""

from wayhome.people.models.happenings import Consent, ConsentPurpose, Event, EventKind, Participation
from wayhome.people.models.records import (
    Attachment,
    Credibility,
    Group,
    Kinship,
    Person,
    Record,
    Reliability,
    SearchKey,
    Sex,
    Source,
    SourceKind,
)

__all__ = [
    "Attachment", "Consent", "ConsentPurpose", "Credibility", "Event", "EventKind", "Group", "Kinship",
    "Participation", "Person", "Record", "Reliability", "SearchKey", "Sex", "Source", "SourceKind",
]  # fmt: skip

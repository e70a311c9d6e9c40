"""Which stored records are worth comparing with what is asked for: the ranking of kinmatch over the stored keyed hashes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kinmatch import PersonRecord
from kinmatch.index import sketch_profile
from kinmatch.profile import build_profiles
from wayhome.people.index import index
from wayhome.people.models import Record, SearchKey

_AT_ONCE = 5_000


def records_near(asked: Sequence[PersonRecord], *, kind: Record.Kind, most: int) -> list[Record]:
    """Return current records of a kind, at most `most` for each person asked for, the likeliest first.

    Records of one group lend each other what they say, as in a comparison.
    """
    sketches = [sketch_profile(profile) for profile in build_profiles(asked)]
    ids = index.near(sketches, most=most, kind=kind)
    found: dict[UUID, Record] = {}
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        keyed = SearchKey.objects.filter(record__in=some).values("record")
        found |= {
            record.pk: record for record in Record.objects.filter(pk__in=some).current().filter(pk__in=keyed)
        }
    return [found[pk] for pk in ids if pk in found]

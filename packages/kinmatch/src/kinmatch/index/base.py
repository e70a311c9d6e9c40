"""What both kinds of index take and give."""

from __future__ import annotations

from typing import NamedTuple

from kinmatch.index.keys import Sketch, sketch_profile, sketch_record
from kinmatch.profile import Profile
from kinmatch.record import PersonRecord

Source = PersonRecord | Profile | Sketch
"""A record by itself, a profile (which knows whom it was told of with), or a sketch made before."""


class Found(NamedTuple):
    """A record worth comparing. `millibits` orders candidates and is no evidence."""

    ref: str
    millibits: int


def sketch_of(source: Source) -> Sketch:
    """Return the sketch of whatever is given."""
    if isinstance(source, Sketch):
        return source
    return sketch_profile(source) if isinstance(source, Profile) else sketch_record(source)

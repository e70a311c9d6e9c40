"""What a run of an engine may be told, and what it gives back. Plain values, nothing is imported here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with (stage, steps done, steps in all)."""


class BadTable(ValueError):
    """A table cannot be linked as it stands; the message names the file and the column, and says what is needed."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How wide to look and what to keep.

    Attributes:
        largest_block: persons of one side under one key beyond which the key is joined with a further one.
        most_keys: how many facts one key may join.
        least_odds_bits: posterior odds from which a pair is kept; 0 is an even chance.
        present_share: how many persons of the left table are expected in the right one; it sets the prior.
        top: links kept per person of the left table.
        partitions: parts that the keys are cut into; more parts need less memory. 0 means: by size.
        threads: cores to use.
        memory_gb: what the SQL engine may hold before it spills to disk.
    """

    largest_block: int = 16
    most_keys: int = 4
    least_odds_bits: float = 0.0
    present_share: float = 0.35
    top: int = 20
    partitions: int = 0
    threads: int = 2
    memory_gb: float = 3.0


@dataclass(frozen=True, slots=True)
class LinkResult:
    """Where the links are and what was done.

    The file is Parquet: left and right (ids as text), millibits (sum of the evidence), odds (millibits with the prior
    added), against (1 where a contradiction speaks against the pair). It is sorted by left, odds falling, right.

    Attributes:
        left_unreached: persons of the left table whose every key stood in too large a block; they were compared
            with nobody, and a further column (birth, father, mother) would reach them.
    """

    links: Path
    count: int
    candidates: int
    left_size: int
    right_size: int
    left_unreached: int

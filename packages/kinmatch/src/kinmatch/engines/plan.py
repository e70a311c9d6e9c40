"""The common part of both engines: rules that follow from the sizes of the tables and nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kinmatch.engines.blocking import LEVELS, Bytes, Facts, count_keys, judge, table_bits
from kinmatch.engines.settings import LinkSettings

LEAST_POPULATION = 4000
SMALL = 50_000
PERSONS_PER_PART = 250_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What both engines must agree on before the first pair.

    Attributes:
        shift: how far a key is shifted to give its bucket.
        with_year: facts that must be joined before a year of birth may join them.
        parts: how many parts the keys fall into.
        prior: millibits of the prior odds.
        least: millibits of evidence from which a pair is kept.
    """

    shift: int
    levels: int
    with_year: int
    parts: int
    prior: int
    least: int

    @classmethod
    def of(cls, left: int, right: int, settings: LinkSettings) -> Plan:
        """Plan for two tables of so many persons; `right` equals `left` where one table is linked with itself."""
        if not 1 <= settings.largest_block <= 200:
            raise ValueError("largest_block must be between 1 and 200")
        if not 2 <= settings.most_keys <= LEVELS:
            raise ValueError(f"most_keys must be between 2 and {LEVELS}")
        both = left + right
        prior = round(1000 * math.log2(settings.present_share / max(right, LEAST_POPULATION)))
        return cls(
            shift=64 - table_bits(both),
            levels=settings.most_keys,
            with_year=1 if max(left, right) <= SMALL else 2,
            parts=settings.partitions or max(1, math.ceil(both / PERSONS_PER_PART)),
            prior=prior,
            least=round(settings.least_odds_bits * 1000) - prior,
        )

    @property
    def buckets(self) -> int:
        """How many buckets the keys fall into."""
        return 1 << (64 - self.shift)


def judge_levels(plan: Plan, left: Facts, right: Facts | None, settings: LinkSettings) -> Bytes:
    """Say of every bucket of every level whether its block may be opened: uint8[levels, buckets]."""
    status = np.zeros((plan.levels, plan.buckets), dtype=np.uint8)
    for level in range(1, plan.levels + 1):
        counts = [np.zeros(plan.buckets, dtype=np.uint8) for _ in range(1 if right is None else 2)]
        for facts, count in zip([left] if right is None else [left, right], counts, strict=True):
            count_keys(facts, status, np.uint64(plan.shift), level, plan.with_year, count)
        status[level - 1] = judge(counts[0], None if right is None else counts[1], settings.largest_block)
    return status

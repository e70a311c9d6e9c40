"""Reviewed pairs, and their evidence as numbers: for each term its raw bits, before any weight."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kinmatch.evidence import Evidence, Outcome
from kinmatch.weights import SHARES, TERMS, Weights

Floats = NDArray[np.float64]
ORDER = tuple(sorted(TERMS))
PLACE = {term: place for place, term in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class ReviewedPair:
    """A pair that people have judged.

    Attributes:
        evidence: as it was weighed with the weights that are in use now.
        same: whether they found one person.
        family: pairs of one family (a request) are held out together; empty holds the pair out alone.
        offset_millibits: what the odds had besides the evidence: prior odds and competition; None if not kept.
    """

    evidence: tuple[Evidence, ...]
    same: bool
    family: str = ""
    offset_millibits: int | None = None


def raw_bits(evidence: Sequence[Evidence], weights: Weights) -> Floats:
    """Give the raw bits of each term of `ORDER` in evidence that `weights` weighed; 0.0 where it is unknown.

    Evidence without a term has nothing to learn. A share of zero leaves nothing to tell raw bits by; none is fitted to zero.
    """
    row = np.zeros(len(ORDER))
    for one in evidence:
        if one.term in PLACE and one.outcome is not Outcome.UNKNOWN:
            row[PLACE[one.term]] += _raw(one, weights)
    return row


def _raw(one: Evidence, weights: Weights) -> float:
    weight = weights.terms[one.term]
    if weight:
        return one.millibits / weight
    return 0.0 if one.term in SHARES else 1.0


def table(pairs: Sequence[Sequence[Evidence]], weights: Weights) -> Floats:
    """Give the raw bits of many pairs; shape (pairs, terms)."""
    return np.array([raw_bits(evidence, weights) for evidence in pairs]).reshape(len(pairs), len(ORDER))


def vector(weights: Weights) -> Floats:
    """Give the weights in the order of `ORDER`, in bits for one raw bit."""
    return np.array([weights.terms[term] / 1000 for term in ORDER])


def reweigh(evidence: Sequence[Evidence], old: Weights, new: Weights) -> tuple[Evidence, ...]:
    """Weigh evidence again that `old` weighed; what has no term stays as it is."""
    again = []
    for one in evidence:
        if one.term in PLACE and one.outcome is not Outcome.UNKNOWN and (raw := _raw(one, old)):
            again.append(replace(one, millibits=new.weigh(one.term, raw)))
        else:
            again.append(one)
    return tuple(again)


def fold_of(family: str, position: int, folds: int) -> int:
    """Give the part in which a pair is held out: the same for all pairs of a family, and the same every time."""
    return zlib.crc32((family or f"alone:{position}").encode()) % folds

"""Weights from a deployment's own decisions, with everything that would change told before it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinmatch.learn.calibrate import Reliability, fit_calibration, reliability
from kinmatch.learn.logistic import LEAN, constant, fit_terms
from kinmatch.learn.pairs import ORDER, Floats, ReviewedPair, fold_of, table
from kinmatch.weights import Knots, Weights

LEAST_EACH = 20
"""Judged pairs of each answer from which weights may be estimated at all."""
LEAST_FOR_CALIBRATION = 200
FOLDS = 5


class TooFewDecisions(ValueError):
    """There are fewer than `LEAST_EACH` pairs found the same, or found different."""


@dataclass(frozen=True, slots=True)
class TermChange:
    """A weight that would change. `before` and `after` are in thousandths; `pairs` of the judged pairs showed it."""

    term: str
    before: int
    after: int
    pairs: int
    same: int


@dataclass(frozen=True, slots=True)
class PairChange:
    """What a judged pair would weigh. `position` is its place among the pairs given."""

    position: int
    before_millibits: int
    after_millibits: int


@dataclass(frozen=True, slots=True)
class ProposedWeights:
    """Weights that nobody uses yet, and what they would change.

    Attributes:
        before: how the weights in use did on the judged pairs.
        after: how the proposed ones do on pairs that they were not estimated from (families held out in turn).
        pairs: what each judged pair would weigh, the largest change first.
    """

    weights: Weights
    terms: tuple[TermChange, ...]
    pairs: tuple[PairChange, ...]
    before: Reliability
    after: Reliability

    @property
    def is_better(self) -> bool:
        """Say whether the held-out pairs surprise the proposed weights less than those in use."""
        return self.after.log_loss < self.before.log_loss


def fit_from_decisions(
    reviewed_pairs: Sequence[ReviewedPair],
    current_weights: Weights,
    *,
    lean: float = LEAN,
    provenance: str = "",
) -> ProposedWeights:
    """Propose weights that fit what reviewers decided, leaning on those in use where decisions are few.

    Args:
        reviewed_pairs: in any order; their evidence as `current_weights` weighs it.
        lean: how many pairs the weights in use count for.
        provenance: a sentence about where the decisions are from, kept in the weights.

    Raises:
        TooFewDecisions: nothing can be estimated from so few.
    """
    pairs = list(reviewed_pairs)
    same = np.array([pair.same for pair in pairs], dtype=bool)
    if min(int(same.sum()), int((~same).sum())) < LEAST_EACH:
        raise TooFewDecisions(f"at least {LEAST_EACH} pairs found the same and {LEAST_EACH} found different")
    raw = table([pair.evidence for pair in pairs], current_weights)
    offset = np.array([(pair.offset_millibits or 0) / 1000 for pair in pairs])
    terms, _ = fit_terms(raw, same, current_weights, lean=lean, offset=offset)
    proposed = Weights(terms, _calibration(pairs, raw, terms, current_weights), provenance)
    folds = [fold_of(pair.family, n, FOLDS) for n, pair in enumerate(pairs)]
    before, after = _sums(raw, current_weights.terms), _sums(raw, terms)
    return ProposedWeights(
        proposed,
        _term_changes(raw, same, current_weights, terms),
        _pair_changes(before, after),
        _held_out(raw, same, offset, current_weights, folds, None),
        _held_out(raw, same, offset, current_weights, folds, lean),
    )


def _sums(raw: Floats, terms: Mapping[str, int]) -> Floats:
    bits: Floats = raw @ np.array([terms[term] / 1000 for term in ORDER])
    return bits


def _calibration(
    pairs: Sequence[ReviewedPair], raw: Floats, terms: Mapping[str, int], current: Weights
) -> Knots:
    """Calibrate anew where enough decisions tell their whole odds; else keep the calibration in use."""
    told = [n for n, pair in enumerate(pairs) if pair.offset_millibits is not None]
    if len(told) < LEAST_FOR_CALIBRATION:
        return current.calibration
    sums = _sums(raw, terms)
    odds = [round(float(sums[n]) * 1000) + (pairs[n].offset_millibits or 0) for n in told]
    return fit_calibration(odds, [pairs[n].same for n in told])


def _term_changes(
    raw: Floats, same: NDArray[np.bool_], current: Weights, terms: Mapping[str, int]
) -> tuple[TermChange, ...]:
    changes = []
    for place, term in enumerate(ORDER):
        shown = raw[:, place] != 0
        if terms[term] != current.terms[term]:
            changes.append(
                TermChange(
                    term, current.terms[term], terms[term], int(shown.sum()), int((shown & same).sum())
                )
            )
    return tuple(sorted(changes, key=lambda one: (-abs(one.after - one.before), one.term)))


def _pair_changes(before: Floats, after: Floats) -> tuple[PairChange, ...]:
    changes = [
        PairChange(n, round(float(a) * 1000), round(float(b) * 1000))
        for n, (a, b) in enumerate(zip(before, after, strict=True))
    ]
    moved = [one for one in changes if one.before_millibits != one.after_millibits]
    return tuple(
        sorted(moved, key=lambda one: (-abs(one.after_millibits - one.before_millibits), one.position))
    )


def _held_out(
    raw: Floats,
    same: NDArray[np.bool_],
    offset: Floats,
    current: Weights,
    folds: Sequence[int],
    lean: float | None,
) -> Reliability:
    """Say how weights do on families that they were not estimated from; the weights in use where `lean` is None.

    Judged pairs are chosen ones, so both get the constant that fits the other families best.
    """
    odds = np.zeros(len(same))
    parts = np.array(folds)
    for fold in sorted(set(folds)):
        here, rest = parts == fold, parts != fold
        terms: Mapping[str, int] = current.terms
        if lean is not None:
            terms, _ = fit_terms(raw[rest], same[rest], current, lean=lean, offset=offset[rest])
        bits = _sums(raw, terms) + offset
        odds[here] = bits[here] + constant(bits[rest], same[rest].astype(float))
    return reliability([round(float(one) * 1000) for one in odds], [bool(one) for one in same])

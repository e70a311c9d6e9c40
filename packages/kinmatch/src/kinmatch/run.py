"""One run of the matcher: pairs compared once, families aligned, proposals given.

`kinmatch.match` is what programs call. The steps stand apart here, so that weights can be estimated between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinmatch.band import MARGIN_BITS, Band, band_of
from kinmatch.block import Index
from kinmatch.compare import compare_pair, contradictions, total_millibits
from kinmatch.compare.pair import GIVEN_DIFFERS
from kinmatch.compete import Competition
from kinmatch.evidence import Evidence, Feature, Outcome
from kinmatch.family import LIST_TIES, REQUEST_TIES, Alignment, Pair, align_families
from kinmatch.learn.pairs import reweigh
from kinmatch.profile import Profile
from kinmatch.rarity import Rarity
from kinmatch.weights import Weights, built_in

MOST_CANDIDATES = 40
MOST_DUPLICATE_CANDIDATES = 12
KEPT_PER_PERSON = 40
PRESENT_SHARE = 0.35
"""How many sought persons are expected in the lists at all; it sets the prior."""

WORTH_A_LEAD_BITS = -3.0
"""Odds below which it is not looked for what competes most."""
LEAST_POPULATION = 4000
"""A short list is a sample of the same camps and prisons, with as many look-alikes outside it."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who may be whom, and why. `left` and `right` are refs of records; `millibits` is the sum of the evidence.

    `lead_millibits` is the weight above the best competing pair; None without one, and for weak pairs.
    `prior_millibits` is log2 of the odds before anything was compared. `competed_millibits` is prior and evidence with
    what competes taken off; `odds_millibits` the same calibrated: log2 of the odds that were met (not for duplicates).
    """

    left: str
    right: str
    millibits: int
    band: Band
    evidence: tuple[Evidence, ...]
    against: tuple[Feature, ...] = ()
    lead_millibits: int | None = None
    prior_millibits: int | None = None
    odds_millibits: int = 0
    competed_millibits: int = 0

    @property
    def probability(self) -> float:
        """How many pairs with these odds were met to be one person, as far as the calibration knows."""
        return 1.0 / (1.0 + math.pow(2.0, -self.odds_millibits / 1000))

    @property
    def bits(self) -> float:
        """The weight in bits, the prior not included."""
        return self.millibits / 1000

    @property
    def standing_bits(self) -> float:
        """The weight in bits with what competes taken off: what proposals of one run are ranked by."""
        return (self.competed_millibits - (self.prior_millibits or 0)) / 1000

    @property
    def has_close_rival(self) -> bool:
        """Say whether another pair for this person or this row is nearly as likely."""
        return self.lead_millibits is not None and self.lead_millibits < MARGIN_BITS * 1000


class Comparison:
    """One comparison of two sets of profiles, step by step: compare, align, propose.

    `own` is the evidence of each pair by itself, `evidence` the same with what the family adds.
    """

    def __init__(
        self,
        left: Sequence[Profile],
        right: Sequence[Profile],
        rarity: Rarity,
        *,
        within: bool = False,
        population: int | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.left, self.right, self.rarity, self.within = left, right, rarity, within
        self.weights = weights or built_in()
        self.population = max(population or len(right), LEAST_POPULATION)
        self.prior_bits = math.log2(PRESENT_SHARE / self.population)
        self.own: dict[Pair, tuple[Evidence, ...]] = {}
        self.evidence: dict[Pair, tuple[Evidence, ...]] = {}
        self.bits: dict[Pair, float] = {}
        self.alignments: list[Alignment] = []
        self._aligned: dict[Pair, Alignment] = {}

    def score(self, i: int, j: int) -> float:
        """Compare one pair, once; own evidence in bits."""
        if (i, j) not in self.bits:
            a, b = self.left[i], self.right[j]
            if self.within and (i == j or a.record.group == b.record.group):
                self.bits[i, j] = -99.0
                return -99.0
            evidence = compare_pair(a, b, self.rarity, self.weights)
            self.own[i, j] = self.evidence[i, j] = evidence
            self.bits[i, j] = total_millibits(evidence) / 1000
        return self.bits[i, j]

    def compare_candidates(self, progress: Progress | None, *, most: int = MOST_CANDIDATES) -> None:
        """Compare every left profile with the candidates that blocking brings."""
        index = Index(self.right)
        for i, profile in enumerate(self.left):
            for j in index.find(profile, most=most):
                self.score(i, j)
            if progress is not None:
                progress(i + 1, len(self.left))

    def compare_all(self) -> None:
        """Compare everybody with everybody."""
        for i in range(len(self.left)):
            for j in range(len(self.right)):
                self.score(i, j)

    def weighed_again(self, weights: Weights) -> Comparison:
        """Give the same comparison with other weights, families not yet aligned; nothing is compared again."""
        other = Comparison(
            self.left,
            self.right,
            self.rarity,
            within=self.within,
            population=self.population,
            weights=weights,
        )
        for pair, bits in self.bits.items():
            other.bits[pair] = bits
            if pair in self.own:
                evidence = reweigh(self.own[pair], self.weights, weights)
                other.own[pair] = other.evidence[pair] = evidence
                other.bits[pair] = total_millibits(evidence) / 1000
        return other

    def align(self) -> None:
        """Add family evidence."""
        family, self.alignments = align_families(
            self.left,
            self.right,
            dict(self.bits),
            self.score,
            prior_bits=self.prior_bits,
            population=self.population,
            weights=self.weights,
            ties=REQUEST_TIES if self.within else LIST_TIES,
        )
        for alignment in self.alignments:
            for i in alignment.family:
                self._aligned.update({(i, j): alignment for j in alignment.group})
        for pair, evidence in family.items():
            if pair in self.evidence:
                self.evidence[pair] = (*self.evidence[pair], evidence)
                self.bits[pair] += evidence.bits

    def proposals(self, same: Mapping[str, frozenset[str]]) -> Iterator[Proposal]:
        """Give the proposals, in order of the left refs, likeliest first."""
        competition = Competition(
            {pair: self.bits[pair] + self.prior_bits for pair in self.evidence}, self.left, self.right, same
        )
        by_left = competition.by_left
        for i in sorted(by_left, key=lambda i: self.left[i].ref):
            standing = {pair: competition.competed(pair) for pair in by_left[i]}
            ranked = sorted(standing, key=lambda pair: (-standing[pair], self.right[pair[1]].ref))
            for pair in ranked[:KEPT_PER_PERSON]:
                yield self._proposal(pair, round(standing[pair] * 1000), competition)

    def _family_is_clear(self, pair: Pair) -> bool:
        """Say whether what the family adds may make a pair strong.

        It may not where every member that was found is contradicted, nor where the household has another child in the
        place of one of the family: as old, with another name, and neither fits anybody else. So look namesakes.
        """
        alignment = self._aligned.get(pair)
        if alignment is None:
            return True
        others = [(x, y) for x, y in alignment.pairs if x != pair[0] and y != pair[1]]
        found = [other for other in others if self.own_bits(other) > 0]
        clear = [other for other in found if not contradictions(self.own.get(other, ()))]
        if found and not clear:
            return False
        taken = {x for x, _ in clear}, {y for _, y in clear}
        return not any(
            _in_the_place_of(self.own.get((x, y), ()))
            for x in alignment.family
            for y in alignment.group
            if x != pair[0] and y != pair[1] and x not in taken[0] and y not in taken[1]
        )

    def own_bits(self, pair: Pair) -> float:
        """Give what a pair weighs by itself."""
        return total_millibits(self.own.get(pair, ())) / 1000

    def _proposal(self, pair: Pair, competed: int, competition: Competition) -> Proposal:
        i, j = pair
        evidence, bits = self.evidence[pair], self.bits[pair]
        hard = contradictions(evidence)
        rivals: list[float] = []
        if bits + self.prior_bits >= WORTH_A_LEAD_BITS:  # the lead of a weak pair decides nothing
            rivals = competition.rivals(pair)
        lead = bits + self.prior_bits - max(rivals) if rivals else math.inf
        odds = competed if self.within else self.weights.calibrate(competed)
        band = band_of(odds, evidence, hard, lead_bits=lead, duplicate=self.within)
        if band is Band.STRONG and not self.within and not self._family_is_clear(pair):
            without = self.weights.calibrate(competed - _family_millibits(evidence))
            alone = [one for one in evidence if one.feature is not Feature.FAMILY]
            if band_of(without, alone, hard, lead_bits=lead) is not Band.STRONG:
                band = Band.POSSIBLE
        return Proposal(
            self.left[i].ref,
            self.right[j].ref,
            round(bits * 1000),
            band,
            evidence,
            hard,
            None if math.isinf(lead) else round(lead * 1000),
            round(self.prior_bits * 1000),
            odds,
            competed,
        )


def _family_millibits(evidence: Sequence[Evidence]) -> int:
    return max(0, sum(one.millibits for one in evidence if one.feature is Feature.FAMILY))


def _in_the_place_of(evidence: Sequence[Evidence]) -> bool:
    """Say whether two people are as old as each other and have different given names."""
    found = {one.feature: one for one in evidence}
    name, birth = found.get(Feature.NAME), found.get(Feature.BIRTH)
    return (
        name is not None
        and birth is not None
        and birth.outcome in (Outcome.AGREE, Outcome.CLOSE)
        and any(code.startswith(GIVEN_DIFFERS) for code in name.detail)
        and Feature.SEX not in contradictions(evidence)
    )

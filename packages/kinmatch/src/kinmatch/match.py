"""Match sought persons with the rows of lists: candidates, evidence, families, bands.

Pure: the same records give the same proposals, in whatever order they come.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinmatch.band import MARGIN_BITS, POSSIBLE_ODDS_BITS, Band, band_of
from kinmatch.block import Index
from kinmatch.compare import compare_pair, contradictions, total_millibits
from kinmatch.evidence import Evidence, Feature
from kinmatch.family import Alignment, Pair, align_families
from kinmatch.profile import Profile, build_profiles
from kinmatch.rarity import Rarity
from kinmatch.record import PersonRecord
from kinmatch.weights import Weights

MOST_CANDIDATES = 40
MOST_DUPLICATE_CANDIDATES = 12
KEPT_PER_PERSON = 40
PRESENT_SHARE = 0.35
"""How many sought persons are expected in the lists at all; it sets the prior."""

LEAST_POPULATION = 4000
"""A short list is a sample of the same camps and prisons, with as many look-alikes outside it."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who may be whom, and why. `left` and `right` are refs of records; `millibits` is the sum of the evidence.

    `lead_millibits` is the weight above the best competing pair; None without one, and for weak pairs.
    `prior_millibits` is log2 of the odds before anything was compared.
    """

    left: str
    right: str
    millibits: int
    band: Band
    evidence: tuple[Evidence, ...]
    against: tuple[Feature, ...] = ()
    lead_millibits: int | None = None
    prior_millibits: int | None = None

    @property
    def bits(self) -> float:
        """The weight in bits, the prior not included."""
        return self.millibits / 1000

    @property
    def has_close_rival(self) -> bool:
        """Say whether another pair for this person or this row is nearly as likely."""
        return self.lead_millibits is not None and self.lead_millibits < MARGIN_BITS * 1000


def measure_rarity(records: Sequence[PersonRecord]) -> Rarity:
    """Count how frequent each name is among the records at hand."""
    return rarity_of(build_profiles(records))


def rarity_of(profiles: Sequence[Profile]) -> Rarity:
    """Count the names of profiles, each profile's first reading once."""
    return Rarity.from_names(profile.names[0] for profile in profiles if profile.names)


def match(
    requests: Sequence[PersonRecord],
    rows: Sequence[PersonRecord],
    *,
    rarity: Rarity | None = None,
    progress: Progress | None = None,
    same: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[Proposal]:
    """Propose who may be whom, person by person, the likeliest row first.

    Args:
        rarity: how frequent names are; counted over `requests` and `rows` if not given.
        progress: called with (persons done, persons in all).
        same: refs of requests that are probably the same person as another, so that they do not compete for a row;
            found by `duplicates` if not given.
    """
    matcher = Matcher(rarity)
    yield from matcher.match(requests, rows, progress=progress, same=same)


def duplicates(requests: Sequence[PersonRecord], *, rarity: Rarity | None = None) -> list[Proposal]:
    """Propose pairs of requests that ask for one person; only strong ones, each pair once."""
    return Matcher(rarity).duplicates(requests)


class Matcher:
    """Compares with one measure of rarity and one set of weights; remembers nothing between calls.

    Args:
        rarity: how frequent names are; counted over what is compared if not given.
        weights: of a deployment; those of the package if not given.
    """

    def __init__(self, rarity: Rarity | None = None, *, weights: Weights | None = None) -> None:
        self.rarity, self.weights = rarity, weights

    def match(
        self,
        requests: Sequence[PersonRecord],
        rows: Sequence[PersonRecord],
        *,
        progress: Progress | None = None,
        same: Mapping[str, frozenset[str]] | None = None,
    ) -> Iterator[Proposal]:
        """See `match`."""
        left, right = build_profiles(requests), build_profiles(rows)
        rarity = self.rarity or rarity_of([*left, *right])
        if same is None:
            same = same_persons(Matcher(rarity, weights=self.weights).duplicates(requests))
        run = _Run(left, right, rarity, weights=self.weights)
        run.compare_candidates(progress)
        run.align()
        yield from run.proposals(same)

    def duplicates(self, requests: Sequence[PersonRecord]) -> list[Proposal]:
        """See `duplicates`."""
        profiles = build_profiles(requests)
        run = _Run(profiles, profiles, self.rarity or rarity_of(profiles), within=True, weights=self.weights)
        run.compare_candidates(None, most=MOST_DUPLICATE_CANDIDATES)
        run.align()
        seen: set[frozenset[str]] = set()
        found = []
        for proposal in run.proposals({}):
            pair = frozenset((proposal.left, proposal.right))
            if proposal.band is Band.STRONG and pair not in seen:
                seen.add(pair)
                found.append(proposal)
        return found

    def score_family(
        self,
        sought: Sequence[PersonRecord],
        candidates: Sequence[PersonRecord],
        *,
        population: int | None = None,
    ) -> list[Proposal]:
        """Compare every sought person with every candidate, families aligned; for one request or one group.

        Args:
            population: how many rows the candidates were chosen from; it sets the prior.
        """
        left, right = build_profiles(sought), build_profiles(candidates)
        rarity = self.rarity or rarity_of([*left, *right])
        run = _Run(left, right, rarity, population=population, weights=self.weights)
        run.compare_all()
        run.align()
        return list(run.proposals({}))


def same_persons(found: Sequence[Proposal]) -> dict[str, frozenset[str]]:
    """Give, for each ref, the refs that strong duplicates tie to it."""
    tied: dict[str, set[str]] = defaultdict(set)
    for proposal in found:
        tied[proposal.left].add(proposal.right)
        tied[proposal.right].add(proposal.left)
    return {ref: frozenset(others) for ref, others in tied.items()}


class _Run:
    """One comparison of two sets of profiles."""

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
        self.weights = weights
        self.population = max(population or len(right), LEAST_POPULATION)
        self.prior_bits = math.log2(PRESENT_SHARE / self.population)
        self.evidence: dict[Pair, tuple[Evidence, ...]] = {}
        self.bits: dict[Pair, float] = {}
        self.alignments: list[Alignment] = []

    def score(self, i: int, j: int) -> float:
        """Compare one pair, once; own evidence in bits."""
        if (i, j) not in self.bits:
            a, b = self.left[i], self.right[j]
            if self.within and (i == j or a.record.group == b.record.group):
                self.bits[i, j] = -99.0
                return -99.0
            evidence = compare_pair(a, b, self.rarity, self.weights)
            self.evidence[i, j] = evidence
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

    def align(self) -> None:
        """Add family evidence."""
        family, self.alignments = align_families(
            self.left,
            self.right,
            dict(self.bits),
            self.score,
            prior_bits=self.prior_bits,
            population=self.population,
        )
        for pair, evidence in family.items():
            if pair in self.evidence:
                self.evidence[pair] = (*self.evidence[pair], evidence)
                self.bits[pair] += evidence.bits

    def proposals(self, same: Mapping[str, frozenset[str]]) -> Iterator[Proposal]:
        """Give the proposals, in order of the left refs, likeliest first."""
        by_left: dict[int, list[Pair]] = defaultdict(list)
        by_right: dict[int, list[Pair]] = defaultdict(list)
        for pair in self.evidence:
            by_left[pair[0]].append(pair)
            by_right[pair[1]].append(pair)
        for i in sorted(by_left, key=lambda i: self.left[i].ref):
            ranked = sorted(by_left[i], key=lambda pair: (-self.bits[pair], self.right[pair[1]].ref))
            for pair in ranked[:KEPT_PER_PERSON]:
                yield self._proposal(pair, by_left[i], by_right[pair[1]], same)

    def _proposal(
        self,
        pair: Pair,
        others_left: list[Pair],
        others_right: list[Pair],
        same: Mapping[str, frozenset[str]],
    ) -> Proposal:
        i, j = pair
        evidence, bits = self.evidence[pair], self.bits[pair]
        hard = contradictions(evidence)
        rivals: list[float] = []
        if bits + self.prior_bits >= POSSIBLE_ODDS_BITS:  # the lead of a weak pair decides nothing
            rivals = self._rivals(pair, others_left, others_right, same)
        lead = bits - max(rivals) if rivals else math.inf
        band = band_of(
            bits, evidence, hard, prior_bits=self.prior_bits, lead_bits=lead, duplicate=self.within
        )
        return Proposal(
            self.left[i].ref,
            self.right[j].ref,
            round(bits * 1000),
            band,
            evidence,
            hard,
            None if math.isinf(lead) else round(lead * 1000),
            round(self.prior_bits * 1000),
        )

    def _rivals(
        self,
        pair: Pair,
        others_left: list[Pair],
        others_right: list[Pair],
        same: Mapping[str, frozenset[str]],
    ) -> list[float]:
        """Give the weights of what competes: other rows for the person, other persons for the row."""
        i, j = pair
        allies = same.get(self.left[i].ref, frozenset())
        rivals = [
            self.bits[other]
            for other in others_left
            if other != pair and self._competes(self.right[j], self.right[other[1]])
        ]
        return rivals + [
            self.bits[other]
            for other in others_right
            if other != pair and self.left[other[0]].ref not in allies
        ]

    def _competes(self, one: Profile, other: Profile) -> bool:
        """Say whether a person cannot be both: two rows of one list, unless they are one line."""
        return one.record.source == other.record.source and one.record.row != other.record.row


__all__ = [
    "Matcher",
    "Proposal",
    "duplicates",
    "match",
    "measure_rarity",
    "rarity_of",
    "same_persons",
]

"""Match sought persons with the rows of lists: candidates, evidence, families, bands.

Pure: the same records give the same proposals, in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kinmatch.band import Band
from kinmatch.profile import Profile, build_profiles
from kinmatch.rarity import Rarity
from kinmatch.record import PersonRecord
from kinmatch.run import MOST_DUPLICATE_CANDIDATES, Comparison, Progress, Proposal
from kinmatch.weights import Weights


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
        run = Comparison(left, right, rarity, weights=self.weights)
        run.compare_candidates(progress)
        run.align()
        yield from run.proposals(same)

    def duplicates(self, requests: Sequence[PersonRecord]) -> list[Proposal]:
        """See `duplicates`."""
        profiles = build_profiles(requests)
        run = Comparison(
            profiles, profiles, self.rarity or rarity_of(profiles), within=True, weights=self.weights
        )
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
        run = Comparison(left, right, rarity, population=population, weights=self.weights)
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


__all__ = [
    "Matcher",
    "Proposal",
    "duplicates",
    "match",
    "measure_rarity",
    "rarity_of",
    "same_persons",
]

"""What a pair comes to, step by step: from how likely it was before, through each piece of evidence, to the whole.

Plain values for pictures, tables and `--why`. Contradictions first, then what speaks for one person, each part
heaviest first; every step carries the sum before and after it, so that the steps join without a gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kinmatch.evidence import Evidence, Feature, Outcome, to_millibits
from kinmatch.explain import (
    WORTH_SAYING_MILLIBITS,
    bits_words,
    clean,
    label_of,
    strength_words,
)
from kinmatch.words import LABELS

if TYPE_CHECKING:
    from kinmatch.match import Proposal
    from kinmatch.names import NameComparison
    from kinmatch.weights import Weights

PRIOR, REST, WHOLE = "step.prior", "step.rest", "step.whole"
COMPETITION = "step.competition"
_PARTS_IN_CODE = 6
_FEATURE_OF = {"father": Feature.FATHER, "patronymic": Feature.FATHER, "grandfather": Feature.GRANDFATHER}
_MOST_SCALE = 4.0
"""Parts of a name whose weights differ from the weight of the whole by more than this factor are not told apart."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `key` names it in `kinmatch.words.LABELS`; `before` and `after` are sums in millibits.

    `feature` is None for the prior, for what weighs little and for the whole. The values are as written, cleaned.
    """

    key: str
    feature: Feature | None
    outcome: Outcome
    millibits: int
    before: int
    left: str = ""
    right: str = ""

    @property
    def after(self) -> int:
        """The sum with this step."""
        return self.before + self.millibits

    def label(self, language: str = "en") -> str:
        """Name the step in words."""
        labels = LABELS[language]
        return labels.get(self.key) or (label_of(self.feature, language) if self.feature else self.key)

    def words(self, language: str = "en", *, numbers: bool = False) -> str:
        """Say how much the step weighs; with `numbers` in bits too."""
        said = LABELS[language]["prior"] if self.key == PRIOR else strength_words(self.millibits, language)
        return f"{said} ({bits_words(self.millibits, language)})" if numbers else said


@dataclass(frozen=True, slots=True)
class Account:
    """All steps of one pair. `prior_millibits` is None where nobody told it; `silent` are features not told by both."""

    steps: tuple[Step, ...]
    prior_millibits: int | None
    total_millibits: int
    silent: tuple[Feature, ...]

    @property
    def against(self) -> tuple[Step, ...]:
        """The steps that speak against one person."""
        return tuple(one for one in self.steps if one.feature is not None and one.millibits < 0)

    @property
    def supporting(self) -> tuple[Step, ...]:
        """The steps that speak for one person."""
        return tuple(one for one in self.steps if one.feature is not None and one.millibits > 0)


def account(
    evidence: Sequence[Evidence], *, prior_millibits: int | None = None, competed_millibits: int | None = None
) -> Account:
    """Give the steps of a pair.

    Args:
        prior_millibits: log2 of the odds before anything was compared, in millibits; adds a first step.
        competed_millibits: prior and evidence with what competes taken off; adds a last step where that is lower.
    """
    pieces = [piece for one in evidence if one.outcome is not Outcome.UNKNOWN for piece in _pieces(one)]
    heavy = [one for one in pieces if abs(one.millibits) >= WORTH_SAYING_MILLIBITS]
    light = sum(one.millibits for one in pieces) - sum(one.millibits for one in heavy)
    heavy.sort(key=lambda one: (one.millibits > 0, -abs(one.millibits), one.key, one.left, one.right))
    if prior_millibits is not None:
        heavy.insert(0, Step(PRIOR, None, Outcome.UNKNOWN, prior_millibits, 0))
    if light:
        heavy.append(Step(REST, None, Outcome.UNKNOWN, light, 0))
    if prior_millibits is not None and competed_millibits is not None:
        taken_off = competed_millibits - prior_millibits - sum(one.millibits for one in pieces)
        if taken_off <= -WORTH_SAYING_MILLIBITS:
            heavy.append(Step(COMPETITION, None, Outcome.UNKNOWN, taken_off, 0))
    steps, total = [], 0
    for one in heavy:
        steps.append(Step(one.key, one.feature, one.outcome, one.millibits, total, one.left, one.right))
        total += one.millibits
    told = {one.feature for one in evidence if one.outcome is not Outcome.UNKNOWN}
    silent = dict.fromkeys(one.feature for one in evidence if one.feature not in told)
    return Account(tuple(steps), prior_millibits, total, tuple(silent))


def whole(told: Account) -> Step:
    """Give the last step: the sum of all, beginning at an even chance."""
    return Step(WHOLE, None, Outcome.UNKNOWN, told.total_millibits, 0)


def _pieces(one: Evidence) -> list[Step]:
    """Tell a name's parts apart, as far as their weights come to the weight of the whole."""
    plain = Step(
        f"feature.{one.feature}",
        one.feature,
        one.outcome,
        one.millibits,
        0,
        clean(one.left),
        clean(one.right),
    )
    if one.feature is not Feature.NAME:
        return [plain]
    parts = [part for code in one.detail if (part := _read_part(code)) is not None]
    if not parts or len(parts) != len(one.detail):
        return [plain]
    weights = _fit([part.millibits for part in parts], one.millibits)
    if weights is None:
        return [plain]
    return [
        Step(part.key, Feature.NAME, part.outcome, weight, 0, part.left, part.right)
        for part, weight in zip(parts, weights, strict=True)
    ]


def _read_part(code: str) -> Step | None:
    """Read "given=agree=channel=Патимат=باتيمات=4100"; None for anything else."""
    fields = code.split("=")
    if len(fields) != _PARTS_IN_CODE:
        return None
    role, outcome, _, left, right, millibits = fields
    try:
        weight, found = int(millibits), Outcome(outcome)
    except ValueError:
        return None
    return Step(f"part.{role}", Feature.NAME, found, weight, 0, clean(left), clean(right))


def _fit(weights: Iterable[int], total: int) -> list[int] | None:
    """Scale the weights of parts so that they come to `total`; None where that would tell another story."""
    given = list(weights)
    summed = sum(given)
    if summed == total:
        return given
    if not summed or not total or not 1 / _MOST_SCALE <= total / summed <= _MOST_SCALE:
        return None
    scaled = [round(weight * total / summed) for weight in given]
    heaviest = max(range(len(scaled)), key=lambda n: abs(scaled[n]))
    scaled[heaviest] += total - sum(scaled)
    return scaled


def pair_up(proposals: Iterable[Proposal], *, least_millibits: int = 1500) -> list[Proposal]:
    """Choose, of the proposals between one family and one group, at most one for each person, the heaviest first.

    A pair that something contradicts is not chosen: who is left stands alone.
    """
    taken: set[tuple[str, str]] = set()
    chosen = []
    for one in sorted(proposals, key=lambda one: (-one.millibits, one.left, one.right)):
        left, right = ("left", one.left), ("right", one.right)
        if one.millibits >= least_millibits and not one.against and left not in taken and right not in taken:
            taken |= {left, right}
            chosen.append(one)
    return chosen


def evidence_of_name(found: NameComparison) -> tuple[Evidence, ...]:
    """Give the parts of two compared names as evidence, so that a name alone can be told and drawn like a pair."""
    return tuple(
        Evidence(
            _FEATURE_OF.get(part.role, Feature.NAME),
            Outcome(part.outcome.value),
            0 if part.outcome.value == "unknown" else to_millibits(part.bits),
            part.left,
            part.right,
            (
                f"{part.role.value}={part.outcome.value}={part.how}={part.left}={part.right}={to_millibits(part.bits)}",
            ),
        )
        for part in found.parts
    )


def raised_by(evidence: Iterable[Evidence], *, among: Collection[str]) -> list[str]:
    """Name those of the family whose own evidence raises a pair; none where nobody does.

    Args:
        among: names, as written, of those who are shown as standing there; others raise it too little to be named.
    """
    family = [one for one in evidence if one.feature is Feature.FAMILY and one.millibits > 0]
    names = family[0].left.split(", ") if family else []
    return [clean(name) for name in dict.fromkeys(names) if name in among and name != "?"]


def even_of(weights: Weights) -> int | None:
    """Give the sum in millibits at which pairs were as often one person as two; None without a calibration."""
    for (x0, y0), (x1, y1) in pairwise(weights.calibration):
        if y0 <= 0 <= y1:
            return x0 if y1 == y0 else x0 + (x1 - x0) * -y0 // (y1 - y0)
    return None

"""Which weights this deployment compares with: estimated from its own decisions, or those of the package."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from kinmatch import Matcher
from kinmatch.weights import Weights, built_in
from wayhome.matches.models import FittedWeights
from wayhome.people.frequency import StoredRarity

log = logging.getLogger(__name__)


def matcher_in_force(weights: Weights | None = None) -> Matcher:
    """Return what records are compared with: stored rarity, and `weights` or those in force."""
    return Matcher(StoredRarity.of_database(), weights=weights or weights_in_force())


def weights_in_force() -> Weights:
    """Return the weights set last and not undone, else those of the package.

    Weights that were estimated for an earlier version of the package are left aside, and the log says so.
    """
    fitted = fitted_in_force()
    if fitted is None:
        return built_in()
    try:
        return read_weights(fitted.weights)
    except ValueError:
        log.warning("The weights of this deployment do not fit this version; the package's are used. Run reweigh.")
        return built_in()


def fitted_in_force() -> FittedWeights | None:
    """Return the row of the deployment's own weights, or None where the package's are in force."""
    return FittedWeights.objects.filter(undone_at__isnull=True).order_by("-number").first()


def read_weights(kept: Mapping[str, object]) -> Weights:
    """Read what `kept_weights` wrote.

    Raises:
        ValueError: the terms are not those of this version, or break its rules.
    """
    terms, knots = kept.get("terms"), kept.get("calibration", [])
    if not isinstance(terms, dict) or not isinstance(knots, list):
        raise ValueError("these are not weights")
    return Weights(terms, tuple((int(x), int(y)) for x, y in knots))


def kept_weights(weights: Weights) -> dict[str, object]:
    """Return weights as plain JSON values; they hold no name and nothing of any person."""
    return {
        "terms": dict(sorted(weights.terms.items())),
        "calibration": [list(knot) for knot in weights.calibration],
    }

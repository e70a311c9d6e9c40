"""Estimate what evidence weighs: from reviewed pairs, or without any, and say how far the result may be believed.

Pure: pairs in, weights and tables out. Nothing here changes the weights in use; who reads the proposal decides.
"""

from kinmatch.learn.calibrate import Reliability, ReliabilityLine, fit_calibration, reliability
from kinmatch.learn.decisions import PairChange, ProposedWeights, TermChange, fit_from_decisions
from kinmatch.learn.em import estimate_without_labels
from kinmatch.learn.pairs import ReviewedPair, reweigh

__all__ = [
    "PairChange",
    "ProposedWeights",
    "Reliability",
    "ReliabilityLine",
    "ReviewedPair",
    "TermChange",
    "estimate_without_labels",
    "fit_calibration",
    "fit_from_decisions",
    "reliability",
    "reweigh",
]

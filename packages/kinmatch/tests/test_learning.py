"""Weights estimated from judged pairs keep their order, lean on what they were, and say what they would change."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinmatch.evidence import Evidence, Feature, Outcome, weighed
from kinmatch.learn import (
    ReviewedPair,
    estimate_without_labels,
    fit_calibration,
    fit_from_decisions,
    reliability,
    reweigh,
)
from kinmatch.learn.decisions import TooFewDecisions
from kinmatch.weights import CHAINS, Weights, built_in, interpolate

W = built_in()


def pair(chance, same):
    """A pair whose sex always tells, whose mother tells much and whose number of children tells nothing."""
    evidence = [
        weighed(W, Feature.SEX, Outcome.AGREE, "agree")
        if same or chance.random() < 0.5
        else weighed(W, Feature.SEX, Outcome.DIFFER, "differ"),
        weighed(W, Feature.CHILDREN, Outcome.AGREE, "same")
        if chance.random() < 0.5
        else weighed(W, Feature.CHILDREN, Outcome.DIFFER, "far"),
        weighed(W, Feature.MOTHER, Outcome.AGREE, "agree", raw=6.0)
        if chance.random() < (0.9 if same else 0.02)
        else weighed(W, Feature.MOTHER, Outcome.DIFFER, "differ", raw=-2.0),
    ]
    return tuple(evidence)


def judged(count=600, seed=7):
    chance = random.Random(seed)
    return [ReviewedPair(pair(chance, n % 3 == 0), n % 3 == 0, f"R{n // 2}") for n in range(count)]


def test_what_tells_nothing_loses_weight_and_what_tells_keeps_it():
    proposed = fit_from_decisions(judged(), W)
    terms = proposed.weights.terms
    assert (
        terms["children:same"] - terms["children:far"]
        < (W.terms["children:same"] - W.terms["children:far"]) / 2
    )
    assert 6.0 * terms["mother:agree"] / 1000 > 2.5
    assert terms["sex:differ"] <= -3000
    assert proposed.is_better
    assert {one.term for one in proposed.terms} >= {"children:same"}
    assert proposed.pairs[0].before_millibits != proposed.pairs[0].after_millibits


def test_too_few_decisions_are_refused():
    with pytest.raises(TooFewDecisions):
        fit_from_decisions(judged(30), W)


def test_the_order_of_decisions_never_matters():
    pairs = [ReviewedPair(one.evidence, one.same, one.family or str(n)) for n, one in enumerate(judged(200))]
    one, other = fit_from_decisions(pairs, W), fit_from_decisions(pairs[::-1], W)
    for term, weight in one.weights.terms.items():
        assert abs(weight - other.weights.terms[term]) <= 5


def test_weights_without_labels_find_what_tells():
    chance = random.Random(3)
    candidates = [pair(chance, n % 10 == 0) for n in range(2000)]
    blind = [pair(chance, False) for _ in range(2000)]
    found, share = estimate_without_labels(candidates, blind, W, prior_bits=-3.0)
    assert 0.05 < share < 0.2
    assert found.terms["mother:agree"] * 6 > 3000
    assert abs(found.terms["children:same"]) < 900


def test_evidence_weighed_again_and_back_is_as_it_was():
    new = Weights({**W.terms, "mother:agree": W.terms["mother:agree"] + 100}, W.calibration)
    evidence = pair(random.Random(1), True)
    assert reweigh(reweigh(evidence, W, new), new, W) == evidence


@given(st.lists(st.tuples(st.integers(-20000, 20000), st.booleans()), min_size=1, max_size=200))
def test_a_calibration_always_rises(pairs):
    knots = fit_calibration([odds for odds, _ in pairs], [same for _, same in pairs], least=5)
    heights = [interpolate(knots, x) for x in range(-25000, 25000, 500)]
    assert heights == sorted(heights)
    assert 0 <= reliability([interpolate(knots, odds) for odds, _ in pairs], [s for _, s in pairs]).error <= 1


def test_weights_that_break_the_order_are_refused():
    for chain in CHAINS:
        wrong = {**W.terms, chain[-1]: W.terms[chain[0]] + 1}
        with pytest.raises(ValueError, match="weighs more"):
            Weights(wrong)
    with pytest.raises(ValueError, match="less than nothing"):
        Weights({**W.terms, "sex:agree": -1})
    with pytest.raises(ValueError, match="not known"):
        Weights({**W.terms, "luck:agree": 1})


def test_weights_come_back_from_json_as_they_went():
    assert Weights.from_json(W.to_json()) == W


def test_evidence_kept_from_before_terms_is_left_alone():
    old = Evidence(Feature.SEX, Outcome.AGREE, 900)
    assert reweigh([old], W, W) == (old,)


def test_what_weighs_nothing_now_can_weigh_something_again():
    mute = Weights({**W.terms, "sex:agree": 0}, W.calibration)
    loud = Weights({**W.terms, "sex:agree": 900}, W.calibration)
    evidence = (weighed(mute, Feature.SEX, Outcome.AGREE, "agree"),)
    assert reweigh(evidence, mute, loud)[0].millibits == 900

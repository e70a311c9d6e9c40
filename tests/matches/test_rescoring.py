"""Comparing again renews what nobody has decided, and leaves alone what people said or are looking at."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kinmatch.account import even_of
from kinmatch.weights import Weights, built_in
from tests.cast import NOW
from tests.matches.conftest import World, bring, match_all, register, say
from wayhome.accounts.principals import matcher
from wayhome.ledger.models import LedgerEntry
from wayhome.matches import learning, rescoring
from wayhome.matches.models import Candidate, FittedWeights, Rescoring, Review
from wayhome.matches.weighing import kept_weights, read_weights, weights_in_force
from wayhome.tracing.models import TracingRequest
from wayhome.vault.principals import acting_as

Band = Candidate.Band


def told(*arguments: str, command: str = "rescore") -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def spoil(candidate: Candidate) -> None:
    """Have a pair look as another engine left it."""
    with acting_as(matcher()):
        candidate.refresh_from_db()
        candidate.evidence = {"items": [], "against": []}
        candidate.band, candidate.weight, candidate.offered_evidence = Band.WEAK, 1, "old"
        candidate.save()


def items_of(candidate: Candidate) -> list[object]:
    with acting_as(matcher(), writes=False):
        candidate.refresh_from_db()
        return list(candidate.evidence["items"])


def test_without_apply_nothing_is_changed(world: World, candidate: Candidate) -> None:
    band = candidate.band
    spoil(candidate)
    entries = LedgerEntry.objects.count()

    said = told()

    assert items_of(candidate) == []
    assert candidate.band == Band.WEAK
    assert LedgerEntry.objects.count() == entries
    assert not Rescoring.objects.exists()
    assert f"  weak to {band}: 1" in said
    assert "Nothing was changed" in said


def test_a_waiting_pair_gets_the_evidence_of_today(world: World, candidate: Candidate) -> None:
    weight, band = candidate.weight, candidate.band
    spoil(candidate)

    said = told("--apply")

    assert items_of(candidate)
    assert (candidate.band, candidate.weight) == (band, weight)
    assert "evidence renewed: 1, of them 1 in another band" in said


def test_what_a_reviewer_is_looking_at_stays_as_she_sees_it(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)
    spoil(candidate)

    said = told("--apply")

    assert items_of(candidate) == []
    assert "in review, kept as the reviewers see them: 1" in said


def test_half_a_decision_stays_as_it_was_seen(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)
    say(candidate, world.cast.boris)
    spoil(candidate)

    told("--apply")

    assert items_of(candidate) == []


@pytest.mark.parametrize("verdict", [Review.Verdict.SAME, Review.Verdict.DIFFERENT])
def test_what_two_people_decided_stays_decided(world: World, candidate: Candidate, verdict: Review.Verdict) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris, verdict)
    say(candidate, world.cast.chen, verdict)
    candidate.refresh_from_db()
    state = candidate.state
    spoil(candidate)

    told("--apply")

    assert items_of(candidate) == []
    assert candidate.state == state
    assert candidate.round == 1


def test_a_rejected_pair_does_not_come_back_because_the_engine_speaks_otherwise(
    world: World, candidate: Candidate
) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris, Review.Verdict.DIFFERENT)
    say(candidate, world.cast.chen, Review.Verdict.DIFFERENT)
    spoil(candidate)
    told("--apply")

    match_all(world.request)

    candidate.refresh_from_db()
    assert candidate.state == Candidate.State.DIFFERENT


def test_comparing_twice_changes_nothing_more(world: World, candidate: Candidate) -> None:
    spoil(candidate)
    told("--apply")

    said = told("--apply")

    assert "evidence renewed: 0, of them 0" in said
    assert "New pairs offered: 0" in said


def test_pairs_that_were_never_offered_are_offered(world: World, candidate: Candidate) -> None:
    number = Candidate.objects.count()
    with acting_as(matcher()):
        candidate.delete()

    assert "that would be offered: 1" in told()
    told("--apply")

    assert Candidate.objects.count() == number


def test_an_interrupted_run_goes_on_where_it_stood(world: World, candidate: Candidate, monkeypatch: pytest.MonkeyPatch) -> None:
    register(world.cast, by=world.cast.dana)
    spoil(candidate)
    real, asked = rescoring.compare_again, []

    def stop_at_the_second(request: TracingRequest, **more: Any) -> rescoring.Again:
        asked.append(request.number)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return real(request, **more)

    monkeypatch.setattr(rescoring, "compare_again", stop_at_the_second)
    with pytest.raises(SystemExit):
        told("--apply")
    assert items_of(candidate)
    said = told("--apply")

    assert asked == [1, 2, 2]
    assert said.startswith("2 requests compared")
    assert Rescoring.objects.get().is_whole


def test_an_interrupted_run_can_begin_anew(world: World, candidate: Candidate) -> None:
    with acting_as(matcher()):
        left = rescoring.begin(at=NOW)
        Rescoring.objects.filter(pk=left.pk).update(last_number=99)
    spoil(candidate)

    assert told("--apply", "--anew").startswith("1 requests compared")
    assert items_of(candidate)


def test_what_is_taken_for_review_while_it_is_compared_stays_as_the_reviewer_saw_it(
    world: World, candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(candidate)
    real = rescoring.compare_again

    def somebody_takes_it(request: TracingRequest, **more: Any) -> rescoring.Again:
        again = real(request, **more)
        bring(candidate, world.cast.boris)
        return again

    monkeypatch.setattr(rescoring, "compare_again", somebody_takes_it)
    told("--apply")

    assert items_of(candidate) == []


def test_a_run_is_sealed_and_so_is_every_pair_it_renews(world: World, candidate: Candidate) -> None:
    spoil(candidate)
    before = LedgerEntry.objects.count()

    told("--apply")

    # Begun, one pair renewed, ended.
    assert LedgerEntry.objects.count() == before + 3


def heavier() -> Weights:
    terms = dict(built_in().terms)
    terms["sex:agree"] += 1000
    return Weights(terms, built_in().calibration)


def test_weights_that_were_set_are_compared_with_and_can_be_undone(world: World, candidate: Candidate) -> None:
    weight = candidate.weight
    with acting_as(matcher()):
        learning.set_weights(heavier(), same=60, different=60, at=NOW)

    told("--apply")
    candidate.refresh_from_db()
    assert candidate.weight > weight

    assert "the package's own weights are in force" in told("--undo", command="reweigh")
    told("--apply")
    candidate.refresh_from_db()
    assert candidate.weight == weight


def test_setting_and_undoing_weights_is_sealed(world: World) -> None:
    before = LedgerEntry.objects.count()
    with acting_as(matcher()):
        learning.set_weights(heavier(), same=60, different=60, at=NOW)
        learning.undo_weights(at=NOW)

    assert LedgerEntry.objects.count() == before + 2
    assert weights_in_force() == built_in()


def test_the_weights_before_the_last_ones_come_back(world: World) -> None:
    with acting_as(matcher()):
        first = learning.set_weights(heavier(), same=60, different=60, at=NOW)
        learning.set_weights(built_in(), same=70, different=60, at=NOW)
        learning.undo_weights(at=NOW)

    assert weights_in_force().terms == read_weights(first.weights).terms


def test_weights_of_another_version_are_left_aside(world: World) -> None:
    with acting_as(matcher()):
        FittedWeights.objects.create(
            number=1, set_at=NOW, found_same=60, found_different=60, weights={"terms": {"shoe:size": 1}}
        )

    assert weights_in_force() == built_in()


def test_from_few_decisions_nothing_is_estimated(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen)

    with pytest.raises(CommandError, match="Too few decisions: 1 pairs were found to be one person and 0"):
        told(command="reweigh")
    with pytest.raises(CommandError, match="nothing to undo"):
        told("--undo", command="reweigh")


def test_decisions_are_estimated_from_shown_and_set(
    world: World, candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen)
    other = Candidate.objects.exclude(pk=candidate.pk).order_by("-weight").first()
    assert other is not None
    bring(other, world.cast.boris, world.cast.chen)
    say(other, world.cast.boris, Review.Verdict.DIFFERENT)
    say(other, world.cast.chen, Review.Verdict.DIFFERENT)
    real = learning.reviewed_pairs
    # Two decisions told sixty times over: what a deployment has after some months.
    monkeypatch.setattr(learning, "reviewed_pairs", lambda: real() * 60)

    said = told(command="reweigh")
    assert "120, of them 60 found to be one person and 60 to be two" in said
    assert "Nothing was changed" in said
    assert not FittedWeights.objects.exists()

    assert "Weights 1 are in force" in told("--apply", command="reweigh")
    assert weights_in_force() != built_in()
    assert FittedWeights.objects.get().found_same == 60


def test_the_even_sum_is_where_the_calibration_crosses_even_odds() -> None:
    terms = built_in().terms

    assert even_of(Weights(terms, ((-10_000, -8_000), (0, -2_000), (4_000, 2_000)))) == 2_000
    assert even_of(Weights(terms)) is None
    assert read_weights(kept_weights(Weights(terms, ((0, -5), (10, 5))))) == Weights(terms, ((0, -5), (10, 5)))

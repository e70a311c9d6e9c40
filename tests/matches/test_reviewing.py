"""Two people decide, without knowing what the other thinks; what they attach can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW
from tests.matches.conftest import LIST, World, bring, match_all, match_document, register, say, upload
from wayhome.accounts.policies import Refused
from wayhome.accounts.principals import principal_of
from wayhome.matches import actions, queries
from wayhome.matches.models import Candidate, Decision, Review
from wayhome.matches.presenting import present_review
from wayhome.matches.tasks import close_pairs_of_list
from wayhome.people.models import Attachment, Record
from wayhome.vault.fields import CompartmentClosed
from wayhome.vault.principals import acting_as

State, Verdict = Candidate.State, Review.Verdict


def test_a_new_request_is_laid_beside_the_rows_that_may_fit(world: World) -> None:
    pairs = {(one.sought_id, one.found_id) for one in Candidate.objects.all()}

    assert len(pairs) >= 2
    assert all(candidate.state == State.WAITING for candidate in Candidate.objects.all())


def test_a_new_list_is_laid_beside_the_families_that_may_fit(world: World) -> None:
    document = upload(world.cast, data=LIST.replace(b"12,", b"44,"), filename="later.csv")

    assert match_document(document) >= 2


def test_matching_twice_offers_nothing_new(world: World) -> None:
    before = Candidate.objects.count()

    assert match_all(world.request) == 0
    assert Candidate.objects.count() == before


def test_the_one_who_registered_the_request_may_not_review(world: World, candidate: Candidate) -> None:
    request = register(world.cast, by=world.cast.dana)
    match_all(request)
    own = Candidate.objects.filter(person__sought_by__request=request).first()

    with acting_as(principal_of(world.cast.dana)), pytest.raises(Refused, match="own_record"):
        actions.assign(candidate=own, reviewer=world.cast.dana, at=NOW)


def test_one_reviewer_never_closes_a_match(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)

    say(candidate, world.cast.boris)

    candidate.refresh_from_db()
    assert candidate.state == State.HALF
    assert not Attachment.objects.filter(record=candidate.found_id).exists()


def test_the_same_reviewer_cannot_speak_twice(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)
    say(candidate, world.cast.boris)

    with pytest.raises(Refused, match="already_said"):
        say(candidate, world.cast.boris)


def test_two_agreeing_reviewers_attach_the_record(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)

    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen)

    candidate.refresh_from_db()
    assert candidate.state == State.SAME
    assert Attachment.objects.in_force().filter(person=candidate.person_id, record=candidate.found_id).count() == 1


def test_the_second_reviewer_does_not_see_the_first_review(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    review = say(candidate, world.cast.boris)

    with acting_as(principal_of(world.cast.chen), writes=False):
        seen = queries.get_visible(candidate.pk, to=principal_of(world.cast.chen))
        assert present_review(seen, viewer=world.cast.chen.pk)["reviews"] == []
        with pytest.raises(CompartmentClosed):
            _ = Review.objects.get(pk=review.pk).reason


def test_a_disagreement_goes_to_a_third(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen, Verdict.DIFFERENT)

    assert candidate in queries.waiting_for(world.cast.gulya)
    bring(Candidate.objects.get(pk=candidate.pk), world.cast.gulya)
    say(candidate, world.cast.gulya, Verdict.DIFFERENT)

    candidate.refresh_from_db()
    assert candidate.state == State.DIFFERENT


def test_names_close_again_when_the_pair_is_decided(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    with acting_as(principal_of(world.cast.boris), writes=False):
        assert Record.objects.get(pk=candidate.found_id).identity["names"]

    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen)

    with acting_as(principal_of(world.cast.boris), writes=False), pytest.raises(CompartmentClosed):
        _ = Record.objects.get(pk=candidate.found_id).identity


def test_the_keeper_of_the_file_reads_the_attached_record_and_no_other_of_the_list(
    world: World, candidate: Candidate
) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen)

    principal = principal_of(world.cast.amina)
    with acting_as(principal, writes=False):
        visible = Record.objects.visible_to(principal).filter(kind=Record.Kind.LISTED)
        assert [record.pk for record in visible] == [candidate.found_id]
        assert visible[0].identity["names"]


def test_undoing_detaches_the_record_and_asks_anew(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris)
    say(candidate, world.cast.chen)

    with acting_as(principal_of(world.cast.amina)):
        actions.undo(decision=Decision.objects.get(candidate=candidate), reason="Wrong mother.", by=world.cast.amina, at=NOW)

    candidate.refresh_from_db()
    assert (candidate.state, candidate.round) == (State.WAITING, 2)
    assert not Attachment.objects.in_force().filter(record=candidate.found_id).exists()
    assert Record.objects.filter(pk=candidate.found_id).exists()


def test_a_rejected_pair_does_not_return_by_itself(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris, Verdict.DIFFERENT)
    say(candidate, world.cast.chen, Verdict.DIFFERENT)

    match_all(world.request)

    candidate.refresh_from_db()
    assert candidate.state == State.DIFFERENT


def test_a_rejected_pair_returns_with_new_evidence_and_says_what_is_new(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.boris, Verdict.DIFFERENT)
    say(candidate, world.cast.chen, Verdict.DIFFERENT)
    with acting_as(principal_of(world.cast.amina)):
        candidate.refresh_from_db()
        _forget_an_item(candidate)

    match_all(world.request)

    candidate.refresh_from_db()
    assert (candidate.state, candidate.round) == (State.WAITING, 2)
    with acting_as(principal_of(world.cast.amina), writes=False):
        assert candidate.returned_because["new"]


def _forget_an_item(candidate: Candidate) -> None:
    """Make the stored evidence poorer, as if the last item had not been known when the pair was rejected."""
    evidence = candidate.evidence
    candidate.evidence = {**evidence, "items": evidence["items"][:-1]}
    candidate.offered_evidence = "0" * 16
    candidate.save(update_fields=["evidence", "offered_evidence"])


def test_a_queue_without_two_eligible_reviewers_is_announced(world: World) -> None:
    assert queries.without_two_reviewers() == 0

    from wayhome.accounts.models import RoleGrant

    with acting_as(principal_of(world.cast.amina)):
        RoleGrant.objects.filter(role="reviewer").exclude(user=world.cast.boris).delete()

    assert queries.without_two_reviewers() == Candidate.objects.count()


def test_reviewing_opens_the_families_beside_and_nobody_else(world: World, candidate: Candidate) -> None:
    upload(world.cast, data=b"Name,Sex,Age\nSomebody Else,F,30\n", filename="other.csv")
    bring(candidate, world.cast.boris)

    principal = principal_of(world.cast.boris)
    with acting_as(principal, writes=False):
        seen = set(Record.objects.visible_to(principal).values_list("pk", flat=True))

    groups = {candidate.sought.group_id, candidate.found.group_id}
    assert seen == set(Record.objects.filter(group__in=groups).values_list("pk", flat=True))


def test_pairs_of_a_withdrawn_list_leave_the_queues_and_close_the_names(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)

    close_pairs_of_list.func(str(world.document.pk))

    assert set(Candidate.objects.values_list("state", flat=True)) == {State.LAPSED}
    assert not queries.queue_of(world.cast.boris).exists()
    with acting_as(principal_of(world.cast.boris), writes=False), pytest.raises(CompartmentClosed):
        _ = Record.objects.get(pk=candidate.found_id).identity


def test_what_was_said_in_an_earlier_round_stays_said(world: World, candidate: Candidate) -> None:
    boris, chen = world.cast.boris, world.cast.chen
    bring(candidate, boris, chen)
    earlier = say(candidate, boris)
    say(candidate, chen)
    with acting_as(principal_of(boris)):
        actions.undo(decision=Decision.objects.get(), reason="Another child.", by=boris, at=NOW)
    candidate.refresh_from_db()
    bring(candidate, chen)
    say(candidate, chen)

    with acting_as(principal_of(boris)), pytest.raises(Refused, match="second_has_spoken"):
        actions.take_back(review=earlier, by=boris, at=NOW)


def test_a_decision_is_undone_once_however_many_have_the_page_open(world: World, candidate: Candidate) -> None:
    boris, chen = world.cast.boris, world.cast.chen
    bring(candidate, boris, chen)
    say(candidate, boris)
    say(candidate, chen)
    as_boris_sees, as_chen_sees = Decision.objects.get(), Decision.objects.get()
    with acting_as(principal_of(boris)):
        actions.undo(decision=as_boris_sees, reason="Another child.", by=boris, at=NOW)

    with acting_as(principal_of(chen)), pytest.raises(Refused, match="nothing_to_undo"):
        actions.undo(decision=as_chen_sees, reason="Another child.", by=chen, at=NOW)


def test_what_was_said_before_one_saw_that_one_knows_the_family_counts_no_more(world: World, candidate: Candidate) -> None:
    boris, chen, gulya = world.cast.boris, world.cast.chen, world.cast.gulya
    bring(candidate, boris, chen)
    say(candidate, boris)

    with acting_as(principal_of(boris)):
        actions.declare_conflict(candidate=candidate, by=boris, at=NOW)
    say(candidate, chen)

    candidate.refresh_from_db()
    assert candidate.state == State.HALF
    bring(candidate, gulya)
    say(candidate, gulya)
    assert set(Decision.objects.get().reviews.values_list("reviewer", flat=True)) == {chen.pk, gulya.pk}


def test_a_decided_pair_is_handed_on_to_nobody(world: World, candidate: Candidate) -> None:
    boris, chen = world.cast.boris, world.cast.chen
    bring(candidate, boris, chen)
    say(candidate, boris)
    say(candidate, chen)

    with acting_as(principal_of(boris)), pytest.raises(Refused, match="match_closed"):
        actions.declare_conflict(candidate=candidate, by=boris, at=NOW)


def test_a_pair_left_unanswered_for_two_weeks_goes_back_to_the_others(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris, world.cast.chen)
    say(candidate, world.cast.chen)
    later = NOW + timedelta(days=15)

    with acting_as(principal_of(world.cast.gulya)):
        fetched = actions.fill_queue(reviewer=world.cast.gulya, at=later)

    assert candidate in [assignment.candidate for assignment in fetched]
    assert not queries.queue_of(world.cast.boris).exists()
    assert Review.objects.get(reviewer=world.cast.chen).taken_back_at is None
    with acting_as(principal_of(world.cast.boris), writes=False), pytest.raises(CompartmentClosed):
        _ = Record.objects.get(pk=candidate.found_id).identity


def test_who_let_a_pair_go_may_fetch_it_again(world: World, candidate: Candidate) -> None:
    bring(candidate, world.cast.boris)
    with acting_as(principal_of(world.cast.boris)):
        actions.release_stale(at=NOW + timedelta(days=15))

    bring(candidate, world.cast.boris)

    with acting_as(principal_of(world.cast.boris), writes=False):
        assert Record.objects.get(pk=candidate.found_id).identity["names"]

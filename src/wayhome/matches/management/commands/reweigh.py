"""`wayhome manage reweigh`: estimate what evidence weighs from the decisions of this deployment, and show it first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from kinmatch.learn import ProposedWeights, ReviewedPair
from wayhome.accounts.principals import matcher
from wayhome.matches import learning, rescoring
from wayhome.vault.principals import acting_as

_MOST_TERMS = 20


class Command(BaseCommand):
    help = (
        "Estimates weights of evidence from what reviewers decided and shows what they would change. Asks before it "
        "sets them; --apply sets them without asking, --undo goes back. Decisions are never changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="set the weights without asking")
        parser.add_argument("--undo", action="store_true", help="go back to the weights that were in force before")
        parser.add_argument(
            "--no-preview", action="store_true", help="do not compare all pairs to count those whose band would change"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["undo"]:
            self._undo()
            return
        with acting_as(matcher(), writes=False):
            pairs = learning.reviewed_pairs()
            try:
                proposed = learning.propose(pairs)
            except learning.TooFew as few:
                raise CommandError(
                    f"Too few decisions: {few}. Weights are estimated from {learning.LEAST_DECISIONS} decided pairs, "
                    f"at least {learning.LEAST_OF_EACH} of either kind. Nothing was changed."
                ) from None
            for line in told(proposed, pairs):
                self.stdout.write(line)
            if not options["no_preview"]:
                tally = rescoring.preview(at=now(), weights=proposed.weights)
                self.stdout.write(
                    f"Undecided pairs that would change their band: {tally.moved} of {tally.renewed + tally.unchanged}"
                )
                for (before, after), count in sorted(tally.bands.items()):
                    if before != after:
                        self.stdout.write(f"  {before} to {after}: {count}")
            if not (options["apply"] or self._agreed()):
                self.stdout.write("Nothing was changed. `wayhome manage reweigh --apply` sets these weights.")
                return
            same = sum(pair.same for pair in pairs)
            fitted = learning.set_weights(proposed.weights, same=same, different=len(pairs) - same, at=now())
        self.stdout.write(
            f"Weights {fitted.number} are in force for what is compared from now on. `wayhome manage rescore` tells what "
            "they change in pairs that wait; `wayhome manage reweigh --undo` goes back."
        )

    def _undo(self) -> None:
        with acting_as(matcher(), writes=False):
            try:
                undone = learning.undo_weights(at=now())
            except learning.NothingSet:
                raise CommandError("The package's own weights are in force; there is nothing to undo.") from None
            left = learning.fitted_in_force()
        before = f"weights {left.number}" if left else "the package's own weights"
        self.stdout.write(f"Weights {undone.number} are undone; {before} are in force. Now `wayhome manage rescore`.")

    def _agreed(self) -> bool:
        """Ask a person at a terminal; where nobody sits, nothing is set."""
        if not sys.stdin.isatty():
            return False
        self.stdout.write("Compare with these weights from now on? [yes/no] ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip().lower() in {"yes", "y"}


def told(proposed: ProposedWeights, pairs: Sequence[ReviewedPair]) -> Iterator[str]:
    """Give what a proposal rests on and what it changes, in lines."""
    same = sum(pair.same for pair in pairs)
    yield f"Decided pairs: {len(pairs)}, of them {same} found to be one person and {len(pairs) - same} to be two."
    yield f"Surprise in bits a pair, with the weights in force: {proposed.before.log_loss:.3f}"
    yield f"Surprise in bits a pair, with the proposed ones (families held out in turn): {proposed.after.log_loss:.3f}"
    if not proposed.is_better:
        yield "The proposed weights do not foretell these decisions better than those in force: keep what you have."
    changed = [term for term in proposed.terms if term.before != term.after]
    yield f"Weights that would change, in thousandths: {len(changed)}"
    for term in sorted(changed, key=lambda one: (-abs(one.after - one.before), one.term))[:_MOST_TERMS]:
        yield f"  {term.term:<24} {term.before:>7} to {term.after:>7}   seen in {term.pairs} pairs, {term.same} the same"

"""`wayhome manage rescore`: compare every family with the lists again, after the engine or its weights changed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from wayhome.accounts.principals import matcher
from wayhome.matches import rescoring
from wayhome.matches.rescoring import Progress, Tally
from wayhome.vault.principals import acting_as

_SAY_EVERY = 100


class Command(BaseCommand):
    help = (
        "Compares every family with the lists again and counts what would change. With --apply the evidence of pairs "
        "that nobody has decided or is reviewing is renewed, and new pairs are offered. It may be interrupted at any "
        "time and goes on where it stood."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="renew the evidence; without it nothing is changed")

        parser.add_argument(
            "--anew", action="store_true", help="with --apply: begin with the first request, whatever was interrupted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(matcher(), writes=False), _progress(self) as progress:
            try:
                if options["apply"]:
                    tally = Tally.of(rescoring.run(at=now, anew=options["anew"], progress=progress).counts)
                else:
                    tally = rescoring.preview(at=now(), progress=progress)
            except KeyboardInterrupt:
                self.stderr.write("Interrupted. What is done stays done; run it again and it goes on from there.")
                raise SystemExit(130) from None
        for line in told(tally, applied=options["apply"]):
            self.stdout.write(line)


def told(tally: Tally, *, applied: bool) -> Iterator[str]:
    """Give what a run found, in lines."""
    renewed = "renewed" if applied else "would be renewed"
    yield f"{tally.requests} requests compared with the lists."
    yield f"Pairs decided or set aside by people, kept as they are: {tally.decided}"
    yield f"Pairs in review, kept as the reviewers see them: {tally.in_review}"
    yield f"Pairs of records that are no longer current: {tally.not_compared}"
    yield f"Pairs whose evidence is the same: {tally.unchanged}"
    yield f"Pairs whose evidence {renewed}: {tally.renewed}, of them {tally.moved} in another band"
    for (before, after), count in sorted(tally.bands.items()):
        if before != after:
            yield f"  {before} to {after}: {count}"
    yield f"New pairs {'offered' if applied else 'that would be offered'}: {tally.new}"
    if not applied:
        yield "Nothing was changed. `wayhome manage rescore --apply` does it."


@contextlib.contextmanager
def _progress(command: BaseCommand) -> Iterator[Progress]:
    """Show a bar on a terminal, and a line now and then elsewhere."""
    if not sys.stderr.isatty():

        def say(done: int, of: int) -> None:
            if done % _SAY_EVERY == 0 or done == of:
                command.stderr.write(f"{done} of {of} requests")

        yield say
        return
    from tqdm import tqdm  # noqa: PLC0415  only a terminal shows a bar

    with tqdm(unit="request", file=sys.stderr, leave=False) as bar:

        def step(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield step

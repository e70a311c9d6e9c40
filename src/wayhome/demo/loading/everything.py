"""The whole load as rows of steps in the order of their days, each step one act of somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from wayhome.demo.loading import asking, happening, house, matching, papers, reviewing, sharing
from wayhome.demo.loading.memory import Memory, at_hour
from wayhome.demo.loading.words import NOT_YET
from wayhome.demo.world.everything import Demo
from wayhome.lists.actions import after_import
from wayhome.tracing.actions import after_registration

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Step:
    """One act and its moment; steps of one moment keep the order in which they were planned."""

    at: datetime
    act: Callable[[], None]


def load(demo: Demo, *, progress: Progress | None = None) -> Memory:
    """Put a demo into an empty database; its content is the same every time, only ids and keys differ.

    First comes what was said, then everything is compared, then what people found.
    """
    memory = Memory(demo)
    with _without_queue():
        house.open_house(memory)
        said = sorted(plan_sayings(memory), key=lambda step: step.at)
        later = len(demo.matches) * 2 + len(said) // 10  # about as much work as is still to come
        for number, step in enumerate(said, start=1):
            step.act()
            if progress is not None:
                progress(number, len(said) + later)
        offers = matching.compare_all(memory)
        found = sorted(plan_findings(memory, offers), key=lambda step: step.at)
        for number, step in enumerate(found, start=1):
            step.act()
            if progress is not None:
                progress(len(said) + later * number // len(found), len(said) + later)
    return memory


def plan_sayings(memory: Memory) -> Iterator[Step]:
    """Yield what relatives ask, what happens, and the lists that come, unordered."""
    yield from _requests(memory)
    yield from _events(memory)
    for one in memory.demo.lists:
        yield Step(at_hour(one.received_on, 10), partial(papers.receive, memory, one))


def plan_findings(memory: Memory, offers: matching.Offers) -> Iterator[Step]:
    """Yield what the matcher offers and what people find, unordered."""
    for day, proposals in offers.items():
        yield Step(at_hour(day, 19), partial(matching.offer_on, day, proposals))
    for request in memory.demo.world.requests:
        if request.duplicate_of and request.resolved:
            on = min(request.opened_on + timedelta(days=3), reviewing.LAST_REVIEW)
            yield Step(at_hour(on, 20), partial(reviewing.find_twice_asked, memory, request, on))
    yield from _reviews(memory)
    end = memory.demo.world.as_of
    yield Step(at_hour(end, 6), partial(sharing.share, memory))
    yield Step(at_hour(end, 7), partial(reviewing.fill_queues, memory, at_hour(end, 7)))


def _requests(memory: Memory) -> Iterator[Step]:
    for request in memory.demo.world.requests:
        yield Step(at_hour(request.opened_on, 9), partial(asking.ask, memory, request))
        if again := asking.look_again_on(memory, request, as_of=memory.demo.world.as_of):
            yield Step(at_hour(again, 14), partial(asking.look_again, memory, request, again))


def _events(memory: Memory) -> Iterator[Step]:
    for event in memory.demo.world.events:
        if event.kind in NOT_YET or happening.is_told_by_request(memory, event):
            continue
        tell = happening.tell_of_the_fourth_wife if event.detail == "entrusted" else happening.tell
        yield Step(at_hour(happening.learnt_on(memory, event), 16), partial(tell, memory, event))
    for clue in memory.demo.world.clues:
        received = max(clue.received_on, memory.first_request_of[clue.people[0]].opened_on)
        yield Step(at_hour(received, 17), partial(happening.hear, memory, clue))


def _reviews(memory: Memory) -> Iterator[Step]:
    for planned in memory.demo.matches:
        for number, said in enumerate(planned.reviews):
            yield Step(at_hour(said.on, 21, number), partial(reviewing.review, memory, planned, number))
        if planned.undone_on:
            yield Step(at_hour(planned.undone_on, 22), partial(reviewing.undo, memory, planned))
        if planned.evidence:
            on = max(planned.reviews[-1].on + timedelta(days=1), reviewing.LAST_REVIEW)
            yield Step(at_hour(on, 22, 30), partial(reviewing.bring_back, memory, planned))


@contextmanager
def _without_queue() -> Iterator[None]:
    """Keep new requests and lists from being queued for the worker: here they are matched at their own time."""
    kept = [(hooks, list(hooks)) for hooks in (after_registration, after_import)]
    for hooks, _ in kept:
        hooks.clear()
    try:
        yield
    finally:
        for hooks, there in kept:
            hooks.extend(there)

"""A small part of the demo that still holds together: the told stories and some families of the rest."""

from __future__ import annotations

from dataclasses import replace

from .everything import Demo


def take_excerpt(demo: Demo, *, families: int, lists: frozenset[str] | None = None) -> Demo:
    """Keep the told stories and `families` others, with what is said of them.

    Args:
        lists: slugs of the lists to keep, each whole; all of them if not given.
    """
    world = demo.world
    told = [family for family in world.families if family.story]
    rest = [family for family in world.families if not family.story]
    others = rest[:: max(1, len(rest) // families)][:families] if families else []
    kept = {family.ref for family in (*told, *others)}
    requests = tuple(one for one in world.requests if one.family in kept)
    sought = {line.person for request in requests for line in request.sought}
    lines = {line.ref for request in requests for line in request.sought}
    small = replace(
        world,
        families=tuple(family for family in world.families if family.ref in kept),
        requests=requests,
        events=tuple(event for event in world.events if sought & set(event.people)),
        clues=tuple(clue for clue in world.clues if sought & set(clue.people)),
    )
    papers = tuple(one for one in demo.lists if lists is None or one.slug in lists)
    there = {one.slug for one in papers}
    matches = tuple(one for one in demo.matches if one.line in lines and one.list_slug in there)
    return replace(demo, world=small, lists=papers, matches=matches)

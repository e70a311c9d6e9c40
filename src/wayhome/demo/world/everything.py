"""The whole demo in one value: world, lists, planned reviews, facilities and staff, from one seed."""

from __future__ import annotations

from dataclasses import dataclass

from .chance import Random
from .facilities import FACILITIES, Facility
from .families import build_world
from .list_model import ListFile
from .lists import plan_lists
from .matches_plan import PlannedMatch, plan_matches
from .model import World
from .staff import STAFF, TEAMS, Team, Worker

SEED = 20180530


@dataclass(frozen=True, slots=True)
class Demo:
    """Hold everything that the loader puts into a database."""

    world: World
    lists: tuple[ListFile, ...]
    matches: tuple[PlannedMatch, ...]
    facilities: tuple[Facility, ...]
    teams: tuple[Team, ...]
    staff: tuple[Worker, ...]


def build_demo(seed: int = SEED) -> Demo:
    """Build the demo; each part draws from its own generator, so that a change in one leaves the others alone."""
    world = build_world(Random(f"{seed}/world"))
    lists = plan_lists(world, Random(f"{seed}/lists"))
    matches = plan_matches(world, lists, Random(f"{seed}/matches"))
    return Demo(world, lists, matches, FACILITIES, TEAMS, STAFF)

"""Files that are open to more than the worker who took the request: the told stories, and those found on a list."""

from __future__ import annotations

from wayhome.accounts.actions import share_case_file
from wayhome.accounts.policies import COMPARTMENTS_OF_OPENER, compartments_of
from wayhome.accounts.principals import roles_of
from wayhome.demo.loading.memory import Memory, at_hour

WITH = ("field1", "field2", "lawyer1", "coordinator1", "social1")
MOST_FOUND = 40


def share(memory: Memory) -> None:
    """Open the told stories and the first found families to the colleagues who work on them."""
    at = at_hour(memory.demo.world.as_of, 6)
    told = [family.ref for family in memory.demo.world.families if family.story]
    found = [memory.families_of_line[plan.line] for plan in memory.demo.matches if plan.state == "attached"]
    for ref in dict.fromkeys([*told, *found[:MOST_FOUND]]):
        for request in memory.demo.world.requests:
            if request.family != ref or request.duplicate_of:
                continue
            with memory.acting(request.taken_by) as user:
                own = compartments_of(roles_of(user)) & COMPARTMENTS_OF_OPENER["family"]
                for name in WITH:
                    colleague = memory.users[name]
                    share_case_file(
                        case_file=memory.requests[request.ref].case_file, colleague=colleague,
                        compartments=own & compartments_of(roles_of(colleague)), by=user, at=at,
                    )  # fmt: skip

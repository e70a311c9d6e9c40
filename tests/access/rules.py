"""Who gets which answer from every address. A new address without a rule fails the test.

A rule reads as the page asks: first whether somebody is signed in, then her role, then the file, then the part of it.
The first that is not fulfilled gives the answer; `then` is the answer to those who fulfil all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.access.world import Actor, World
from wayhome.accounts.models import REGISTER_ROLES, Role
from wayhome.lists.policies import WRITERS
from wayhome.vault.compartments import Compartment as C

Condition = Callable[[Actor], int | None]
Args = Callable[[World], list[Any]]


def nothing(world: World) -> list[Any]:
    return []


def role(*needed: Role) -> Condition:
    return lambda actor: None if actor.roles & set(needed) else 403


def member(thing: str) -> Condition:
    return lambda actor: None if actor.is_member(thing) else 404


def part(thing: str, *compartments: C) -> Condition:
    return lambda actor: None if all((thing, one) in actor.opens for one in compartments) else 403


def owner(actor: Actor) -> int | None:
    return None if actor.is_owner else 404


def assigned(actor: Actor) -> int | None:
    return None if actor.is_assigned else 404


def end_of_the_keeper(actor: Actor) -> int | None:
    return None if actor.is_owner else 403


def spoke_first(actor: Actor) -> int | None:
    return None if actor.has_spoken else 404


def member_or_took_part(actor: Actor) -> int | None:
    return None if actor.took_part or actor.is_member("family") else 404


@dataclass(frozen=True)
class Way:
    """The conditions of one method in their order, and the answer to those who fulfil them."""

    conditions: tuple[Condition, ...]
    then: int

    def answer(self, actor: Actor) -> int:
        if actor.is_stranger:
            return 302
        return next((status for one in self.conditions if (status := one(actor)) is not None), self.then)


@dataclass(frozen=True)
class Open:
    """A page that is there for everybody; its answer for strangers and for those who are signed in."""

    stranger: int
    signed_in: int

    def answer(self, actor: Actor) -> int:
        return self.stranger if actor.is_stranger else self.signed_in


@dataclass(frozen=True)
class Rule:
    """What one address answers. `get` or `post` is None where the page has no such method: 405, after the sign-in.

    `said` is what is sent with POST; `noted` whether opening it is entered in the access record of the file.
    """

    get: Way | Open | None
    post: Way | Open | None = None
    args: Args = nothing
    said: Callable[[World], dict[str, Any]] = lambda world: {"sent": "yes"}
    noted: bool = False

    def answer(self, actor: Actor, method: str) -> int:
        asked, other = (self.post, self.get) if method == "POST" else (self.get, self.post)
        if asked is not None:
            return asked.answer(actor)
        return 302 if isinstance(other, Way) and actor.is_stranger else 405


def way(*conditions: Condition, then: int = 200) -> Way:
    return Way(conditions, then)


def _draft(world: World) -> list[Any]:
    return [world.draft.pk]


def _step(world: World) -> list[Any]:
    return [world.draft.pk, "check"]


def _request(world: World) -> list[Any]:
    return [world.request.pk]


def _document(world: World) -> list[Any]:
    return [world.document.pk]


def _understood(world: World) -> list[Any]:
    return [world.waiting_document.pk]


def _facility(world: World) -> list[Any]:
    return [world.facility.pk]


def _pair(world: World) -> list[Any]:
    return [world.waiting.pk]


READER, WRITER = role(*REGISTER_ROLES), role(*WRITERS)
INTAKE, REVIEWER = role(Role.INTAKE), role(Role.REVIEWER)
FAMILY, LIST = member("family"), member("list")
NAMES, LIST_NAMES = part("family", C.IDENTITY), part("list", C.IDENTITY)
LIST_ALL = part("list", C.IDENTITY, C.LOCATION)
SIGNED_IN = way()

RULES: dict[str, Rule] = {
    # --- sign-in: open to strangers, and nothing of a case in it ------------------------------------------------
    "account_login": Rule(Open(200, 302), Open(200, 302)),
    "account_logout": Rule(Open(302, 200), Open(302, 302)),
    "account_inactive": Rule(Open(200, 200), Open(405, 405)),
    "account_reauthenticate": Rule(way(), way()),
    "account_change_password": Rule(way(), way()),
    "account_set_password": Rule(way(then=302), way(then=302)),
    "mfa_index": Rule(way(), None),
    "mfa_authenticate": Rule(Open(302, 302), Open(302, 302)),
    "mfa_reauthenticate": Rule(way(then=302), way(then=302)),
    "mfa_activate_totp": Rule(way(then=302), way(then=302)),
    "mfa_deactivate_totp": Rule(way(then=404), way(then=404)),
    "mfa_view_recovery_codes": Rule(way(then=404), None),
    "mfa_generate_recovery_codes": Rule(way(then=302), way(then=302)),
    "mfa_download_recovery_codes": Rule(way(then=404), way(then=404)),
    "mfa_list_webauthn": Rule(way(), None),
    "mfa_add_webauthn": Rule(way(then=302), way(then=302)),
    "mfa_reauthenticate_webauthn": Rule(way(then=302), way(then=302)),
    "mfa_remove_webauthn": Rule(way(then=302), way(then=302), lambda world: [1]),
    "mfa_edit_webauthn": Rule(way(then=302), way(then=302), lambda world: [1]),
    "mfa_login_webauthn": Rule(Open(302, 302), Open(302, 302)),
    "usersessions_list": Rule(SIGNED_IN, way(then=302)),
    "set_language": Rule(Open(302, 302), Open(302, 302)),
    "components": Rule(Open(404, 404)),
    # --- who has a file open ------------------------------------------------------------------------------------
    "accounts:people": Rule(way(FAMILY), way(FAMILY, then=422), lambda world: [world.request.case_file_id], noted=True),
    "accounts:end": Rule(None, way(FAMILY, end_of_the_keeper, then=302), lambda world: [world.request.case_file_id, world.keepers.pk]),
    # --- people -------------------------------------------------------------------------------------------------
    "people:index": Rule(SIGNED_IN),
    "people:person": Rule(way(FAMILY, NAMES), args=lambda world: [world.sought.pk], noted=True),
    "people:search": Rule(SIGNED_IN),
    "people:results": Rule(SIGNED_IN, SIGNED_IN, said=lambda world: {"q": "Зарема Иса 1991"}),
    # --- requests -----------------------------------------------------------------------------------------------
    "tracing:index": Rule(SIGNED_IN),
    "tracing:start": Rule(None, way(INTAKE, then=302)),
    "tracing:draft": Rule(way(owner, then=302), args=_draft),
    "tracing:discard": Rule(None, way(owner, then=302), _draft),
    "tracing:take_back": Rule(None, way(owner, then=302), _draft),
    "tracing:register": Rule(Open(405, 405), way(owner, then=302), _draft),
    "tracing:step": Rule(way(owner), way(owner, then=302), _step, noted=True),
    "tracing:autosave": Rule(None, way(owner), _step),
    "tracing:request": Rule(way(FAMILY, NAMES), args=_request, noted=True),
    "tracing:receipt": Rule(way(FAMILY, INTAKE), args=_request, noted=True),
    "tracing:receipt_pdf": Rule(way(FAMILY, INTAKE), way(FAMILY, INTAKE), _request, noted=True),
    "tracing:new_code": Rule(None, way(FAMILY, INTAKE), _request),
    "tracing:withdraw": Rule(
        None, way(FAMILY, INTAKE, then=302), lambda world: [world.request.pk, world.consent.pk]
    ),
    # --- lists and places ---------------------------------------------------------------------------------------
    "lists:index": Rule(way(READER)),
    "lists:upload": Rule(way(WRITER), way(WRITER, then=422)),
    "lists:sources": Rule(way(READER)),
    "lists:source_forget": Rule(None, way(WRITER, then=302), lambda world: [world.list_source.pk]),
    "lists:document": Rule(way(READER, LIST, LIST_ALL), args=_document, noted=True),
    "lists:columns": Rule(None, way(WRITER, LIST, LIST_NAMES, then=302), _understood),
    "lists:begin": Rule(None, way(WRITER, LIST, LIST_NAMES, then=302), _understood),
    "lists:rows": Rule(way(READER, LIST, LIST_ALL), args=_document, noted=True),
    "lists:progress": Rule(way(READER, LIST, part("list", C.LOCATION), then=302), args=_document),
    "lists:withdraw": Rule(way(WRITER, LIST, then=403), way(WRITER, LIST, then=403), _document),
    "lists:facilities": Rule(way(READER)),
    "lists:facility_new": Rule(way(WRITER), way(WRITER, then=422)),
    "lists:facility": Rule(way(READER), args=_facility, noted=True),
    "lists:facility_edit": Rule(way(WRITER), way(WRITER, then=422), _facility),
    # --- today, and the one-click entrance of the demonstration -------------------------------------------------
    "matches:today": Rule(SIGNED_IN),
    "demo:enter": Rule(None, Open(404, 404), lambda world: ["keeper"]),
    # --- matches ------------------------------------------------------------------------------------------------
    "matches:queue": Rule(way(REVIEWER)),
    "matches:more": Rule(None, way(REVIEWER, then=302)),
    "matches:next": Rule(way(REVIEWER, then=302)),
    "matches:family": Rule(way(FAMILY, NAMES), args=_request, noted=True),
    "matches:review": Rule(way(REVIEWER, assigned), way(REVIEWER, assigned, then=422), _pair, noted=True),
    "matches:conflict": Rule(None, way(REVIEWER, assigned, then=302), _pair),
    "matches:take_back": Rule(None, way(spoke_first, then=302), lambda world: [world.half_review.pk]),
    "matches:undo": Rule(
        way(member_or_took_part), way(member_or_took_part, then=422), lambda world: [world.decision.pk]
    ),
}

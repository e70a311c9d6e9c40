"""Writes about staff, roles and who may open which case file, each sealed in the ledger.

Grants of single rows rest on an act that is sealed itself; opened pages have a record of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.accounts import policies
from wayhome.accounts.models import (
    AccessLog,
    CaseFile,
    CaseMembership,
    NumberSeries,
    Role,
    RoleGrant,
    RowGrant,
    StaffName,
    Team,
    TeamMembership,
    User,
)
from wayhome.accounts.principals import actor_key, roles_of
from wayhome.accounts.queries import members_of
from wayhome.ledger import actions as ledger
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import forget_grants


def take_number(kind: str) -> int:
    """Return the next number of a series and move it on. The row stays locked until the transaction ends."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(kind=kind)
    number = series.next
    series.next = number + 1
    series.save(update_fields=["next"])
    return number


@transaction.atomic
def register_staff(
    *, username: str, name: str, roles: Iterable[Role], teams: Iterable[Team], by: User | None, at: datetime
) -> User:
    """Add a member of staff with her roles and teams. She sets her password and second factor herself."""
    user = User(username=username, date_joined=at)
    user.set_unusable_password()
    user.save()
    StaffName.objects.create(user=user, name=name)
    for team in teams:
        TeamMembership.objects.create(user=user, team=team)
    ledger.seal("staff.registered", by=actor_key(by), at=at, user=user.key_id)
    for role in roles:
        grant_role(user=user, role=role, by=by, at=at)
    return user


@transaction.atomic
def grant_role(*, user: User, role: Role, by: User | None, at: datetime, until: datetime | None = None) -> RoleGrant:
    """Give `user` a role from `at` on."""
    grant = RoleGrant.objects.create(user=user, role=role, granted_by=by, granted_at=at, until=until)
    ledger.seal("role.granted", by=actor_key(by), at=at, user=user.key_id, role=role.value)
    forget_grants()
    return grant


@transaction.atomic
def end_role(*, user: User, role: Role, by: User, at: datetime) -> None:
    """End a role of `user` now."""
    RoleGrant.objects.held().filter(user=user, role=role).update(until=at)
    ledger.seal("role.ended", by=by.key_id, at=at, user=user.key_id, role=role.value)
    forget_grants()


@transaction.atomic
def open_case_file(
    *, kind: CaseFile.Kind, team: Team | None, by: User | None, at: datetime, numbered: bool = True
) -> CaseFile:
    """Open a case file and make the one who opens it a member, as far as her roles carry."""
    case_file = CaseFile.objects.create(
        kind=kind,
        number=take_number(f"case:{kind}") if numbered else None,
        team=team,
        opened_at=at,
        opened_by=by,
    )
    if by is not None:
        granted = policies.COMPARTMENTS_OF_OPENER[kind] & policies.compartments_of(roles_of(by))
        add_member(case_file=case_file, user=by, compartments=granted, by=by, at=at)
    ledger.seal("case_file.opened", by=actor_key(by), at=at, case_file=case_file.pk, kind=str(kind))
    return case_file


@transaction.atomic
def add_member(
    *, case_file: CaseFile, user: User, compartments: Iterable[Compartment], by: User | None, at: datetime,
    until: datetime | None = None,
) -> CaseMembership:  # fmt: skip
    """Open named compartments of a case file to `user`, replacing what she had open there."""
    CaseMembership.objects.filter(case_file=case_file, user=user, until__isnull=True).update(until=at)
    codes = sorted(compartment.value for compartment in compartments)
    membership = CaseMembership.objects.create(
        case_file=case_file, user=user, compartments=codes, since=at, until=until, granted_by=by
    )
    ledger.seal(
        "case_file.shared", by=actor_key(by), at=at, case_file=case_file.pk, user=user.key_id, compartments=",".join(codes)
    )
    forget_grants()
    return membership


@transaction.atomic
def share_case_file(
    *, case_file: CaseFile, colleague: User, compartments: frozenset[Compartment], by: User, at: datetime,
    until: datetime | None = None,
) -> CaseMembership:  # fmt: skip
    """Open compartments of one's own case file to a colleague whose roles may carry them.

    Raises:
        Refused: `by` is no member, or one of the compartments is not hers or not for the colleague's roles.
    """
    own = CaseMembership.objects.filter(case_file=case_file, user=by, until__isnull=True).first()
    policies.insist(
        policies.why_not_share(
            owner_roles=roles_of(by),
            colleague_roles=roles_of(colleague),
            compartments=compartments,
            owner_compartments=frozenset(Compartment(code) for code in own.compartments) if own else frozenset(),
            same_person=by.pk == colleague.pk,
        )
    )
    return add_member(case_file=case_file, user=colleague, compartments=compartments, by=by, at=at, until=until)


@transaction.atomic
def end_membership(*, membership: CaseMembership, by: User, at: datetime) -> None:
    """Close a case file to a member from now on.

    Raises:
        Refused: it has ended, `by` neither holds it nor gave it nor opened the file, or nobody would be left.
    """
    case_file = membership.case_file
    others = members_of(case_file).exclude(user=membership.user).exclude(compartments=[])
    policies.insist(
        policies.why_not_end(
            is_own=membership.user_id == by.pk,
            gave_it=membership.granted_by_id == by.pk,
            opened_the_file=case_file.opened_by_id == by.pk,
            has_ended=membership.until is not None and membership.until <= at,
            others=others.count(),
        )
    )
    membership.until = at
    membership.save(update_fields=["until"])
    ledger.seal(
        "case_file.closed_to", by=by.key_id, at=at, case_file=membership.case_file_id, user=membership.user.key_id
    )
    forget_grants()


def grant_rows(
    *, user: User, rows: Iterable[UUID], compartment: Compartment, reason: RowGrant.Reason, basis: UUID, at: datetime
) -> None:
    """Open one compartment of single rows to `user`, for as long as `basis` lasts."""
    RowGrant.objects.bulk_create(
        RowGrant(user=user, row=row, compartment=compartment, reason=reason, basis=basis, since=at) for row in rows
    )
    forget_grants()


def end_row_grants(*, basis: UUID, at: datetime) -> None:
    """End every row grant that rests on `basis`."""
    RowGrant.objects.filter(basis=basis, until__isnull=True).update(until=at)
    forget_grants()


@transaction.atomic
def note_access(*, actor: UUID, case_file_id: UUID, page: str, at: datetime, row: UUID | None = None) -> None:
    """Write that a page of a case file was opened. The enquirer can be told from this, by a person."""
    AccessLog.objects.create(at=at, actor=actor, case_file_id=case_file_id, page=page, row=row)

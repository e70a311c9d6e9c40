"""From kinship claims to the figure that the shell draws: who stands with whom, in a family's own file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.people.identity import parse_identity
from wayhome.people.models import Attachment, Kinship, Person, Record
from wayhome.shell.drawing.family import Care, Member, Sex, Union
from wayhome.shell.drawing.kinship import Kinship as Figure

R = Kinship.Relation
PARENTS = frozenset({R.MOTHER, R.FATHER})
COUPLES = frozenset({R.WIFE, R.HUSBAND})


def family_figure(person: Person) -> Figure | None:
    """Return the figure of everybody tied by kinship claims in the person's file, or None where she stands alone."""
    claims = list(Kinship.objects.filter(case_file=person.case_file_id, withdrawn_at__isnull=True))
    if not claims:
        return None
    people = {pk for claim in claims for pk in (claim.person_id, claim.to_id)} | {person.pk}
    return Figure(
        title=_("The family as it was told"),
        members=tuple(_members(people, person.pk)),
        unions=tuple(_unions(claims)),
        cares=tuple(Care(str(c.person_id), str(c.to_id)) for c in claims if c.relation == R.CARER),
        key=f"kin-{person.number}",
    )


def chief_records(people: Iterable[UUID]) -> Mapping[UUID, Record]:
    """Return the first record attached to each person."""
    attachments = Attachment.objects.in_force().filter(person__in=list(people)).select_related("record")
    chief: dict[UUID, Record] = {}
    for attachment in attachments.order_by("basis", "attached_at", "pk"):
        chief.setdefault(attachment.person_id, attachment.record)
    return chief


def _members(people: Iterable[UUID], subject: UUID) -> Iterable[Member]:
    for pk, record in sorted(chief_records(people).items(), key=lambda one: (one[1].birth_from or 0, str(one[0]))):
        identity = parse_identity(record.identity)
        sought = record.kind == Record.Kind.SOUGHT
        yield Member(
            key=str(pk),
            name=identity.chief_name or _("name not known"),
            sex=Sex(record.sex),
            note=str(record.birth_from) if record.birth_from and record.birth_from == record.birth_to else "",
            sought=sought,
            astray=sought and pk != subject,
        )


def _unions(claims: Iterable[Kinship]) -> Iterable[Union]:
    parents: dict[UUID, set[UUID]] = defaultdict(set)
    couples: set[frozenset[UUID]] = set()
    for claim in claims:
        if claim.relation in PARENTS:
            parents[claim.to_id].add(claim.person_id)
        elif claim.relation == R.CHILD:
            parents[claim.person_id].add(claim.to_id)
        elif claim.relation in COUPLES:
            couples.add(frozenset({claim.person_id, claim.to_id}))
    children: dict[frozenset[UUID], list[UUID]] = defaultdict(list)
    for child, of in parents.items():
        children[frozenset(of)].append(child)
    for couple in couples:
        children.setdefault(couple, [])
    for partners, born in sorted(children.items(), key=lambda one: sorted(map(str, one[0]))):
        yield Union(tuple(sorted(map(str, partners))), tuple(str(child) for child in born))

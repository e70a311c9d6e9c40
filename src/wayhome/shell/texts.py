"""The sentences beside a kinship drawing: who each person is to the others, for those who listen or rather read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from wayhome.shell.drawing.family import Kinship, Member
from wayhome.shell.scripts import isolate

REPLACED = (gettext_noop("This field is required."),)
"""Sentences of Django that we translate anew: its Arabic uses the word for a person who is wanted."""


def kinship_lines(figure: Kinship) -> tuple[str, ...]:
    """Say for each member, in the order given: name and note, children and with whom, and who cares for whom."""
    figure = figure.known()
    members = {member.key: member for member in figure.members}
    lines = []
    for member in figure.members:
        parts = [_opening(member)]
        for union in figure.unions:
            if member.key in union.partners:
                others = [isolate(members[key].name) for key in union.partners if key != member.key]
                parts += _with_partner(others, [isolate(members[key].name) for key in union.children])
        for care in figure.cares:
            if care.carer == member.key:
                parts.append(_("Cares for %(child)s.") % {"child": isolate(members[care.child].name)})
        parts += _states(member)
        lines.append(" ".join(parts))
    return tuple(lines)


def _opening(member: Member) -> str:
    name = isolate(member.name)
    return f"{name}: {isolate(member.note.rstrip('.'))}." if member.note else f"{name}."


def _with_partner(others: list[str], children: list[str]) -> list[str]:
    names = ", ".join(children)
    if others and children:
        text = ngettext(
            "Child with %(other)s: %(children)s.", "Children with %(other)s: %(children)s.", len(children)
        )
        return [text % {"other": ", ".join(others), "children": names}]
    if others:
        return [_("Married to %(other)s.") % {"other": ", ".join(others)}]
    if children:
        return [
            ngettext("Child: %(children)s.", "Children: %(children)s.", len(children)) % {"children": names}
        ]
    return []


def _states(member: Member) -> list[str]:
    return [
        *([_("The family is looking for this person.")] if member.sought else []),
        *([_("Whereabouts not known.")] if member.astray else []),
    ]

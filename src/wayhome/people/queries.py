"""Reads about persons, for those who may see them."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from wayhome.accounts.models import CaseMembership, in_force
from wayhome.people.models import Attachment, Person
from wayhome.vault.principals import Principal


def get_visible(person_id: UUID, *, to: Principal) -> Person:
    """Return a person that `to` may see.

    Raises:
        Http404: there is none, or she is not open; the answer is the same.
    """
    return get_object_or_404(Person.objects.visible_to(to).select_related("case_file"), pk=person_id)


def compartments_by_attachment(user_id: UUID, row_id: UUID) -> frozenset[str]:
    """Return what of a record is open to a user because it is attached to a person whose file she has open."""
    files = Attachment.objects.in_force().filter(record=row_id).values("person__case_file")
    memberships = CaseMembership.objects.filter(in_force(), user=user_id, case_file__in=files)
    return frozenset(code for membership in memberships for code in membership.compartments)

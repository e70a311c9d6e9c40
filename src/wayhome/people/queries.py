"""Reads about persons, for those who may see them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from wayhome.people.models import Person
from wayhome.vault.principals import Principal


def get_visible(person_id: UUID, *, to: Principal) -> Person:
    """Return a person that `to` may see.

    Raises:
        Http404: there is none, or she is not open; the answer is the same.
    """
    person = Person.objects.visible_to(to).select_related("case_file").filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person

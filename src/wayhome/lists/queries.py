"""Reads about places and lists, for those who may see them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from wayhome.lists.models import Facility, ListDocument, ListRow, ListSource
from wayhome.vault.principals import Principal


def documents(*, to: Principal) -> QuerySet[ListDocument]:
    """Return the lists that are open to `to`, the latest first."""
    return (
        ListDocument.objects.visible_to(to)
        .select_related("facility", "source", "list_source", "case_file")
        .order_by("-number")
    )


def get_document(document_id: UUID, *, to: Principal) -> ListDocument:
    """Return a list that is open to `to`.

    Raises:
        Http404: there is none, or it is not open; the answer is the same.
    """
    return get_object_or_404(documents(to=to), pk=document_id)


def rows(document: ListDocument, *, kind: str = "", only_problems: bool = False) -> QuerySet[ListRow]:
    """Return the rows of a list in the order of the paper."""
    found = ListRow.objects.filter(document=document).order_by("sheet", "number")
    if kind in ListRow.Kind.values:
        found = found.filter(kind=kind)
    return found.exclude(problems=[]) if only_problems else found


def counts_by_kind(document: ListDocument) -> dict[str, int]:
    """Return how many rows of each kind a list has."""
    counted = ListRow.objects.filter(document=document).values_list("kind").annotate(n=Count("pk"))
    return dict(counted.order_by("kind"))


def people_on(documents: Sequence[ListDocument]) -> dict[UUID, int]:
    """Return by list how many of its rows name people."""
    counted = ListRow.objects.filter(document__in=documents, kind=ListRow.Kind.PERSON).values_list("document")
    return dict(counted.annotate(n=Count("pk")))


def facilities(*, to: Principal) -> QuerySet[Facility]:
    """Return the register of places as far as it is open to `to`."""
    return Facility.objects.visible_to(to).select_related("case_file").order_by("country", "governorate", "number")


def get_facility(facility_id: UUID, *, to: Principal) -> Facility:
    """Return a place that is open to `to`, or raise Http404."""
    return get_object_or_404(facilities(to=to), pk=facility_id)


def sources(*, to: Principal) -> QuerySet[ListSource]:
    """Return where lists come from, with the number of lists of each that `to` may open."""
    mine = Q(documents__in=ListDocument.objects.visible_to(to))
    found = ListSource.objects.visible_to(to).select_related("facility", "case_file")
    return found.annotate(lists=Count("documents", filter=mine)).order_by("-created_at")


def get_source(source_id: UUID, *, to: Principal) -> ListSource:
    """Return where lists come from, if it is open to `to`, or raise Http404."""
    return get_object_or_404(sources(to=to), pk=source_id)

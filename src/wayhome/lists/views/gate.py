"""Who comes in: roles are asked before anything else, and every opened list is noted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import now

from wayhome.accounts.actions import note_access
from wayhome.accounts.principals import roles_of
from wayhome.lists import policies, queries
from wayhome.lists.models import ListDocument


def insist_on_reader(request: HttpRequest) -> None:
    """Refuse those whose work is not about lists and places; a reviewer is among them."""
    policies.insist(policies.why_not_read(roles_of(request.user)))


def insist_on_writer(request: HttpRequest) -> None:
    """Refuse those who do not upload lists or keep the register."""
    policies.insist(policies.why_not_write(roles_of(request.user)))


def may_write(request: HttpRequest) -> bool:
    """Say whether the reader may upload lists and keep the register."""
    return policies.why_not_write(roles_of(request.user)) is None


def open_document(request: HttpRequest, document_id: UUID, *, page: str) -> ListDocument:
    """Return a list that is open to the reader, and note that she opened it."""
    insist_on_reader(request)
    document = queries.get_document(document_id, to=request.principal)
    note_access(actor=request.user.key_id, case_file_id=document.case_file_id, page=page, at=now(), row=document.pk)
    return document

"""Holding an uploaded file, sealed, while the rest of its form is mended: a browser cannot keep it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.accounts.actions import open_case_file
from wayhome.accounts.models import CaseFile, User
from wayhome.lists.models import HeldFile
from wayhome.vault import files
from wayhome.vault.compartments import Compartment
from wayhome.vault.models import SealedFile


@transaction.atomic
def hold(*, data: bytes, filename: str, by: User, at: datetime) -> HeldFile:
    """Keep a file until its uploader has mended the form. One that was held before is destroyed."""
    discard(by=by, at=at)
    case_file = open_case_file(kind=CaseFile.Kind.DRAFT, team=None, by=by, at=at, numbered=False)
    kept = files.store(data, case_file_id=case_file.pk, compartment=Compartment.IDENTITY)
    return HeldFile.objects.create(
        case_file=case_file, uploaded_by=by, held_at=at, size=len(data), file_id=kept.pk, file_name=filename
    )


def held_by(user: User) -> HeldFile | None:
    """Return the file that waits for its uploader, or None."""
    return HeldFile.objects.filter(uploaded_by=user).select_related("case_file").first()


@transaction.atomic
def discard(*, by: User, at: datetime) -> None:
    """Destroy the file that is held for a user, if there is one."""
    held = held_by(by)
    if held is None:
        return
    case_file = held.case_file
    files.destroy(SealedFile.objects.get(pk=held.file_id))
    held.delete()
    case_file.closed_at = at
    case_file.save(update_fields=["closed_at"])

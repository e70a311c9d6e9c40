"""Rows of the vault, and the base of every row that holds something sealed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q

from wayhome.vault import fields as sealing
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedText, sealed_fields


class CompartmentKey(models.Model):
    """A key that wraps the record keys of one compartment; itself wrapped by the master key."""

    in_clear = frozenset({"id", "compartment", "wrapped", "created_at", "retired_at"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    compartment = models.CharField(max_length=20)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "compartment", condition=Q(retired_at=None), name="vault_compartmentkey_one_active"
            ),
        ]


class RecordKey(models.Model):
    """The key of one record and compartment. Destroying this row erases what it sealed, wherever copies are."""

    in_clear = frozenset({"id", "table", "row", "compartment", "wrapped_by", "wrapped"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    table = models.CharField(max_length=63)
    row = models.UUIDField()
    compartment = models.CharField(max_length=20)
    wrapped_by = models.ForeignKey(CompartmentKey, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint("row", "table", "compartment", name="vault_recordkey_one_per_place"),
        ]


class SealedQuerySet(models.QuerySet):
    """A queryset that makes the keys of many rows at once and destroys those of deleted rows."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        sealing.prepare(rows, new=not (kwargs.get("ignore_conflicts") or kwargs.get("update_conflicts")))
        try:
            return super().bulk_create(rows, *args, **kwargs)
        finally:
            sealing.forget(rows)

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """Update many rows; sealed fields row by row, since each has its own key."""
        rows, names = list(objs), list(fields)
        sealed = [field for field in sealing.sealed_fields(self.model) if field.name in names]
        plain = [name for name in names if name not in {field.name for field in sealed}]
        count = super().bulk_update(rows, plain, batch_size=batch_size) if plain else len(rows)
        if sealed and rows:
            sealing.prepare(rows, new=False)
            try:
                for row in rows:
                    changed = {field.attname: field.pre_save(row, add=False) for field in sealed}
                    self.model._base_manager.using(self.db).filter(pk=row.pk).update(**changed)
            finally:
                sealing.forget(rows)
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows and destroy their keys, so that copies in backups stay shut."""
        ids = list(self.values_list("pk", flat=True))
        deleted = super().delete()
        destroy_keys(self.model, ids)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's mark: not to be called from templates
    delete.queryset_only = True  # type: ignore[attr-defined]


class SealedModel(models.Model):
    """A row with sealed fields. It hangs on a case file: its class provides `case_file_id` (a UUID or None).

    `in_clear` on each class names the fields that hold only what DESIGN allows in clear; a test insists on it.
    """

    in_clear: ClassVar[Collection[str]] = frozenset()
    always_in_clear: ClassVar[Collection[str]] = frozenset({"id", "case_file", "case_file_id"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Seal and save, as Django saves."""
        sealing.prepare([self], new=self._state.adding and not kwargs.get("force_update"))
        try:
            super().save(*args, **kwargs)
        finally:
            sealing.forget([self])

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """Read the row anew. Sealed values come back closed: nobody need act, and nothing is opened."""
        sealed = {field.attname for field in sealed_fields(type(self))}
        wanted = {field.attname for field in self._meta.concrete_fields} if fields is None else set(fields)
        plain = sorted(wanted - sealed)
        if plain:
            super().refresh_from_db(using=using, fields=plain, from_queryset=from_queryset)
        closed = sorted(wanted & sealed)
        if closed:
            rows = type(self)._base_manager.using(using or self._state.db).filter(pk=self.pk)
            self.__dict__.update(rows.values(*closed).get())

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and destroy its keys."""
        pk = self.pk
        deleted = super().delete(*args, **kwargs)
        destroy_keys(type(self), [pk])
        return deleted


class SealedFile(SealedModel):
    """A file kept as encrypted chunks under a name that is a keyed hash of its content, case and compartment."""

    in_clear = frozenset({"case_file_id", "compartment", "address", "size"})

    case_file_id = models.UUIDField(null=True)
    compartment = models.CharField(max_length=20, choices=Compartment.choices)
    address = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    # The name as it was uploaded may be the name of a person.
    name = SealedText(compartment=Compartment.IDENTITY, blank=True)
    media_type = SealedText(compartment=Compartment.IDENTITY, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("address", name="vault_sealedfile_one_per_content")]


def destroy_keys(model: type[models.Model], rows: Iterable[UUID]) -> int:
    """Destroy the keys of rows of `model`; what they sealed cannot be opened again, here or in any copy."""
    return RecordKey.objects.filter(table=model._meta.db_table, row__in=list(rows)).delete()[0]

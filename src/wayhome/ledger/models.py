"""Sealed entries, and apart from them their readable bodies, encrypted and erasable."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class LedgerEntry(models.Model):
    """One leaf of the ledger: a commitment that says nothing. The database refuses to change or remove it."""

    in_clear = frozenset({"sequence", "at", "commitment"})

    # Counted from 0 without gaps; a trigger insists. It is the index of the leaf in the tree.
    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    commitment = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("sequence",)
        constraints = [models.UniqueConstraint("commitment", name="ledger_entry_one_per_commitment")]


class LedgerBody(models.Model):
    """What an entry says: body and salt under a key of their own. Destroying the row and the key erases it."""

    in_clear = frozenset({"id", "entry", "item", "sealed"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="body")
    item = models.UUIDField(null=True, db_index=True)
    sealed = models.TextField()


class Erasure(models.Model):
    """The tombstone of an erased body: which entry, and the entry that says who decided."""

    in_clear = frozenset({"id", "entry", "sealed_by"})

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="erasure")
    sealed_by = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="+")

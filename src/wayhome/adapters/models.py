"""What the worker must remember about itself; nothing about people."""

from __future__ import annotations

from django.db import models


class WorkerLease(models.Model):
    """A worker that lives. When it is not seen for a while, its running tasks are taken over."""

    in_clear = frozenset({"worker_id", "seen_at"})

    worker_id = models.CharField(primary_key=True, max_length=64)
    seen_at = models.DateTimeField()

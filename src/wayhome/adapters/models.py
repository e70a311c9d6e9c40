"""What the worker must remember about itself; nothing about people."""

from __future__ import annotations

from django.db import models


class WorkerLease(models.Model):
    """A worker that lives. When it is not seen for a while, its running tasks are taken over."""

    in_clear = frozenset({"worker_id", "seen_at"})

    worker_id = models.CharField(primary_key=True, max_length=64)
    seen_at = models.DateTimeField()


class DoneOnce(models.Model):
    """A step of a task that is done: written in the same transaction, so that no step is done twice.

    Keys are codes and ids (`list:<id>:rows:400`), never words from a list.
    """

    in_clear = frozenset({"key", "at"})

    key = models.CharField(primary_key=True, max_length=200)
    at = models.DateTimeField()

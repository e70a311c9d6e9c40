"""The queue of background work: taking over what a killed worker left, and doing each step once.

django-tasks-db runs tasks at least once and leaves those of a killed worker RUNNING for ever; workers here hold a
lease, and a task whose worker's lease has ended goes back to the queue.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wayhome.adapters.models import WorkerLease

LEASE = timedelta(seconds=60)
BEAT = 10  # seconds between two signs of life
# A task that ends every worker that takes it must not do so for ever.
MOST_ATTEMPTS = 200


class WorkerLost(Exception):
    """Every worker that took this task was killed."""


def show_life(worker_id: str, *, at: datetime) -> None:
    """Prolong the lease of a worker."""
    WorkerLease.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": at})


def end_lease(worker_id: str) -> None:
    """Say that a worker is gone, so that its tasks are free at once."""
    WorkerLease.objects.filter(worker_id=worker_id).delete()


def take_over(*, at: datetime) -> int:
    """Put the tasks of workers without a living lease back into the queue.

    Returns:
        How many tasks were freed or, after too many attempts, given up.
    """
    with transaction.atomic():
        alive = set(WorkerLease.objects.filter(seen_at__gt=at - LEASE).values_list("worker_id", flat=True))
        running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
        left = [task for task in running if not task.worker_ids or task.worker_ids[-1] not in alive]
        for task in left:
            if len(task.worker_ids) >= MOST_ATTEMPTS:
                task.status, task.finished_at = TaskResultStatus.FAILED, at
                task.exception_class_path = f"{WorkerLost.__module__}.{WorkerLost.__qualname__}"
            else:
                task.status, task.started_at = TaskResultStatus.READY, None
            task.save(update_fields=["status", "started_at", "finished_at", "exception_class_path"])
        WorkerLease.objects.filter(seen_at__lte=at - LEASE).delete()
    return len(left)

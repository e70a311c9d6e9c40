"""The worker: takes tasks one by one, shows that it lives, and takes over what others left."""

from __future__ import annotations

import logging
import threading
import time

from django.db import OperationalError, connections
from django.utils.timezone import now
from django_tasks import TaskContext
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from wayhome.adapters import jobs

logger = logging.getLogger("wayhome.worker")


class TaskBroke(Exception):
    """A task raised; of its error only the class is kept, since a message may quote what a person wrote."""


class LeasedWorker(Worker):
    """django-tasks-db's worker with a lease, and with errors from which nothing personal can be read."""

    def __init__(self, worker_id: str, *, interval: float, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self._stopped = threading.Event()

    def run(self) -> None:
        """Work until told to stop; then the task at hand is finished first."""
        jobs.show_life(self.worker_id, at=now())
        jobs.take_over(at=now())
        beat = threading.Thread(target=self._beat, name="lease", daemon=True)
        beat.start()
        try:
            super().run()
        finally:
            self._stopped.set()
            beat.join(timeout=jobs.BEAT)
            jobs.end_lease(self.worker_id)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one task. When the process must end, the task stays RUNNING and is taken over."""
        self.running_task = True
        began = time.monotonic()
        try:
            task, result = db_task_result.task, db_task_result.task_result
            context = [TaskContext(task_result=result)] if task.takes_context else []  # type: ignore[arg-type]  # it has a class of its own
            db_task_result.set_successful(task.call(*context, *result.args, **result.kwargs))
        except Exception as error:  # noqa: BLE001  the worker outlives any task; the error is kept with the task
            db_task_result.set_failed(_without_message(error))
            logger.error(
                "task %s %s broke: %s", db_task_result.task_path, db_task_result.id, type(error).__qualname__
            )
        else:
            seconds = time.monotonic() - began
            logger.info("task %s %s done in %.1f s", db_task_result.task_path, db_task_result.id, seconds)
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _beat(self) -> None:
        while not self._stopped.wait(jobs.BEAT):
            try:
                jobs.show_life(self.worker_id, at=now())
                jobs.take_over(at=now())
            except OperationalError:
                # Another writer held the database for long; the lease outlasts several beats.
                logger.warning("the lease of %s was not prolonged", self.worker_id)
        connections.close_all()


def _without_message(error: Exception) -> TaskBroke:
    broke = TaskBroke(f"{type(error).__module__}.{type(error).__qualname__}").with_traceback(
        error.__traceback__
    )
    broke.__suppress_context__ = True
    return broke

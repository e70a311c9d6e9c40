"""Work that a killed worker left is taken over, steps are done once, errors quote nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from wayhome.adapters import jobs
from wayhome.adapters.models import WorkerLease
from wayhome.adapters.worker import LeasedWorker

CANARY = "Зарема Ахмадова"


@task()
def add(left: int, right: int) -> int:
    return left + right


@task()
def break_with_a_name() -> None:
    raise ValueError(CANARY)


def running(worker_id: str, attempts: int = 1) -> DBTaskResult:
    add.enqueue(1, 2)
    row = DBTaskResult.objects.latest("enqueued_at")
    row.worker_ids = [worker_id] * (attempts - 1)
    row.claim(worker_id)
    return row


@pytest.mark.django_db
def test_tasks_of_a_worker_that_is_gone_return_to_the_queue(now):
    lost, kept = running("gone"), running("alive")
    jobs.show_life("gone", at=now - jobs.LEASE - timedelta(seconds=1))
    jobs.show_life("alive", at=now - timedelta(seconds=5))
    assert jobs.take_over(at=now) == 1
    lost.refresh_from_db()
    kept.refresh_from_db()
    assert (lost.status, kept.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    assert list(WorkerLease.objects.values_list("worker_id", flat=True)) == ["alive"]


@pytest.mark.django_db
def test_a_worker_known_to_be_gone_is_replaced_at_once(now):
    lost = running("gone")
    jobs.show_life("gone", at=now)
    assert jobs.take_over(at=now) == 0
    jobs.end_lease("gone")
    assert jobs.take_over(at=now) == 1
    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_a_task_that_ends_every_worker_is_given_up(now):
    lost = running("gone", attempts=jobs.MOST_ATTEMPTS)
    jobs.take_over(at=now)
    lost.refresh_from_db()
    assert lost.status == TaskResultStatus.FAILED
    assert lost.exception_class_path.endswith("WorkerLost")


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_waits_and_keeps_no_words_of_an_error(capfd):
    add.enqueue(1, 2)
    break_with_a_name.enqueue()
    LeasedWorker("w1", interval=0, batch=True).run()
    done, broken = DBTaskResult.objects.order_by("task_path")
    assert (done.status, done.return_value) == (TaskResultStatus.SUCCESSFUL, 3)
    assert broken.status == TaskResultStatus.FAILED
    assert "ValueError" in broken.traceback
    assert CANARY not in broken.traceback
    assert CANARY not in "".join(capfd.readouterr())
    assert not WorkerLease.objects.exists()

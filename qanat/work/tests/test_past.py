from datetime import UTC, datetime, timedelta

import pytest

from qanat.kernel.errors import Invalid
from qanat.timeline.models import Event
from qanat.work.models import Task
from qanat.work.public import PastTask, TaskEnd, end_tasks, enter_tasks

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
THEN = NOW - timedelta(days=40)


def test_tasks_keep_their_own_dates(system, amal, owner):
    done_at = THEN + timedelta(days=2)
    ids = enter_tasks(
        [
            PastTask(
                title="Call Amal",
                kind="call",
                person_id=amal,
                owner_id=owner.user_id,
                created_at=THEN,
                due_at=THEN + timedelta(days=1),
                done_at=done_at,
                outcome="answered",
            ),
            PastTask(
                title="Later",
                person_id=amal,
                owner_id=owner.user_id,
                created_at=THEN,
                due_at=NOW + timedelta(days=3),
            ),
        ],
        actor=system,
        now=NOW,
    )
    done, waiting = (Task.objects.get(id=task_id) for task_id in ids)
    assert (done.created_at, done.done_at, done.outcome) == (THEN, done_at, "answered")
    assert (waiting.done_at, waiting.due_at) == (None, NOW + timedelta(days=3))
    told = Event.objects.filter(person_id=amal, kind="task_done").values_list("at", flat=True)
    assert list(told) == [done_at]


def test_a_task_that_a_call_fulfilled_is_not_told_twice(system, amal, owner):
    enter_tasks(
        [
            PastTask(
                title="Call",
                person_id=amal,
                owner_id=owner.user_id,
                created_at=THEN,
                due_at=THEN,
                done_at=THEN,
                by_contact=True,
            )
        ],
        actor=system,
        now=NOW,
    )
    assert not Event.objects.filter(person_id=amal, kind="task_done").exists()


def open_task(system, amal, owner):
    (task_id,) = enter_tasks(
        [
            PastTask(
                title="Answer",
                person_id=amal,
                owner_id=owner.user_id,
                created_at=THEN,
                due_at=THEN,
            )
        ],
        actor=system,
        now=NOW,
    )
    return task_id


def test_an_open_task_ends_once(system, amal, owner):
    task_id = open_task(system, amal, owner)
    end = TaskEnd(task_id=task_id, done_at=THEN + timedelta(hours=3), outcome="e-mailed")

    assert end_tasks([end], actor=system, now=NOW) == 1
    later = TaskEnd(task_id=task_id, done_at=NOW, outcome="again")
    assert end_tasks([later], actor=system, now=NOW) == 0

    task = Task.objects.get(id=task_id)
    assert (task.done_at, task.outcome) == (end.done_at, "e-mailed")
    told = Event.objects.filter(person_id=amal, kind="task_done").values_list("at", flat=True)
    assert list(told) == [end.done_at]


def test_a_task_does_not_end_in_the_future(system, amal, owner):
    task_id = open_task(system, amal, owner)
    with pytest.raises(Invalid) as refused:
        end_tasks(
            [TaskEnd(task_id=task_id, done_at=NOW + timedelta(days=1))], actor=system, now=NOW
        )
    assert [fault.path for fault in refused.value.faults] == [(0, "done_at")]
    assert Task.objects.get(id=task_id).done_at is None


def test_a_draft_at_fault_is_named_by_its_place_and_nothing_is_written(system, amal, owner):
    good = PastTask(title="Good", owner_id=owner.user_id, created_at=THEN, due_at=THEN)
    bad = PastTask(
        title="Bad",
        owner_id=owner.user_id,
        created_at=THEN,
        due_at=THEN,
        done_at=NOW + timedelta(days=1),
    )
    with pytest.raises(Invalid) as refused:
        enter_tasks([good, bad], actor=system, now=NOW)
    assert [fault.path for fault in refused.value.faults] == [(1, "done_at")]
    assert not Task.objects.exists()

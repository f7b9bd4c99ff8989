"""Writing tasks: planned one by one or in sets, finished, put off, changed, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from qanat.kernel.errors import Conflict, Fault, Invalid, NotFound
from qanat.kernel.text import clean, clean_lines
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement
from qanat.work.entry import (
    MAX_TEXT_LENGTH,
    MAX_TITLE_LENGTH,
    choice_faults,
    owner_for,
    raise_faults,
    text_faults,
)
from qanat.work.models import Task
from qanat.work.next_step import next_step_after
from qanat.work.rules import TaskKind, time_faults
from qanat.work.subject import Subject, seen_subject
from qanat.work.telling import tell_tasks_done


@dataclass(frozen=True, kw_only=True)
class TaskDraft:
    """Something to do, not planned yet.

    Attributes:
        owner_id: None for the actor.
        key: names what plans it, so that it is planned once for ever; empty for none.
    """

    title: str
    due_at: datetime
    kind: str = "todo"
    person_id: int | None = None
    opportunity_id: int | None = None
    owner_id: int | None = None
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A task that is done.

    Attributes:
        next_task_id: the task that was planned with it.
        next_step_missing: whether nothing is planned with its person or opportunity any more, so
            that one should be asked for the next step.
    """

    task_id: int
    next_task_id: int | None
    next_step_missing: bool


def plan_task(draft: TaskDraft, *, actor: Actor, now: datetime) -> int:
    """The id of a new task.

    Raises:
        Invalid: a fault in the draft.
    """
    actor.require("tasks.add")
    with acting(actor):
        raise_faults(draft_faults(draft, now=now))
        about = seen_subject(
            Subject(person_id=draft.person_id, opportunity_id=draft.opportunity_id), actor=actor
        )
        ready = replace(
            draft, person_id=about.person_id, owner_id=owner_for(draft.owner_id, actor=actor)
        )
        (task_id,) = _insert([ready], actor=actor, now=now)
        if task_id is None:
            raise Conflict("This task is planned already.")
        return task_id


def plan_tasks(drafts: Sequence[TaskDraft], *, actor: Actor, now: datetime) -> list[int | None]:
    """The ids of the new tasks in the order of `drafts`; None where the key was there already.

    For parts of Qanat that see all: owners are given, and nobody is looked up. One statement.

    Raises:
        Invalid: a draft is at fault (paths begin with its index); nothing is planned then.
    """
    actor.require("tasks.add")
    if not drafts:
        return []
    faults = [
        replace(fault, path=(index, *fault.path))
        for index, draft in enumerate(drafts)
        for fault in [*draft_faults(draft, now=now), *_owner_faults(draft)]
    ]
    raise_faults(faults)
    with acting(actor):
        return _insert(drafts, actor=actor, now=now)


def finish_task(
    task_id: int,
    *,
    actor: Actor,
    now: datetime,
    outcome: str = "",
    at: datetime | None = None,
    then: TaskDraft | None = None,
) -> Finished:
    """Mark a task as done, and plan the next step `then` with the same person or opportunity.

    Raises:
        Conflict: it is done already.
        Invalid: a fault in the outcome, the time or the next step; nothing is done then.
        NotFound: none that the actor sees.
    """
    actor.require("tasks.change")
    with acting(actor):
        task = hold_task(task_id, actor)
        require_open(task)
        done_at = at or now
        raise_faults(
            text_faults("outcome", outcome, longest=MAX_TEXT_LENGTH),
            time_faults("at", done_at, now=now, planned=False),
        )
        task.done_at, task.outcome = done_at, clean_lines(outcome)
        task.save(update_fields=["done_at", "outcome"])
        tell_tasks_done([task], now=now)
        next_task_id = None if then is None else _plan_next(task, then, actor=actor, now=now)
        return Finished(
            task_id=task.id,
            next_task_id=next_task_id,
            next_step_missing=next_task_id is None and next_step_after(task, now=now) is None,
        )


def snooze_task(task_id: int, *, until: datetime, actor: Actor, now: datetime) -> None:
    """Put a task off to a later time; how often is counted.

    Raises:
        Conflict: it is done already.
        Invalid: `until` is not after now.
        NotFound: none that the actor sees.
    """
    actor.require("tasks.change")
    with acting(actor):
        task = hold_task(task_id, actor)
        require_open(task)
        raise_faults(time_faults("until", until, now=now, planned=True))
        if until <= now:
            message = "Put it off to a time that is still to come."
            raise Invalid(message, ("until",), code="time_past")
        task.due_at = until
        task.snoozes += 1
        task.save(update_fields=["due_at", "snoozes"])


def change_task(
    task_id: int,
    *,
    actor: Actor,
    now: datetime,
    title: str | None = None,
    due_at: datetime | None = None,
    kind: str | None = None,
    owner_id: int | None = None,
) -> None:
    """Change an open task; what is None stays.

    Raises:
        Conflict: it is done already.
        Invalid: a fault in what was given.
        NotFound: none that the actor sees.
    """
    actor.require("tasks.change")
    with acting(actor):
        task = hold_task(task_id, actor)
        require_open(task)
        draft = TaskDraft(
            title=task.title if title is None else title,
            due_at=due_at or task.due_at,
            kind=kind or task.kind,
        )
        raise_faults(draft_faults(draft, now=now))
        task.title, task.due_at, task.kind = clean(draft.title), draft.due_at, draft.kind
        if owner_id is not None:
            task.owner_id = owner_for(owner_id, actor=actor)
        task.save(update_fields=["title", "due_at", "kind", "owner"])


def delete_task(task_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a task away.

    Raises:
        NotFound: none that the actor sees.
    """
    actor.require("tasks.delete")
    with acting(actor):
        task = hold_task(task_id, actor)
        task.deleted_at = now
        task.save(update_fields=["deleted_at"])


def draft_faults(draft: TaskDraft, *, now: datetime) -> list[Fault]:
    """What is wrong with a draft, apart from whom it names."""
    return [
        *text_faults("title", draft.title, longest=MAX_TITLE_LENGTH, needed=True),
        *choice_faults("kind", draft.kind, TaskKind),
        *time_faults("due_at", draft.due_at, now=now, planned=True),
    ]


def hold_task(task_id: int, actor: Actor) -> Task:
    """The task, locked, read after any wait.

    Raises:
        NotFound: none that the actor sees.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM task WHERE id = %s FOR UPDATE", (task_id,))
    mine = actor.visible("owner_id")
    found = Task.objects.raw(
        f"SELECT * FROM task WHERE id = %s AND deleted_at IS NULL AND {mine.text}",  # noqa: S608 our own text
        (task_id, *mine.params),
    )
    for task in found:
        return task
    raise NotFound("task", task_id)


def require_open(task: Task) -> None:
    """Raise `Conflict` when the task is done."""
    if task.done_at is not None:
        raise Conflict("This task is done already.")


def _owner_faults(draft: TaskDraft) -> list[Fault]:
    if draft.owner_id is not None:
        return []
    return [Fault(("owner_id",), "Say who does it.", "owner_missing")]


def _plan_next(task: Task, then: TaskDraft, *, actor: Actor, now: datetime) -> int:
    """Plan the next step of a finished task, for its owner unless another is named."""
    same = replace(
        then,
        person_id=task.person_id,
        opportunity_id=task.opportunity_id,
        owner_id=owner_for(then.owner_id or task.owner_id, actor=actor),
    )
    faults = draft_faults(same, now=now)
    raise_faults([replace(fault, path=("then", *fault.path)) for fault in faults])
    (task_id,) = _insert([same], actor=actor, now=now)
    if task_id is None:
        raise Conflict("This task is planned already.")
    return task_id


def _insert(drafts: Sequence[TaskDraft], *, actor: Actor, now: datetime) -> list[int | None]:
    rows = [
        {
            "index": index,
            "title": clean(draft.title),
            "due_at": draft.due_at,
            "kind": draft.kind,
            "person_id": draft.person_id,
            "opportunity_id": draft.opportunity_id,
            "owner_id": draft.owner_id,
            "key": draft.key,
        }
        for index, draft in enumerate(drafts)
    ]
    written = fetch(
        statement(__file__, "plan_tasks"),
        {"drafts": as_json(rows), "actor": actor.name, "now": now},
    )
    return [task_id for (task_id,) in written]

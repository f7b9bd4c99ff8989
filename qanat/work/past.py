"""Bringing over tasks that lived elsewhere, and what became of ours, with their own dates, in sets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from qanat.kernel.errors import Fault
from qanat.kernel.text import clean, clean_lines
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement
from qanat.work.entry import (
    MAX_TEXT_LENGTH,
    MAX_TITLE_LENGTH,
    choice_faults,
    raise_faults,
    text_faults,
)
from qanat.work.models import Task
from qanat.work.rules import TaskKind, time_faults
from qanat.work.telling import tell_tasks_done


@dataclass(frozen=True, kw_only=True)
class PastTask:
    """A task as it was elsewhere, done or still open.

    Attributes:
        done_at: None while it is open.
        by_contact: a call or meeting fulfilled it, of which the timeline is told instead.
    """

    title: str
    owner_id: int
    created_at: datetime
    due_at: datetime
    kind: str = "todo"
    person_id: int | None = None
    opportunity_id: int | None = None
    done_at: datetime | None = None
    outcome: str = ""
    by_contact: bool = False


@dataclass(frozen=True, kw_only=True)
class TaskEnd:
    """An open task was done, when and with what outcome; `by_contact` as in `PastTask`."""

    task_id: int
    done_at: datetime
    outcome: str = ""
    by_contact: bool = False


def enter_tasks(drafts: Sequence[PastTask], *, actor: Actor, now: datetime) -> list[int]:
    """The ids of the tasks, in the order of `drafts`; a fixed number of statements.

    Raises:
        Invalid: a draft is at fault (paths begin with its index); nothing is written then.
    """
    actor.require("tasks.add")
    raise_faults(
        *[
            _placed(
                index,
                *text_faults("title", draft.title, longest=MAX_TITLE_LENGTH, needed=True),
                *text_faults("outcome", draft.outcome, longest=MAX_TEXT_LENGTH),
                *choice_faults("kind", draft.kind, TaskKind),
                *time_faults("due_at", draft.due_at, now=now, planned=True),
                *time_faults("created_at", draft.created_at, now=now, planned=False),
                *time_faults("done_at", draft.done_at or now, now=now, planned=False),
            )
            for index, draft in enumerate(drafts)
        ]
    )
    with acting(actor):
        tasks = Task.objects.bulk_create(
            Task(
                title=clean(draft.title),
                kind=draft.kind,
                person_id=draft.person_id,
                opportunity_id=draft.opportunity_id,
                owner_id=draft.owner_id,
                due_at=draft.due_at,
                done_at=draft.done_at,
                outcome=clean_lines(draft.outcome),
                created_at=draft.created_at,
                created_by=actor.name,
            )
            for draft in drafts
        )
        done = [
            task
            for task, draft in zip(tasks, drafts, strict=True)
            if draft.done_at and not draft.by_contact
        ]
        tell_tasks_done(done, now=now)
        return [task.id for task in tasks]


def end_tasks(ends: Sequence[TaskEnd], *, actor: Actor, now: datetime) -> int:
    """How many of the tasks were open, and are done now; a fixed number of statements.

    Raises:
        Invalid: an end is at fault (paths begin with its index); nothing is done then.
    """
    actor.require("tasks.change")
    raise_faults(
        *[
            _placed(
                index,
                *text_faults("outcome", end.outcome, longest=MAX_TEXT_LENGTH),
                *time_faults("done_at", end.done_at, now=now, planned=False),
            )
            for index, end in enumerate(ends)
        ]
    )
    with acting(actor):
        told = {end.task_id: end for end in ends}
        fetch(_LOCK, {"ids": sorted(told)})
        rows = [
            {"id": end.task_id, "done_at": end.done_at, "outcome": clean_lines(end.outcome)}
            for end in told.values()
        ]
        ended = fetch(statement(__file__, "end_tasks"), {"ends": as_json(rows)})
        tasks = [Task(**dict(zip(_ENDED, row, strict=True))) for row in ended]
        tell_tasks_done([task for task in tasks if not told[task.id].by_contact], now=now)
        return len(tasks)


_LOCK: Final = "SELECT 1 FROM task WHERE id = ANY(%(ids)s::bigint[]) ORDER BY id FOR UPDATE"
_ENDED: Final = ("id", "person_id", "opportunity_id", "kind", "title", "done_at", "outcome")


def _placed(index: int, *faults: Fault) -> list[Fault]:
    return [replace(fault, path=(index, *fault.path)) for fault in faults]

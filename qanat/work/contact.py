"""What a call and a meeting have in common: they were written, and may have fulfilled a task."""

from dataclasses import dataclass
from datetime import datetime

from qanat.platform.actor import Actor
from qanat.work.tasks import hold_task, require_open


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A call or meeting that was written.

    Attributes:
        id: of the call or the meeting.
        reached: whether one spoke with the person.
        at: when it was or will be.
    """

    id: int
    person_id: int | None
    opportunity_id: int | None
    owner_id: int
    kind: str
    reached: bool
    at: datetime


def finish_fulfilled(task_id: int | None, *, outcome: str, at: datetime, actor: Actor) -> None:
    """Finish the task that a call or meeting fulfilled; the timeline already has the contact."""
    if task_id is None:
        return
    task = hold_task(task_id, actor)
    require_open(task)
    task.done_at, task.outcome = at, outcome
    task.save(update_fields=["done_at", "outcome"])

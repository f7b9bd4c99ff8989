"""The next step of people and of opportunities: the earliest open task or meeting.

A meeting is open until somebody says how it went, as a task is until it is done; past its time, both
are overdue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import records, statement
from qanat.work.models import Task


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What is planned next.

    Attributes:
        about_id: the person or the opportunity that was asked about.
        what: `task` or `meeting`; `id` and `kind` are of that.
        at: when it is due or starts.
        overdue: whether that time has passed.
    """

    about_id: int
    what: str
    id: int
    kind: str
    title: str
    at: datetime
    owner_id: int | None
    overdue: bool


def next_steps_of_people(
    person_ids: Sequence[int], *, actor: Actor, now: datetime
) -> dict[int, NextStep]:
    """The next step of each person whom the actor sees, whoever is to take it; one query."""
    actor.require("tasks.view")
    condition = "p.deleted_at IS NULL AND " + actor.visible("p.owner_id")
    seen = Sql("EXISTS (SELECT FROM person p WHERE p.id = s.about_id AND ") + condition + ")"
    return _next_steps("person_id", person_ids, seen, now=now)


def next_steps_of_opportunities(
    opportunity_ids: Sequence[int], *, actor: Actor, now: datetime
) -> dict[int, NextStep]:
    """The next step of each opportunity that the actor sees, whoever takes it; one query."""
    actor.require("tasks.view")
    condition = "o.deleted_at IS NULL AND " + actor.visible("o.owner_id")
    seen = Sql("EXISTS (SELECT FROM opportunity o WHERE o.id = s.about_id AND ") + condition + ")"
    return _next_steps("opportunity_id", opportunity_ids, seen, now=now)


def next_step_after(task: Task, *, now: datetime) -> NextStep | None:
    """What is planned with the opportunity of a task, or else with its person; one query."""
    if task.opportunity_id is not None:
        about_id, column = task.opportunity_id, "opportunity_id"
    elif task.person_id is not None:
        about_id, column = task.person_id, "person_id"
    else:
        return None
    return _next_steps(column, [about_id], Sql("true"), now=now).get(about_id)


def _next_steps(
    column: str, ids: Sequence[int], condition: Sql, *, now: datetime
) -> dict[int, NextStep]:
    if not ids:
        return {}
    wanted = sorted(set(ids))
    before, after = (
        statement(__file__, "next_steps").replace("{about}", column).split("{condition}")
    )
    found = records(Sql(before, (wanted, wanted)) + condition + after)
    return {record["about_id"]: _next_step(record, now) for record in found}


def _next_step(record: dict[str, Any], now: datetime) -> NextStep:
    return NextStep(**record, overdue=record["at"] < now)

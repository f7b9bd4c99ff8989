"""Reading work: my tasks, what is overdue, what was done with a person, how often they were followed.

Tasks, calls and meetings are seen by whoever sees their owner, or the person they are about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qanat.kernel.sql import Sql, joined
from qanat.people.public import require_person
from qanat.platform.actor import Actor
from qanat.platform.statements import records, statement
from qanat.work.models import Task
from qanat.work.rules import FOLLOW_UP_KINDS, REACHING, FollowUps

MAX_PAGE = 200


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task as a list shows it.

    Attributes:
        overdue: open, and due before now.
        snoozes: how often it was put off.
    """

    id: int
    title: str
    kind: str
    due_at: datetime
    overdue: bool
    done_at: datetime | None
    outcome: str
    snoozes: int
    person_id: int | None
    person_name: str
    opportunity_id: int | None
    opportunity_name: str
    owner_id: int
    owner_name: str


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """A call that took place."""

    id: int
    direction: str
    outcome: str
    subject: str
    purpose: str
    started_at: datetime
    duration_seconds: int | None
    person_id: int | None
    account_id: int | None
    opportunity_id: int | None
    owner_id: int | None
    owner_name: str


@dataclass(frozen=True, kw_only=True)
class MeetingRow:
    """A meeting; `outcome` is empty while it is planned."""

    id: int
    kind: str
    outcome: str
    subject: str
    place: str
    starts_at: datetime
    ends_at: datetime | None
    person_id: int | None
    account_id: int | None
    opportunity_id: int | None
    owner_id: int | None
    owner_name: str


@dataclass(frozen=True, kw_only=True)
class NoteRow:
    """A note."""

    id: int
    text: str
    at: datetime
    person_id: int | None
    opportunity_id: int | None
    author_id: int | None
    author_name: str


@dataclass(frozen=True, kw_only=True)
class TaskFilter:
    """Which tasks a list shows; what is None does not restrict.

    Attributes:
        done: only open ones, only done ones, or None for both.
        due_before: such as now for the overdue ones.
    """

    owner_id: int | None = None
    person_id: int | None = None
    opportunity_id: int | None = None
    kind: str | None = None
    done: bool | None = False
    due_before: datetime | None = None


OPEN = TaskFilter()


def list_tasks(
    *,
    actor: Actor,
    now: datetime,
    chosen: TaskFilter = OPEN,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[TaskRow]:
    """Tasks, the first due first; `after` is `(due_at, id)` of the last one seen. One query."""
    actor.require("tasks.view")
    conditions = [Sql("t.deleted_at IS NULL"), _seen("t", actor), *_chosen(chosen)]
    if after is not None:
        conditions.append(Sql("(t.due_at, t.id) > (%s, %s)", after))
    return _tasks(conditions, limit=limit, now=now)


def my_open_tasks(
    *,
    actor: Actor,
    now: datetime,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[TaskRow]:
    """The open tasks of the actor, the first due first. One query over the index `task_open`."""
    actor.require("tasks.view")
    conditions = [
        Sql("t.owner_id = %s AND t.done_at IS NULL AND t.deleted_at IS NULL", (actor.user_id,))
    ]
    if after is not None:
        conditions.append(Sql("(t.due_at, t.id) > (%s, %s)", after))
    return _tasks(conditions, limit=limit, now=now)


def overdue_tasks(
    *,
    actor: Actor,
    now: datetime,
    owner_id: int | None = None,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[TaskRow]:
    """Open tasks that are past due, the longest first. One query."""
    chosen = TaskFilter(owner_id=owner_id, due_before=now)
    return list_tasks(actor=actor, now=now, chosen=chosen, after=after, limit=limit)


def calls_of(person_id: int, *, actor: Actor, limit: int = 50) -> list[CallRow]:
    """The calls with a person, the last first.

    Raises:
        NotFound: no such person, or the actor does not see them.
    """
    actor.require("tasks.view")
    return [CallRow(**found) for found in _done_with("calls_of", person_id, actor, limit)]


def meetings_of(person_id: int, *, actor: Actor, limit: int = 50) -> list[MeetingRow]:
    """The meetings with a person, the last first.

    Raises:
        NotFound: no such person, or the actor does not see them.
    """
    actor.require("tasks.view")
    return [MeetingRow(**found) for found in _done_with("meetings_of", person_id, actor, limit)]


def notes_of(person_id: int, *, actor: Actor, limit: int = 50) -> list[NoteRow]:
    """The notes on a person, the last first.

    Raises:
        NotFound: no such person, or the actor does not see them.
    """
    actor.require("tasks.view")
    return [NoteRow(**found) for found in _done_with("notes_of", person_id, actor, limit)]


def notes_among(ids: Sequence[int], *, actor: Actor) -> dict[int, NoteRow]:
    """Those of the notes that are still there and on people whom the actor sees; one query."""
    actor.require("tasks.view")
    if not ids:
        return {}
    query = Sql(statement(__file__, "notes_among"), (sorted(set(ids)),))
    found = records(query + " AND " + actor.visible("p.owner_id"))
    return {record["id"]: NoteRow(**record) for record in found}


def follow_ups(person_ids: Sequence[int], *, actor: Actor) -> dict[int, FollowUps]:
    """How each person whom the actor sees was followed up after the first contact; one query."""
    actor.require("tasks.view")
    if not person_ids:
        return {}
    text = statement(__file__, "follow_ups")
    before, after = text.split("{condition}")
    found = records(
        Sql(before, (sorted(set(person_ids)),))
        + actor.visible("p.owner_id")
        + Sql(
            after,
            (sorted(REACHING), list(FOLLOW_UP_KINDS), list(FOLLOW_UP_KINDS)),
        )
    )
    return {record["person_id"]: FollowUps(**record) for record in found}


def _seen(alias: str, actor: Actor) -> Sql:
    """Whoever sees the owner of the row or of its person sees the row."""
    if actor.sees is None:
        return Sql("true")
    person = Sql(f"EXISTS (SELECT FROM person sp WHERE sp.id = {alias}.person_id AND ")
    return (
        "("
        + actor.visible(f"{alias}.owner_id")
        + " OR "
        + person
        + actor.visible("sp.owner_id")
        + "))"
    )


def _chosen(chosen: TaskFilter) -> list[Sql]:
    columns = ("owner_id", "person_id", "opportunity_id", "kind")
    conditions = [
        Sql(f"t.{column} = %s", (value,))
        for column in columns
        if (value := getattr(chosen, column)) is not None
    ]
    if chosen.done is not None:
        conditions.append(Sql(f"t.done_at IS {'NOT ' if chosen.done else ''}NULL"))
    if chosen.due_before is not None:
        conditions.append(Sql("t.due_at < %s", (chosen.due_before,)))
    return conditions


def _tasks(conditions: Sequence[Sql], *, limit: int, now: datetime) -> list[TaskRow]:
    text = statement(__file__, "tasks") + " WHERE "
    order = Sql(" ORDER BY t.due_at, t.id LIMIT %s", (_page(limit),))
    return [_task(found, now) for found in records(text + joined(" AND ", conditions) + order)]


def _task(found: dict[str, Any], now: datetime) -> TaskRow:
    return TaskRow(**found, overdue=found["done_at"] is None and found["due_at"] < now)


def _done_with(name: str, person_id: int, actor: Actor, limit: int) -> list[dict[str, Any]]:
    """Rows about one person; one query, and a second one where there are none.

    Raises:
        NotFound: no such person, or the actor does not see them.
    """
    before, after = statement(__file__, name).split("{condition}")
    found = records(
        Sql(before, (person_id,)) + actor.visible("p.owner_id") + Sql(after, (_page(limit),))
    )
    if not found:
        require_person(person_id, actor)
    return found


def _page(limit: int) -> int:
    return max(1, min(limit, MAX_PAGE))


@dataclass(frozen=True, kw_only=True)
class DueTask:
    """An open task whose time has come."""

    id: int
    owner_id: int
    person_id: int | None
    opportunity_id: int | None
    due_at: datetime


def tasks_come_due(*, since: datetime, until: datetime, limit: int = 10_000) -> list[DueTask]:
    """The open tasks that fell due after `since` and until `until`, the first due first; one query."""
    found = Task.objects.filter(
        done_at__isnull=True, deleted_at__isnull=True, due_at__gt=since, due_at__lte=until
    ).order_by("due_at", "id")
    names = DueTask.__dataclass_fields__
    return [DueTask(**row) for row in found.values(*names)[:limit]]

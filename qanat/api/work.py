"""Tasks, calls, meetings and notes."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from qanat.api.asked import by_instant, instant_after
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, paged
from qanat.api.schemas import Body, Id, MadeOut
from qanat.flows.public import call_made, meeting_made, meeting_over
from qanat.kernel import clock
from qanat.work.public import (
    CallDraft,
    CallOutcome,
    CallRow,
    Contact,
    Direction,
    Finished,
    MeetingDraft,
    MeetingKind,
    MeetingOutcome,
    MeetingRow,
    NoteRow,
    Subject,
    TaskDraft,
    TaskFilter,
    TaskKind,
    add_note,
    calls_of,
    change_task,
    delete_note,
    delete_task,
    finish_task,
    list_tasks,
    meetings_of,
    notes_of,
    plan_meeting,
    plan_task,
    snooze_task,
)

router = Router(tags=["work"])

Title = Annotated[str, Field(max_length=500)]
LongText = Annotated[str, Field(max_length=25_000)]


class TaskOut(Schema):
    """Something to do."""

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


class TaskIn(Body):
    """Something to do, for oneself unless `owner_id` says."""

    title: Title
    due_at: AwareDatetime
    kind: TaskKind = TaskKind.TODO
    person_id: Id | None = None
    opportunity_id: Id | None = None
    owner_id: Id | None = None


class TaskChange(Body):
    """What to change of an open task."""

    title: Title | None = None
    due_at: AwareDatetime | None = None
    kind: TaskKind | None = None
    owner_id: Id | None = None


class NextTaskIn(Body):
    """The next step, with the same person or opportunity."""

    title: Title
    due_at: AwareDatetime
    kind: TaskKind = TaskKind.TODO
    owner_id: Id | None = None


class FinishIn(Body):
    """How it went, and what comes next."""

    outcome: LongText = ""
    at: AwareDatetime | None = None
    then: NextTaskIn | None = None


class FinishedOut(Schema):
    """A task that is done; `next_step_missing` asks for the next one."""

    task_id: int
    next_task_id: int | None
    next_step_missing: bool


class SnoozeIn(Body):
    """Until when."""

    until: AwareDatetime


class CallIn(Body):
    """A call that took place."""

    direction: Direction
    outcome: CallOutcome
    started_at: AwareDatetime
    duration_seconds: int | None = None
    subject: Title = ""
    purpose: Title = ""
    person_id: Id | None = None
    account_id: Id | None = None
    opportunity_id: Id | None = None
    task_id: Id | None = None


class CallOut(Schema):
    """A call."""

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


class MeetingIn(Body):
    """A meeting; planned unless it says how it went."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    kind: MeetingKind = MeetingKind.MEETING
    outcome: MeetingOutcome | None = None
    subject: Title = ""
    place: Title = ""
    person_id: Id | None = None
    account_id: Id | None = None
    opportunity_id: Id | None = None
    task_id: Id | None = None


class HowIn(Body):
    """How a meeting went."""

    outcome: MeetingOutcome


class MeetingOut(Schema):
    """A meeting."""

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


class NoteIn(Body):
    """A note on a person, an opportunity or an account."""

    text: LongText
    person_id: Id | None = None
    opportunity_id: Id | None = None
    account_id: Id | None = None
    at: AwareDatetime | None = None


class NoteOut(Schema):
    """A note."""

    id: int
    text: str
    at: datetime
    person_id: int | None
    opportunity_id: int | None
    author_id: int | None
    author_name: str


class WantedTasks(Schema):
    """Which tasks; open ones unless `done` says."""

    owner_id: Id | None = None
    person_id: Id | None = None
    opportunity_id: Id | None = None
    kind: TaskKind | None = None
    done: bool | None = False
    due_before: AwareDatetime | None = None


@router.get("/tasks", response=Page[TaskOut], operation_id="list_tasks")
@needs("tasks.view")
def tasks(
    request: HttpRequest, wanted: Query[WantedTasks], after: After = "", limit: Limit = 50
) -> Paged:
    """Tasks, the first due first."""
    rows = list_tasks(
        actor=actor_of(request),
        now=clock.now(),
        chosen=TaskFilter(**wanted.dict()),
        after=instant_after(after, "tasks"),
        limit=limit + 1,
    )
    return paged(rows, limit=limit, name="tasks", key=lambda row: by_instant(row.due_at, row.id))


@router.post("/tasks", response={201: MadeOut}, operation_id="plan_task")
@needs("tasks.add")
def post_task(request: HttpRequest, body: TaskIn) -> dict[str, int]:
    """Plan a task."""
    draft = TaskDraft(**body.dict())
    return {"id": plan_task(draft, actor=actor_of(request), now=clock.now())}


@router.patch("/tasks/{task_id}", response={204: None}, operation_id="change_task")
@needs("tasks.change")
def patch_task(request: HttpRequest, task_id: Id, body: TaskChange) -> None:
    """Change an open task; what is not named stays."""
    change_task(task_id, **body.dict(), actor=actor_of(request), now=clock.now())


@router.post("/tasks/{task_id}/finish", response=FinishedOut, operation_id="finish_task")
@needs("tasks.change")
def finish(request: HttpRequest, task_id: Id, body: FinishIn) -> Finished:
    """Mark the task as done, and plan the next one."""
    then = None if body.then is None else TaskDraft(**body.then.dict())
    return finish_task(
        task_id,
        outcome=body.outcome,
        at=body.at,
        then=then,
        actor=actor_of(request),
        now=clock.now(),
    )


@router.post("/tasks/{task_id}/snooze", response={204: None}, operation_id="snooze_task")
@needs("tasks.change")
def snooze(request: HttpRequest, task_id: Id, body: SnoozeIn) -> None:
    """Put the task off; how often is counted."""
    snooze_task(task_id, until=body.until, actor=actor_of(request), now=clock.now())


@router.delete("/tasks/{task_id}", response={204: None}, operation_id="delete_task")
@needs("tasks.delete")
def remove_task(request: HttpRequest, task_id: Id) -> None:
    """Take the task away."""
    delete_task(task_id, actor=actor_of(request), now=clock.now())


@router.get("/people/{person_id}/calls", response=list[CallOut], operation_id="list_calls")
@needs("tasks.view")
def calls(request: HttpRequest, person_id: Id, limit: Limit = 50) -> list[CallRow]:
    """The calls with a person, the last first."""
    return calls_of(person_id, actor=actor_of(request), limit=limit)


@router.post("/calls", response={201: MadeOut}, operation_id="log_call")
@needs("tasks.add")
def post_call(request: HttpRequest, body: CallIn) -> Contact:
    """Write down a call, and finish the task that it fulfilled."""
    return call_made(CallDraft(**body.dict()), actor=actor_of(request), now=clock.now())


@router.get("/people/{person_id}/meetings", response=list[MeetingOut], operation_id="list_meetings")
@needs("tasks.view")
def meetings(request: HttpRequest, person_id: Id, limit: Limit = 50) -> list[MeetingRow]:
    """The meetings with a person, the last first."""
    return meetings_of(person_id, actor=actor_of(request), limit=limit)


@router.post("/meetings", response={201: MadeOut}, operation_id="add_meeting")
@needs("tasks.add")
def post_meeting(request: HttpRequest, body: MeetingIn) -> Contact:
    """Plan a meeting, or write down one that took place."""
    draft = MeetingDraft(**body.dict() | {"outcome": body.outcome or ""})
    write = meeting_made if body.outcome else plan_meeting
    return write(draft, actor=actor_of(request), now=clock.now())


@router.post("/meetings/{meeting_id}/finish", response={204: None}, operation_id="finish_meeting")
@needs("tasks.change")
def post_outcome(request: HttpRequest, meeting_id: Id, body: HowIn) -> None:
    """Say how a planned meeting went."""
    meeting_over(meeting_id, body.outcome, actor=actor_of(request), now=clock.now())


@router.get("/people/{person_id}/notes", response=list[NoteOut], operation_id="list_notes")
@needs("tasks.view")
def notes(request: HttpRequest, person_id: Id, limit: Limit = 50) -> list[NoteRow]:
    """The notes on a person, the last first."""
    return notes_of(person_id, actor=actor_of(request), limit=limit)


@router.post("/notes", response={201: MadeOut}, operation_id="add_note")
@needs("tasks.add")
def post_note(request: HttpRequest, body: NoteIn) -> dict[str, int]:
    """Write a note."""
    about = Subject(
        person_id=body.person_id, opportunity_id=body.opportunity_id, account_id=body.account_id
    )
    made = add_note(body.text, about=about, at=body.at, actor=actor_of(request), now=clock.now())
    return {"id": made}


@router.delete("/notes/{note_id}", response={204: None}, operation_id="delete_note")
@needs("tasks.delete")
def remove_note(request: HttpRequest, note_id: Id) -> None:
    """Take a note of one's own away."""
    delete_note(note_id, actor=actor_of(request), now=clock.now())

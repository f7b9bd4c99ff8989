"""What work tells the timeline of the person it is about.

Each has a key, so that it is told once however often the action runs. Only what is about a person
is told; a call that reached nobody and a task of ours are no activity of theirs, and have kinds
that say so.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from qanat.timeline.public import EventDraft, append_events
from qanat.work.models import Call, Meeting, Note, Task
from qanat.work.rules import REACHING, MeetingOutcome

SOURCE = "work"

MEETING_KINDS = {
    "": "meeting",
    MeetingOutcome.HELD: "meeting",
    MeetingOutcome.NO_SHOW: "meeting_missed",
    MeetingOutcome.CANCELLED: "meeting_cancelled",
}


def tell_calls(calls: Sequence[Call], *, now: datetime) -> None:
    """Tell of calls; one that was answered, or of which nobody said how it went, is a `call`."""
    _tell(
        (
            EventDraft(
                kind="call" if not call.outcome or call.outcome in REACHING else "call_attempt",
                at=call.started_at,
                person_id=call.person_id,
                amount=None if call.duration_seconds is None else Decimal(call.duration_seconds),
                properties={
                    "call_id": call.id,
                    "opportunity_id": call.opportunity_id,
                    "direction": call.direction,
                    "outcome": call.outcome,
                    "seconds": call.duration_seconds,
                    "subject": call.subject,
                },
                source=SOURCE,
                key=f"call:{call.id}",
            )
            for call in calls
        ),
        now=now,
    )


def tell_meetings(meetings: Sequence[Meeting], *, now: datetime) -> None:
    """Tell of meetings that are over or called off, at the time they were to start."""
    _tell(
        (
            EventDraft(
                kind=MEETING_KINDS[meeting.outcome],
                at=min(meeting.starts_at, now),
                person_id=meeting.person_id,
                properties={
                    "meeting_id": meeting.id,
                    "opportunity_id": meeting.opportunity_id,
                    "kind": meeting.kind,
                    "outcome": meeting.outcome,
                    "subject": meeting.subject,
                },
                source=SOURCE,
                key=f"meeting:{meeting.id}:{meeting.outcome}",
            )
            for meeting in meetings
        ),
        now=now,
    )


def tell_tasks_done(tasks: Sequence[Task], *, now: datetime) -> None:
    """Tell of tasks that were done."""
    _tell(
        (
            EventDraft(
                kind="task_done",
                at=task.done_at or now,
                person_id=task.person_id,
                properties={
                    "task_id": task.id,
                    "opportunity_id": task.opportunity_id,
                    "kind": task.kind,
                    "subject": task.title,
                    "outcome": task.outcome,
                },
                source=SOURCE,
                key=f"task:{task.id}",
            )
            for task in tasks
        ),
        now=now,
    )


def tell_notes(notes: Sequence[Note], *, now: datetime) -> None:
    """Tell that notes were written; the text stays in the note, which can be taken away."""
    _tell(
        (
            EventDraft(
                kind="note",
                at=note.at,
                person_id=note.person_id,
                properties={"note_id": note.id, "opportunity_id": note.opportunity_id},
                source=SOURCE,
                key=f"note:{note.id}",
            )
            for note in notes
        ),
        now=now,
    )


def _tell(drafts: Iterable[EventDraft], *, now: datetime) -> None:
    append_events([draft for draft in drafts if draft.person_id is not None], now=now)

"""Writing meetings: planned, moved, and how they went. One can fulfil a task, done with it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from qanat.kernel.errors import Conflict, Fault, Invalid, NotFound
from qanat.platform.actor import Actor, acting
from qanat.work.contact import Contact, finish_fulfilled
from qanat.work.entry import (
    MAX_TITLE_LENGTH,
    choice_faults,
    one_line,
    owner_for,
    raise_faults,
    text_faults,
)
from qanat.work.models import Meeting
from qanat.work.rules import MeetingKind, MeetingOutcome, time_faults
from qanat.work.subject import Subject, seen_subject
from qanat.work.telling import tell_meetings


@dataclass(frozen=True, kw_only=True)
class MeetingDraft:
    """A meeting, not written yet.

    Attributes:
        kind: one of `MeetingKind`.
        outcome: one of `MeetingOutcome`; empty while it is planned.
        owner_id: who holds it; None for the actor.
        task_id: the task that the meeting fulfilled.
    """

    starts_at: datetime
    ends_at: datetime | None = None
    kind: str = "meeting"
    outcome: str = ""
    subject: str = ""
    place: str = ""
    person_id: int | None = None
    account_id: int | None = None
    opportunity_id: int | None = None
    owner_id: int | None = None
    task_id: int | None = None


def plan_meeting(draft: MeetingDraft, *, actor: Actor, now: datetime) -> Contact:
    """Plan a meeting; how it went is said later by `finish_meeting`.

    Raises:
        Invalid: a fault in the draft, or it has an outcome already.
    """
    actor.require("tasks.add")
    if draft.outcome:
        message = "A meeting that is planned has no outcome yet."
        raise Invalid(message, ("outcome",), code="outcome_too_early")
    return _write_meeting(draft, actor=actor, now=now)


def log_meeting(draft: MeetingDraft, *, actor: Actor, now: datetime) -> Contact:
    """Write down a meeting that took place, or should have.

    Raises:
        Conflict: the task is done already.
        Invalid: a fault in the draft.
        NotFound: no such task that the actor sees.
    """
    actor.require("tasks.add")
    raise_faults(
        choice_faults("outcome", draft.outcome, MeetingOutcome),
        time_faults("starts_at", draft.starts_at, now=now, planned=False),
    )
    return _write_meeting(draft, actor=actor, now=now)


def finish_meeting(meeting_id: int, outcome: str, *, actor: Actor, now: datetime) -> Contact:
    """Say how a planned meeting went; it may be cancelled before it starts.

    Raises:
        Conflict: somebody said so already.
        Invalid: no such outcome, or it has not started.
        NotFound: none that the actor sees.
    """
    actor.require("tasks.change")
    raise_faults(choice_faults("outcome", outcome, MeetingOutcome))
    with acting(actor):
        meeting = _hold_meeting(meeting_id, actor)
        if meeting.outcome:
            raise Conflict("How this meeting went is written down already.")
        if outcome != MeetingOutcome.CANCELLED and meeting.starts_at > now:
            message = "It has not started; it can only be cancelled."
            raise Invalid(message, ("outcome",), code="outcome_too_early")
        meeting.outcome = outcome
        meeting.save(update_fields=["outcome"])
        tell_meetings([meeting], now=now)
        return _contact(meeting)


def move_meeting(
    meeting_id: int,
    *,
    starts_at: datetime,
    actor: Actor,
    now: datetime,
    ends_at: datetime | None = None,
) -> None:
    """Give a planned meeting another time.

    Raises:
        Conflict: it is over or called off.
        Invalid: the times are at fault.
        NotFound: none that the actor sees.
    """
    actor.require("tasks.change")
    draft = MeetingDraft(starts_at=starts_at, ends_at=ends_at)
    raise_faults(meeting_faults(draft, now=now))
    with acting(actor):
        meeting = _hold_meeting(meeting_id, actor)
        if meeting.outcome:
            raise Conflict("How this meeting went is written down already.")
        meeting.starts_at, meeting.ends_at = starts_at, ends_at
        meeting.save(update_fields=["starts_at", "ends_at"])


def meeting_faults(draft: MeetingDraft, *, now: datetime) -> list[Fault]:
    """What is wrong with a meeting, apart from whom it names and its outcome."""
    faults = [
        *choice_faults("kind", draft.kind, MeetingKind),
        *time_faults("starts_at", draft.starts_at, now=now, planned=True),
        *text_faults("subject", draft.subject, longest=MAX_TITLE_LENGTH),
        *text_faults("place", draft.place, longest=MAX_TITLE_LENGTH),
    ]
    if draft.ends_at is not None:
        faults += time_faults("ends_at", draft.ends_at, now=now, planned=True)
        if not faults and draft.ends_at < draft.starts_at:
            message = "The meeting ends before it starts."
            faults.append(Fault(("ends_at",), message, "ends_before_start"))
    return faults


def _write_meeting(draft: MeetingDraft, *, actor: Actor, now: datetime) -> Contact:
    raise_faults(meeting_faults(draft, now=now))
    with acting(actor):
        about = seen_subject(
            Subject(
                person_id=draft.person_id,
                opportunity_id=draft.opportunity_id,
                account_id=draft.account_id,
            ),
            actor=actor,
        )
        meeting = Meeting.objects.create(
            person_id=about.person_id,
            account_id=about.account_id,
            opportunity_id=about.opportunity_id,
            task_id=draft.task_id,
            owner_id=owner_for(draft.owner_id, actor=actor),
            kind=draft.kind,
            subject=one_line(draft.subject),
            place=one_line(draft.place),
            outcome=draft.outcome,
            starts_at=draft.starts_at,
            ends_at=draft.ends_at,
            recorded_at=now,
        )
        if draft.outcome:
            tell_meetings([meeting], now=now)
        finish_fulfilled(
            draft.task_id, outcome=draft.outcome, at=min(draft.starts_at, now), actor=actor
        )
        return _contact(meeting)


def _contact(meeting: Meeting) -> Contact:
    return Contact(
        id=meeting.id,
        person_id=meeting.person_id,
        opportunity_id=meeting.opportunity_id,
        owner_id=meeting.owner_id or 0,
        kind=meeting.kind,
        reached=meeting.outcome == MeetingOutcome.HELD,
        at=meeting.starts_at,
    )


def _hold_meeting(meeting_id: int, actor: Actor) -> Meeting:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM meeting WHERE id = %s FOR UPDATE", (meeting_id,))
    mine = actor.visible("owner_id")
    found = Meeting.objects.raw(
        f"SELECT * FROM meeting WHERE id = %s AND deleted_at IS NULL AND {mine.text}",  # noqa: S608 our own text
        (meeting_id, *mine.params),
    )
    for meeting in found:
        return meeting
    raise NotFound("meeting", meeting_id)

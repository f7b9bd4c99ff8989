"""Bringing over calls and meetings that lived elsewhere, with their own dates, in sets.

Those that name nobody we know are kept too, without a person.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from qanat.kernel.errors import Fault
from qanat.platform.actor import Actor, acting
from qanat.work.calls import CallDraft, call_faults
from qanat.work.entry import choice_faults, one_line, raise_faults
from qanat.work.meetings import MeetingDraft, meeting_faults
from qanat.work.models import Call, Meeting
from qanat.work.rules import CallOutcome, MeetingOutcome
from qanat.work.telling import tell_calls, tell_meetings


def enter_calls(drafts: Sequence[CallDraft], *, actor: Actor, now: datetime) -> list[int]:
    """The ids of the calls, in the order of `drafts`; a fixed number of statements.

    Raises:
        Invalid: a draft is at fault (paths begin with its index); nothing is written then.
    """
    actor.require("tasks.add")
    raise_faults(call_history_faults(drafts, now=now))
    with acting(actor):
        calls = Call.objects.bulk_create(
            Call(
                person_id=draft.person_id,
                account_id=draft.account_id,
                opportunity_id=draft.opportunity_id,
                task_id=draft.task_id,
                owner_id=draft.owner_id,
                direction=draft.direction,
                subject=one_line(draft.subject),
                purpose=one_line(draft.purpose),
                outcome=draft.outcome,
                started_at=draft.started_at,
                duration_seconds=draft.duration_seconds,
                recorded_at=now,
            )
            for draft in drafts
        )
        tell_calls(calls, now=now)
        return [call.id for call in calls]


def enter_meetings(drafts: Sequence[MeetingDraft], *, actor: Actor, now: datetime) -> list[int]:
    """The ids of the meetings, in the order of `drafts`; a fixed number of statements.

    One in the past without an outcome counts as held, since that is all that is known of it.

    Raises:
        Invalid: a draft is at fault (paths begin with its index); nothing is written then.
    """
    actor.require("tasks.add")
    raise_faults(meeting_history_faults(drafts, now=now))
    with acting(actor):
        meetings = Meeting.objects.bulk_create(
            Meeting(
                person_id=draft.person_id,
                account_id=draft.account_id,
                opportunity_id=draft.opportunity_id,
                task_id=draft.task_id,
                owner_id=draft.owner_id,
                kind=draft.kind,
                subject=one_line(draft.subject),
                place=one_line(draft.place),
                outcome=draft.outcome or ("held" if draft.starts_at <= now else ""),
                starts_at=draft.starts_at,
                ends_at=draft.ends_at,
                recorded_at=now,
            )
            for draft in drafts
        )
        tell_meetings([meeting for meeting in meetings if meeting.outcome], now=now)
        return [meeting.id for meeting in meetings]


def call_history_faults(drafts: Sequence[CallDraft], *, now: datetime) -> list[Fault]:
    """What is wrong with the drafts, with paths that begin with the index of the draft."""
    return [
        replace(fault, path=(index, *fault.path))
        for index, draft in enumerate(drafts)
        for fault in [
            *call_faults(draft, now=now),
            *(choice_faults("outcome", draft.outcome, CallOutcome) if draft.outcome else ()),
        ]
    ]


def meeting_history_faults(drafts: Sequence[MeetingDraft], *, now: datetime) -> list[Fault]:
    """What is wrong with the drafts, with paths that begin with the index of the draft."""
    return [
        replace(fault, path=(index, *fault.path))
        for index, draft in enumerate(drafts)
        for fault in [
            *meeting_faults(draft, now=now),
            *(choice_faults("outcome", draft.outcome, MeetingOutcome) if draft.outcome else ()),
        ]
    ]

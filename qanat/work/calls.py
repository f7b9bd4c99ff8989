"""Writing calls. A call can fulfil a task, which is then done with it."""

from dataclasses import dataclass
from datetime import datetime

from qanat.kernel.errors import Fault
from qanat.platform.actor import Actor, acting
from qanat.work.contact import Contact, finish_fulfilled
from qanat.work.entry import (
    MAX_TITLE_LENGTH,
    choice_faults,
    duration_faults,
    one_line,
    owner_for,
    raise_faults,
    text_faults,
)
from qanat.work.models import Call
from qanat.work.rules import REACHING, CallOutcome, Direction, time_faults
from qanat.work.subject import Subject, seen_subject
from qanat.work.telling import tell_calls


@dataclass(frozen=True, kw_only=True)
class CallDraft:
    """A call, not written yet.

    Attributes:
        outcome: one of `CallOutcome`; empty only for calls that are brought over.
        owner_id: who called; None for the actor.
        task_id: the task that the call fulfilled.
    """

    direction: str
    outcome: str
    started_at: datetime
    duration_seconds: int | None = None
    subject: str = ""
    purpose: str = ""
    person_id: int | None = None
    account_id: int | None = None
    opportunity_id: int | None = None
    owner_id: int | None = None
    task_id: int | None = None


def log_call(draft: CallDraft, *, actor: Actor, now: datetime) -> Contact:
    """Write down a call that took place, and finish the task that it fulfilled.

    Raises:
        Conflict: the task is done already.
        Invalid: a fault in the draft.
        NotFound: no such task that the actor sees.
    """
    actor.require("tasks.add")
    raise_faults(call_faults(draft, now=now), choice_faults("outcome", draft.outcome, CallOutcome))
    with acting(actor):
        about = seen_subject(
            Subject(
                person_id=draft.person_id,
                opportunity_id=draft.opportunity_id,
                account_id=draft.account_id,
            ),
            actor=actor,
        )
        call = Call.objects.create(
            person_id=about.person_id,
            account_id=about.account_id,
            opportunity_id=about.opportunity_id,
            task_id=draft.task_id,
            owner_id=owner_for(draft.owner_id, actor=actor),
            direction=draft.direction,
            subject=one_line(draft.subject),
            purpose=one_line(draft.purpose),
            outcome=draft.outcome,
            started_at=draft.started_at,
            duration_seconds=draft.duration_seconds,
            recorded_at=now,
        )
        finish_fulfilled(draft.task_id, outcome=draft.outcome, at=draft.started_at, actor=actor)
        tell_calls([call], now=now)
        return Contact(
            id=call.id,
            person_id=call.person_id,
            opportunity_id=call.opportunity_id,
            owner_id=owner_for(draft.owner_id, actor=actor),
            kind="call",
            reached=draft.outcome in REACHING,
            at=draft.started_at,
        )


def call_faults(draft: CallDraft, *, now: datetime) -> list[Fault]:
    """What is wrong with a call, apart from whom it names and its outcome."""
    return [
        *choice_faults("direction", draft.direction, Direction),
        *time_faults("started_at", draft.started_at, now=now, planned=False),
        *duration_faults(draft.duration_seconds),
        *text_faults("subject", draft.subject, longest=MAX_TITLE_LENGTH),
        *text_faults("purpose", draft.purpose, longest=MAX_TITLE_LENGTH),
    ]

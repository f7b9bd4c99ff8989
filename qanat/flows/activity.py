"""What a contact causes: the person counts as contacted, and a presentation is followed up.

Whoever logs calls and meetings for people calls these, not `work` itself.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people.public import Move, lock_people, move_statuses
from qanat.platform.actor import Actor, acting
from qanat.platform.models import Organisation
from qanat.platform.statements import select
from qanat.work.public import (
    CallDraft,
    Contact,
    MeetingDraft,
    MeetingKind,
    TaskDraft,
    TaskKind,
    finish_meeting,
    log_call,
    log_meeting,
    next_working_day,
    plan_tasks,
)

AFTER_PRESENTATION = Phrase(
    "Thank them, confirm what was agreed, propose the next step",
    "اشكرهم، وأكّد ما اتُّفق عليه، واقترح الخطوة التالية",
    "تشکر کنید، توافق‌ها را تأیید کنید و گام بعدی را پیشنهاد دهید",
)
FIRST_CONTACT = "first contact"


def call_made(draft: CallDraft, *, actor: Actor, now: datetime) -> Contact:
    """Write down a call and what follows from it.

    Raises: as `work.log_call`.
    """
    with acting(actor):
        return _follow(log_call(draft, actor=actor, now=now), actor=actor, now=now)


def meeting_made(draft: MeetingDraft, *, actor: Actor, now: datetime) -> Contact:
    """Write down a meeting that is over and what follows from it.

    Raises: as `work.log_meeting`.
    """
    with acting(actor):
        return _follow(log_meeting(draft, actor=actor, now=now), actor=actor, now=now)


def meeting_over(meeting_id: int, outcome: str, *, actor: Actor, now: datetime) -> Contact:
    """Say how a planned meeting went, with what follows from it.

    Raises: as `work.finish_meeting`.
    """
    with acting(actor):
        contact = finish_meeting(meeting_id, outcome, actor=actor, now=now)
        return _follow(contact, actor=actor, now=now)


def _follow(contact: Contact, *, actor: Actor, now: datetime) -> Contact:
    if contact.reached and contact.person_id is not None:
        _count_as_contacted(contact.person_id, at=contact.at, actor=actor, now=now)
    if contact.reached and contact.kind == MeetingKind.PRESENTATION:
        _plan_follow_up(contact, actor=actor, now=now)
    return contact


def _count_as_contacted(person_id: int, *, at: datetime, actor: Actor, now: datetime) -> None:
    """From open to contacted; any other status says more already. No gate: it is a fact."""
    lock_people([person_id])
    still_open = Sql("SELECT 1 FROM person WHERE id = %s AND status = 'open'", (person_id,))
    if select(still_open):
        move = Move(person_id=person_id, to="contacted", at=at, reason=FIRST_CONTACT)
        move_statuses([move], actor=actor, now=now)


def _plan_follow_up(contact: Contact, *, actor: Actor, now: datetime) -> None:
    """Plan to follow up on the working day after a presentation, once for each presentation."""
    zone, language = _habits_of(contact.owner_id)
    weekend = Organisation.objects.values_list("weekend", flat=True).first() or ()
    due_at = next_working_day(contact.at, zone=zone, weekend=weekend)
    task = TaskDraft(
        title=AFTER_PRESENTATION.in_language(language),
        kind=TaskKind.FOLLOW_UP,
        due_at=max(due_at, now),
        person_id=contact.person_id,
        opportunity_id=contact.opportunity_id,
        owner_id=contact.owner_id,
        key=f"after-presentation:{contact.id}",
    )
    plan_tasks([task], actor=replace(actor, everything=True), now=now)


def _habits_of(user_id: int) -> tuple[ZoneInfo, str]:
    """Where the user's clock is, and the language they read."""
    habits = Sql("SELECT time_zone, language FROM access_user WHERE id = %s", (user_id,))
    ((zone, language),) = select(habits)
    return ZoneInfo(zone), language

"""See that something happens next: a first answer by the owner, unless something is planned."""

from datetime import timedelta
from typing import Final

from qanat.access.public import languages_of
from qanat.flows.road.batch import Batch, Someone
from qanat.kernel.phrase import Phrase
from qanat.platform.statements import fetch, statement
from qanat.work.public import TaskDraft, plan_tasks

OPEN: Final = "open"
TITLE: Final = Phrase("Answer the new lead", "الرد على العميل المحتمل الجديد", "پاسخ به سرنخ جدید")
FIRST_RESPONSE: Final = timedelta(hours=4)
"""How soon an owner should answer a lead that came in."""


def enrol(batch: Batch) -> Batch:
    """Plan a first answer for each open lead with an owner and nothing planned.

    Somebody new has nothing planned; all others are looked up. The task is worded in its owner's
    language, for it is theirs to read and to rewrite.
    """
    unattended = [*_new(batch), *_others(batch)]
    if not unattended:
        return batch
    languages = languages_of(owner_id for _person, owner_id, _cycle, _phone in unattended)
    plan_tasks(
        [
            TaskDraft(
                title=TITLE.in_language(languages[owner_id]),
                kind="call" if has_phone else "email",
                due_at=batch.now + FIRST_RESPONSE,
                person_id=person_id,
                owner_id=owner_id,
                key=f"first-response:{person_id}:{cycle}",
            )
            for person_id, owner_id, cycle, has_phone in unattended
        ],
        actor=batch.actor,
        now=batch.now,
    )
    return batch


Unattended = tuple[int, int, int, bool]
"""Person, owner, cycle, and whether there is a phone to call."""


def _new(batch: Batch) -> list[Unattended]:
    return [
        (given.person_id, given.owner_id, 1, any(one.draft.phone for one in someone.arrivals))
        for someone in batch.people
        if _new_and_open(someone) and (given := batch.given.get(someone.known_id)) is not None
    ]


def _others(batch: Batch) -> list[Unattended]:
    others = [someone.known_id for someone in batch.people if not _new_and_open(someone)]
    if not others:
        return []
    rows = fetch(statement(__file__, "unattended"), {"ids": others})
    return [(person, owner, cycle, phone) for person, owner, cycle, phone in rows]


def _new_and_open(someone: Someone) -> bool:
    return someone.written is not None and someone.written.status == OPEN

"""See that something happens next: a first answer by the owner, unless something is planned."""

from datetime import timedelta
from typing import Final

from qanat.flows.road.batch import Batch
from qanat.platform.statements import fetch, statement
from qanat.work.public import TaskDraft, plan_tasks

FIRST_RESPONSE: Final = timedelta(hours=4)
"""How soon an owner should answer a lead that came in."""


def enrol(batch: Batch) -> Batch:
    """Plan a first answer for each open lead without an open task; one query and one statement."""
    unattended = fetch(statement(__file__, "unattended"), {"ids": batch.ids})
    plan_tasks(
        [
            TaskDraft(
                title="Answer the new lead",
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

"""What the API says of leads that came in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ninja import Schema

from qanat.api.schemas import FaultOut
from qanat.platform.actor import Actor
from qanat.platform.models import Submission


class OwnerOut(Schema):
    """Who looks after the person, and why: `rule`, `fallback`, `account`, `manual` or `import`."""

    id: int
    name: str
    reason: str | None
    rule: str | None
    pool: str | None


class ScoreOut(Schema):
    """How ready to buy."""

    fit: int
    engagement: int
    total: int
    band: str


class LeadOut(Schema):
    """What became of one lead.

    `result` is `created`, `updated`, `refused` (see `faults`), `parked` (kept, somebody will see to
    it) or `waiting`. The person is told only to who may see them.
    """

    submission_id: int
    result: str
    person_id: int | None = None
    account_id: int | None = None
    owner: OwnerOut | None = None
    score: ScoreOut | None = None
    lifecycle: str | None = None
    status: str | None = None
    cycle: int | None = None
    problems: list[FaultOut] = []
    faults: list[FaultOut] = []


class LeadsOut(Schema):
    """What became of each lead, in the order in which they were sent."""

    results: list[LeadOut]


class SubmissionOut(LeadOut):
    """One lead as it arrived, and what became of it."""

    door: str
    position: int
    received_at: datetime
    done_at: datetime | None
    crashes: int


class TicketOut(Schema):
    """Where to ask for one lead."""

    submission_id: int
    status_url: str


class AcceptedOut(Schema):
    """The leads are kept; workers see to them."""

    submissions: list[TicketOut]


_RESULTS = {
    Submission.State.WAITING: "waiting",
    Submission.State.TAKEN: "waiting",
    Submission.State.PARKED: "parked",
    Submission.State.DROPPED: "refused",
}


def lead_out(submission: Submission, actor: Actor) -> dict[str, Any]:
    """What became of the lead, as far as `actor` may know."""
    told: dict[str, Any] = {"submission_id": submission.pk}
    if submission.state == Submission.State.DONE:
        answer = submission.answer or {}
        told |= answer if _may_see(answer, actor) else {"result": answer.get("result", "updated")}
    else:
        told |= {
            "result": _RESULTS[Submission.State(submission.state)],
            "faults": submission.problem or [],
        }
    return told


def submission_out(submission: Submission, actor: Actor) -> dict[str, Any]:
    """The submission, with what became of it."""
    return lead_out(submission, actor) | {
        "door": submission.door,
        "position": submission.position,
        "received_at": submission.received_at,
        "done_at": submission.done_at,
        "crashes": submission.crashes,
    }


def accepted(submissions: Sequence[Submission]) -> dict[str, Any]:
    """Where to ask for each of the submissions."""
    return {
        "submissions": [
            {"submission_id": one.pk, "status_url": f"/api/v1/submissions/{one.pk}"}
            for one in submissions
        ]
    }


def _may_see(answer: dict[str, Any], actor: Actor) -> bool:
    owner = answer.get("owner")
    return actor.sees is None or (owner is not None and owner["id"] in actor.sees)

"""What arrived and could not be processed: seen, mended, replayed, dropped."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, id_after, paged
from qanat.api.schemas import Body, FaultOut, Id
from qanat.platform.inbox import drop, mend, parked_submissions, replay

router = Router(tags=["inbox"])

SubmissionIds = Annotated[list[Id], Field(min_length=1, max_length=1000)]


class ParkedOut(Schema):
    """A submission as it arrived, and why it is parked."""

    id: int
    door: str
    position: int
    payload: dict[str, Any]
    received_at: datetime
    crashes: int
    problem: list[FaultOut] | None


class SubmissionsIn(Body):
    """Submissions by id."""

    ids: SubmissionIds


class MendIn(Body):
    """Fields of the payload to change; null takes one away."""

    changes: Annotated[dict[str, Any], Field(min_length=1, max_length=100)]


class SubmissionsOut(Schema):
    """How many it was about."""

    submissions: int


@router.get("/inbox/parked", response=Page[ParkedOut], operation_id="list_parked")
@needs("inbox.view")
def parked(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """The parked submissions, oldest first."""
    rows = parked_submissions(actor_of(request), after=id_after(after, "parked"), limit=limit + 1)
    return paged(rows, limit=limit, name="parked", key=lambda row: (row.pk,))


@router.patch(
    "/inbox/submissions/{submission_id}", response={204: None}, operation_id="mend_submission"
)
@needs("inbox.change")
def patch(request: HttpRequest, submission_id: Id, body: MendIn) -> None:
    """Mend the payload of a parked submission."""
    mend(submission_id, body.changes, actor=actor_of(request))


@router.post("/inbox/replay", response=SubmissionsOut, operation_id="replay_submissions")
@needs("inbox.change")
def post_replay(request: HttpRequest, body: SubmissionsIn) -> dict[str, int]:
    """Let parked submissions be processed anew."""
    return {"submissions": replay(body.ids, actor=actor_of(request))}


@router.post("/inbox/drop", response=SubmissionsOut, operation_id="drop_submissions")
@needs("inbox.change")
def post_drop(request: HttpRequest, body: SubmissionsIn) -> dict[str, int]:
    """Close parked submissions for good, keeping what arrived."""
    return {"submissions": drop(body.ids, actor=actor_of(request))}

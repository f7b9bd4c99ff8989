"""Pipelines, their boards, and the reasons for losing."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.schemas import Id
from qanat.kernel import clock
from qanat.pipeline.public import Column, PipelineRow, board, list_pipelines, lost_reasons

router = Router(tags=["pipelines"])


class TotalOut(Schema):
    """What the amounts in one currency come to."""

    currency: str
    amount: Decimal
    weighted: Decimal


class StageOut(Schema):
    """A stage; on a board with what is in it."""

    stage_id: int
    key: str
    labels: dict[str, str]
    position: int
    closed: bool
    chance: int
    patience_days: int | None
    gate: dict[str, Any] | None
    count: int
    totals: list[TotalOut]


class PipelineOut(Schema):
    """A pipeline with its stages in order."""

    id: int
    key: str
    labels: dict[str, str]
    default: bool
    opportunity_criteria: dict[str, Any] | None
    stages: list[StageOut]


class LostReasonOut(Schema):
    """A reason for losing."""

    key: str
    labels: dict[str, str]


ClosedDays = Annotated[int, Field(ge=0, le=3650, description="How long closed ones are shown.")]


@router.get("/pipelines", response=list[PipelineOut], operation_id="list_pipelines")
@needs("pipeline.view")
def pipelines(request: HttpRequest) -> list[PipelineRow]:
    """Every pipeline with its stages, the default one first."""
    return list_pipelines(actor=actor_of(request))


@router.get("/pipelines/{pipeline_id}/board", response=list[StageOut], operation_id="show_board")
@needs("opportunities.view")
def show_board(
    request: HttpRequest,
    pipeline_id: Id,
    owner_id: Id | None = None,
    closed_days: ClosedDays = 30,
) -> list[Column]:
    """The columns of a pipeline, with what one sees in them."""
    return board(
        pipeline_id,
        actor=actor_of(request),
        closed_since=clock.now() - timedelta(days=closed_days),
        owner_id=owner_id,
    )


@router.get("/lost-reasons", response=list[LostReasonOut], operation_id="list_lost_reasons")
@needs("pipeline.view")
def reasons(request: HttpRequest) -> list[dict[str, Any]]:
    """The reasons for losing, in order."""
    found = lost_reasons(actor=actor_of(request))
    return [{"key": key, "labels": labels} for key, labels in found]

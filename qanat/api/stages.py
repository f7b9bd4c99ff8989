"""Configuring pipelines, their stages, and the reasons for losing; on the router of the pipelines."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.pipelines import router
from qanat.api.schemas import Body, Id, Labels, MadeOut
from qanat.kernel import clock
from qanat.pipeline.public import (
    StageSettings,
    change_stage,
    create_lost_reason,
    create_pipeline,
    create_stage,
    delete_lost_reason,
    delete_pipeline,
    delete_stage,
    make_default,
    rename_lost_reason,
    rename_pipeline,
    reorder_stages,
    set_opportunity_criteria,
)

Criteria = dict[str, Any]
Key = Annotated[str, Field(max_length=200)]
Chance = Annotated[int, Field(ge=0, le=100, description="Of winning, in percent.")]
Days = Annotated[int, Field(ge=1, le=3650)]
StageIds = Annotated[list[Id], Field(min_length=1, max_length=100)]


class NameIn(Body):
    """A name."""

    label: Labels


class StageIn(Body):
    """What is set on a stage; `gate` holds what must be so before it is entered."""

    label: Labels | None = None
    chance: Chance | None = None
    patience_days: Days | None = None
    gate: Criteria | None = None

    def settings(self) -> StageSettings:
        """Only what was said."""
        said = StageSettings()
        if self.label is not None:
            said["label"] = self.label.phrase()
        if self.chance is not None:
            said["chance"] = self.chance
        if "patience_days" in self.model_fields_set:
            said["patience_days"] = self.patience_days
        if "gate" in self.model_fields_set:
            said["gate"] = self.gate
        return said


class NewStageIn(StageIn):
    """A stage to add; before the closed one unless `position` says."""

    label: Labels
    position: Annotated[int, Field(ge=0, le=100)] | None = None


class StageOrderIn(Body):
    """Every stage of the pipeline in order, the closed one last."""

    stage_ids: StageIds


class ConversionIn(Body):
    """What must hold of a person before their conversion makes an opportunity; null for nothing."""

    criteria: Criteria | None


class MovedOut(Schema):
    """How many opportunities moved."""

    moved: int


class KeyOut(Schema):
    """The key of what was made."""

    key: str


@router.post("/pipelines", response={201: MadeOut}, operation_id="create_pipeline")
@needs("pipeline.change")
def add_pipeline(request: HttpRequest, body: NameIn) -> dict[str, int]:
    """Add a pipeline with a first and a closed stage."""
    return {"id": create_pipeline(body.label.phrase(), actor=actor_of(request))}


@router.put("/pipelines/{pipeline_id}/label", response={204: None}, operation_id="rename_pipeline")
@needs("pipeline.change")
def put_label(request: HttpRequest, pipeline_id: Id, body: NameIn) -> None:
    """Give a pipeline another name; its key stays."""
    rename_pipeline(pipeline_id, body.label.phrase(), actor=actor_of(request))


@router.post(
    "/pipelines/{pipeline_id}/default", response={204: None}, operation_id="make_pipeline_default"
)
@needs("pipeline.change")
def post_default(request: HttpRequest, pipeline_id: Id) -> None:
    """Let new opportunities begin in this pipeline."""
    make_default(pipeline_id, actor=actor_of(request))


@router.put(
    "/pipelines/{pipeline_id}/opportunity-criteria",
    response={204: None},
    operation_id="set_opportunity_criteria",
)
@needs("pipeline.change")
def put_criteria(request: HttpRequest, pipeline_id: Id, body: ConversionIn) -> None:
    """Say whose conversion makes an opportunity."""
    set_opportunity_criteria(pipeline_id, body.criteria, actor=actor_of(request))


@router.delete("/pipelines/{pipeline_id}", response={204: None}, operation_id="delete_pipeline")
@needs("pipeline.change")
def remove_pipeline(request: HttpRequest, pipeline_id: Id) -> None:
    """Delete a pipeline that no opportunity was ever in."""
    delete_pipeline(pipeline_id, actor=actor_of(request))


@router.post(
    "/pipelines/{pipeline_id}/stages", response={201: MadeOut}, operation_id="create_stage"
)
@needs("pipeline.change")
def add_stage(request: HttpRequest, pipeline_id: Id, body: NewStageIn) -> dict[str, int]:
    """Add an open stage."""
    stage_id = create_stage(
        pipeline_id, body.settings(), actor=actor_of(request), position=body.position
    )
    return {"id": stage_id}


@router.put(
    "/pipelines/{pipeline_id}/stages/order", response={204: None}, operation_id="reorder_stages"
)
@needs("pipeline.change")
def put_order(request: HttpRequest, pipeline_id: Id, body: StageOrderIn) -> None:
    """Put the stages into another order."""
    reorder_stages(pipeline_id, body.stage_ids, actor=actor_of(request))


@router.patch("/stages/{stage_id}", response={204: None}, operation_id="change_stage")
@needs("pipeline.change")
def patch_stage(request: HttpRequest, stage_id: Id, body: StageIn) -> None:
    """Change what is set on a stage; a new gate is asked of those who come."""
    change_stage(stage_id, body.settings(), actor=actor_of(request))


@router.delete("/stages/{stage_id}", response=MovedOut, operation_id="delete_stage")
@needs("pipeline.change")
def remove_stage(
    request: HttpRequest, stage_id: Id, move_to_stage_id: Id | None = None
) -> dict[str, int]:
    """Delete an open stage; what is in it moves to the one that is named."""
    moved = delete_stage(
        stage_id,
        actor=actor_of(request),
        now=clock.now(),
        move_to_stage_id=move_to_stage_id,
    )
    return {"moved": moved}


@router.post("/lost-reasons", response={201: KeyOut}, operation_id="create_lost_reason")
@needs("pipeline.change")
def add_reason(request: HttpRequest, body: NameIn) -> dict[str, str]:
    """Add a reason for losing."""
    return {"key": create_lost_reason(body.label.phrase(), actor=actor_of(request))}


@router.put("/lost-reasons/{key}/label", response={204: None}, operation_id="rename_lost_reason")
@needs("pipeline.change")
def put_reason(request: HttpRequest, key: Key, body: NameIn) -> None:
    """Give a reason for losing other words."""
    rename_lost_reason(key, body.label.phrase(), actor=actor_of(request))


@router.delete("/lost-reasons/{key}", response={204: None}, operation_id="delete_lost_reason")
@needs("pipeline.change")
def remove_reason(request: HttpRequest, key: Key) -> None:
    """Offer a reason for losing no longer."""
    delete_lost_reason(key, actor=actor_of(request), now=clock.now())

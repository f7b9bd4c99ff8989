"""Making, changing, ordering and deleting the stages of a pipeline.

The pipeline is locked first, so two people never order the same stages at once. Positions run
from 0 without gaps, and the closed stage is always last.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict

from django.db import connection

from qanat.criteria.public import check
from qanat.kernel.errors import Invalid, NotFound
from qanat.kernel.phrase import Phrase
from qanat.pipeline.configuration import checked_labels
from qanat.pipeline.locks import hold_pipeline, hold_stage, share_stage
from qanat.pipeline.models import Opportunity, Stage, StageVisit
from qanat.pipeline.rules import chance_faults, free_key
from qanat.platform.actor import Actor, acting

MAX_STAGES = 30
MAX_PATIENCE_DAYS = 3650


class StageSettings(TypedDict, total=False):
    """What can be set on a stage; None takes patience and gate away."""

    label: Phrase
    chance: int
    patience_days: int | None
    gate: dict[str, Any] | None


def create_stage(
    pipeline_id: int, settings: StageSettings, *, actor: Actor, position: int | None = None
) -> int:
    """The id of a new open stage; before the closed one unless `position` says.

    Raises:
        Invalid: no label, a setting at fault, or too many stages.
        NotFound: no such pipeline.
    """
    actor.require("pipeline.change")
    if "label" not in settings:
        raise Invalid("Give the stage a name.", ("label", "en"), code="label_missing")
    columns = _checked(settings)
    with acting(actor):
        hold_pipeline(pipeline_id)
        stages = _alive(pipeline_id)
        if len(stages) >= MAX_STAGES:
            raise Invalid(f"There are {MAX_STAGES} stages already.", code="too_many")
        last = len(stages) - 1
        place = last if position is None else max(0, min(position, last))
        stage = Stage.objects.create(
            pipeline_id=pipeline_id,
            key=free_key(settings["label"].en, {stage.key for stage in stages}),
            position=len(stages),
            **columns,
        )
        _number([*stages[:place], stage, *stages[place:]])
        return stage.id


def change_stage(stage_id: int, settings: StageSettings, *, actor: Actor) -> None:
    """Change what is set on a stage. A new gate is asked of those who come, not of those inside.

    Raises:
        Invalid: a setting at fault.
        NotFound: no such stage.
    """
    actor.require("pipeline.change")
    columns = _checked(settings)
    with acting(actor):
        hold_pipeline(_pipeline_of(stage_id))
        if columns:
            Stage.objects.filter(id=stage_id).update(**columns)


def reorder_stages(pipeline_id: int, stage_ids: Sequence[int], *, actor: Actor) -> None:
    """Put the stages of a pipeline into the order given.

    Raises:
        Invalid: not exactly the stages of the pipeline, or the closed one is not last.
        NotFound: no such pipeline.
    """
    actor.require("pipeline.change")
    with acting(actor):
        hold_pipeline(pipeline_id)
        stages = {stage.id: stage for stage in _alive(pipeline_id)}
        if sorted(stage_ids) != sorted(stages):
            message = "Give every stage of the pipeline once."
            raise Invalid(message, ("stage_ids",), code="stages_incomplete")
        if not stages[stage_ids[-1]].closed:
            message = "The closed stage is always the last one."
            raise Invalid(message, ("stage_ids",), code="closed_not_last")
        _number([stages[stage_id] for stage_id in stage_ids])


def delete_stage(
    stage_id: int, *, actor: Actor, now: datetime, move_to_stage_id: int | None = None
) -> int:
    """Delete an open stage; how many opportunities moved out of it.

    Those in it (also in the trash) move to `move_to_stage_id` without asking gates; the history
    of those who passed through keeps the stage.

    Raises:
        Invalid: it is the closed or the only open stage, or opportunities are in it and it was
            not said where to.
        NotFound: no such stage.
    """
    actor.require("pipeline.change")
    with acting(actor):
        pipeline_id = _pipeline_of(stage_id)
        hold_pipeline(pipeline_id)
        stages = _alive(pipeline_id)
        stage = next((stage for stage in stages if stage.id == stage_id), None)
        if stage is None:
            raise NotFound("stage", stage_id)
        _require_deletable(stage, stages)
        if move_to_stage_id is not None:
            share_stage(move_to_stage_id)
        inside = hold_stage(stage_id)
        if inside and move_to_stage_id is None:
            raise Invalid(
                f"Opportunities in this stage, the trash included: {len(inside)}."
                " Say to which stage they move.",
                ("move_to_stage_id",),
                code="stage_not_empty",
            )
        if inside and move_to_stage_id is not None:
            _move_all(inside, stage, move_to_stage_id, actor=actor, now=now)
        Stage.objects.filter(id=stage_id).update(deleted_at=now, position=None)
        _number([other for other in stages if other.id != stage_id])
        return len(inside)


def _checked(settings: StageSettings) -> dict[str, Any]:
    """The settings as columns."""
    columns: dict[str, Any] = dict(settings)
    if "label" in settings:
        columns["labels"] = checked_labels(columns.pop("label"))
    if faults := chance_faults(settings.get("chance")):
        raise Invalid.of(faults)
    patience_days = settings.get("patience_days")
    if patience_days is not None and not 1 <= patience_days <= MAX_PATIENCE_DAYS:
        message = f"Patience is between 1 and {MAX_PATIENCE_DAYS} days."
        raise Invalid(message, ("patience_days",), code="patience_out_of_range")
    gate = settings.get("gate")
    if gate is not None:
        check(gate, subject="opportunity")
    return columns


def _alive(pipeline_id: int) -> list[Stage]:
    stages = Stage.objects.filter(pipeline_id=pipeline_id, deleted_at__isnull=True)
    return list(stages.order_by("position"))


def _pipeline_of(stage_id: int) -> int:
    stages = Stage.objects.filter(id=stage_id, deleted_at__isnull=True)
    pipeline_id = stages.values_list("pipeline_id", flat=True).first()
    if pipeline_id is None:
        raise NotFound("stage", stage_id)
    return pipeline_id


def _number(stages: Sequence[Stage]) -> None:
    """Give the stages positions from 0; the constraint on them is looked at on commit."""
    for position, stage in enumerate(stages):
        stage.position = position
    Stage.objects.bulk_update(stages, ["position"])


def _require_deletable(stage: Stage, stages: Sequence[Stage]) -> None:
    if stage.closed:
        raise Invalid("A pipeline needs its closed stage.", code="stage_is_closed")
    if not any(not other.closed for other in stages if other.id != stage.id):
        raise Invalid("A pipeline needs an open stage.", code="only_open_stage")


def _move_all(
    inside: Sequence[int], stage: Stage, to_stage_id: int, *, actor: Actor, now: datetime
) -> None:
    """Move the opportunities to another stage in three statements, whatever their number."""
    to = Stage.objects.get(id=to_stage_id)
    if to.id == stage.id or to.closed:
        message = "They can move to another open stage only."
        raise Invalid(message, ("move_to_stage_id",), code="stage_unfit")
    moving = Opportunity.objects.filter(id__in=inside)
    moving.update(stage=to, pipeline_id=to.pipeline_id, entered_stage_at=now, updated_at=now)
    visits = StageVisit.objects.filter(opportunity_id__in=inside, left_at__isnull=True)
    visits.update(left_at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stage_visit (opportunity_id, stage_id, entered_at, actor)"
            " SELECT unnest(%s), %s, %s, %s",
            (list(inside), to.id, now, actor.name),
        )

"""What must hold before an opportunity may enter a stage, or be made of a person."""

from collections.abc import Sequence
from datetime import datetime

from qanat.criteria.public import ClosedGate, Gate, GateUnmet, closed_for
from qanat.kernel.errors import NotFound
from qanat.pipeline.models import Pipeline, Stage
from qanat.pipeline.rules import Place
from qanat.platform.actor import Actor


def pass_gates(opportunity_id: int, stages: Sequence[Place], *, at: datetime, actor: Actor) -> None:
    """Let the opportunity, as it is now in this transaction, into all of `stages`.

    One query for each gate.

    Raises:
        GateUnmet: with each condition of each gate that is missing.
    """
    closed = [
        one
        for stage in stages
        if stage.gate is not None
        for one in closed_for(
            Gate(kind="stage", key=stage.id, labels=stage.labels),
            stage.gate,
            [opportunity_id],
            at=at,
            subject="opportunity",
            user_id=actor.user_id,
        )
    ]
    if closed:
        raise GateUnmet(closed, actor.language)


def closed_to_person(
    person_id: int, stage_id: int | None = None, *, at: datetime, actor: Actor
) -> list[ClosedGate]:
    """What keeps a person from having an opportunity made of them, by the pipeline's criteria.

    The pipeline is that of the stage, else the default one. Empty when its criteria hold or it has
    none. The caller answers for whether the actor may see the person.

    Raises:
        NotFound: no such stage.
    """
    if stage_id is None:
        pipeline = Pipeline.objects.filter(default=True).first()
    else:
        stages = Stage.objects.filter(id=stage_id, deleted_at__isnull=True)
        pipeline = Pipeline.objects.filter(id__in=stages.values("pipeline_id")).first()
        if pipeline is None:
            raise NotFound("stage", stage_id)
    if pipeline is None or pipeline.opportunity_criteria is None:
        return []
    gate = Gate(kind="pipeline", key=pipeline.id, labels=pipeline.labels)
    return closed_for(
        gate, pipeline.opportunity_criteria, [person_id], at=at, user_id=actor.user_id
    )

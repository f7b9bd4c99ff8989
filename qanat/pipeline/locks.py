"""Rows held until the transaction ends, always in this order: stages, then opportunities by id.

Moving an opportunity shares the stage that it enters, deleting a stage holds it alone, so that
nothing can enter a stage that is being deleted.
"""

from collections.abc import Sequence

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.pipeline.models import Opportunity, Pipeline, Stage
from qanat.platform.actor import Actor
from qanat.platform.statements import select


def hold_pipeline(pipeline_id: int) -> Pipeline:
    """The pipeline, locked against every other change of its stages."""
    held = Pipeline.objects.select_for_update().filter(id=pipeline_id).exists()
    if not held:
        raise NotFound("pipeline", pipeline_id)
    return Pipeline.objects.get(id=pipeline_id)


def share_stage(stage_id: int) -> Stage:
    """The stage, which cannot be deleted until the transaction ends."""
    select(Sql("SELECT 1 FROM stage WHERE id = %s FOR SHARE", (stage_id,)))
    stage = Stage.objects.filter(id=stage_id, deleted_at__isnull=True).first()
    if stage is None:
        raise NotFound("stage", stage_id)
    return stage


def hold_opportunity(opportunity_id: int, actor: Actor, *, deleted: bool = False) -> Opportunity:
    """The opportunity, locked; read in a second statement, after any wait.

    Raises:
        NotFound: there is none that the actor sees, or it is in the trash (or, asked for a
            `deleted` one, is not).
    """
    hold_opportunities([opportunity_id])
    trashed = "deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"
    mine = actor.visible("owner_id")
    found = Opportunity.objects.raw(
        f"SELECT * FROM opportunity WHERE id = %s AND {trashed} AND {mine.text}",  # noqa: S608 our own text
        (opportunity_id, *mine.params),
    )
    for opportunity in found:
        return opportunity
    raise NotFound("opportunity", opportunity_id)


def hold_opportunities(ids: Sequence[int]) -> None:
    """Lock the opportunities in order of id."""
    select(
        Sql("SELECT 1 FROM opportunity WHERE id = ANY(%s) ORDER BY id FOR UPDATE", (sorted(ids),))
    )

"""What is held until the transaction ends, in this order: pipeline, stages, opportunities by id.

Moving an opportunity shares the stage that it enters, deleting a stage holds it alone, so that
nothing can enter a stage that is being deleted.
"""

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.pipeline.models import Opportunity, Pipeline, Stage
from qanat.platform.actor import Actor
from qanat.platform.statements import select


def take_turns(what: str) -> None:
    """Let one transaction at a time go on with `what`, such as choosing a free key."""
    select(Sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"pipeline: {what}",)))


def hold_pipeline(pipeline_id: int) -> Pipeline:
    """The pipeline, locked against every other change of its stages.

    NO KEY UPDATE lets opportunities be made in it meanwhile; with a full lock, one that shares a
    stage and waits for the pipeline, and a deletion that has the pipeline and waits for the stage,
    would wait for each other.
    """
    select(Sql("SELECT 1 FROM pipeline WHERE id = %s FOR NO KEY UPDATE", (pipeline_id,)))
    pipeline = Pipeline.objects.filter(id=pipeline_id).first()
    if pipeline is None:
        raise NotFound("pipeline", pipeline_id)
    return pipeline


def hold_stage(stage_id: int) -> list[int]:
    """The ids of all opportunities in a stage, which is held alone, and they with it."""
    select(Sql("SELECT 1 FROM stage WHERE id = %s FOR UPDATE", (stage_id,)))
    inside = "SELECT id FROM opportunity WHERE stage_id = %s ORDER BY id"
    select(Sql(f"{inside} FOR UPDATE", (stage_id,)))
    return [row[0] for row in select(Sql(inside, (stage_id,)))]


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
    select(Sql("SELECT 1 FROM opportunity WHERE id = %s FOR UPDATE", (opportunity_id,)))
    trashed = "deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"
    mine = actor.visible("owner_id")
    found = Opportunity.objects.raw(
        f"SELECT * FROM opportunity WHERE id = %s AND {trashed} AND {mine.text}",  # noqa: S608 our own text
        (opportunity_id, *mine.params),
    )
    for opportunity in found:
        return opportunity
    raise NotFound("opportunity", opportunity_id)


def lock_visible_opportunity(opportunity_id: int, actor: Actor) -> None:
    """Hold the opportunity until the transaction ends, so that what is read next stays so.

    Raises:
        NotFound: there is none that the actor sees.
    """
    hold_opportunity(opportunity_id, actor)

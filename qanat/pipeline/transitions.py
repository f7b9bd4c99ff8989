"""From one stage visit to the next: the one place that writes stage, outcome and history."""

from dataclasses import dataclass
from datetime import datetime

from qanat.pipeline.models import Opportunity, Stage, StageVisit
from qanat.pipeline.rules import Place, moment_after, moment_of_change
from qanat.pipeline.telling import tell_visit
from qanat.platform.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Transition:
    """What became of an opportunity.

    Attributes:
        from_stage_id: None for a new one.
        entered_at: when it entered `to_stage_id`, by the clock of the business.
        updated_at: to be given as `expected` with the next change.
    """

    opportunity_id: int
    person_id: int | None
    account_id: int | None
    owner_id: int
    from_stage_id: int | None
    to_stage_id: int
    outcome: str
    entered_at: datetime
    updated_at: datetime


def enter(
    opportunity: Opportunity,
    stage: Stage,
    outcome: Opportunity.Outcome,
    *,
    actor: Actor,
    now: datetime,
    at: datetime | None,
) -> Transition:
    """Take a held opportunity from the stage it is in to `stage`, with that outcome.

    Raises:
        Invalid: `at` is in the future or before the present stage was entered.
    """
    left_stage_id = opportunity.stage_id
    at = moment_of_change(at, now=now, entered_at=opportunity.entered_stage_at)
    opportunity.stage = stage
    opportunity.pipeline_id = stage.pipeline_id
    opportunity.entered_stage_at = at
    opportunity.outcome = outcome
    opportunity.closed_at = at if stage.closed else None
    opportunity.updated_at = moment_after(opportunity.updated_at, now=now)
    opportunity.save(update_fields=_MOVED)
    StageVisit.objects.filter(opportunity=opportunity, left_at__isnull=True).update(left_at=at)
    begin_visit(opportunity, actor, now=now)
    return transition_of(opportunity, from_stage_id=left_stage_id)


_MOVED = [
    "stage",
    "pipeline",
    "entered_stage_at",
    "outcome",
    "lost_reason",
    "closed_at",
    "updated_at",
]


def begin_visit(
    opportunity: Opportunity, actor: Actor, *, now: datetime, is_first: bool = False
) -> None:
    """Write the stage visit that the opportunity is now in, and tell of it."""
    visit = StageVisit.objects.create(
        opportunity=opportunity,
        stage_id=opportunity.stage_id,
        entered_at=opportunity.entered_stage_at,
        outcome=opportunity.outcome,
        recorded_at=now,
        actor=actor.name,
    )
    tell_visit(opportunity, visit, is_first=is_first, now=now)


def transition_of(opportunity: Opportunity, *, from_stage_id: int | None) -> Transition:
    """What is told of the opportunity as it is now."""
    return Transition(
        opportunity_id=opportunity.id,
        person_id=opportunity.person_id,
        account_id=opportunity.account_id,
        owner_id=opportunity.owner_id,
        from_stage_id=from_stage_id,
        to_stage_id=opportunity.stage_id,
        outcome=opportunity.outcome,
        entered_at=opportunity.entered_stage_at,
        updated_at=opportunity.updated_at,
    )


def place_of(stage: Stage) -> Place:
    """The stage, which is not deleted, as the rules see it."""
    return Place(
        id=stage.id,
        pipeline_id=stage.pipeline_id,
        position=stage.position or 0,
        closed=stage.closed,
        gate=stage.gate,
        labels=stage.labels,
    )

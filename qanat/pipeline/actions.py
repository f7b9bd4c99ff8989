"""Writing opportunities: made, changed, moved, won, lost, opened again, trashed, restored.

Every change of stage or outcome ends one stage visit and begins the next, at `at` by the clock of
the business (now, unless said) and with the time at which Qanat was told. Whoever acted on an old
picture gives what they saw (`expected_stage_id` or `expected`), and gets `Conflict` when someone
was faster.
"""

from datetime import datetime
from typing import Any

from qanat.kernel.errors import Conflict, Fault, Invalid
from qanat.pipeline.entry import OpportunityValues, checked_values
from qanat.pipeline.gates import pass_gates
from qanat.pipeline.locks import hold_opportunity, share_stage
from qanat.pipeline.models import LostReason, Opportunity, Stage, StageVisit
from qanat.pipeline.rules import (
    gates_on_the_way,
    moment_after,
    moment_of_change,
    require_unchanged,
)
from qanat.pipeline.transitions import Transition, begin_visit, enter, place_of, transition_of
from qanat.platform.actor import Actor, acting
from qanat.platform.models import Organisation

Outcome = Opportunity.Outcome


def create_opportunity(
    values: OpportunityValues,
    *,
    actor: Actor,
    now: datetime,
    stage_id: int | None = None,
    at: datetime | None = None,
) -> Transition:
    """Open an opportunity, in the first stage of the default pipeline unless `stage_id` says.

    The owner is the actor unless `values` names one; the currency is the organisation's.

    Raises:
        Invalid: a fault in the values, or a gate on the way to the stage refuses.
        NotFound: no such stage.
    """
    actor.require("opportunities.add")
    with acting(actor):
        stage = _stage_to_begin_in(stage_id)
        said = checked_values(_with_defaults(values, actor), actor=actor, now=now)
        opened_at = moment_of_change(at, now=now, entered_at=at or now)
        opportunity = Opportunity.objects.create(
            **said,
            pipeline_id=stage.pipeline_id,
            stage=stage,
            entered_stage_at=opened_at,
            opened_at=opened_at,
            updated_at=now,
        )
        begin_visit(opportunity, actor, now=now, is_first=True)
        _ask_gates(opportunity, here=None, to=stage, actor=actor, now=now)
        return transition_of(opportunity, from_stage_id=None)


def change_opportunity(
    opportunity_id: int,
    values: OpportunityValues,
    *,
    actor: Actor,
    now: datetime,
    expected: datetime | None = None,
) -> datetime:
    """Change what is said about an opportunity; its new `updated_at`.

    Raises:
        Conflict: it changed since `expected`.
        Invalid: a fault in the values.
        NotFound: none that the actor sees.
    """
    actor.require("opportunities.change")
    with acting(actor):
        opportunity = hold_opportunity(opportunity_id, actor)
        require_unchanged(expected=expected, found=opportunity.updated_at)
        _write_values(opportunity, values, actor=actor, now=now)
        return opportunity.updated_at


def move_to_stage(
    opportunity_id: int,
    stage_id: int,
    *,
    actor: Actor,
    now: datetime,
    at: datetime | None = None,
    expected_stage_id: int | None = None,
    values: OpportunityValues | None = None,
) -> Transition:
    """Move an open opportunity to an open stage, of its pipeline or of another.

    `values` are changed first, so that what a gate asks for can come with the move. To be in the
    stage already is not an error, and changes nothing.

    Raises:
        Conflict: it is not in `expected_stage_id`, or it is won or lost.
        Invalid: the stage is the closed one, `at` is impossible, a fault in the values, or a gate
            on the way refuses: one fault for each condition that is missing.
        NotFound: no such stage, or no opportunity that the actor sees.
    """
    actor.require("opportunities.change")
    with acting(actor):
        stage = share_stage(stage_id)
        opportunity = hold_opportunity(opportunity_id, actor)
        require_unchanged(expected=expected_stage_id, found=opportunity.stage_id)
        _require_open(opportunity)
        if stage.closed:
            raise Invalid("Say whether it was won or lost.", ("stage_id",), code="stage_is_closed")
        if values:
            _write_values(opportunity, values, actor=actor, now=now)
        if opportunity.stage_id == stage.id:
            return transition_of(opportunity, from_stage_id=stage.id)
        _ask_gates(opportunity, here=opportunity.stage, to=stage, actor=actor, now=now)
        return enter(opportunity, stage, Outcome.OPEN, actor=actor, now=now, at=at)


def win_opportunity(
    opportunity_id: int,
    *,
    actor: Actor,
    now: datetime,
    at: datetime | None = None,
    expected_stage_id: int | None = None,
    values: OpportunityValues | None = None,
) -> Transition:
    """Close an open opportunity as won; every gate on the way to the closed stage must hold.

    Raises: as `move_to_stage`.
    """
    actor.require("opportunities.change")
    with acting(actor):
        opportunity = hold_opportunity(opportunity_id, actor)
        require_unchanged(expected=expected_stage_id, found=opportunity.stage_id)
        _require_open(opportunity)
        if values:
            _write_values(opportunity, values, actor=actor, now=now)
        closed = Stage.objects.get(pipeline_id=opportunity.pipeline_id, closed=True)
        _ask_gates(opportunity, here=opportunity.stage, to=closed, actor=actor, now=now)
        return enter(opportunity, closed, Outcome.WON, actor=actor, now=now, at=at)


def lose_opportunity(
    opportunity_id: int,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    at: datetime | None = None,
    expected_stage_id: int | None = None,
) -> Transition:
    """Close an open opportunity as lost, for a `reason` by its key; no gate is asked.

    Raises:
        Conflict: it is not in `expected_stage_id`, or it is won or lost already.
        Invalid: no such reason, or `at` is impossible.
        NotFound: none that the actor sees.
    """
    actor.require("opportunities.change")
    with acting(actor):
        opportunity = hold_opportunity(opportunity_id, actor)
        require_unchanged(expected=expected_stage_id, found=opportunity.stage_id)
        _require_open(opportunity)
        opportunity.lost_reason = _lost_reason(reason)
        closed = Stage.objects.get(pipeline_id=opportunity.pipeline_id, closed=True)
        return enter(opportunity, closed, Outcome.LOST, actor=actor, now=now, at=at)


def reopen_opportunity(
    opportunity_id: int, *, actor: Actor, now: datetime, at: datetime | None = None
) -> Transition:
    """Open a won or lost opportunity again, in the stage where it was last open.

    Where that stage was deleted, in the first of its pipeline. No gate is asked.

    Raises:
        Conflict: it is open.
        Invalid: `at` is impossible.
        NotFound: none that the actor sees.
    """
    actor.require("opportunities.change")
    with acting(actor):
        opportunity = hold_opportunity(opportunity_id, actor)
        if opportunity.outcome == Outcome.OPEN:
            raise Conflict("This opportunity is open already.")
        opportunity.lost_reason = None
        stage = _stage_last_open_in(opportunity)
        return enter(opportunity, stage, Outcome.OPEN, actor=actor, now=now, at=at)


def delete_opportunity(opportunity_id: int, *, actor: Actor, now: datetime) -> None:
    """Put an opportunity into the trash; its history stays with it.

    Raises:
        NotFound: none that the actor sees.
    """
    actor.require("opportunities.delete")
    with acting(actor):
        opportunity = hold_opportunity(opportunity_id, actor)
        opportunity.deleted_at = now
        opportunity.updated_at = moment_after(opportunity.updated_at, now=now)
        opportunity.save(update_fields=["deleted_at", "updated_at"])


def restore_opportunity(opportunity_id: int, *, actor: Actor, now: datetime) -> None:
    """Take an opportunity out of the trash, as it was.

    Raises:
        NotFound: none in the trash that the actor sees.
    """
    actor.require("opportunities.delete")
    with acting(actor):
        opportunity = hold_opportunity(opportunity_id, actor, deleted=True)
        opportunity.deleted_at = None
        opportunity.updated_at = moment_after(opportunity.updated_at, now=now)
        opportunity.save(update_fields=["deleted_at", "updated_at"])


def _stage_to_begin_in(stage_id: int | None) -> Stage:
    if stage_id is None:
        first = Stage.objects.filter(pipeline__default=True, position=0).values_list(
            "id", flat=True
        )
        stage_id = first.first()
        if stage_id is None:
            raise Invalid("There is no pipeline yet; make one first.", code="no_pipeline")
    stage = share_stage(stage_id)
    if stage.closed:
        message = "An opportunity begins in an open stage; win or lose it from there."
        raise Invalid(message, ("stage_id",), code="stage_is_closed")
    return stage


def _with_defaults(values: OpportunityValues, actor: Actor) -> OpportunityValues:
    """The values with owner and currency.

    Raises:
        Invalid: it is for nobody, or nobody owns it.
    """
    said: OpportunityValues = {"name": "", **values}
    if said.get("person_id") is None and said.get("account_id") is None:
        message = "Say for which person or account this is."
        raise Invalid(message, ("person_id",), code="for_nobody")
    if "owner_id" not in said:
        if actor.user_id is None:
            raise Invalid("Say who owns it.", ("owner_id",), code="owner_missing")
        said["owner_id"] = actor.user_id
    if "currency" not in said:
        said["currency"] = _currency_of_organisation()
    return said


def _currency_of_organisation() -> str:
    return Organisation.objects.values_list("currency", flat=True).first() or "USD"


def _require_open(opportunity: Opportunity) -> None:
    if opportunity.outcome != Outcome.OPEN:
        raise Conflict("This opportunity is won or lost; open it again first.")


def _write_values(
    opportunity: Opportunity, values: OpportunityValues, *, actor: Actor, now: datetime
) -> None:
    """Write the values of a held opportunity."""
    said: dict[str, Any] = dict(checked_values(values, actor=actor, now=now))
    if "custom" in said:
        merged = opportunity.custom | said["custom"]
        said["custom"] = {key: value for key, value in merged.items() if value is not None}
    for field, value in said.items():
        setattr(opportunity, field, value)
    if opportunity.person_id is None and opportunity.account_id is None:
        fault = Fault(("person_id",), "Say for which person or account this is.", "for_nobody")
        raise Invalid.of((fault,))
    opportunity.updated_at = moment_after(opportunity.updated_at, now=now)
    opportunity.save(update_fields=[*said, "updated_at"])


def _ask_gates(
    opportunity: Opportunity, *, here: Stage | None, to: Stage, actor: Actor, now: datetime
) -> None:
    stages = Stage.objects.filter(pipeline_id=to.pipeline_id, deleted_at__isnull=True)
    on_the_way = gates_on_the_way(
        [place_of(stage) for stage in stages],
        here=place_of(here) if here else None,
        to=place_of(to),
    )
    pass_gates(opportunity.id, on_the_way, at=now, actor=actor)


def _lost_reason(key: str) -> LostReason:
    reason = LostReason.objects.filter(key=key, deleted_at__isnull=True).first()
    if reason is None:
        raise Invalid(f"There is no reason {key!r}.", ("reason",), code="reason_unknown")
    return reason


def _stage_last_open_in(opportunity: Opportunity) -> Stage:
    visits = StageVisit.objects.filter(
        opportunity=opportunity, stage__closed=False, stage__deleted_at__isnull=True
    )
    last = visits.order_by("-entered_at", "-id").values_list("stage_id", flat=True).first()
    if last is None:
        last = Stage.objects.values_list("id", flat=True).get(
            pipeline_id=opportunity.pipeline_id, position=0
        )
    return share_stage(last)

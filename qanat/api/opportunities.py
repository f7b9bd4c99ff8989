"""Opportunities: lists, the record, and their way through the stages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from qanat.api.asked import CriteriaText, asked_criteria
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, id_after, paged
from qanat.api.schemas import Body, Id
from qanat.flows.public import Lost, Recycle, open_opportunity
from qanat.flows.public import lose as lose_sale
from qanat.flows.public import win as win_sale
from qanat.kernel import clock
from qanat.pipeline.public import (
    OpportunityCard,
    OpportunityFilter,
    OpportunityValues,
    Transition,
    Visit,
    change_opportunity,
    delete_opportunity,
    list_opportunities,
    move_to_stage,
    opportunity_card,
    reopen_opportunity,
    restore_opportunity,
    stage_visits,
)

router = Router(tags=["opportunities"])

Text = Annotated[str, Field(max_length=500)]
Amount = Annotated[Decimal, Field(max_digits=18, decimal_places=2)]
OptionalId = Annotated[Id | None, Field()]


class OpportunityOut(Schema):
    """An opportunity."""

    id: int
    name: str
    person_id: int | None
    person_name: str
    account_id: int | None
    account_name: str
    campaign_id: int | None
    owner_id: int
    owner_name: str
    pipeline_id: int
    stage_id: int
    stage_key: str
    stage_labels: dict[str, str]
    outcome: str
    lost_reason: str | None
    amount: Decimal | None
    currency: str
    chance: int
    weighted: Decimal | None
    kind: str
    custom: dict[str, Any]
    expected_close_on: date | None
    entered_stage_at: datetime
    days_in_stage: int
    ageing: bool
    opened_at: datetime
    closed_at: datetime | None
    updated_at: datetime


class OpportunityFields(Body):
    """What can be said about an opportunity; in a change, what is not named stays."""

    name: Text = ""
    person_id: OptionalId = None
    account_id: OptionalId = None
    campaign_id: OptionalId = None
    owner_id: Id = 1
    amount: Amount | None = None
    currency: Annotated[str, Field(max_length=3)] = ""
    chance: int | None = None
    kind: Text = ""
    expected_close_on: date | None = None
    custom: dict[str, Any] = {}

    def values(self) -> OpportunityValues:
        """Only what was given."""
        named = set(OpportunityValues.__annotations__)
        given: Any = self.dict(exclude_unset=True, include=named)  # the same names and types
        values: OpportunityValues = given
        return values


class OpportunityIn(OpportunityFields):
    """An opportunity to open, in the first stage of the default pipeline unless one is given."""

    stage_id: OptionalId = None
    at: AwareDatetime | None = None


class OpportunityChange(OpportunityFields):
    """A change; refused when the record changed since `expected_updated_at`."""

    expected_updated_at: AwareDatetime | None = None


class MoveIn(OpportunityFields):
    """Another stage, with what its gate asks for; refused when it left `expected_stage_id`."""

    stage_id: Id
    at: AwareDatetime | None = None
    expected_stage_id: OptionalId = None


class WinIn(OpportunityFields):
    """Won, with what the gate asks for."""

    at: AwareDatetime | None = None
    expected_stage_id: OptionalId = None


class LoseIn(Body):
    """Lost, for a reason by its key; `recycle` says what becomes of the person."""

    reason: Text
    recycle: Recycle | None = None
    at: AwareDatetime | None = None
    expected_stage_id: OptionalId = None


class ReopenIn(Body):
    """Open again."""

    at: AwareDatetime | None = None


class TransitionOut(Schema):
    """What became of an opportunity."""

    opportunity_id: int
    person_id: int | None
    account_id: int | None
    owner_id: int
    from_stage_id: int | None
    to_stage_id: int
    outcome: str
    entered_at: datetime
    updated_at: datetime


class LostOut(Schema):
    """A loss; `recyclable` asks what should become of the person."""

    transition: TransitionOut
    recyclable: bool


class UpdatedOut(Schema):
    """When it changed, to be given as `expected_updated_at` with the next change."""

    updated_at: datetime


class VisitOut(Schema):
    """One stay in a stage, by the clock of the business and by ours."""

    stage_id: int
    stage_labels: dict[str, str]
    outcome: str
    entered_at: datetime
    left_at: datetime | None
    recorded_at: datetime
    actor: str


class WantedOpportunities(Schema):
    """Which opportunities."""

    criteria: CriteriaText = ""
    pipeline_id: OptionalId = None
    stage_id: OptionalId = None
    outcome: Literal["open", "won", "lost"] | None = None
    owner_id: OptionalId = None
    person_id: OptionalId = None
    account_id: OptionalId = None


@router.get("/opportunities", response=Page[OpportunityOut], operation_id="list_opportunities")
@needs("opportunities.view")
def opportunities(
    request: HttpRequest, wanted: Query[WantedOpportunities], after: After = "", limit: Limit = 50
) -> Paged:
    """Opportunities, the newest first."""
    actor, now = actor_of(request), clock.now()
    asked = asked_criteria(wanted.criteria, subject="opportunity", actor=actor, now=now)
    chosen = OpportunityFilter(where=asked, **wanted.dict(exclude={"criteria"}))
    rows = list_opportunities(
        actor=actor,
        now=now,
        chosen=chosen,
        after=id_after(after, "opportunities") or None,
        limit=limit + 1,
    )
    return paged(rows, limit=limit, name="opportunities", key=lambda row: (row.id,))


@router.post("/opportunities", response={201: TransitionOut}, operation_id="create_opportunity")
@needs("opportunities.add")
def create(request: HttpRequest, body: OpportunityIn) -> Transition:
    """Open an opportunity."""
    return open_opportunity(
        body.values(),
        stage_id=body.stage_id,
        at=body.at,
        actor=actor_of(request),
        now=clock.now(),
    )


@router.get(
    "/opportunities/{opportunity_id}", response=OpportunityOut, operation_id="show_opportunity"
)
@needs("opportunities.view")
def show(request: HttpRequest, opportunity_id: Id) -> OpportunityCard:
    """One opportunity."""
    return opportunity_card(opportunity_id, actor=actor_of(request), now=clock.now())


@router.patch(
    "/opportunities/{opportunity_id}", response=UpdatedOut, operation_id="change_opportunity"
)
@needs("opportunities.change")
def change(
    request: HttpRequest, opportunity_id: Id, body: OpportunityChange
) -> dict[str, datetime]:
    """Write the given fields over the opportunity's; the others stay."""
    changed = change_opportunity(
        opportunity_id,
        body.values(),
        actor=actor_of(request),
        now=clock.now(),
        expected=body.expected_updated_at,
    )
    return {"updated_at": changed}


@router.delete(
    "/opportunities/{opportunity_id}", response={204: None}, operation_id="delete_opportunity"
)
@needs("opportunities.delete")
def delete(request: HttpRequest, opportunity_id: Id) -> None:
    """Move the opportunity to the trash."""
    delete_opportunity(opportunity_id, actor=actor_of(request), now=clock.now())


@router.post(
    "/opportunities/{opportunity_id}/restore",
    response={204: None},
    operation_id="restore_opportunity",
)
@needs("opportunities.delete")
def restore(request: HttpRequest, opportunity_id: Id) -> None:
    """Take the opportunity out of the trash."""
    restore_opportunity(opportunity_id, actor=actor_of(request), now=clock.now())


@router.post(
    "/opportunities/{opportunity_id}/move", response=TransitionOut, operation_id="move_opportunity"
)
@needs("opportunities.change")
def move(request: HttpRequest, opportunity_id: Id, body: MoveIn) -> Transition:
    """Move it to another open stage, if the gates on the way let it in."""
    return move_to_stage(
        opportunity_id,
        body.stage_id,
        at=body.at,
        expected_stage_id=body.expected_stage_id,
        values=body.values(),
        actor=actor_of(request),
        now=clock.now(),
    )


@router.post(
    "/opportunities/{opportunity_id}/win", response=TransitionOut, operation_id="win_opportunity"
)
@needs("opportunities.change")
def win(request: HttpRequest, opportunity_id: Id, body: WinIn) -> Transition:
    """Close it as won."""
    return win_sale(
        opportunity_id,
        at=body.at,
        expected_stage_id=body.expected_stage_id,
        values=body.values(),
        actor=actor_of(request),
        now=clock.now(),
    )


@router.post(
    "/opportunities/{opportunity_id}/lose", response=LostOut, operation_id="lose_opportunity"
)
@needs("opportunities.change")
def lose(request: HttpRequest, opportunity_id: Id, body: LoseIn) -> Lost:
    """Close it as lost, for a reason; its person can be nurtured or begin anew."""
    return lose_sale(opportunity_id, **body.dict(), actor=actor_of(request), now=clock.now())


@router.post(
    "/opportunities/{opportunity_id}/reopen",
    response=TransitionOut,
    operation_id="reopen_opportunity",
)
@needs("opportunities.change")
def reopen(request: HttpRequest, opportunity_id: Id, body: ReopenIn) -> Transition:
    """Open it again, in the stage where it was last open."""
    return reopen_opportunity(opportunity_id, at=body.at, actor=actor_of(request), now=clock.now())


@router.get(
    "/opportunities/{opportunity_id}/visits",
    response=list[VisitOut],
    operation_id="list_stage_visits",
)
@needs("opportunities.view")
def visits(request: HttpRequest, opportunity_id: Id) -> list[Visit]:
    """Every stay in a stage, the first first."""
    return stage_visits(opportunity_id, actor=actor_of(request))

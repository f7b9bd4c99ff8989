"""Campaigns: planned marketing with a cost. They are made by the name that leads bring."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, id_after, paged
from qanat.api.schemas import Body, Id
from qanat.timeline.public import CampaignRow, change_campaign, list_campaigns

router = Router(tags=["campaigns"])

Text = Annotated[str, Field(max_length=300)]
Amount = Annotated[Decimal, Field(max_digits=18, decimal_places=2)]


class CampaignOut(Schema):
    """A campaign."""

    id: int
    name: str
    kind: str
    status: str
    source: str
    medium: str
    budget: Decimal | None
    cost: Decimal | None
    expected_revenue: Decimal | None
    currency: str
    starts_on: date | None
    ends_on: date | None


class CampaignChange(Body):
    """What to change of a campaign; what is not named stays, null empties."""

    name: Text = ""
    kind: Text = ""
    status: Text = ""
    source: Text = ""
    medium: Text = ""
    budget: Amount | None = None
    cost: Amount | None = None
    expected_revenue: Amount | None = None
    currency: Annotated[str, Field(max_length=3)] = ""
    starts_on: date | None = None
    ends_on: date | None = None


@router.get("/campaigns", response=Page[CampaignOut], operation_id="list_campaigns")
@needs("campaigns.view")
def campaigns(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """Campaigns by id, with their cost."""
    rows = list_campaigns(actor_of(request), after=id_after(after, "campaigns"), limit=limit + 1)
    return paged(rows, limit=limit, name="campaigns", key=lambda row: (row.id,))


@router.patch("/campaigns/{campaign_id}", response=CampaignOut, operation_id="change_campaign")
@needs("campaigns.change")
def change(request: HttpRequest, campaign_id: Id, body: CampaignChange) -> CampaignRow:
    """Change the details of a campaign."""
    return change_campaign(campaign_id, body.dict(exclude_unset=True), actor=actor_of(request))

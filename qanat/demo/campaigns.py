"""The campaigns of the demo company in the database, named in its language."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from qanat.demo.channels import CampaignPlan
from qanat.demo.plan import CompanyPlan
from qanat.demo.vocabulary import own_word
from qanat.kernel.shown import LATIN, PERSIAN, shown_digits
from qanat.timeline.public import CampaignDraft, write_campaigns

QUARTERLY: Final = "{source} {year} Q{quarter}"


def campaign_name(campaign: CampaignPlan, language: str) -> str:
    """A trade show keeps its own name; what runs by the quarter is called after its source."""
    if campaign.channel.gathers == "show":
        return campaign.name
    year, quarter = campaign.starts_on.year, (campaign.starts_on.month + 2) // 3
    digits = PERSIAN if language == "fa" else LATIN
    return own_word(QUARTERLY, language).format(
        source=own_word(campaign.channel.source, language),
        year=shown_digits(str(year), digits),
        quarter=shown_digits(str(quarter), digits),
    )


def enter_campaigns(
    plan: CompanyPlan, *, language: str, currency: str, now: datetime
) -> dict[str, int]:
    """The ids of the campaigns, by their names in the plan."""
    drafts = [
        CampaignDraft(
            name=campaign_name(campaign, language),
            kind=own_word(
                "Trade show" if campaign.channel.gathers == "show" else "Always on", language
            ),
            status="active" if campaign.ends_on >= plan.today else "completed",
            source=own_word(campaign.channel.source, language),
            medium=campaign.channel.medium,
            budget=Decimal(campaign.budget),
            cost=Decimal(campaign.cost),
            currency=currency,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
        )
        for campaign in plan.campaigns
    ]
    ids = write_campaigns(drafts, currency=currency, now=now)
    names = (campaign.name for campaign in plan.campaigns)
    return dict(zip(names, ids, strict=True))

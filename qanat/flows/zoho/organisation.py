"""Users and campaigns."""

from qanat.access.public import RoleName, create_user, list_users
from qanat.capture.public import CAMPAIGNS, USERS
from qanat.flows.zoho.moving import Moving
from qanat.timeline.public import CampaignDraft, write_campaigns

EVERYBODY = 10_000
"""More users than any organisation of one installation has."""


def move_users(moving: Moving) -> None:
    """Users who are not here yet come as representatives without a password; an e-mail tells them."""
    users = moving.read(USERS, "user", key=lambda user: user.key)
    here = {user.email: user.id for user in list_users(moving.actor, limit=EVERYBODY)}
    rows, new = {}, 0
    for user in users:
        address = user.email.lower()
        if address not in here:
            made = create_user(
                email=address,
                name=user.name,
                role=RoleName.REPRESENTATIVE,
                actor=moving.actor,
                now=moving.now,
            )
            here[address] = made.id
            new += 1
        rows[user.key] = here[address]
    moving.wrote("user", rows, new=new)
    moving.names = {
        user.name: user.id for user in list_users(moving.actor, limit=EVERYBODY) if user.name
    }


def move_campaigns(moving: Moving) -> None:
    """Campaigns with budget and cost; one of the same name is the same."""
    campaigns = moving.read(CAMPAIGNS, "campaign", key=lambda campaign: campaign.key)
    ids = write_campaigns(
        [
            CampaignDraft(
                name=one.name,
                kind=one.kind,
                status=one.status,
                medium=one.kind,
                budget=one.budget.amount if one.budget else None,
                cost=one.cost.amount if one.cost else None,
                expected_revenue=one.expected_revenue.amount if one.expected_revenue else None,
                currency=one.cost.currency if one.cost else moving.currency,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
            for one in campaigns
        ],
        currency=moving.currency,
        now=moving.now,
    )
    keys = [one.key for one in campaigns]
    moving.wrote("campaign", dict(zip(keys, ids, strict=True)))

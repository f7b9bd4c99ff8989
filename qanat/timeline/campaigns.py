"""Campaigns: planned marketing with a cost. Made by name when somebody arrives, detailed here."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import IntegrityError, transaction

from qanat.kernel.currencies import is_currency
from qanat.kernel.errors import Conflict, Fault, Invalid, NotFound
from qanat.kernel.text import clean, matching_key
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement
from qanat.timeline.models import Campaign

LONGEST_TEXT: Final = 300
MOST_ROWS: Final = 200
DETAILS: Final = (
    *("name", "kind", "status", "source", "medium", "budget", "cost"),
    *("expected_revenue", "currency", "starts_on", "ends_on"),
)
_AMOUNTS: Final = ("budget", "cost", "expected_revenue")
_LARGEST: Final = Decimal(10) ** 16


@dataclass(frozen=True, kw_only=True)
class CampaignDraft:
    """What is known of a campaign; None and empty leave what was known before."""

    name: str
    kind: str = ""
    status: str = ""
    source: str = ""
    medium: str = ""
    budget: Decimal | None = None
    cost: Decimal | None = None
    expected_revenue: Decimal | None = None
    currency: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CampaignRow:
    """One campaign as it is planned."""

    id: int
    name: str
    key: str
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


def write_campaigns(drafts: Sequence[CampaignDraft], *, currency: str, now: datetime) -> list[int]:
    """The ids of the campaigns of the drafts, in order, made or brought up to date; one statement.

    Campaigns are the same under `matching_key` of the name; of several drafts of one the last
    counts. `currency` is that of a new campaign whose draft names none. No permission asked.

    Raises:
        Invalid: `campaign_name`, `currency_unknown`, `amount_range` or `period_reversed`.
    """
    faults = [
        fault for index, draft in enumerate(drafts) for fault in _faults(asdict(draft), index)
    ]
    if faults:
        raise Invalid.of(tuple(faults))
    last = {matching_key(draft.name): draft for draft in drafts}
    if not last:
        return []
    rows = fetch(
        statement(__file__, "write_campaigns"),
        {
            "campaigns": as_json(asdict(draft) | {"key": key} for key, draft in last.items()),
            "currency": currency,
            "now": now,
        },
    )
    ids: dict[str, int] = dict(rows)
    return [ids[matching_key(draft.name)] for draft in drafts]


def change_campaign(campaign_id: int, values: Mapping[str, Any], *, actor: Actor) -> CampaignRow:
    """The campaign with the given details of `DETAILS`; the others stay, None empties one.

    Raises:
        NotFound: there is no such campaign.
        Invalid: as for `write_campaigns`, and `unknown_field`.
        Conflict: another campaign has this name.
    """
    actor.require("campaigns.change")
    faults = [
        Fault((name,), "There is no field of this name.", "unknown_field")
        for name in values
        if name not in DETAILS
    ]
    with acting(actor):
        campaign = (
            Campaign.objects.select_for_update().filter(pk=campaign_id, deleted_at=None).first()
        )
        if campaign is None:
            raise NotFound("campaign", campaign_id)
        wanted = {name: getattr(campaign, name) for name in DETAILS} | dict(values)
        faults += _faults(wanted)
        if faults:
            raise Invalid.of(tuple(faults))
        for name, value in wanted.items():
            setattr(campaign, name, clean(value) if isinstance(value, str) else value)
        campaign.key = matching_key(campaign.name)
        try:
            with transaction.atomic():
                campaign.save()
        except IntegrityError as error:
            there = Campaign.objects.get(key=campaign.key, deleted_at=None)
            message = f"There is a campaign {there.name} already."
            raise Conflict(message, record=f"campaigns/{there.pk}") from error
    return _row(campaign)


def list_campaigns(actor: Actor, *, after: int = 0, limit: int = 50) -> list[CampaignRow]:
    """Campaigns by id, from the one after `after`."""
    actor.require("campaigns.view")
    campaigns = Campaign.objects.filter(deleted_at=None, id__gt=after).order_by("id")
    return [_row(campaign) for campaign in campaigns[: min(limit, MOST_ROWS)]]


def _faults(details: Mapping[str, Any], *path: str | int) -> list[Fault]:
    faults = []
    texts = [value for value in details.values() if isinstance(value, str)]
    if not matching_key(details["name"] or "") or any(len(text) > LONGEST_TEXT for text in texts):
        message = f"Please give a name; texts have {LONGEST_TEXT} characters at most."
        faults.append(Fault((*path, "name"), message, "campaign_name"))
    if details["currency"] and not is_currency(details["currency"]):
        message = "Please give the currency by its code of three letters, such as SAR."
        faults.append(Fault((*path, "currency"), message, "currency_unknown"))
    faults += [
        Fault((*path, name), "Please give an amount from 0 on.", "amount_range")
        for name in _AMOUNTS
        if details[name] is not None and not 0 <= details[name] < _LARGEST
    ]
    starts_on, ends_on = details["starts_on"], details["ends_on"]
    if starts_on and ends_on and ends_on < starts_on:
        message = "A campaign ends after it starts."
        faults.append(Fault((*path, "ends_on"), message, "period_reversed"))
    return faults


def _row(campaign: Campaign) -> CampaignRow:
    names = CampaignRow.__dataclass_fields__
    return CampaignRow(**{name: getattr(campaign, name) for name in names})

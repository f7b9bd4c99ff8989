"""Where the leads of the demo company come from, what that costs, and how good they are.

The channels differ on purpose, so that reports have something to tell: advertisements on Meta bring
many leads that nobody buys from, referrals bring few that do.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A way in.

    Attributes:
        weight: how many of a hundred leads come this way.
        trend: how much busier it is at the end than at the beginning; -0.5 is half as busy.
        reached, fit, wants, buys: of a hundred leads how many are spoken with; of those, how many
            are qualified; of those, how many become an opportunity; of those, how many buy.
        monthly_cost: spent on it in a month, in the currency of the company.
        browses: whether they come through the web site, and leave page views there.
        gathers: `show` or `webinar` when leads come around its days only.
    """

    source: str
    medium: str
    weight: int
    trend: float
    reached: int
    fit: int
    wants: int
    buys: int
    monthly_cost: int
    browses: bool
    landing_pages: tuple[str, ...] = ()
    referrer: str = ""
    direction: str = "inbound"
    gathers: str = ""


WEBSITE: Final = Channel(
    source="Website",
    medium="organic",
    weight=20,
    trend=0.6,
    reached=50,
    fit=64,
    wants=66,
    buys=44,
    monthly_cost=2400,
    browses=True,
    landing_pages=("/contact", "/demo", "/pricing"),
    referrer="https://www.google.com/",
)
REFERRAL: Final = Channel(
    source="Referral",
    medium="referral",
    weight=7,
    trend=0.3,
    reached=74,
    fit=82,
    wants=80,
    buys=60,
    monthly_cost=1500,
    browses=True,
    landing_pages=("/welcome", "/demo"),
)
CHANNELS: Final = (
    WEBSITE,
    Channel(
        source="Google Ads",
        medium="cpc",
        weight=18,
        trend=0.4,
        reached=46,
        fit=58,
        wants=62,
        buys=38,
        monthly_cost=14500,
        browses=True,
        landing_pages=("/pricing", "/demo", "/inventory"),
        referrer="https://www.google.com/",
    ),
    Channel(
        source="Meta Ads",
        medium="paid_social",
        weight=17,
        trend=-0.4,
        reached=34,
        fit=40,
        wants=50,
        buys=26,
        monthly_cost=12000,
        browses=False,
        landing_pages=("/offer",),
        referrer="https://www.facebook.com/",
    ),
    Channel(
        source="LinkedIn Ads",
        medium="paid_social",
        weight=6,
        trend=1.2,
        reached=50,
        fit=68,
        wants=66,
        buys=42,
        monthly_cost=7500,
        browses=True,
        landing_pages=("/whitepaper", "/demo"),
        referrer="https://www.linkedin.com/",
    ),
    Channel(
        source="Trade Show",
        medium="event",
        weight=8,
        trend=0.0,
        reached=56,
        fit=62,
        wants=68,
        buys=43,
        monthly_cost=9000,
        browses=False,
        direction="outbound",
        gathers="show",
    ),
    Channel(
        source="Webinar",
        medium="webinar",
        weight=8,
        trend=0.5,
        reached=42,
        fit=62,
        wants=58,
        buys=34,
        monthly_cost=1800,
        browses=True,
        landing_pages=("/webinars",),
        gathers="webinar",
    ),
    REFERRAL,
    Channel(
        source="Cold Call",
        medium="phone",
        weight=6,
        trend=-0.2,
        reached=60,
        fit=36,
        wants=48,
        buys=24,
        monthly_cost=4200,
        browses=False,
        direction="outbound",
    ),
    Channel(
        source="Partner",
        medium="partner",
        weight=5,
        trend=0.4,
        reached=66,
        fit=76,
        wants=74,
        buys=50,
        monthly_cost=3000,
        browses=True,
        landing_pages=("/partners",),
    ),
    Channel(
        source="WhatsApp",
        medium="chat",
        weight=5,
        trend=0.9,
        reached=62,
        fit=60,
        wants=60,
        buys=42,
        monthly_cost=900,
        browses=False,
    ),
)

SHOWS: Final = (
    ("Riyadh Build Week", 507),
    ("Gulf Business Expo, Dubai", 402),
    ("نمایشگاه صنعت تهران", 318),
    ("معرض جدة للتجزئة", 221),
    ("Doha SME Forum", 128),
    ("معرض الرياض للأعمال", 47),
)
"""Trade shows, and how many days ago each began; each lasts three days."""

WEBINAR_EVERY_DAYS: Final = 28
WEBINARS: Final = (
    "Stock under control in 30 minutes",
    "الفوترة الإلكترونية خطوة بخطوة",
    "حقوق و دستمزد بدون خطا",
    "From spreadsheet to system",
    "كيف تختار نظام نقاط البيع",
)


@dataclass(frozen=True, kw_only=True)
class CampaignPlan:
    """Marketing of one channel in one quarter or at one show, with what it costs.

    Attributes:
        cost: spent up to the day of the plan; `budget` is for all of it.
    """

    name: str
    channel: Channel
    starts_on: date
    ends_on: date
    budget: int
    cost: int


def campaigns(first_day: date, today: date) -> list[CampaignPlan]:
    """Every campaign that began from `first_day` on, in order of channel and time."""
    return [
        campaign
        for channel in CHANNELS
        for campaign in (
            _shows(channel, first_day, today)
            if channel.gathers == "show"
            else _quarters(channel, first_day, today)
        )
    ]


def campaign_on(day: date, of_channel: list[CampaignPlan]) -> CampaignPlan:
    """The one of a channel's campaigns that brought a lead on that day: the last that had begun."""
    begun = [campaign for campaign in of_channel if campaign.starts_on <= day]
    return begun[-1] if begun else of_channel[0]


def webinar_days(first_day: date, today: date) -> list[tuple[date, str]]:
    """The days of webinars with their names, oldest first; the last one was last week."""
    count = (today - first_day).days // WEBINAR_EVERY_DAYS
    days = [
        today - timedelta(days=6 + WEBINAR_EVERY_DAYS * back) for back in reversed(range(count))
    ]
    return [(day, WEBINARS[place % len(WEBINARS)]) for place, day in enumerate(days)]


def _shows(channel: Channel, first_day: date, today: date) -> list[CampaignPlan]:
    cost = channel.monthly_cost * 18 // len(SHOWS)
    begun = [(name, today - timedelta(days=ago)) for name, ago in SHOWS]
    return [
        CampaignPlan(
            name=f"{name} {day.year}",
            channel=channel,
            starts_on=day,
            ends_on=day + timedelta(days=2),
            budget=cost + 2000,
            cost=cost,
        )
        for name, day in begun
        if day >= first_day
    ]


def _quarters(channel: Channel, first_day: date, today: date) -> list[CampaignPlan]:
    found = []
    starts_on = date(first_day.year, (first_day.month - 1) // 3 * 3 + 1, 1)
    while starts_on <= today:
        following = (starts_on.replace(day=28) + timedelta(days=70)).replace(day=1)
        budget = channel.monthly_cost * 3
        length = (following - starts_on).days
        # The first quarter counts only from the day on which the company began.
        begun = max(starts_on, first_day)
        spent_days = (min(today + timedelta(days=1), following) - begun).days
        found.append(
            CampaignPlan(
                name=f"{channel.source} {starts_on.year} Q{(starts_on.month + 2) // 3}",
                channel=channel,
                starts_on=begun,
                ends_on=following - timedelta(days=1),
                budget=budget * (following - begun).days // length,
                cost=budget * spent_days // length,
            )
        )
        starts_on = following
    return found

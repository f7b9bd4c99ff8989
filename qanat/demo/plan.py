"""The plan of the demo company: who comes when, from where, and how far they get. Pure.

The same seed, day and number of people give the same plan, to the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from typing import Final

from qanat.demo import behaviour, wording
from qanat.demo.cast import Cast, Profile
from qanat.demo.chance import drawn, happens
from qanat.demo.channels import (
    CHANNELS,
    WEBSITE,
    CampaignPlan,
    Channel,
    campaign_on,
    campaigns,
    webinar_days,
)
from qanat.demo.chapters import chapter_of, fate_of
from qanat.demo.next_steps import CLOSED
from qanat.demo.story import Arrival, Chapter, Fate, Happening, Journey
from qanat.demo.workdays import handed_out_at, hour_of_leads, is_working_day, midnight, working_hour

DAYS: Final = 548
"""18 months."""

MONTH_WEIGHTS: Final = (1.1, 1.05, 0.85, 0.95, 1.0, 0.9, 0.75, 0.7, 1.05, 1.2, 1.2, 0.95)
GROWTH: Final = 1.4
"""At the end so much more leads come a day than at the beginning (0 would be as many)."""

QUIET_DAY: Final = 0.45
VIP_SIZE: Final = 3000
SECOND_FATES: Final = {Fate.DEAL: 45, Fate.QUALIFIED: 20, Fate.UNFIT: 20, Fate.TRIED: 15}
COMES_BACK: Final = 0.16
COMES_BACK_AFTER_DAYS: Final = 40
SUBSCRIBES: Final = 0.62
DOORS: Final = {
    "organic": "form:contact",
    "cpc": "form:contact",
    "paid_social": "ads:lead-form",
    "event": "api:trade-show",
    "webinar": "form:webinar",
    "referral": "form:contact",
    "phone": "api:telephone",
    "partner": "api:partners",
    "chat": "api:whatsapp",
}


@dataclass(frozen=True, kw_only=True)
class CompanyPlan:
    """All that the demo company has been through, up to the end of `today`.

    Attributes:
        journeys: in the order in which people first came.
    """

    today: date
    campaigns: tuple[CampaignPlan, ...]
    journeys: tuple[Journey, ...]


class _Calendar:
    """On which days leads come, by channel."""

    def __init__(self, first_day: date, today: date) -> None:
        self.today = today
        self.webinars = webinar_days(first_day, today)
        self.campaigns = campaigns(first_day, today)
        self._by_channel = {
            channel.source: [one for one in self.campaigns if one.channel is channel]
            for channel in CHANNELS
        }
        self._days = [first_day + timedelta(days=n) for n in range((today - first_day).days + 1)]
        self._weights = {channel.source: self._weigh(channel) for channel in CHANNELS}

    def day_for(self, channel: Channel, rng: Random) -> date:
        """A day on which somebody comes through the channel."""
        if channel.gathers == "webinar":
            day, _ = rng.choice(self.webinars)
            return day - timedelta(days=min(rng.randrange(8), rng.randrange(8)))
        if channel.gathers == "show":
            show = rng.choice(self._by_channel[channel.source])
            return show.starts_on + timedelta(days=rng.randrange(3))
        return rng.choices(self._days, cum_weights=self._weights[channel.source])[0]

    def campaign(self, channel: Channel, day: date) -> CampaignPlan:
        """What brought somebody through the channel on that day."""
        return campaign_on(day, self._by_channel[channel.source])

    def _weigh(self, channel: Channel) -> list[float]:
        sums, total = [], 0.0
        for place, day in enumerate(self._days):
            passed = place / len(self._days)
            busy = 1.0 if is_working_day(day) else QUIET_DAY
            busy *= MONTH_WEIGHTS[day.month - 1] * (1 + GROWTH * passed)
            total += busy * (1 + channel.trend * passed)
            sums.append(total)
        return sums


def company_plan(*, people: int, seed: int, today: date) -> CompanyPlan:
    """The plan for so many people, at least 1; about 0.3 ms a person."""
    rng = Random(f"{seed}:company:{today}")
    calendar = _Calendar(today - timedelta(days=DAYS), today)
    arrivals = _arrivals(people, calendar, rng)
    cast = Cast(Random(f"{seed}:cast"))
    journeys = tuple(
        _journey(number, cast.next_profile(), arrival, calendar, Random(f"{seed}:{number}:{today}"))
        for number, arrival in enumerate(arrivals)
    )
    return CompanyPlan(today=today, campaigns=tuple(calendar.campaigns), journeys=journeys)


def _arrivals(people: int, calendar: _Calendar, rng: Random) -> list[Arrival]:
    """When and how they come, oldest first; a few of them come on the last day for certain."""
    weights = [channel.weight for channel in CHANNELS]
    today = max(1, people // 600)
    channels = rng.choices(CHANNELS, weights, k=people - today)
    found = [
        _arrival(channel, calendar.day_for(channel, rng), calendar, rng) for channel in channels
    ]
    found += [_arrival(WEBSITE, calendar.today, calendar, rng) for _ in range(today)]
    return sorted(found, key=lambda arrival: arrival.at)


def _arrival(channel: Channel, day: date, calendar: _Calendar, rng: Random) -> Arrival:
    at_work = channel.direction == "outbound"
    at = working_hour(day, rng) if at_work and is_working_day(day) else hour_of_leads(day, rng)
    return Arrival(
        at=at,
        handed_out_at=handed_out_at(at, today=calendar.today),
        channel=channel,
        campaign=calendar.campaign(channel, day),
        door=DOORS[channel.medium],
        landing_page=rng.choice(channel.landing_pages) if channel.landing_pages else "",
        subscribes=happens(SUBSCRIBES, rng),
    )


def _journey(
    number: int, profile: Profile, arrival: Arrival, calendar: _Calendar, rng: Random
) -> Journey:
    until = midnight(calendar.today + timedelta(days=1))
    arrival = _spoken(arrival, profile, rng)
    fate = fate_of(profile, arrival.channel, rng)
    interest = behaviour.interest_of(fate, rng)
    first = chapter_of(profile, arrival, fate, until=until, rng=rng)
    second = _second_chapter(profile, first, calendar, until, rng)
    chapters = (first, second) if second else (first,)
    return Journey(
        number=number,
        profile=profile,
        chapters=chapters,
        happenings=_happenings(
            profile, chapters, interest=interest, calendar=calendar, until=until, rng=rng
        ),
        interest=interest,
    )


def _spoken(arrival: Arrival, profile: Profile, rng: Random) -> Arrival:
    """The arrival with what the lead wrote into the form, and tags."""
    product, message = rng.choice(list(wording.PRODUCTS)), ""
    if arrival.door == "form:contact" and happens(0.5, rng):
        named = wording.PRODUCTS[product].in_language(profile.language)
        message = wording.said(rng.choice(wording.MESSAGES), profile.language, product=named)
    tags = ["vip"] if profile.employer and profile.employer.size > VIP_SIZE else []
    if arrival.channel.gathers == "show":
        tags.append("trade show")
    if arrival.channel.medium == "partner":
        tags.append("partner")
    return replace(
        arrival,
        message=message,
        product=product,
        tags=tuple(tags),
        subscribes=arrival.subscribes and bool(profile.email),
    )


def _second_chapter(
    profile: Profile, first: Chapter, calendar: _Calendar, until: datetime, rng: Random
) -> Chapter | None:
    """Some of those who were closed long ago come in again, and are likelier to buy then."""
    if first.status not in CLOSED or not profile.email or not happens(COMES_BACK, rng):
        return None
    last = max([first.statuses[-1].at, *(call.at for call in first.calls)])
    day = last.date() + timedelta(days=COMES_BACK_AFTER_DAYS + rng.randrange(160))
    if day > calendar.today:
        return None
    arrival = _spoken(_arrival(WEBSITE, day, calendar, rng), profile, rng)
    fate = drawn(SECOND_FATES, rng)
    return chapter_of(profile, arrival, fate, until=until, rng=rng)


def _happenings(
    profile: Profile,
    chapters: Sequence[Chapter],
    *,
    interest: float,
    calendar: _Calendar,
    until: datetime,
    rng: Random,
) -> tuple[Happening, ...]:
    first = chapters[0].arrival
    found = chain(
        *(behaviour.visits_before(chapter.arrival, interest, rng) for chapter in chapters),
        *(behaviour.visits_after(one, interest, until=until, rng=rng) for one in chapters),
        behaviour.met(first, rng),
        behaviour.attended(first, interest, calendar.webinars, rng),
        behaviour.newsletters(first, interest, until=until, rng=rng) if profile.email else (),
        behaviour.visit_today(calendar.today, interest, rng)
        if _is_here_today(chapters, until, rng)
        else (),
    )
    return tuple(sorted((one for one in found if one.at < until), key=lambda one: one.at))


def _is_here_today(chapters: Sequence[Chapter], until: datetime, rng: Random) -> bool:
    """Whoever has an open opportunity, or came lately, may well be on the site today."""
    latest = chapters[-1]
    if latest.deal and latest.deal.outcome == "open":
        return happens(0.25, rng)
    return until - latest.arrival.at < timedelta(days=10) and happens(0.2, rng)

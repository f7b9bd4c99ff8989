"""How an opportunity goes: which stages it enters when, and whether it is won. Pure."""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from qanat.demo import wording
from qanat.demo.cast import Profile
from qanat.demo.chance import drawn, happens
from qanat.demo.channels import Channel
from qanat.demo.story import Deal
from qanat.demo.workdays import later

STAGE_DAYS: Final = {"lead": 1.2, "first_call": 3.5, "presentation": 8.0, "follow_up": 17.0}
"""Open stages in order, and how many days an opportunity usually stays."""

LOST_AT: Final = {"lead": 8, "first_call": 20, "presentation": 28, "follow_up": 44}
LOST_BECAUSE: Final = {
    "price": 26,
    "competitor": 20,
    "no_budget": 16,
    "bad_timing": 14,
    "no_answer": 10,
    "no_need": 8,
    "no_authority": 6,
}
STUCK: Final = 0.07
"""Of opportunities this share stays where it is, until somebody notices."""

YEARS: Final = {1: 60, 2: 15, 3: 25}
HESITANT_SIZE: Final = 1000
GIVEN_UP_AFTER: Final = timedelta(days=75)


@dataclass(frozen=True, kw_only=True)
class Course:
    """What is in store for an opportunity, before the calendar cuts it short."""

    entered: list[tuple[str, datetime]]
    outcome: str
    closed_at: datetime
    lost_reason: str


def deal_of(
    profile: Profile, channel: Channel, *, begins: datetime, until: datetime, rng: Random
) -> Deal:
    """The opportunity as it stands at `until`; it begins before that."""
    product = rng.choice(list(wording.PRODUCTS))
    course = _course(profile, channel, begins=begins, rng=rng)
    closed = course.closed_at < until
    reached = tuple((stage, at) for stage, at in course.entered if at < until)
    return Deal(
        name=wording.said(
            wording.DEAL,
            profile.language,
            product=wording.PRODUCTS[product].in_language(profile.language),
            company=profile.company or profile.full_name,
        ),
        product=product,
        amount=_amount(profile, rng),
        years=drawn(YEARS, rng),
        entered=reached,
        expected_close_on=_expected_close(begins, course.closed_at, rng),
        outcome=course.outcome if closed else "open",
        closed_at=course.closed_at if closed else None,
        lost_reason=course.lost_reason if closed else "",
    )


def _course(profile: Profile, channel: Channel, *, begins: datetime, rng: Random) -> Course:
    wins = happens(channel.buys * _chance_factor(profile) / 100, rng)
    stuck = happens(STUCK, rng)
    last = drawn(LOST_AT, rng)
    entered, at = [], begins
    for stage, days in STAGE_DAYS.items():
        entered.append((stage, at))
        if stuck and stage == last:
            return Course(
                entered=entered,
                outcome="lost",
                closed_at=at + GIVEN_UP_AFTER,
                lost_reason="no_answer",
            )
        at = later(at, days=days * rng.lognormvariate(0, 0.5), rng=rng)
        if not wins and stage == last:
            break
    return Course(
        entered=entered,
        outcome="won" if wins else "lost",
        closed_at=at,
        lost_reason="" if wins else drawn(LOST_BECAUSE, rng),
    )


def _chance_factor(profile: Profile) -> float:
    """Who decides buys more easily; the biggest companies less."""
    factor = {"chief": 1.25, "director": 1.1, "manager": 0.95, "specialist": 0.8, "junior": 0.5}
    size = profile.employer.size if profile.employer else 1
    return factor.get(profile.level, 0.7) * (0.8 if size > HESITANT_SIZE else 1.0)


def _amount(profile: Profile, rng: Random) -> int:
    size = profile.employer.size if profile.employer else 1
    amount = 900 * math.pow(size, 0.52) * rng.lognormvariate(0, 0.45)
    return max(600, round(amount / 50) * 50)


def _expected_close(begins: datetime, closed_at: datetime, rng: Random) -> date:
    """What the owner hopes for, which is sooner than what happens."""
    return begins.date() + (closed_at - begins) * rng.uniform(0.6, 1.15) + timedelta(days=2)

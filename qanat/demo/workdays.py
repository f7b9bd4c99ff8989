"""The clock of the demo company: when its people work, and when leads are awake.

It works in Riyadh, from Sunday to Thursday. All moments are in its time zone, which has no summer
time, so that arithmetic on them is safe.
"""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from qanat.kernel.weeks import weekend

COUNTRY: Final = "SA"
TIME_ZONE: Final = "Asia/Riyadh"
ZONE: Final = ZoneInfo(TIME_ZONE)
REST: Final = weekend(COUNTRY)
OPENS: Final = 8.5
CLOSES: Final = 17.5
ROUNDS: Final = (8.5, 11.0, 13.5, 16.0)
NEW_HABIT: Final = timedelta(days=30)

_HOURS_AWAKE: Final = range(24)
_AWAKE_WEIGHTS: Final = (
    *(3, 2, 1, 1, 1, 2, 4, 7, 11, 14, 15, 14),
    *(12, 11, 11, 11, 10, 9, 9, 11, 13, 13, 10, 6),
)


def is_working_day(day: date) -> bool:
    """Whether the company works on this day."""
    return day.weekday() not in REST


def midnight(day: date) -> datetime:
    """The moment at which the day begins."""
    return datetime.combine(day, time(), ZONE)


def hour_of_leads(day: date, rng: Random) -> datetime:
    """A moment of the day at which a lead may sit at a screen, most likely late in the morning."""
    hour = rng.choices(_HOURS_AWAKE, _AWAKE_WEIGHTS)[0]
    return midnight(day) + timedelta(hours=hour, seconds=rng.randrange(3600))


def working_hour(day: date, rng: Random) -> datetime:
    """A moment of the working hours of the first working day from `day` on."""
    while not is_working_day(day):
        day += timedelta(days=1)
    hours = rng.triangular(OPENS, CLOSES, OPENS + 2.5)
    return midnight(day) + timedelta(seconds=round(hours * 3600))


def when_working(moment: datetime, rng: Random) -> datetime:
    """The moment, or when it is outside working hours, one in the next two hours of work."""
    opens = midnight(moment.date()) + timedelta(hours=OPENS)
    closes = midnight(moment.date()) + timedelta(hours=CLOSES)
    if is_working_day(moment.date()) and opens <= moment <= closes:
        return moment
    day = moment.date() if moment < opens else moment.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return midnight(day) + timedelta(hours=OPENS, seconds=rng.randrange(7200))


def later(moment: datetime, *, days: float, rng: Random) -> datetime:
    """A working moment about so many days after another, and never before it."""
    spread = timedelta(days=days * rng.uniform(0.6, 1.5), minutes=rng.randrange(5, 55))
    return when_working(moment + spread, rng)


def handed_out_at(arrived_at: datetime, *, today: date) -> datetime:
    """When the intake takes a lead in and gives it to an owner: at the next round.

    There is a round every working morning, and for a month now four a day, so that leads are
    answered sooner than before. What came after the last round of today is taken in as it ends.
    """
    day = arrived_at.date()
    while True:
        rounds = ROUNDS if day > today - NEW_HABIT else ROUNDS[:1]
        for hour in rounds if is_working_day(day) else ():
            at = midnight(day) + timedelta(hours=hour)
            if at > arrived_at:
                return min(at, _end(today))
        if day >= today:
            return _end(today)
        day += timedelta(days=1)


def _end(day: date) -> datetime:
    return midnight(day + timedelta(days=1)) - timedelta(seconds=1)


def squeezed(moment: datetime, *, now: datetime) -> datetime:
    """The moment, moved into the part of today that has passed when it lies in today.

    The plan of a day does not know at what time of it somebody asks, so that it is the same all
    day; this keeps what it plans for today, in order, out of the future.
    """
    start = midnight(now.astimezone(ZONE).date())
    day = timedelta(days=1)
    if not start <= moment < start + day:
        return moment
    return start + (now - start) * ((moment - start) / day)

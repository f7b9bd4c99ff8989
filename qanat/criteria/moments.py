"""Times as operands: a day, an instant, or so many days before the time of asking."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from qanat.kernel.errors import Invalid

LONGEST_DAYS = 36_500
FIRST_YEAR, LAST_YEAR = 1000, 9998

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)  # the finest that PostgreSQL keeps


@dataclass(frozen=True)
class Ago:
    """So many days before the time of asking."""

    days: int


Moment: TypeAlias = date | datetime | Ago
"""A day is a `date`, an instant a `datetime` in UTC."""


@dataclass(frozen=True)
class Period:
    """When an event must have happened: the last `days`, or from `since` to `until`, both included."""

    days: int | None = None
    since: Moment | None = None
    until: Moment | None = None


def read_days(raw: object) -> int:
    """A number of days, 0 to `LONGEST_DAYS`."""
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= LONGEST_DAYS:
        raise Invalid(
            f"Please give a whole number of days, from 0 to {LONGEST_DAYS}.", code="operand_days"
        )
    return raw


def read_moment(raw: object, *, instants: bool) -> Moment:
    """A day `2026-03-01`, `{"days_ago": n}` or, when `instants`, `2026-03-01T09:00:00Z`."""
    match raw:
        case {"days_ago": days, **rest} if not rest:
            return Ago(read_days(days))
        case str() if _DAY.fullmatch(raw):
            return _day(raw)
        case str() if instants and _INSTANT.fullmatch(raw):
            return _instant(raw)
        case _:
            raise Invalid(_wanted(instants=instants), code="operand_time")


def start_of(moment: Moment, at: datetime) -> datetime:
    """The first instant of it."""
    match moment:
        case datetime():
            return moment
        case date():
            return datetime.combine(moment, time(), UTC)
        case Ago(days):
            return at - timedelta(days=days)


def end_of(moment: Moment, at: datetime) -> datetime:
    """The first instant after it."""
    if isinstance(moment, date) and not isinstance(moment, datetime):
        return start_of(moment, at) + timedelta(days=1)
    return start_of(moment, at) + _TICK


def day_of(moment: Moment, at: datetime) -> date:
    """The day it falls on, in UTC."""
    return start_of(moment, at).astimezone(UTC).date()


def in_order(first: Moment, second: Moment) -> bool:
    """Whether a period from one to the other can hold anything; unknown until asked counts as so."""
    match first, second:
        case Ago(earlier), Ago(later):
            return earlier >= later
        case (Ago(), _) | (_, Ago()):
            return True
        case _:
            return start_of(first, _EPOCH) < end_of(second, _EPOCH)


def _day(raw: str) -> date:
    try:
        found = date.fromisoformat(raw)
    except ValueError as error:
        raise Invalid("There is no such day in the calendar.", code="operand_time") from error
    return _in_range(found)


def _instant(raw: str) -> datetime:
    try:
        found = datetime.fromisoformat(raw).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid("There is no such time in the calendar.", code="operand_time") from error
    _in_range(found.date())
    return found


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid(f"Please give a year from {FIRST_YEAR} to {LAST_YEAR}.", code="operand_time")
    return day


def _wanted(*, instants: bool) -> str:
    if instants:
        return (
            "Please give a day such as 2026-03-01, a time with its zone such as"
            ' 2026-03-01T09:00:00Z, or {"days_ago": 30}.'
        )
    return 'Please give a day such as 2026-03-01, or {"days_ago": 30}.'

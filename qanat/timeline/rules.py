"""Which dates an event may have, and the months they fall in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE: Final = timedelta(days=1)
"""How far ahead the clock of a sender may be."""


def date_fault(at: datetime, *, now: datetime) -> tuple[str, str] | None:
    """The sentence and the code of what is wrong with a date of an event; None when it is fine."""
    if at.tzinfo is None:
        return "The date needs a time zone, such as +03:00.", "date_without_zone"
    if at < EARLIEST:
        return "The date is before 1990; please check the year.", "date_too_early"
    if at > now + CLOCK_TOLERANCE:
        return "The date is in the future; an event must have happened already.", "date_in_future"
    return None


def months_of(instants: Iterable[datetime]) -> set[datetime]:
    """The first instants, in UTC, of the months that hold the given ones."""
    return {
        instant.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        for instant in instants
    }


def next_months(now: datetime, *, ahead: int) -> list[datetime]:
    """The first instants, in UTC, of the month of `now` and of the `ahead` months after it."""
    first = now.astimezone(UTC)
    counted = [first.year * 12 + first.month - 1 + step for step in range(ahead + 1)]
    return [datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in counted]

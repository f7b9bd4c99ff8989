"""Months, quarters and years of three calendars, as bounds that SQL sorts instants into."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from qanat.insight.asking import Ask
from qanat.kernel.calendars import in_calendar, month_bounds, quarter_bounds, year_bounds
from qanat.kernel.sql import Sql

UNITS = {"month": month_bounds, "quarter": quarter_bounds, "year": year_bounds}
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Unit:
    """One month, quarter or year: its name such as `2026-04`, `1405-Q1`, `1447`, and first day."""

    name: str
    first_day: date


def units(unit: str, *, calendar: str, start: date, end: date) -> list[Unit]:
    """The units of the calendar from the one that holds `start` to the one that holds `end`."""
    found: list[Unit] = []
    day = start
    while day <= end:
        period = UNITS[unit](day, calendar=calendar)
        found.append(Unit(_name(unit, period.start, calendar), period.start))
        day = period.end
    return found


def bucket(ask: Ask, column: str) -> Sql:
    """The name of the unit that the instant in `column` (our own SQL) falls in; NULL before 1990."""
    start = ask.start or EARLIEST
    end = ask.end or ask.at.astimezone(ask.zone).date() + timedelta(days=1)
    found = units(ask.by, calendar=ask.calendar, start=start, end=end)
    bounds = [
        datetime.combine(unit.first_day, time.min, ask.zone).astimezone(UTC) for unit in found
    ]
    return Sql(
        f"(%s::text[])[width_bucket({column}, %s::timestamptz[])]",
        ([unit.name for unit in found], bounds),
    )


def _name(unit: str, first_day: date, calendar: str) -> str:
    year, month, _ = in_calendar(first_day, calendar)
    match unit:
        case "month":
            return f"{year:04}-{month:02}"
        case "quarter":
            return f"{year:04}-Q{(month + 2) // 3}"
        case _:
            return f"{year:04}"

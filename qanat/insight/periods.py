"""Months, quarters and years of three calendars, as bounds that SQL sorts instants into."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import jdatetime
from hijridate import Gregorian, Hijri

from qanat.insight.asking import Ask
from qanat.kernel.sql import Sql

MONTHS = 12
UNITS = {"month": 1, "quarter": 3, "year": MONTHS}
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Unit:
    """One month, quarter or year: its name such as `2026-04`, `1405-Q1`, `1447`, and first day."""

    name: str
    first_day: date


def units(unit: str, *, calendar: str, start: date, end: date) -> list[Unit]:
    """The units of the calendar from the one that holds `start` to the one that holds `end`."""
    months = UNITS[unit]
    year, month = _year_month(calendar, start)
    month -= (month - 1) % months
    found: list[Unit] = []
    for year_, month_ in _every(year, month, months):
        first_day = _first_day(calendar, year_, month_)
        if first_day > end:
            return found
        found.append(Unit(_name(unit, year_, month_), first_day))
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


def _every(year: int, month: int, step: int) -> Iterator[tuple[int, int]]:
    while True:
        yield year, month
        year, month = (year, month + step) if month + step <= MONTHS else (year + 1, 1)


def _name(unit: str, year: int, month: int) -> str:
    match unit:
        case "month":
            return f"{year:04}-{month:02}"
        case "quarter":
            return f"{year:04}-Q{(month + 2) // 3}"
        case _:
            return f"{year:04}"


def _year_month(calendar: str, day: date) -> tuple[int, int]:
    if calendar == "jalali":
        jalali = jdatetime.date.fromgregorian(date=day)
        return jalali.year, jalali.month
    if calendar == "hijri":
        hijri = Gregorian.fromdate(day).to_hijri()
        return hijri.year, hijri.month
    return day.year, day.month


def _first_day(calendar: str, year: int, month: int) -> date:
    if calendar == "jalali":
        return date.fromordinal(jdatetime.date(year, month, 1).togregorian().toordinal())
    if calendar == "hijri":
        return date.fromordinal(Hijri(year, month, 1).to_gregorian().toordinal())
    return date(year, month, 1)

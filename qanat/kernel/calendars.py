"""Days, months, quarters and years of three calendars. Storage is Gregorian; these convert.

Jalali agrees with the astronomical calendar from 1930 to 2123. Hijri is that of Umm al-Qura,
known from 1 August 1924 to 16 November 2077.
"""

from datetime import date, timedelta
from typing import Final, NamedTuple

import jdatetime
from hijridate import Gregorian, Hijri

from qanat.kernel.errors import Invalid
from qanat.kernel.months import HIJRI, JALALI

MONTHS = 12
MONTHS_OF_A_QUARTER = 3


_CALENDARS_OF_COUNTRIES: Final = {"AF": JALALI, "IR": JALALI, "SA": HIJRI}


class CalendarDay(NamedTuple):
    """A day as its calendar counts it."""

    year: int
    month: int
    day: int


class Period(NamedTuple):
    """Days from `start` up to, but without, `end`."""

    start: date
    end: date


def in_calendar(day: date, calendar: str) -> CalendarDay:
    """The day as `calendar` counts it; any unknown calendar is the Gregorian.

    Raises:
        Invalid: `date_range`, where the calendar is not known.
    """
    try:
        if calendar == JALALI:
            found = jdatetime.date.fromgregorian(date=day)
            return CalendarDay(found.year, found.month, found.day)
        if calendar == HIJRI:
            return CalendarDay(*Gregorian.fromdate(day).to_hijri().datetuple())
    except (OverflowError, ValueError) as error:
        raise _outside() from error
    return CalendarDay(day.year, day.month, day.day)


def gregorian_day(year: int, month: int, day: int, *, calendar: str) -> date:
    """The day that `calendar` counts so.

    Raises:
        Invalid: `date_impossible` when the month has no such day, `date_range` where the
            calendar is not known.
    """
    try:
        if calendar == JALALI:
            return _as_date(jdatetime.date(year, month, day).togregorian())
        if calendar == HIJRI:
            return _as_date(Hijri(year, month, day).to_gregorian())
        return date(year, month, day)
    except OverflowError as error:
        raise _outside() from error
    except ValueError as error:
        raise Invalid("There is no such day in that month.", code="date_impossible") from error


def calendar_of_country(country: str) -> str | None:
    """The calendar beside the Gregorian in which the country writes dates; None for none, as CLDR has it."""
    return _CALENDARS_OF_COUNTRIES.get(country)


def month_bounds(day: date, *, calendar: str) -> Period:
    """The month of `calendar` in which the day lies."""
    found = in_calendar(day, calendar)
    return _months_from(found.year, found.month, 1, calendar)


def quarter_bounds(day: date, *, calendar: str) -> Period:
    """The quarter of `calendar` in which the day lies; a season in Jalali."""
    found = in_calendar(day, calendar)
    first = found.month - (found.month - 1) % MONTHS_OF_A_QUARTER
    return _months_from(found.year, first, MONTHS_OF_A_QUARTER, calendar)


def year_bounds(day: date, *, calendar: str) -> Period:
    """The year of `calendar` in which the day lies."""
    return _months_from(in_calendar(day, calendar).year, 1, MONTHS, calendar)


def week_bounds(day: date, *, first_weekday: int) -> Period:
    """The seven days around the day that begin on `first_weekday` (Monday is 0)."""
    start = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return Period(start, start + timedelta(days=7))


def _months_from(year: int, month: int, count: int, calendar: str) -> Period:
    later = year * MONTHS + month - 1 + count
    return Period(
        gregorian_day(year, month, 1, calendar=calendar),
        gregorian_day(later // MONTHS, later % MONTHS + 1, 1, calendar=calendar),
    )


def _as_date(day: date) -> date:
    return date(day.year, day.month, day.day)


def _outside() -> Invalid:
    return Invalid("This calendar is not known for that date.", code="date_range")

"""Dates and instants from what people write; wall clocks that skip or repeat an hour.

What can be read two ways is refused unless the caller says which: the order of day and month
by `dayfirst`, the calendar of years 1300 to 1500 by `calendar`.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from qanat.kernel.calendars import gregorian_day
from qanat.kernel.date_text import WrittenDate, date_and_clock, written_date
from qanat.kernel.errors import Invalid
from qanat.kernel.months import GREGORIAN

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)

_ISO = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_TWO_NUMBERS = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}(?![0-9]).*")
YEARS_OF_TWO_CALENDARS: Final = range(1300, 1501)
_EXCEL_DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 wall clock
_EXCEL_1904_DAY_ZERO: Final = datetime(1904, 1, 1)  # noqa: DTZ001 wall clock
_EXCEL_FALSE_LEAP_DAY: Final = 60
_MONTHS: Final = 12


def read_date(text: str, *, calendar: str | None = None, dayfirst: bool | None = None) -> date:
    """The Gregorian date in "2021-04-15", "15 Apr, 2021", "۲۶ فروردین ۱۴۰۰", "15/04/2021".

    A time of day behind it is checked and left out. `calendar` ("gregorian", "jalali",
    "hijri") says what years before 1900 are counted by; a name of a month says it as well;
    years from 1900 on are Gregorian in any case.

    Raises:
        Invalid: `date_empty`, `date_invalid`, `date_ambiguous`, `date_calendar`, `date_year`,
            `date_impossible`, `date_range` (before 1900 or after 2199) or `time_invalid`.
    """
    if _ISO.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass  # the long way says why
    typed, _ = date_and_clock(text)
    return _date_of(written_date(typed, dayfirst=dayfirst), calendar)


def read_instant(
    text: str, *, zone: tzinfo, calendar: str | None = None, dayfirst: bool | None = None
) -> datetime:
    """The instant, in UTC, of a date with or without time of day and offset.

    Without an offset it is the wall clock of `zone` (see `instant_at`); without a time of day
    it is midnight there. Raises as `read_date` does.
    """
    if _ISO.match(text):
        try:
            return _in_utc(datetime.fromisoformat(text), zone)
        except ValueError:
            pass  # the long way says why
    typed, clock = date_and_clock(text)
    day = _date_of(written_date(typed, dayfirst=dayfirst), calendar)
    if clock is None:
        return instant_at(datetime.combine(day, time()), zone)
    return _in_utc(datetime.combine(day, clock.time, clock.offset), zone)


def instant_at(wall_clock: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which a clock on the wall of `zone` shows this.

    Of a time that comes twice, when clocks go back, the first is meant. A time that is
    skipped, when they go forward, is as much later as the clocks were moved: 02:30 is 03:30.
    """
    return wall_clock.replace(tzinfo=zone, fold=0).astimezone(UTC)


def date_of_serial(serial: float, *, since_1904: bool = False) -> date:
    """The date that a spreadsheet stores as this number; see `wall_clock_of_serial`."""
    return wall_clock_of_serial(serial, since_1904=since_1904).date()


def wall_clock_of_serial(serial: float, *, since_1904: bool = False) -> datetime:
    """The date and time, without a zone, that a spreadsheet stores as this number of days.

    Day 1 is 1 January 1900; with `since_1904` day 0 is 1 January 1904. To the nearest
    millisecond, as the fraction is not exact.

    Raises:
        Invalid: `date_range`, or `date_impossible` for day 60, which spreadsheets show as
            29 February 1900.
    """
    if not 0 <= serial < 110_000 or (serial < 1 and not since_1904):  # noqa: PLR2004 after 2199
        raise _outside()
    whole, milliseconds = int(serial), round(serial % 1 * 86_400_000)
    after = timedelta(days=whole, milliseconds=milliseconds)
    if since_1904:
        return _within_bounds(_EXCEL_1904_DAY_ZERO + after)
    if whole == _EXCEL_FALSE_LEAP_DAY:
        raise Invalid("There is no such day in that month.", code="date_impossible")
    skipped = timedelta(days=1 if whole < _EXCEL_FALSE_LEAP_DAY else 0)
    return _within_bounds(_EXCEL_DAY_ZERO + after + skipped)


def order_of_days(texts: Iterable[str]) -> bool | None:
    """What to give as `dayfirst` for a whole column: told by its dates, or None when they do not.

    None also when some dates can only be day first and others only month first.
    """
    pairs = [
        tuple(map(int, found.groups())) for found in map(_TWO_NUMBERS.fullmatch, texts) if found
    ]
    day_first = any(one > _MONTHS for one, _ in pairs)
    month_first = any(other > _MONTHS for _, other in pairs)
    return None if day_first == month_first else day_first


def _date_of(written: WrittenDate, told: str | None) -> date:
    calendar = written.calendar or told
    if calendar is None and written.year in YEARS_OF_TWO_CALENDARS:
        raise Invalid(
            "Please say by which calendar this date is counted, Jalali or Hijri.",
            code="date_calendar",
        )
    if calendar is None or (written.calendar is None and written.year >= EARLIEST.year):
        calendar = GREGORIAN
    day = gregorian_day(written.year, written.month, written.day, calendar=calendar)
    if not EARLIEST <= day <= LATEST:
        raise _outside()
    return day


def _in_utc(moment: datetime, zone: tzinfo) -> datetime:
    return instant_at(moment, zone) if moment.tzinfo is None else moment.astimezone(UTC)


def _within_bounds(moment: datetime) -> datetime:
    if moment.date() > LATEST:
        raise _outside()
    return moment


def _outside() -> Invalid:
    return Invalid("Dates from 1900 to 2199 can be stored.", code="date_range")

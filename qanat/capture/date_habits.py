"""How each column of dates in a file is written: as told, or as all of its cells together tell.

One date in numbers such as 1403/05/01 is counted by either of two calendars, and 45292 may be a
day of a spreadsheet; a whole column of them rarely leaves a doubt.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from qanat.capture.reading.rows import Row
from qanat.kernel.calendars import gregorian_day
from qanat.kernel.date_text import date_and_clock, written_date
from qanat.kernel.dates import EARLIEST, LATEST, YEARS_OF_TWO_CALENDARS, order_of_days
from qanat.kernel.errors import Invalid
from qanat.kernel.months import HIJRI, JALALI
from qanat.kernel.text import ascii_digits

MOST_DATES: Final = 50_000
"""Of so many different dates of a column the calendar is learned; there are 36,500 in a century."""
SERIALS: Final = range(10_000, 80_000)
"""The days of a spreadsheet from May 1927 to January 2119, all of five digits."""
FIRST_LEAD: Final = date(1990, 1, 1)

_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]{1,12})?")


@dataclass(frozen=True, kw_only=True)
class DateHabit:
    """How a column writes its dates.

    Attributes:
        calendar: by which years from 1300 to 1500 are counted; None refuses such dates.
        dayfirst: whether 03/04/2026 is in April; None refuses such dates.
        serials: whether its numbers are days of a spreadsheet.
        told: what was found, as a sentence without a full stop; empty when nothing was in doubt.
    """

    calendar: str | None = None
    dayfirst: bool | None = None
    serials: bool = False
    told: str = ""


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What decides where a column leaves a doubt.

    Attributes:
        calendar, dayfirst: as told for this file; None when nothing was.
        of_organisation: the calendar by which the organisation counts such years; None for none.
        today: on which nobody has come in yet tomorrow.
    """

    calendar: str | None
    dayfirst: bool | None
    of_organisation: str | None
    today: date


def date_habits(
    rows: Iterable[Row], places: Mapping[str, int], *, past: frozenset[str], usual: Usual
) -> dict[str, DateHabit]:
    """The habit of each column of dates, by field; reads the rows once.

    `places` is the index of the cell by field; `past` are fields whose dates lie between 1990 and
    tomorrow.
    """
    columns = {name: _Column() for name in places}
    for row in rows:
        for name, place in places.items():
            if not row.fault and (text := row.cells[place].strip()):
                columns[name].look_at(text)
    return {name: _habit(column, usual, past=name in past) for name, column in columns.items()}


@dataclass
class _Column:
    """What was seen of a column: each different date, and whether all are numbers of days."""

    dates: set[str] = field(default_factory=set)
    serials: bool = True
    seen: bool = False

    def look_at(self, text: str) -> None:
        self.seen = True
        if is_serial(text):
            return
        self.serials = False
        if len(self.dates) < MOST_DATES:
            try:
                self.dates.add(date_and_clock(text)[0])
            except Invalid:
                return  # told when the row is read


def is_serial(text: str) -> bool:
    """Whether the text can be a day of a spreadsheet."""
    typed = ascii_digits(text)
    return bool(_SERIAL.fullmatch(typed)) and int(float(typed)) in SERIALS


def _habit(column: _Column, usual: Usual, *, past: bool) -> DateHabit:
    if column.serials:
        told = "days of a spreadsheet" if column.seen else ""
        return DateHabit(serials=column.seen, told=told)
    found = order_of_days(column.dates) if usual.dayfirst is None else None
    dayfirst = found if usual.dayfirst is None else usual.dayfirst
    calendar, why = _calendar(column.dates, usual, dayfirst=dayfirst, past=past)
    order = {None: "", True: "day first", False: "month first"}[found]
    told = ", ".join(part for part in (f"{calendar}, {why}" if why else "", order) if part)
    return DateHabit(calendar=calendar, dayfirst=dayfirst, told=told)


def _calendar(
    dates: Iterable[str], usual: Usual, *, dayfirst: bool | None, past: bool
) -> tuple[str | None, str]:
    """The calendar of years of two calendars, and why it is that one.

    Dates that only one of the two can have decide, unless they disagree; either way a date that
    the calendar does not have is refused, and never read by the other.
    """
    latest = usual.today + timedelta(days=1) if past else LATEST
    possible = [
        _possible(text, dayfirst=dayfirst, earliest=FIRST_LEAD if past else EARLIEST, latest=latest)
        for text in dates
    ]
    if all(calendars is None for calendars in possible):
        return usual.calendar, ""
    if usual.calendar is not None:
        return usual.calendar, "as told"
    decided = {
        one for calendars in possible if calendars and len(calendars) == 1 for one in calendars
    }
    if len(decided) == 1:
        return decided.pop(), "by its own dates"
    if usual.of_organisation is not None:
        return usual.of_organisation, "as usual in the organisation"
    return None, ""


def _possible(text: str, *, dayfirst: bool | None, earliest: date, latest: date) -> set[str] | None:
    """By which of the two calendars the date can be counted; None when there is no doubt."""
    try:
        written = written_date(text, dayfirst=dayfirst)
    except Invalid:
        return None
    if written.calendar is not None or written.year not in YEARS_OF_TWO_CALENDARS:
        return None
    found = set()
    for calendar in (JALALI, HIJRI):
        try:
            day = gregorian_day(written.year, written.month, written.day, calendar=calendar)
        except Invalid:
            continue
        if earliest <= day <= latest:
            found.add(calendar)
    return found

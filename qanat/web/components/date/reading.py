"""Dates and times as a person types and chooses them, in their calendar and on their wall clock."""

import zoneinfo
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.kernel.calendars import in_calendar
from qanat.kernel.dates import read_date
from qanat.kernel.errors import Invalid
from qanat.kernel.text import ascii_digits
from qanat.platform.organisation import the_organisation
from qanat.web.look import Look
from qanat.work.public import next_working_day

MORNING: Final = time(9)
WHENS: Final[dict[str, Promise]] = {
    "soon": _("In two hours"),
    "tomorrow": _("Next working day, 09:00"),
    "week": _("In a week"),
    "on": _("On a day…"),
}


def numeric_date(day: date, look: Look) -> str:
    """The day in the calendar of the reader, as `components/date/date.html` takes it."""
    if look.calendar == "gregorian":
        return day.isoformat()
    own = in_calendar(day, look.calendar)
    return f"{own.year:04}/{own.month:02}/{own.day:02}"


def typed_date(text: str, look: Look) -> date:
    """The day that was typed, in the calendar of the reader.

    Raises:
        Invalid: it is no day.
    """
    calendar = None if look.calendar == "gregorian" else look.calendar
    return read_date(ascii_digits(text.strip()), calendar=calendar)


def typed_instant(day: str, clock: str, look: Look) -> datetime:
    """The day and the time of day that were typed; without a time, nine in the morning.

    Raises:
        Invalid: one of them is none.
    """
    return datetime.combine(typed_date(day, look), _clock(clock), look.zone)


def chosen_instant(given: Mapping[str, str], look: Look, *, now: datetime) -> datetime:
    """What the fields `when`, `on` and `at` of a form say; `components/date/when.html` draws them.

    Raises:
        Invalid: the day or the time is none.
    """
    match given.get("when", "tomorrow"):
        case "soon":
            return (now + timedelta(hours=2)).replace(second=0, microsecond=0)
        case "week":
            day = (look.local(now) + timedelta(days=7)).date()
            return datetime.combine(day, _clock(given.get("at", "")), look.zone)
        case "on":
            return typed_instant(given.get("on", ""), given.get("at", ""), look)
        case _:
            zone = zoneinfo.ZoneInfo(look.zone.key)
            return next_working_day(now, zone=zone, weekend=the_organisation().weekend)


def _clock(text: str) -> time:
    plain = ascii_digits(text.strip())
    if not plain:
        return MORNING
    try:
        return time.fromisoformat(plain)
    except ValueError as error:
        raise Invalid("There is no such time of day.", ("at",), code="time_invalid") from error

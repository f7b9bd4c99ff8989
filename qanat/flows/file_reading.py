"""How a file of leads is to be read: what was told of it, and what its own cells tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from qanat.capture.public import (
    Columns,
    Habits,
    Sheet,
    Usual,
    date_fields,
    date_habits,
    matched,
    open_sheet,
)
from qanat.kernel.calendars import calendar_of_country
from qanat.kernel.countries import known_country
from qanat.kernel.errors import Invalid
from qanat.kernel.months import CALENDARS, GREGORIAN
from qanat.people.public import custom_fields
from qanat.platform.models import Organisation
from qanat.platform.organisation import the_organisation


@dataclass(frozen=True, kw_only=True)
class Told:
    """How a file is to be read, as far as it was told.

    Attributes:
        columns: field by column name, for columns that their names do not tell; `-` skips one.
        dayfirst: whether 03/04/2026 is in April.
        calendar: by which 1403/05/01 is counted, `jalali`, `hijri` or `gregorian`.
        country: where phones without a country code are dialled, when not in the organisation's.
    """

    columns: Mapping[str, str]
    skip_unknown: bool = False
    dayfirst: bool | None = None
    calendar: str | None = None
    country: str = ""

    def as_kept(self) -> dict[str, str]:
        """What makes another reading of the same file of it."""
        options = {
            " dayfirst": None if self.dayfirst is None else str(self.dayfirst),
            " calendar": self.calendar,
            " country": self.country,
        }
        return {**self.columns} | {name: told for name, told in options.items() if told}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The columns of a file, and how it writes what can be written in several ways."""

    columns: Columns
    habits: Habits


def reading_of(path: Path, sheet: Sheet, told: Told, *, now: datetime) -> Reading:
    """How the file is to be read: its columns, and what the cells of its dates tell.

    Raises:
        Invalid: a column or an option is not known.
    """
    fields = custom_fields("person")
    names = {name: one.key for one in fields for name in (one.key, *one.labels.values())}
    columns = matched(
        sheet.columns, custom=names, told=told.columns, skip_unknown=told.skip_unknown
    )
    organisation = the_organisation()
    zone = ZoneInfo(organisation.time_zone)
    kinds = {one.key: one.kind for one in fields}
    usual = Usual(
        calendar=_known_calendar(told.calendar),
        dayfirst=told.dayfirst,
        of_organisation=_calendar_of(organisation),
        today=now.astimezone(zone).date(),
    )
    places = date_fields(columns, kinds)
    rows = open_sheet(path).rows if places else ()
    return Reading(
        columns=columns,
        habits=Habits(
            zone=zone,
            currency=organisation.currency,
            custom_kinds=kinds,
            dates=date_habits(rows, places, past=frozenset({"came_at"}), usual=usual),
            country=known_country(told.country),
        ),
    )


def _known_calendar(told: str | None) -> str | None:
    if told is not None and told not in CALENDARS:
        message = f"The calendars are {', '.join(CALENDARS)}."
        raise Invalid(message, ("calendar",), code="unknown_calendar")
    return told


def _calendar_of(organisation: Organisation) -> str | None:
    kept = organisation.calendar
    return calendar_of_country(organisation.country) if kept == GREGORIAN else kept

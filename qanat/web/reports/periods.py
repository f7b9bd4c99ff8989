"""The periods that a reader can choose, and the one before each, for comparing.

A period that goes on ends today; the one before is then cut at the same length, so that a month
begun is not compared with a whole one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qanat.kernel.calendars import Period, month_bounds, quarter_bounds, year_bounds
from qanat.kernel.errors import Invalid

CUSTOM: Final = "custom"
DEFAULT: Final = "this_quarter"
DAY: Final = timedelta(days=1)

LABELS: Final[dict[str, str | Promise]] = {
    "last_30_days": _("Last 30 days"),
    "this_month": _("This month"),
    "last_month": _("Last month"),
    "this_quarter": _("This quarter"),
    "last_quarter": _("Last quarter"),
    "this_year": _("This year"),
    "last_year": _("Last year"),
    "all": pgettext_lazy("period", "All time"),
    CUSTOM: _("From … to …"),
}

_BOUNDS: Final[dict[str, Callable[..., Period]]] = {
    "month": month_bounds,
    "quarter": quarter_bounds,
    "year": year_bounds,
}


@dataclass(frozen=True)
class Days:
    """First and last day, both included; None is without bound."""

    start: date | None = None
    end: date | None = None

    @property
    def length(self) -> timedelta | None:
        """How long it is; None without bounds."""
        return self.end - self.start + DAY if self.start and self.end else None


def days_of(name: str, *, today: date, calendar: str) -> Days:
    """The days of a named period as `today` counts; without bounds for any other name."""
    if name == "last_30_days":
        return Days(today - timedelta(days=29), today)
    which, _sep, unit = name.partition("_")
    if unit not in _BOUNDS:
        return Days()
    now = _bounds(unit, today, calendar)
    if which == "this":
        return Days(now.start, today)
    before = _bounds(unit, now.start - DAY, calendar)
    return Days(before.start, before.end - DAY)


def days_before(name: str, days: Days, *, calendar: str) -> Days | None:
    """The period that this one is compared with; None when it has no beginning."""
    length = days.length
    if days.start is None or length is None:
        return None
    _which, _sep, unit = name.partition("_")
    if unit not in _BOUNDS:
        return Days(days.start - length, days.start - DAY)
    before = _bounds(unit, days.start - DAY, calendar)
    if name.startswith("last_"):
        return Days(before.start, before.end - DAY)
    return Days(before.start, min(before.start + length, before.end) - DAY)


def _bounds(unit: str, day: date, calendar: str) -> Period:
    """The month, quarter or year around the day; of the Gregorian calendar where its own is not known."""
    try:
        return _BOUNDS[unit](day, calendar=calendar)
    except Invalid:
        return _BOUNDS[unit](day, calendar="gregorian")

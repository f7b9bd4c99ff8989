"""Reports as pages ask for them: kept for a minute for whoever sees the same.

A dashboard is opened again and again, and its figures are of the same minute; what is kept says when
it was computed. The key holds all that the figures depend on: whose records one sees, the days, the
restriction, and how they are told.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from qanat.insight.public import Table, arrivals_by_month, run_report
from qanat.platform.actor import Actor
from qanat.platform.organisation import the_organisation
from qanat.web.look import Look
from qanat.web.reports.once import Once
from qanat.web.reports.periods import Days
from qanat.web.reports.state import State

FRESH: Final = timedelta(seconds=60)
MOST_KEPT: Final = 200


@dataclass(frozen=True)
class Kept:
    """A report and when it was computed."""

    table: Table
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks, when, and how they count days: the organisation's zone, their own calendar."""

    actor: Actor
    look: Look
    now: datetime
    zone: ZoneInfo
    currency: str

    @classmethod
    def of(cls, actor: Actor, look: Look, now: datetime) -> "Asker":
        """Whoever looks at a page at `now`."""
        organisation = the_organisation()
        zone = ZoneInfo(organisation.time_zone)
        return cls(actor=actor, look=look, now=now, zone=zone, currency=organisation.currency)

    @property
    def today(self) -> date:
        """The day it is for the organisation."""
        return self.now.astimezone(self.zone).date()

    def days(self, state: State) -> Days:
        """The days of the state's period."""
        return state.days(today=self.today, calendar=self.look.calendar)

    def before(self, state: State) -> Days | None:
        """The days that they are compared with."""
        return state.before(today=self.today, calendar=self.look.calendar)


_reports: Final = Once[Table](fresh=FRESH, most=MOST_KEPT)
_arrivals: Final = Once[list[int]](fresh=FRESH, most=MOST_KEPT)


def asked(name: str, state: State, asker: Asker, *, days: Days | None = None, by: str = "") -> Kept:
    """The report for the state, or for other `days` or grouping; at most a minute old."""
    wanted = days or asker.days(state)
    only = state.only(asker.actor)
    by = by or state.by

    def make() -> Table:
        return run_report(
            name,
            actor=asker.actor,
            now=asker.now,
            start=wanted.start,
            end=wanted.end,
            by=by,
            only=only,
            calendar=asker.look.calendar,
            language=asker.look.language,
        )

    key = (*_key(asker, state, wanted), name, by, asker.look.language)
    return Kept(*_reports.of(key, now=asker.now, make=make))


def arrivals(state: State, asker: Asker, *, start: date, end: date) -> list[int]:
    """The leads of each month from `start` to `end`; at most a minute old."""

    def make() -> list[int]:
        return arrivals_by_month(
            actor=asker.actor,
            now=asker.now,
            start=start,
            end=end,
            only=state.only(asker.actor),
            calendar=asker.look.calendar,
        )

    key = _key(asker, state, Days(start, end))
    return _arrivals.of(key, now=asker.now, make=make)[0]


def forget() -> None:
    """Compute everything anew."""
    _reports.forget()
    _arrivals.forget()


def _key(asker: Asker, state: State, days: Days) -> tuple[Hashable, ...]:
    """All that the figures of any question depend on, whoever asks it."""
    return (
        asker.actor.sees,
        asker.actor.may("reports.view"),
        days,
        state.only(asker.actor),
        asker.look.calendar,
        asker.zone,
        asker.currency,
    )

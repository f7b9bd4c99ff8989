"""Reports as pages ask for them: kept for a minute for whoever sees the same.

A dashboard is opened again and again, and its figures are of the same minute; what is kept says when
it was computed. The key holds all that the figures depend on: whose records one sees, the days, the
restriction, and how they are told.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from qanat.insight.public import Table, run_report
from qanat.platform.actor import Actor
from qanat.platform.organisation import the_organisation
from qanat.web.look import Look
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


_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = Lock()


def asked(name: str, state: State, asker: Asker, *, days: Days | None = None, by: str = "") -> Kept:
    """The report for the state, or for other `days` or grouping; at most a minute old."""
    wanted = days or asker.days(state)
    only = state.only(asker.actor)
    by = by or state.by
    key = (
        name,
        asker.actor.sees,
        asker.actor.may("reports.view"),
        wanted,
        only,
        by,
        asker.look.calendar,
        asker.look.language,
        asker.zone,
        asker.currency,
    )
    found = _fresh(key, asker.now)
    if found is not None:
        return found
    table = run_report(
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
    return _keep(key, Kept(table, asker.now))


def forget() -> None:
    """Compute everything anew."""
    with _lock:
        _kept.clear()


def _fresh(key: Hashable, now: datetime) -> Kept | None:
    with _lock:
        found = _kept.get(key)
    return found if found is not None and timedelta(0) <= now - found.at < FRESH else None


def _keep(key: Hashable, made: Kept) -> Kept:
    with _lock:
        _kept[key] = made
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made

"""From a figure to the records that it counts: addresses of lists with criteria.

The criteria say what the report's SQL counts, so that the list holds as many as the bar says (tested).
Where a list is not there, or a figure cannot be said in criteria, there is no link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from django.urls import NoReverseMatch, reverse

from qanat.access.public import team_row
from qanat.insight.public import OwnerSeen, Row, owners_seen, units
from qanat.people.public import statuses
from qanat.web.reports.asked import Asker
from qanat.web.reports.periods import DAY, Days
from qanat.web.reports.state import NO_SOURCE, State

Criteria = dict[str, Any]

QUALIFIED: Final = ["mql", "sql", "opportunity", "customer"]
OPEN: Final = ["lead", "mql", "sql", "opportunity"]
_FIELDS: Final = {
    "source": "person.source",
    "medium": "person.medium",
    "country": "person.country",
    "industry": "person.industry",
}
_UNITS: Final = frozenset(("month", "quarter", "year"))
_EARLIEST: Final = date(1990, 1, 1)
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True)
class Drill:
    """Addresses for one question of one reader."""

    state: State
    asker: Asker
    days: Days = field(default_factory=Days)

    def people(self, *conditions: Criteria | None, came: bool = True) -> str:
        """People who came in the period and fulfil the conditions; a condition None has no list."""
        base = [*self._of_source("person.source"), *self._of_owner("person.owner")]
        if came:
            base = [*self._during("person.came_at", self.days), *base]
        return _address("lists:people", [*base, *conditions])

    def deals(self, *conditions: Criteria | None, closed: bool = False, came: bool = False) -> str:
        """Opportunities that fulfil the conditions: closed in the period, of people who came in it."""
        base = [*self._of_source("person.source"), *self._of_owner("opportunity.owner")]
        if closed:
            base = [*self._during("opportunity.closed_at", self.days), *base]
        if came:
            base = [*self._during("person.came_at", self.days), *base]
        return _address("lists:deals", [*base, *conditions])

    def group(self, by: str, value: object) -> Criteria | None:
        """The condition that a person is of the group; None when that cannot be said."""
        if by in _FIELDS:
            return known(_FIELDS[by], value)
        if by == "owner":
            return self.owner("person.owner", str(value))
        if by in _UNITS:
            return self._unit(by, str(value))
        return None

    def owner(self, name: str, value: str) -> Criteria | None:
        """The condition that the field is the user of that name; None for one whom nobody knows."""
        if not value:
            return {"field": name, "is": "is_unknown"}
        emails = [owner.email for owner in self._owners if owner.name == value]
        return {"field": name, "is": "one_of", "value": emails} if emails else None

    @cached_property
    def closed_statuses(self) -> list[str]:
        """Keys of the statuses in which nobody is open."""
        return [status.key for status in statuses() if status.closed]

    @cached_property
    def _owners(self) -> list[OwnerSeen]:
        return owners_seen(actor=self.asker.actor)

    def _during(self, name: str, days: Days) -> list[Criteria]:
        start = self._midnight(days.start) if days.start else None
        end = self._midnight(days.end + DAY) - _TICK if days.end else None
        if start and end:
            return [{"field": name, "is": "between", "value": [_written(start), _written(end)]}]
        if start:
            return [{"field": name, "is": "after", "value": _written(start - _TICK)}]
        if end:
            return [{"field": name, "is": "before", "value": _written(end + _TICK)}]
        return []

    def _unit(self, unit: str, value: str) -> Criteria | None:
        calendar = self.asker.look.calendar
        start = self.days.start or _EARLIEST
        end = self.days.end or self.asker.today
        found = units(unit, calendar=calendar, start=start, end=end)
        for index, one in enumerate(found):
            if one.name == value:
                after = found[index + 1].first_day - DAY if index + 1 < len(found) else end
                (condition,) = self._during("person.came_at", Days(one.first_day, after))
                return condition
        return None

    def _of_source(self, name: str) -> list[Criteria]:
        source = self.state.source
        return [known(name, "" if source == NO_SOURCE else source)] if source else []

    def _of_owner(self, name: str) -> list[Criteria]:
        ids = {self.state.owner} if self.state.owner is not None else self._members()
        if ids is None:
            return []
        emails = [owner.email for owner in self._owners if owner.id in ids]
        return [{"field": name, "is": "one_of", "value": emails} if emails else {"any": []}]

    def _members(self) -> set[int | None] | None:
        if self.state.team is None or not self.asker.actor.may("users.view"):
            return None
        return set(team_row(self.state.team, self.asker.actor).user_ids)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.asker.zone).astimezone(UTC)


def known(name: str, value: object) -> Criteria:
    """The field has the value, or is unknown where the value is empty."""
    if value in {"", None}:
        return {"field": name, "is": "is_unknown"}
    return {"field": name, "is": "is", "value": value}


QUALIFIED_ONES: Final[Criteria] = {
    "any": [
        {"field": "person.lifecycle", "is": "one_of", "value": QUALIFIED},
        {"field": "person.past_lifecycles", "is": "has_any", "value": QUALIFIED},
    ]
}
WITH_OPPORTUNITY: Final[Criteria] = {
    "some": "opportunity",
    "where": {"field": "opportunity.id", "is": "is_known"},
}
CONTACTED: Final[Criteria] = {
    "any": [
        {"field": "person.status", "is": "is_not", "value": "open"},
        QUALIFIED_ONES,
        WITH_OPPORTUNITY,
    ]
}
UNTOUCHED: Final[Criteria] = {
    "all": [
        {"field": "person.status", "is": "is", "value": "open"},
        {"field": "person.lifecycle", "is": "one_of", "value": ["lead", "mql"]},
        {"not": {"any": [{"event": "call"}, {"event": "call_attempt"}, {"event": "meeting"}]}},
    ]
}
CUSTOMERS: Final[Criteria] = {
    "some": "opportunity",
    "where": {"field": "opportunity.outcome", "is": "is", "value": "won"},
}
WON: Final[Criteria] = {"field": "opportunity.outcome", "is": "is", "value": "won"}
LOST: Final[Criteria] = {"field": "opportunity.outcome", "is": "is", "value": "lost"}
OPEN_DEALS: Final[Criteria] = {"field": "opportunity.outcome", "is": "is", "value": "open"}


def without_next_step(closed: Sequence[str], *, planned: bool | None = False) -> Criteria:
    """Open people, without anything planned unless `planned` is None."""
    parts: list[Criteria] = [{"field": "person.lifecycle", "is": "one_of", "value": OPEN}]
    if closed:
        parts.append({"field": "person.status", "is": "none_of", "value": list(closed)})
    if planned is not None:
        parts.append({"field": "person.next_step_planned", "is": "is_false"})
    return {"all": parts}


def reached(keys: Row, later: Sequence[str]) -> Criteria:
    """Who got to the step of the funnel; `later` are the stages of its pipeline from it on."""
    if not keys["pipeline"]:
        return _OWN_STEPS[keys["step"]]
    got: list[Criteria] = [WON]
    if keys["step"] != "won":
        got.append({"field": "opportunity.past_stages", "is": "has_any", "value": list(later)})
    pipeline = known("opportunity.pipeline", keys["pipeline"])
    return {"some": "opportunity", "where": {"all": [pipeline, {"any": got}]}}


# The steps of a lead before any pipeline, whose stages may have the same keys.
_OWN_STEPS: Final[dict[str, Criteria]] = {
    "lead": {"all": []},
    "contacted": CONTACTED,
    "qualified": {"any": [QUALIFIED_ONES, WITH_OPPORTUNITY]},
    "opportunity": WITH_OPPORTUNITY,
}


def in_stage(keys: Mapping[str, Any]) -> Criteria:
    """Opportunities that are open in the stage."""
    return {
        "all": [
            OPEN_DEALS,
            known("opportunity.pipeline", keys["pipeline"]),
            known("opportunity.stage", keys["stage"]),
        ]
    }


def _written(at: datetime) -> str:
    return at.isoformat()


def _address(name: str, conditions: Sequence[Criteria | None]) -> str:
    parts = [condition for condition in conditions if condition is not None]
    if len(parts) < len(conditions):
        return ""
    try:
        base = reverse(name)
    except NoReverseMatch:
        return ""
    flat = [each for part in parts for each in (part["all"] if set(part) == {"all"} else [part])]
    criteria = flat[0] if len(flat) == 1 else {"all": flat}
    return f"{base}?{urlencode({'criteria': orjson.dumps(criteria).decode()})}"

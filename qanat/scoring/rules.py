"""How points become a score, without a database.

There is no floor and no cap: whatever the rules that held say adds up to fit, engagement and
total exactly, so that an explanation never has a remainder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Group(StrEnum):
    """What a rule speaks of."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"
    NEGATIVE = "negative"


class Side(StrEnum):
    """The half of the score that a rule's points count towards."""

    FIT = "fit"
    ENGAGEMENT = "engagement"


class Band(StrEnum):
    """How warm a person is, by the total."""

    COLD = "cold"
    WARM = "warm"
    HOT = "hot"


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """The totals from which a person is warm, hot, and marketing-qualified."""

    warm_at: int = 30
    hot_at: int = 60
    mql_at: int = 50


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Points for everybody whom the criteria hold for.

    Attributes:
        id: of the stored rule; 0 for one that is only being tried.
        points: above zero in explicit and implicit, below zero in negative.
    """

    id: int = 0
    name: str
    group: Group
    criteria: Mapping[str, Any]
    points: int

    @property
    def side(self) -> Side:
        """Where the points count; a negative rule counts against what its criteria speak of."""
        match self.group:
            case Group.EXPLICIT:
                return Side.FIT
            case Group.IMPLICIT:
                return Side.ENGAGEMENT
            case Group.NEGATIVE:
                return Side.ENGAGEMENT if speaks_of_events(self.criteria) else Side.FIT


@dataclass(frozen=True)
class Tally:
    """The two halves of a score; `total` is their sum."""

    fit: int
    engagement: int

    @property
    def total(self) -> int:
        """Fit and engagement together."""
        return self.fit + self.engagement


def speaks_of_events(criteria: Mapping[str, Any]) -> bool:
    """Whether any condition in the criteria is about what happened, at whatever depth."""
    return "event" in criteria or any(speaks_of_events(part) for part in _parts(criteria))


def asks_for(criteria: Mapping[str, Any], prefix: str) -> bool:
    """Whether a field whose name begins with `prefix` is asked for, at whatever depth."""
    field = str(criteria.get("field", ""))
    return field.startswith(prefix) or any(asks_for(part, prefix) for part in _parts(criteria))


def _parts(criteria: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    inner = [*criteria.get("all", ()), *criteria.get("any", ())]
    return inner + [criteria[key] for key in ("not", "where") if key in criteria]


def tally(held: Iterable[Rule]) -> Tally:
    """What the rules that held add up to."""
    points = {Side.FIT: 0, Side.ENGAGEMENT: 0}
    for rule in held:
        points[rule.side] += rule.points
    return Tally(points[Side.FIT], points[Side.ENGAGEMENT])


def band_of(total: int, thresholds: Thresholds) -> Band:
    """The band of a total; a threshold itself belongs to the warmer side."""
    if total >= thresholds.hot_at:
        return Band.HOT
    if total >= thresholds.warm_at:
        return Band.WARM
    return Band.COLD


def points_fit_group(group: Group, points: int) -> bool:
    """Whether the points have the sign that the group asks for; zero has neither."""
    return points < 0 if group is Group.NEGATIVE else points > 0

"""What is neglected: open people without an owner or a next step, open opportunities without one.

Nothing open may be so (MISSION P4). A person is open while the status is, from lead until customer.
The next step is an open task, or a meeting of which nobody said yet how it went. An opportunity always has an owner.
"""

from dataclasses import dataclass
from datetime import datetime

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import records, statement

MAX_PAGE = 200


@dataclass(frozen=True, kw_only=True)
class Neglect:
    """How much of what is open and visible is neglected."""

    people: int
    people_without_owner: int
    people_without_next_step: int
    opportunities: int
    opportunities_without_next_step: int


@dataclass(frozen=True, kw_only=True)
class NeglectedPerson:
    """An open person without an owner or without a next step, or without both."""

    id: int
    name: str
    owner_id: int | None
    came_at: datetime
    planned: bool


@dataclass(frozen=True, kw_only=True)
class NeglectedOpportunity:
    """An open opportunity without a next step."""

    id: int
    name: str
    owner_id: int
    entered_stage_at: datetime


def count_neglected(*, actor: Actor) -> Neglect:
    """What is open and what of it is neglected; one query."""
    actor.require("tasks.view")
    people, opportunities, rest = statement(__file__, "neglect").split("{condition}")
    (found,) = records(
        Sql(people)
        + actor.visible("p.owner_id")
        + opportunities
        + actor.visible("o.owner_id")
        + rest
    )
    return Neglect(**found)


def neglected_people(*, actor: Actor, after: int = 0, limit: int = 50) -> list[NeglectedPerson]:
    """The neglected people whom the actor sees, from past the id `after`; one query."""
    actor.require("tasks.view")
    before, rest = statement(__file__, "neglected_people").split("{condition}")
    found = records(
        Sql(before, (after,)) + actor.visible("p.owner_id") + Sql(rest, (_page(limit),))
    )
    return [NeglectedPerson(**record) for record in found]


def neglected_opportunities(
    *, actor: Actor, after: int = 0, limit: int = 50
) -> list[NeglectedOpportunity]:
    """The opportunities without a next step that the actor sees, from past the id `after`."""
    actor.require("tasks.view")
    before, rest = statement(__file__, "neglected_opportunities").split("{condition}")
    found = records(
        Sql(before, (after,)) + actor.visible("o.owner_id") + Sql(rest, (_page(limit),))
    )
    return [NeglectedOpportunity(**record) for record in found]


def _page(limit: int) -> int:
    return max(1, min(limit, MAX_PAGE))

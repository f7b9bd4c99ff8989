"""What a sale causes for the person: an opportunity, a customer, or another try.

Whoever opens, wins and loses opportunities calls these, not `pipeline` itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qanat.flows.noticing import tell_team_of_win
from qanat.kernel.sql import Sql
from qanat.people.public import (
    Move,
    begin_cycles,
    lock_people,
    mark_converted,
    move_lifecycles,
    set_status,
)
from qanat.pipeline.public import (
    OpportunityValues,
    Transition,
    create_opportunity,
    lose_opportunity,
    win_opportunity,
)
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import select


class Recycle(StrEnum):
    """What to do with a person whose opportunity was lost."""

    NURTURE = "nurture"
    NEW_CYCLE = "new_cycle"


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A loss.

    Attributes:
        recyclable: whether the person is no customer and has nothing else open, so that one should
            be asked whether to nurture them or begin anew; false once that was done.
    """

    transition: Transition
    recyclable: bool


def open_opportunity(
    values: OpportunityValues,
    *,
    actor: Actor,
    now: datetime,
    stage_id: int | None = None,
    at: datetime | None = None,
) -> Transition:
    """Open an opportunity; its person comes to the lifecycle of one, unless further already.

    Raises: as `pipeline.create_opportunity`.
    """
    with acting(actor):
        opened = create_opportunity(values, actor=actor, now=now, stage_id=stage_id, at=at)
        _bring_to("opportunity", opened, actor=actor, now=now)
        return opened


def win(
    opportunity_id: int,
    *,
    actor: Actor,
    now: datetime,
    at: datetime | None = None,
    expected_stage_id: int | None = None,
    values: OpportunityValues | None = None,
) -> Transition:
    """Win an opportunity; its person is a customer and, if still a lead, a contact from then on.

    Raises: as `pipeline.win_opportunity`.
    """
    with acting(actor):
        won = win_opportunity(
            opportunity_id,
            actor=actor,
            now=now,
            at=at,
            expected_stage_id=expected_stage_id,
            values=values,
        )
        _bring_to("customer", won, actor=actor, now=now)
        if won.person_id is not None:
            mark_converted([won.person_id], at=won.entered_at)
        tell_team_of_win(won, actor=actor, now=now)
        return won


def lose(
    opportunity_id: int,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    at: datetime | None = None,
    expected_stage_id: int | None = None,
    recycle: Recycle | None = None,
) -> Lost:
    """Lose an opportunity, and recycle its person as asked.

    To nurture sets the status, through its gate; a new cycle makes them an open lead again. Asked
    for a person who is a customer or has something else open, neither is done.

    Raises: as `pipeline.lose_opportunity`; `Invalid` where the gate of the status refuses.
    """
    with acting(actor):
        lost = lose_opportunity(
            opportunity_id,
            reason=reason,
            actor=actor,
            now=now,
            at=at,
            expected_stage_id=expected_stage_id,
        )
        if lost.person_id is None or not _recyclable(lost.person_id):
            return Lost(transition=lost, recyclable=False)
        _recycle(lost.person_id, recycle, at=lost.entered_at, actor=actor, now=now)
        return Lost(transition=lost, recyclable=recycle is None)


def _bring_to(lifecycle: str, transition: Transition, *, actor: Actor, now: datetime) -> None:
    if transition.person_id is not None:
        move = Move(
            person_id=transition.person_id,
            to=lifecycle,
            at=transition.entered_at,
            reason=f"opportunity {transition.opportunity_id}",
        )
        move_lifecycles([move], actor=actor, now=now)


def _recyclable(person_id: int) -> bool:
    """Asked after the person is locked, so that two losses at once see each other."""
    lock_people([person_id])
    return bool(
        select(
            Sql(
                "SELECT 1 FROM person p WHERE p.id = %s AND p.deleted_at IS NULL"
                " AND p.lifecycle <> 'customer' AND NOT EXISTS (SELECT FROM opportunity o"
                " WHERE o.person_id = p.id AND o.outcome = 'open' AND o.deleted_at IS NULL)",
                (person_id,),
            )
        )
    )


def _recycle(
    person_id: int, recycle: Recycle | None, *, at: datetime, actor: Actor, now: datetime
) -> None:
    match recycle:
        case Recycle.NURTURE:
            set_status([person_id], "nurture", at=at, now=now, actor=actor, reason="lost")
        case Recycle.NEW_CYCLE:
            again = Move(person_id=person_id, to="open", at=at, reason="lost")
            begin_cycles([again], actor=actor, now=now)
        case None:
            pass

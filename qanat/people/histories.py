"""Lifecycle, status and owner of people: changed in sets, every change kept with both clocks.

One statement locks, the next changes the people and appends to the history. Only people whose
value does change get an entry. The functions here ask for no permission; `actions.py` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qanat.kernel.errors import Invalid
from qanat.people.bulk import lock_people
from qanat.people.rules import LIFECYCLES, unknown_status
from qanat.platform.actor import Actor
from qanat.platform.statements import as_json, fetch, statement


@dataclass(frozen=True, kw_only=True)
class Move:
    """One person to another lifecycle, status or owner.

    Attributes:
        to: the lifecycle, the key of the status, or the id of the owner (None for nobody).
        at: when it took effect, by the clock of whoever reports it.
    """

    person_id: int
    to: str | int | None
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Moved:
    """What a move did: from what to what."""

    person_id: int
    before: str | int | None
    after: str | int | None


def move_lifecycles(
    moves: Sequence[Move], *, actor: Actor, now: datetime, back: bool = False
) -> list[Moved]:
    """Those who did come to another lifecycle; the rest stay as they are.

    Lifecycle goes forward only. With `back` it may also go back, as when a lost or dormant person
    comes in again; each step back raises the person's `cycle`. Of several moves of one person the
    furthest counts forward, and the last one with `back`.

    Raises:
        Invalid: `unknown_lifecycle`.
    """
    for index, move in enumerate(moves):
        if move.to not in LIFECYCLES:
            raise Invalid(
                f"There is no lifecycle {move.to!r}; use one of {', '.join(LIFECYCLES)}.",
                (index, "to"),
                code="unknown_lifecycle",
            )
    if not back:
        moves = sorted(moves, key=lambda move: LIFECYCLES.index(str(move.to)))
    return _move("move_lifecycles", moves, actor, now, {"back": back, "order": list(LIFECYCLES)})


def move_statuses(moves: Sequence[Move], *, actor: Actor, now: datetime) -> list[Moved]:
    """Those who did come to another status, gates not asked; of several moves the last counts.

    Raises:
        Invalid: `unknown_status`.
    """
    known = {row[0] for row in fetch(_STATUS_KEYS)}
    for index, move in enumerate(moves):
        if move.to not in known:
            raise unknown_status(move.to, sorted(known), index, "to")
    return _move("move_statuses", moves, actor, now)


def move_owners(moves: Sequence[Move], *, actor: Actor, now: datetime) -> list[Moved]:
    """Those who did come to another owner; of several moves of one person the last counts."""
    return _move("move_owners", moves, actor, now)


def begin_cycles(moves: Sequence[Move], *, actor: Actor, now: datetime) -> list[Moved]:
    """People who come in again after they were closed: the status they are in now, as a new cycle.

    They are leads again, customers stay customers; the cycle goes up by one. Gives their statuses.
    """
    return _move("begin_cycles", moves, actor, now)


_STATUS_KEYS: Final = "SELECT key FROM status"


def _move(
    name: str,
    moves: Sequence[Move],
    actor: Actor,
    now: datetime,
    extra: dict[str, object] | None = None,
) -> list[Moved]:
    last = {move.person_id: move for move in moves}
    if not last:
        return []
    lock_people(list(last))
    rows = fetch(
        statement(__file__, name),
        {"moves": as_json(last.values()), "actor": actor.name, "now": now, **(extra or {})},
    )
    return [Moved(*row) for row in rows]

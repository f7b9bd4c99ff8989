"""What waits for somebody: their inbox, and the figures of their day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor
from qanat.platform.statements import fetch, statement

MOST_WAITING: Final = 100


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One task or meeting that waits.

    Attributes:
        what: `task` or `meeting`; `id` and `kind` are of that.
        at: when it is due or starts.
        total: the score of the person; None without one.
    """

    what: str
    id: int
    kind: str
    title: str
    at: datetime
    snoozes: int
    person_id: int | None
    person_name: str
    company: str
    status: str
    came_at: datetime | None
    total: int | None
    band: str
    opportunity_id: int | None
    opportunity_name: str


@dataclass(frozen=True)
class Day:
    """A day of work in figures: what is done, the calls made, what is still due."""

    done: int
    calls: int
    due: int


def waiting_for(
    user_id: int, *, actor: Actor, until: datetime, limit: int = MOST_WAITING
) -> list[Waiting]:
    """What waits for a user until a moment, the last due first; one statement.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    params = {"owner": user_id, "until": until, "limit": min(limit, MOST_WAITING)}
    names = Waiting.__dataclass_fields__
    return [
        Waiting(**dict(zip(names, row, strict=True)))
        for row in fetch(statement(__file__, "waiting"), params)
    ]


def day_of(user_id: int, *, actor: Actor, since: datetime, until: datetime) -> Day:
    """A user's day in figures; one statement.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    params = {"owner": user_id, "since": since, "until": until}
    return Day(*fetch(statement(__file__, "day"), params)[0])


def _require_seen(user_id: int, actor: Actor) -> None:
    actor.require("tasks.view")
    if actor.sees is not None and user_id not in actor.sees:
        raise NotFound("user", user_id)

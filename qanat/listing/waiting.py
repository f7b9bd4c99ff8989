"""What waits for somebody: their inbox, and the figures of their day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import fetch, select, statement

MOST_WAITING: Final = 100
MOST_ASIDE: Final = 20
"""Of missed calls and leads handed over, which a person works off before there are many."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One task or meeting that waits.

    Attributes:
        what: `task`, `meeting`, `missed` (a call) or `handed` (a lead, with the id of its notice);
            `id` and `kind` are of that.
        at: when it is due, starts or came.
        snoozes: how often it was put off; of leads that were handed over, how many they are.
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


@dataclass(frozen=True)
class FirstAnswers:
    """The median time from a lead's coming to its first answer; None where nothing was answered."""

    today: timedelta | None
    lately: timedelta | None


def waiting_for(
    user_id: int, *, actor: Actor, until: datetime, limit: int = MOST_WAITING
) -> list[Waiting]:
    """What waits for a user until a moment, the last due first; one statement.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    params = {"owner": user_id, "until": until, "limit": min(limit, MOST_WAITING)}
    return [_waiting(row) for row in fetch(statement(__file__, "waiting"), params)]


def day_of(user_id: int, *, actor: Actor, since: datetime, until: datetime) -> Day:
    """A user's day in figures; one statement.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    params = {"owner": user_id, "since": since, "until": until}
    return Day(*fetch(statement(__file__, "day"), params)[0])


def missed_calls(
    user_id: int, *, actor: Actor, since: datetime, limit: int = MOST_ASIDE
) -> list[Waiting]:
    """Who called in vain since a moment and was not called back, the last first; one statement.

    Of calls that nobody took, those of the user's own people; as far as the actor sees them.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    head, _, tail = statement(__file__, "missed").partition("{person}")
    query = Sql(head, (user_id, since, user_id, since)) + actor.visible("p.owner_id")
    return [_waiting(row) for row in select(query + Sql(tail, (min(limit, MOST_WAITING),)))]


def handed_over(
    user_id: int, *, actor: Actor, until: datetime, limit: int = MOST_ASIDE
) -> list[Waiting]:
    """Leads that somebody or a rule gave to a user, and that they have not seen yet; one statement.

    Who is waited for with a task until then anyway is left out. Seen is what was opened from its notice, or marked so; who muted those notices has none.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    params = {"owner": user_id, "until": until, "limit": min(limit, MOST_WAITING)}
    return [_waiting(row) for row in fetch(statement(__file__, "handed"), params)]


def first_answers(user_id: int, *, actor: Actor, today: datetime, since: datetime) -> FirstAnswers:
    """How soon a user answers leads that came since a moment; `today` is when it began. One statement.

    Raises:
        NotFound: the actor does not see what this user owns.
    """
    _require_seen(user_id, actor)
    params = {"owner": user_id, "today": today, "since": since}
    medians = fetch(statement(__file__, "answers"), params)[0]
    return FirstAnswers(
        *(None if each is None else timedelta(seconds=round(each)) for each in medians)
    )


def _waiting(row: tuple[Any, ...]) -> Waiting:
    return Waiting(**dict(zip(Waiting.__dataclass_fields__, row, strict=True)))


def _require_seen(user_id: int, actor: Actor) -> None:
    actor.require("tasks.view")
    if actor.sees is not None and user_id not in actor.sees:
        raise NotFound("user", user_id)

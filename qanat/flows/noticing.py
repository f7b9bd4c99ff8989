"""Whom to tell of what: owners of their new leads and due tasks, a team of its wins, who imported of the end.

Nobody is told of what they did themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from qanat.access.public import teammates_of
from qanat.notices.public import News, NoticeKind, tell
from qanat.pipeline.public import Transition
from qanat.platform.actor import Actor
from qanat.routing.public import Given, given_because_of
from qanat.work.public import tasks_come_due

LOOKS_BACK: Final = timedelta(hours=1)
"""How long a worker may have been away without a due task going untold."""
NEWS: Final = timedelta(days=1)
"""How long after it a win is news."""


def tell_owners(given: Iterable[Given], *, actor: Actor, now: datetime) -> None:
    """Tell owners of the leads they were given: one lead by name, several as a number; one statement."""
    leads: dict[int, list[int]] = defaultdict(list)
    for each in given:
        leads[each.owner_id].append(each.person_id)
    _tell_of_leads(leads, actor=actor, now=now)


def tell_owner(owner_id: int, person_id: int, *, actor: Actor, now: datetime) -> None:
    """Tell an owner of the one lead that was made for them; one statement."""
    _tell_of_leads({owner_id: [person_id]}, actor=actor, now=now)


def _tell_of_leads(leads: Mapping[int, list[int]], *, actor: Actor, now: datetime) -> None:
    tell(
        [
            News(
                user_id=owner_id,
                kind=NoticeKind.LEAD_ASSIGNED,
                key=f"{ids[0]}:{len(ids)}:{now.timestamp()}",
                count=len(ids),
                person_id=ids[0] if len(ids) == 1 else None,
                by_id=actor.user_id,
            )
            for owner_id, ids in leads.items()
            if owner_id != actor.user_id
        ],
        now=now,
    )


def tell_owners_of_import(run_id: int, *, actor: Actor, now: datetime) -> None:
    """Tell owners how many leads an import gave them, once it has ended; two statements."""
    tell(
        [
            News(
                user_id=owner_id,
                kind=NoticeKind.LEAD_ASSIGNED,
                key=f"import:{run_id}",
                count=count,
                run_id=run_id,
                by_id=actor.user_id,
            )
            for owner_id, count in given_because_of(f"import:{run_id}").items()
            if owner_id != actor.user_id
        ],
        now=now,
    )


def tell_team_of_win(won: Transition, *, actor: Actor, now: datetime) -> None:
    """Tell the owner of a deal and their team that it is won, unless that was long ago; two statements."""
    if now - won.entered_at > NEWS:
        return
    hearers = {won.owner_id, *teammates_of(won.owner_id)} - {actor.user_id}
    tell(
        [
            News(
                user_id=user_id,
                kind=NoticeKind.DEAL_WON,
                key=f"{won.opportunity_id}:{won.entered_at.timestamp()}",
                opportunity_id=won.opportunity_id,
                by_id=won.owner_id,
            )
            for user_id in sorted(hearers)
        ],
        now=now,
    )


def tell_tasks_due(*, now: datetime) -> int:
    """How many owners' tasks were told of that fell due since it was asked last; may run twice."""
    return tell(
        [
            News(
                user_id=task.owner_id,
                kind=NoticeKind.TASK_DUE,
                key=f"{task.id}:{task.due_at.timestamp()}",
                person_id=task.person_id,
                opportunity_id=task.opportunity_id,
                task_id=task.id,
            )
            for task in tasks_come_due(since=now - LOOKS_BACK, until=now)
        ],
        now=now,
    )


def tell_import_finished(run_id: int, user_id: int | None, *, now: datetime) -> None:
    """Tell whoever sent a file that its import has ended, well or not; once for each run."""
    if user_id is not None:
        kind = NoticeKind.IMPORT_FINISHED
        tell([News(user_id=user_id, kind=kind, key=str(run_id), run_id=run_id)], now=now)

"""Scores and what follows from them: whoever reaches the threshold is marketing-qualified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from qanat.kernel.errors import Invalid
from qanat.people.public import Move, move_lifecycles
from qanat.platform.actor import Actor, acting, system_actor
from qanat.scoring.public import (
    ScoreMove,
    activate_model,
    list_rules,
    qualified_leads,
    score_everybody,
    score_people,
    scores_of,
)

BATCH = 5_000
_SCORER = system_actor("scoring")
_SWITCH = "flows.switch_model"


@dataclass(frozen=True, kw_only=True)
class Rescoring:
    """What scoring everybody did: people there are, scores that changed, newly qualified."""

    people: int
    changed: int
    qualified: int


def score_and_qualify(ids: Sequence[int], *, now: datetime) -> list[ScoreMove]:
    """Score people whose facts changed, and qualify those who reach the threshold by it.

    Whoever caused the change need not be allowed to change scores: Qanat does it.
    """
    with acting(_SCORER):
        moves = score_people(ids, at=now, actor=_SCORER)
        _qualify({move.person_id: move.after for move in moves if move.qualifies}, now=now)
    return moves


def rescore_everybody(*, actor: Actor, now: datetime) -> Rescoring:
    """Score everybody, then qualify those who reach the threshold, some thousands at a time.

    Raises:
        NotAllowed: the actor may not change scores.
        Invalid: there is no active model.
    """
    done = score_everybody(at=now, actor=actor)
    qualified = _qualify_all(now=now)
    return Rescoring(people=done.people, changed=done.changed, qualified=qualified)


def switch_model(model_id: int, *, actor: Actor, now: datetime) -> Rescoring:
    """Activate a score model, with the rescore and the qualifications that follow.

    Raises:
        NotAllowed, NotFound, Invalid: as `activate_model`.
    """
    done = activate_model(model_id, actor=actor, now=now)
    qualified = _qualify_all(now=now)
    return Rescoring(people=done.people, changed=done.changed, qualified=qualified)


def begin_switch(model_id: int, *, actor: Actor) -> None:
    """Have a worker activate a score model; `switching` says when it is done.

    Raises:
        NotAllowed: the actor may not change scores.
        NotFound: there is no such model.
        Invalid: it has no active rule (`no_rules`).
    """
    actor.require("scoring.change")
    if not any(rule.active for rule in list_rules(model_id, actor)):
        raise Invalid("A model without an active rule cannot be activated.", code="no_rules")
    if switching():
        return
    with acting(actor):
        app.configure_task(_SWITCH, queueing_lock=f"{_SWITCH}:{model_id}").defer(
            model_id=model_id, user_id=actor.user_id
        )


def switching() -> bool:
    """Whether a worker is, or will be, activating a score model."""
    return ProcrastinateJob.objects.filter(task_name=_SWITCH, status__in=("todo", "doing")).exists()


def _qualify_all(*, now: datetime) -> int:
    """How many were qualified; each batch is a transaction, so that none waits for all."""
    number, after = 0, 0
    while ids := qualified_leads(_SCORER, after=after, limit=BATCH):
        with acting(_SCORER):
            scores = scores_of(ids, _SCORER)
            number += _qualify({key: scores[key].total for key in scores}, now=now)
        after = ids[-1]
    return number


def _qualify(totals: dict[int, int], *, now: datetime) -> int:
    """Lifecycle goes forward only, so whoever is further on stays where they are."""
    moves = [
        Move(person_id=person_id, to="mql", at=now, reason=f"score {total}")
        for person_id, total in totals.items()
    ]
    return len(move_lifecycles(moves, actor=_SCORER, now=now))

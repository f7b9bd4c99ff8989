"""What people type in themselves, about one person, counts for the score at once.

What arrives from outside goes down the road of `intake.py` instead.
"""

from collections.abc import Mapping
from datetime import datetime

from qanat.flows.noticing import tell_owner
from qanat.flows.rescoring import score_and_qualify
from qanat.kernel.errors import Invalid
from qanat.people.public import change_person, create_person, set_status
from qanat.platform.actor import Actor, acting


def add_person(
    values: Mapping[str, object],
    *,
    owner_id: int | None,
    account_id: int | None,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a new person, scored. Errors as `people.create_person`.

    Another owner than the actor needs `routing.assign`.
    """
    if owner_id not in (None, actor.user_id):
        actor.require("routing.assign")
        check_owner(owner_id, actor)
    with acting(actor):
        person_id = create_person(
            values, owner_id=owner_id, account_id=account_id, actor=actor, now=now
        )
        score_and_qualify([person_id], now=now)
        if owner_id is not None:
            tell_owner(owner_id, person_id, actor=actor, now=now)
    return person_id


def edit_person(
    person_id: int, values: Mapping[str, object], *, actor: Actor, now: datetime
) -> None:
    """Write the given fields over the person's, and score anew. Errors as `people.change_person`."""
    with acting(actor):
        change_person(person_id, values, actor=actor, now=now)
        score_and_qualify([person_id], now=now)


def move_status(person_id: int, to: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Bring the person to another status, and score anew. Errors as `people.set_status`."""
    with acting(actor):
        set_status([person_id], to, at=now, now=now, actor=actor, reason=reason)
        score_and_qualify([person_id], now=now)


def check_owner(owner_id: int | None, actor: Actor) -> None:
    """Raise `Invalid` where the actor would give something to somebody whom they do not see."""
    if owner_id is not None and actor.sees is not None and owner_id not in actor.sees:
        raise Invalid(
            "There is no such user to whom you could give it.", ("owner_id",), code="not_found"
        )

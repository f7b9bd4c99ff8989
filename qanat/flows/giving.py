"""Giving people to an owner by hand, who is told of it."""

from collections.abc import Sequence
from datetime import datetime

from qanat.flows.noticing import tell_owners
from qanat.platform.actor import Actor, acting
from qanat.routing.public import Given, assign_to


def give_to(ids: Sequence[int], owner_id: int, *, actor: Actor, now: datetime) -> dict[int, Given]:
    """Give people to one owner by hand, whoever has them now.

    Raises: as `routing.assign_to`.
    """
    with acting(actor):
        given = assign_to(ids, owner_id, actor=actor, now=now)
        tell_owners(given.values(), actor=actor, now=now)
        return given

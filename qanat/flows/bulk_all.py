"""The same deed for all that a list goes through, however many: by a worker, thousands at a time.

The ids never leave the server: each batch asks the list again, as whoever began it sees it by then.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from procrastinate.contrib.django import app

from qanat.access.public import actor_of_user
from qanat.flows.bulk import Deed, do_to_many, in_sets
from qanat.kernel.errors import Invalid, NotAllowed
from qanat.listing.public import Asked, ids_of
from qanat.platform.actor import Actor, acting

BATCH: Final = 5_000


def begin_for_all(asked: Asked, deed: Deed, value: str, *, actor: Actor) -> None:
    """Let a worker do it to all of the list.

    Raises:
        NotAllowed: the actor may not see such records.
        Invalid: it is done to such records one by one, so it cannot be done to that many.
    """
    actor.require(asked.of.permission)
    if actor.user_id is None:  # a part of Qanat does to many what it does
        raise NotAllowed(asked.of.permission)
    if not in_sets(asked.subject, deed):
        message = "This cannot be done to that many; narrow the filter."
        raise Invalid(message, ("ids",), code="too_many_at_once")
    with acting(actor):
        app.configure_task("flows.do_to_all").defer(
            subject=asked.subject,
            asked=asked.as_json(),
            deed=deed.value,
            value=value,
            user_id=actor.user_id,
            cause=actor.cause,
        )


def do_to_all(
    subject: str,
    asked: Mapping[str, Any],
    deed: Deed,
    value: str,
    *,
    user_id: int,
    cause: str,
    now: datetime,
) -> int:
    """How many records it was done to, in batches of their own transactions; may run twice.

    Raises:
        NotAllowed, NotFound, Invalid: as `do_to_many`; what was done before stays done.
    """
    actor = actor_of_user(user_id).because(cause)
    wanted = Asked.of_json(subject, asked)
    done, above = 0, 0
    while ids := ids_of(wanted, actor=actor, now=now, above=above, limit=BATCH):
        done += do_to_many(subject, deed, ids, value, actor=actor, now=now)
        above = ids[-1]
    return done

"""The same deed for all that a list goes through, however many: by a worker, thousands at a time, and back.

The ids never leave the server: each batch asks the list again, as whoever began it sees it by then.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from qanat.access.public import actor_of_user
from qanat.flows.bulk import Deed, do_to_many, in_sets
from qanat.flows.undoing import take_deed_back
from qanat.kernel.errors import Invalid, NotFound, Refused
from qanat.listing.public import (
    Asked,
    DeedState,
    count_of,
    deed_to_go_on,
    end_deed,
    held_deed,
    ids_of,
    keep_deed,
    note_total,
    turn_back,
)
from qanat.notices.public import News, NoticeKind, tell
from qanat.people.public import create_list
from qanat.platform.actor import Actor, acting

BATCH: Final = 2_000
TRIES: Final = 3
"""How often a batch is asked for anew of which somebody else has just deleted a record."""


def begin_for_all(asked: Asked, deed: Deed, value: str, *, actor: Actor, now: datetime) -> int:
    """The id of a deed that a worker is going to do to all of the list.

    Raises:
        NotAllowed: the actor may not see such records.
        Invalid: it is done to such records one by one, so it cannot be done to that many.
        Conflict: there is a list of the name already that they were to be put on.
    """
    if not in_sets(asked.subject, deed):
        message = "This cannot be done to that many; narrow the filter."
        raise Invalid(message, ("ids",), code="too_many_at_once")
    with acting(actor):
        if deed is Deed.LIST and value.startswith("+"):  # once, not by every batch
            value = str(create_list(value.removeprefix("+"), actor=actor, now=now))
        deed_id = keep_deed(asked, deed.value, value, actor=actor, now=now)
        app.configure_task("flows.do_to_all").defer(deed_id=deed_id)
    return deed_id


def begin_undo_for_all(deed_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a worker take back what was done to all of a list, or so far.

    Raises:
        NotFound: it is not a deed of the actor.
        Conflict: it is taken back already, or too long ago.
    """
    with acting(actor):
        turn_back(deed_id, actor=actor, now=now)
        app.configure_task("flows.undo_for_all").defer(deed_id=deed_id)


def do_to_all(deed_id: int, *, now: datetime) -> None:
    """Do it, in batches of their own transactions, from behind the last that was done; may run twice.

    What refuses it ends it, and what was done before stays done.
    """
    kept = deed_to_go_on(deed_id)
    if kept is None:
        return
    try:
        actor = actor_of_user(kept["owner_id"])
        if kept["total"] is None:
            asked = Asked.of_json(kept["subject"], kept["asked"])
            note_total(deed_id, count_of(asked, actor=actor, now=now, cap=None))
        while _once_more(lambda: _batch(deed_id, actor, now)):
            pass
    except Refused as error:
        _fail(deed_id, str(error), now=now)


def undo_for_all(deed_id: int, *, now: datetime) -> None:
    """Take it back, batch by batch, the last first, from before the last that was taken back; may run twice."""
    kept = deed_to_go_on(deed_id)
    if kept is None:
        return
    actor = actor_of_user(kept["owner_id"])
    while _batch_back(deed_id, actor, now):
        pass


def _batch(deed_id: int, actor: Actor, now: datetime) -> bool:
    """Do the next batch, together with how far it is; False when there was none left or it is to go no further."""
    with transaction.atomic():
        row = held_deed(deed_id, DeedState.DOING)
        if row is None:
            return False
        asked = Asked.of_json(row.subject, row.asked)
        ids = ids_of(asked, actor=actor, now=now, above=row.above, limit=BATCH)
        if not ids:
            _end(deed_id, row.owner_id, DeedState.DONE, row.done, now=now)
            return False
        row.batches += 1
        doer = actor.because(_cause(row.cause, row.batches))
        row.done += do_to_many(row.subject, Deed(row.deed), ids, row.value, actor=doer, now=now)
        row.above = ids[-1]
        row.save(update_fields=["batches", "done", "above"])
    return True


def _batch_back(deed_id: int, actor: Actor, now: datetime) -> bool:
    """Take the last batch back that was not yet, together with how far it is; False when there was none left."""
    with transaction.atomic():
        row = held_deed(deed_id, DeedState.UNDOING)
        if row is None:
            return False
        if row.back >= row.batches:
            _end(deed_id, row.owner_id, DeedState.UNDONE, row.done, now=now)
            return False
        cause = _cause(row.cause, row.batches - row.back)
        try:
            row.kept |= take_deed_back(cause, actor=actor, now=now)
        except IntegrityError:  # somebody has taken the place of one of them
            row.kept = True
        row.back += 1
        row.save(update_fields=["back", "kept"])
    return True


def _once_more(batch: Callable[[], bool]) -> bool:
    for _ in range(TRIES - 1):
        with suppress(NotFound):
            return batch()
    return batch()


def _cause(cause: str, number: int) -> str:
    return f"{cause}:{number}"


@transaction.atomic
def _fail(deed_id: int, problem: str, *, now: datetime) -> None:
    row = held_deed(deed_id, DeedState.DOING)
    if row is not None:
        _end(deed_id, row.owner_id, DeedState.FAILED, row.done, now=now, problem=problem)


def _end(
    deed_id: int, owner_id: int, state: DeedState, done: int, *, now: datetime, problem: str = ""
) -> None:
    """Keep the end of it, and tell whoever began it, wherever they are by now."""
    end_deed(deed_id, state, problem=problem)
    news = News(
        user_id=owner_id,
        kind=NoticeKind.LIST_DEED,
        key=f"{deed_id}:{state.value}",
        count=done,
        deed_id=deed_id,
    )
    tell([news], now=now)

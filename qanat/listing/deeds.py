"""Deeds for a whole list: kept while a worker is at them, so that each can be watched, gone on with and taken back.

A batch and how far it brought the deed are one transaction, so that whoever goes on after a crash goes on
behind the last batch. A batch has a cause of its own in the audit, by which it is taken back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Now

from qanat.kernel.errors import Conflict, NotAllowed, NotFound
from qanat.listing.asking import Asked
from qanat.listing.models import ListDeed
from qanat.platform.actor import Actor, acting

UNDO_WITHIN: Final = timedelta(days=1)
KEPT: Final = timedelta(days=7)
MOST_LISTED: Final = 20


class DeedState(StrEnum):
    """Where a deed is: on its way, at its end, or on its way back."""

    DOING = "doing"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True, kw_only=True)
class WholeDeed:
    """A deed as whoever began it sees it.

    Attributes:
        deed, value: what is done, as the flows name it.
        total: how many records there were to be; None until they are counted.
        done: how many it was done to.
        batches, back: how many batches were done, and how many of them are taken back.
        kept: whether something could not be taken back, because others have changed it since.
        problem: what refused it; empty when nothing did.
    """

    id: int
    subject: str
    deed: str
    value: str
    state: DeedState
    total: int | None
    done: int
    batches: int
    back: int
    kept: bool
    problem: str
    created_at: datetime
    ended_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether a worker is at it, or will be."""
        return self.state in {DeedState.DOING, DeedState.UNDOING}

    def can_be_undone(self, now: datetime) -> bool:
        """Whether it can be taken back, or stopped and taken back."""
        undoable = self.state in {DeedState.DOING, DeedState.DONE, DeedState.FAILED}
        return undoable and now - self.created_at < UNDO_WITHIN


def keep_deed(asked: Asked, deed: str, value: str, *, actor: Actor, now: datetime) -> int:
    """The id of a deed that is to be done to all of a list; `actor` has its cause.

    Raises:
        NotAllowed: the actor may not see such records, or is a part of Qanat, which does to many what it does.
    """
    actor.require(asked.of.permission)
    if actor.user_id is None:
        raise NotAllowed(asked.of.permission)
    with acting(actor):
        return ListDeed.objects.create(
            owner_id=actor.user_id,
            subject=asked.subject,
            asked=asked.as_json(),
            deed=deed,
            value=value,
            cause=actor.cause,
            created_at=now,
        ).pk


def deeds_of(actor: Actor, *, subject: str, now: datetime) -> list[WholeDeed]:
    """Their deeds for lists of a subject, the newest first; one query."""
    own = ListDeed.objects.filter(
        owner_id=actor.user_id, subject=subject, created_at__gt=now - KEPT
    )
    return [_shown(row) for row in own.order_by("-id")[:MOST_LISTED]]


def turn_back(deed_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a deed of the actor go no further and be taken back; a batch that is under way is waited for.

    Raises:
        NotFound: it is not theirs.
        Conflict: it is taken back already, or too long ago.
    """
    with acting(actor):
        row = (
            ListDeed.objects.select_for_update().filter(pk=deed_id, owner_id=actor.user_id).first()
        )
        if row is None:
            raise NotFound("deed", deed_id)
        if not _shown(row).can_be_undone(now):
            raise Conflict("This can no longer be taken back.")
        ListDeed.objects.filter(pk=deed_id).update(state=DeedState.UNDOING, ended_at=None)


def held_deed(deed_id: int, state: DeedState) -> ListDeed | None:
    """The deed while it is in this state, locked until the transaction ends; None when it is not."""
    return ListDeed.objects.select_for_update().filter(pk=deed_id, state=state).first()


def deed_to_go_on(deed_id: int) -> Mapping[str, Any] | None:
    """Whose deed it is, its cause, and what is asked for; None when there is none."""
    found = ListDeed.objects.filter(pk=deed_id)
    return found.values("owner_id", "cause", "subject", "asked", "total").first()


def note_total(deed_id: int, total: int) -> None:
    """Keep how many records there are to be."""
    ListDeed.objects.filter(pk=deed_id).update(total=total)


def end_deed(deed_id: int, state: DeedState, *, problem: str = "") -> None:
    """Keep that it is at its end."""
    ListDeed.objects.filter(pk=deed_id).update(state=state, problem=problem, ended_at=Now())


def delete_old_deeds(*, now: datetime) -> int:
    """How many deeds were forgotten because they are long past; what they did stays."""
    return _ended().filter(created_at__lte=now - KEPT).delete()[0]


def _ended() -> QuerySet[ListDeed]:
    return ListDeed.objects.filter(state__in=(DeedState.DONE, DeedState.FAILED, DeedState.UNDONE))


def _shown(row: ListDeed) -> WholeDeed:
    return WholeDeed(
        id=row.pk,
        subject=row.subject,
        deed=row.deed,
        value=row.value,
        state=DeedState(row.state),
        total=row.total,
        done=row.done,
        batches=row.batches,
        back=row.back,
        kept=row.kept,
        problem=row.problem,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )

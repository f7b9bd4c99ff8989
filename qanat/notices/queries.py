"""What a user has not read yet, and which kinds they hear of."""

from typing import Final

from django.db.models import QuerySet

from qanat.notices.models import Notice, NoticeChoice
from qanat.notices.rules import NoticeKind
from qanat.platform.actor import Actor

MOST_COUNTED: Final = 100


def unread_notices(actor: Actor) -> int:
    """How many of the actor's notices are unread; counted up to `MOST_COUNTED`."""
    unread = Notice.objects.filter(user_id=actor.user_id or 0, read_at__isnull=True)
    return unread[:MOST_COUNTED].count()


def given_unread(person_id: int, actor: Actor) -> "QuerySet[Notice]":
    """The actor's unread notices that this lead became theirs."""
    return Notice.objects.filter(
        person_id=person_id,
        user_id=actor.user_id or 0,
        kind=NoticeKind.LEAD_ASSIGNED,
        read_at__isnull=True,
    )


def was_given(person_id: int, actor: Actor) -> bool:
    """Whether the lead became the actor's and they have not seen it since."""
    return given_unread(person_id, actor).exists()


def wanted_notices(actor: Actor) -> list[NoticeKind]:
    """The kinds that the actor hears of."""
    choice = NoticeChoice.objects.filter(user_id=actor.user_id or 0).first()
    return [kind for kind in NoticeKind if choice is None or kind not in choice.muted]

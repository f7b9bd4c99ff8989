"""Telling users, and what they do with what they were told. Everybody has only their own notices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Coalesce

from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.notices.models import Notice, NoticeChoice
from qanat.notices.queries import given_unread
from qanat.notices.rules import KEPT_FOR, NoticeKind
from qanat.platform.actor import Actor
from qanat.platform.statements import as_json, fetch, statement


@dataclass(frozen=True, kw_only=True)
class News:
    """What one user should hear of; the names are those of `Notice`."""

    user_id: int
    kind: NoticeKind
    key: str
    count: int = 1
    person_id: int | None = None
    opportunity_id: int | None = None
    task_id: int | None = None
    run_id: int | None = None
    file_id: int | None = None
    deed_id: int | None = None
    by_id: int | None = None


def tell(news: Sequence[News], *, now: datetime) -> int:
    """How many notices were written: none twice, none to who left or muted the kind; one statement."""
    if not news:
        return 0
    return len(fetch(statement(__file__, "tell"), {"news": as_json(news), "now": now}))


def mark_read(*, actor: Actor, now: datetime, up_to: int) -> int:
    """How many of the actor's notices were unread, of those that had come when `up_to` had."""
    unread = Notice.objects.filter(user_id=_own(actor), read_at__isnull=True, id__lte=up_to)
    return unread.update(read_at=now)


def open_notice(notice_id: int, *, actor: Actor, now: datetime) -> None:
    """Mark one of the actor's notices read.

    Raises:
        NotFound: they have no such notice.
    """
    own = Notice.objects.filter(user_id=_own(actor), id=notice_id)
    if not own.update(read_at=Coalesce("read_at", Value(now))):
        raise NotFound("notice", notice_id)


def close_notice(notice_id: int, *, actor: Actor) -> None:
    """Mark one of the actor's notices unread again.

    Raises:
        NotFound: they have no such notice.
    """
    if not Notice.objects.filter(user_id=_own(actor), id=notice_id).update(read_at=None):
        raise NotFound("notice", notice_id)


def mark_read_of(person_id: int, *, actor: Actor, now: datetime) -> int:
    """How many of the actor's notices were unread that told of this lead becoming theirs."""
    return given_unread(person_id, actor).update(read_at=now)


def choose_notices(wanted: Iterable[str], *, actor: Actor) -> None:
    """From now on hear of these kinds only.

    Raises:
        Invalid: there is no such kind (`not_a_choice`).
    """
    kinds = {kind.value for kind in NoticeKind}
    chosen = set(wanted)
    if chosen - kinds:
        raise Invalid("There is no such kind of notice.", ("wanted",), code="not_a_choice")
    NoticeChoice.objects.update_or_create(
        user_id=_own(actor), defaults={"muted": sorted(kinds - chosen)}
    )


def forget_old(*, now: datetime) -> int:
    """How many notices were older than they are kept, and are gone."""
    return Notice.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _own(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed("notices.of_oneself")
    return actor.user_id

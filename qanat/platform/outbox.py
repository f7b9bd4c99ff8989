"""Effects that leave Qanat once: written with their cause, delivered afterwards.

`emit` runs in the transaction of the cause. A worker claims due messages, calls the effect's
`deliver` and confirms. A message is claimed before and confirmed after the delivery; when a
process dies in between, or the other side accepted and its reply was lost, the message is
delivered again: that is the one case in which an effect can repeat, and `key` is handed to
`deliver` so that the other side can recognise it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
import structlog
from django.db import connection, transaction
from django.db.models import F

from qanat.kernel.errors import NotFound, QanatError, Unavailable
from qanat.kernel.registry import Registry
from qanat.platform.jobs.rules import retry_delay
from qanat.platform.models import OutboxMessage

log = structlog.get_logger(__name__)

DELIVERY_LEASE = timedelta(seconds=120)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A kind of effect and how it is delivered.

    Attributes:
        deliver: takes the payload and the key; raises `Unavailable` to be tried again later.
        attempts: tries, crashes counted, after which the message is failed and shown.
    """

    name: str
    deliver: Callable[[dict[str, Any], str], None]
    attempts: int = 8


effects: Registry[Effect] = Registry("effect")


def emit(kind: str, payload: dict[str, Any], *, key: str, due_at: datetime | None = None) -> bool:
    """Write an effect into the present transaction; whether it was new.

    The same key is written once for ever, so an action that runs twice has one effect.
    """
    if kind not in effects:
        raise LookupError(f"no effect is registered as {kind!r}")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox_message (key, kind, payload, due_at)"
            " VALUES (%s, %s, %s::jsonb, coalesce(%s, now())) ON CONFLICT (key) DO NOTHING",
            (key, kind, orjson.dumps(payload).decode(), due_at),
        )
        return bool(cursor.rowcount)


def deliver_due(size: int, *, now: datetime) -> int:
    """Claim up to `size` due messages and deliver each; how many were claimed."""
    messages = list(_claim(size, now))
    for message in messages:
        _deliver(message, now)
    return len(messages)


def failed_messages(*, after: int = 0, limit: int = 100) -> list[OutboxMessage]:
    """Messages that were given up, oldest first, from past the id `after`."""
    failed = OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED, id__gt=after)
    return list(failed.order_by("id")[:limit])


def send_again(message_id: int, *, now: datetime) -> None:
    """Give a failed message all its attempts once more."""
    changed = OutboxMessage.objects.filter(id=message_id, state=OutboxMessage.State.FAILED).update(
        state=OutboxMessage.State.WAITING, attempts=0, due_at=now, error=""
    )
    if not changed:
        raise NotFound("failed message", message_id)


def _claim(size: int, now: datetime) -> Iterator[OutboxMessage]:
    with transaction.atomic():
        return iter(
            OutboxMessage.objects.raw(
                "UPDATE outbox_message SET state = 'taken', attempts = attempts + 1,"
                " lease_until = %s WHERE id IN ("
                "   SELECT id FROM outbox_message"
                "   WHERE (state = 'waiting' AND due_at <= %s) OR (state = 'taken' AND lease_until < %s)"
                "   ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED"
                " ) RETURNING *",
                (now + DELIVERY_LEASE, now, now, size),
            )[:]
        )


def _deliver(message: OutboxMessage, now: datetime) -> None:
    effect = effects.get(message.kind)
    if effect is None:
        _fail(message, f"No effect is registered as {message.kind}.")
    elif message.attempts > effect.attempts:
        _fail(message, message.error or "The process died at every attempt.")
    else:
        _try(effect, message, now)


def _try(effect: Effect, message: OutboxMessage, now: datetime) -> None:
    try:
        effect.deliver(message.payload, message.key)
    except Unavailable as error:
        if message.attempts >= effect.attempts:
            _fail(message, str(error))
        else:
            OutboxMessage.objects.filter(id=message.id).update(
                state=OutboxMessage.State.WAITING,
                due_at=now + retry_delay(message.attempts),
                error=str(error),
            )
    except QanatError as error:
        _fail(message, str(error))
    else:
        OutboxMessage.objects.filter(id=message.id).update(
            state=OutboxMessage.State.SENT, sent_at=now, error="", attempts=F("attempts")
        )


def _fail(message: OutboxMessage, why: str) -> None:
    log.error("outbox.failed", message_id=message.id, kind=message.kind, why=why)
    OutboxMessage.objects.filter(id=message.id).update(state=OutboxMessage.State.FAILED, error=why)

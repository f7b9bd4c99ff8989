"""Holding submissions: one process at a time, for as long as it shows signs of life.

A lease that ran out counts as a crash of the process that held it. A submission that was held in a
crash is taken alone from then on, so that a poisonous one cannot drag others along, and is parked
at the crash limit.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from qanat.kernel.errors import Fault
from qanat.platform.config import config
from qanat.platform.inbox.ending import set_aside
from qanat.platform.models import Submission
from qanat.platform.statements import fetch

_COLUMNS = (
    "id, door, key, position, payload, fingerprint, sent_by, received_at, state, taken_by, crashes"
)

# `due` is what nobody holds, oldest first; `first` the oldest of it. A suspect is taken when it is
# first, and then alone; otherwise all that were never in a crash are taken together.
_TAKE = f"""
WITH due AS (
    SELECT id, crashes + (state = 'taken')::int AS crashes FROM inbox_submission
    WHERE state IN ('waiting', 'taken') AND (state = 'waiting' OR lease_until < %(now)s)
    ORDER BY id LIMIT %(size)s FOR UPDATE SKIP LOCKED
), chosen AS (
    SELECT id, crashes FROM due
    WHERE id = (SELECT min(id) FROM due)
       OR crashes = 0 AND 0 = (SELECT crashes FROM due ORDER BY id LIMIT 1)
)
UPDATE inbox_submission s
SET state = 'taken', taken_by = %(worker)s, lease_until = %(lease)s, crashes = chosen.crashes
FROM chosen WHERE s.id = chosen.id
RETURNING {", ".join("s." + column for column in _COLUMNS.split(", "))}
"""  # noqa: S608 our own column names


def take(size: int, *, worker: str, now: datetime) -> list[Submission]:
    """Up to `size` submissions that nobody holds, oldest first, held from now on by `worker`.

    One that has crashed its holder before comes alone; at the crash limit it is parked instead and
    the next ones are taken.
    """
    while True:
        with transaction.atomic():
            rows = list(
                Submission.objects.raw(
                    _TAKE, {"now": now, "size": size, "worker": worker, "lease": _lease(now)}
                )
            )
            healthy = _without_poison(rows)
        if healthy or not rows:
            return sorted(healthy, key=_id)


_TAKE_OVER = f"""
UPDATE inbox_submission s
SET state = 'taken', taken_by = %(worker)s, lease_until = %(lease)s, crashes = free.crashes
FROM (
    SELECT id, crashes + (state = 'taken')::int AS crashes FROM inbox_submission
    WHERE id = ANY(%(ids)s) AND (state = 'waiting' OR state = 'taken' AND lease_until < %(now)s)
    ORDER BY id FOR UPDATE SKIP LOCKED
) free
WHERE s.id = free.id AND free.crashes < %(limit)s
RETURNING {", ".join("s." + column for column in _COLUMNS.split(", "))}
"""  # noqa: S608 our own column names


def take_over(ids: Sequence[int], *, worker: str, now: datetime) -> list[Submission]:
    """Those of the submissions that nobody holds, held from now on by `worker`.

    For whoever sent them and waits for the answer. One that reached the crash limit is left for
    `take` to park.
    """
    values = {
        "worker": worker,
        "lease": _lease(now),
        "now": now,
        "ids": list(ids),
        "limit": config.crash_limit,
    }
    return sorted(Submission.objects.raw(_TAKE_OVER, values), key=_id)


def hold(ids: Sequence[int], *, worker: str) -> frozenset[int]:
    """Those of the submissions that `worker` still holds, locked until the transaction ends.

    What is processed in that transaction is processed once: a process whose lease ran out finds
    here that another one has taken over.
    """
    rows = fetch(
        "SELECT id FROM inbox_submission WHERE id = ANY(%s::bigint[])"
        " AND state = 'taken' AND taken_by = %s::text ORDER BY id FOR UPDATE",
        (list(ids), worker),
    )
    return frozenset(pk for (pk,) in rows)


def renew(worker: str, *, now: datetime) -> int:
    """Prolong the leases of all that `worker` holds; the number of them. A sign of life."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission SET lease_until = %s WHERE id IN ("
            " SELECT id FROM inbox_submission WHERE state = 'taken' AND taken_by = %s"
            " ORDER BY id FOR UPDATE SKIP LOCKED)",
            [_lease(now), worker],
        )
        return int(cursor.rowcount)


def _without_poison(rows: Sequence[Submission]) -> list[Submission]:
    poison = [row for row in rows if row.crashes >= config.crash_limit]
    if poison:
        fault = Fault(
            (),
            f"The process that worked on this died {config.crash_limit} times.",
            "crash_limit",
        )
        set_aside({row.pk: (fault,) for row in poison}, poison, told=False)
    return [row for row in rows if row.crashes < config.crash_limit]


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=config.lease_seconds)


def _id(row: Submission) -> int:
    return row.pk

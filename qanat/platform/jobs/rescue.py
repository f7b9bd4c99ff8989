"""What becomes of jobs: those of a dead worker go on or are parked; parked ones are replayed.

procrastinate leaves the job of a killed worker "doing" for ever, and retrying it without
counting lets a poison job kill one worker after another. So a crash counts as an attempt.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import structlog
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from qanat.kernel.errors import NotFound

log = structlog.get_logger(__name__)

SILENT_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class ParkedJob:
    """A job that was given up.

    Attributes:
        attempts: how often it was tried, crashes counted.
        at: when it last ended.
    """

    id: int
    task: str
    arguments: dict[str, Any]
    attempts: int
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Rescue:
    """What a round of rescue did, as job ids."""

    resumed: tuple[int, ...]
    parked: tuple[int, ...]


def rescue_stalled(*, now: datetime, crash_limit: int) -> Rescue:
    """Resume the jobs of workers silent for 30 s; park those that crashed `crash_limit` times.

    Two workers may run this at once: each job is resumed or parked once, because both updates
    apply only to a job that is still "doing".
    """
    return async_to_sync(_rescue)(now, crash_limit)


async def _rescue(now: datetime, crash_limit: int) -> Rescue:
    manager = app.job_manager
    resumed, parked = [], []
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.id is None:
            continue
        if job.attempts + 1 >= crash_limit:
            await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)
            parked.append(job.id)
            log.error("job.parked", job_id=job.id, task=job.task_name, crashes=job.attempts + 1)
        else:
            await manager.retry_job_by_id_async(job.id, retry_at=now)
            resumed.append(job.id)
            log.warning("job.resumed", job_id=job.id, task=job.task_name)
    return Rescue(resumed=tuple(resumed), parked=tuple(parked))


def parked_jobs(*, after: int = 0, limit: int = 100) -> list[ParkedJob]:
    """Jobs that were given up, oldest first, from past the id `after`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.id, j.task_name, j.args, j.attempts, max(e.at)"
            " FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id"
            " WHERE j.status = 'failed' AND j.id > %s GROUP BY j.id ORDER BY j.id LIMIT %s",
            (after, limit),
        )
        rows = cursor.fetchall()
    return [
        ParkedJob(id=row[0], task=row[1], arguments=_arguments(row[2]), attempts=row[3], at=row[4])
        for row in rows
    ]


def replay_job(job_id: int, *, now: datetime) -> None:
    """Give a parked job all its attempts once more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = %s"
            " WHERE id = %s AND status = 'failed'",
            (now, job_id),
        )
        if cursor.rowcount == 0:
            raise NotFound("parked job", job_id)


def _arguments(value: Any) -> dict[str, Any]:
    """The job's arguments; Django's cursor gives jsonb as text, psycopg's own as a dict."""
    return dict(orjson.loads(value) if isinstance(value, str) else value)

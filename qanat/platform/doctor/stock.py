"""What the doctor looks at in the database: what waits, what is stuck, who works."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import psycopg

from qanat.platform.doctor.finding import Finding, broken, warning, well

STUCK_MINUTES = 10
CLOCK_SECONDS = 5.0

Connection = psycopg.Connection[tuple[Any, ...]]


def clock(connection: Connection, now: datetime) -> Finding:
    """This machine, the database and the past agree about the time."""
    theirs, newest = _row(connection, "SELECT clock_timestamp(), max(at) FROM audit_entry")
    if abs((theirs - now).total_seconds()) > CLOCK_SECONDS:
        return warning(
            "clock",
            f"This machine says {now:%H:%M:%S}, the database's {theirs:%H:%M:%S} (UTC).",
            "sudo timedatectl set-ntp true",
        )
    if newest is not None and newest > now + timedelta(seconds=CLOCK_SECONDS):
        return warning(
            "clock",
            f"Something was noted at {newest:%Y-%m-%d %H:%M} (UTC), which is yet to come: the clock"
            " was set back, and what is planned waits until it has caught up.",
            "sudo timedatectl set-ntp true",
        )
    return well("clock", "The clocks agree.")


def inbox(connection: Connection, _now: datetime) -> Finding:
    """What arrived is being worked through, and nothing is parked."""
    waiting, stuck, parked = _row(
        connection,
        "SELECT count(*) FILTER (WHERE state IN ('waiting', 'taken')),"
        " count(*) FILTER (WHERE state IN ('waiting', 'taken')"
        "   AND received_at < now() - make_interval(mins => %s)),"
        " count(*) FILTER (WHERE state = 'parked')"
        " FROM inbox_submission WHERE state IN ('waiting', 'taken', 'parked')",
        (STUCK_MINUTES,),
    )
    if stuck:
        return broken(
            "inbox",
            f"{stuck} of {waiting} submissions wait for more than {STUCK_MINUTES} minutes: nobody"
            " works on them.",
            "qanat worker",
        )
    if parked:
        return warning(
            "inbox",
            f"{parked} submissions are parked: each must be mended and replayed, or dropped.",
            "qanat parked list",
        )
    return well("inbox", f"{waiting} submissions wait, none for long, none is parked.")


def outbox(connection: Connection, _now: datetime) -> Finding:
    """Effects leave."""
    waiting, stuck, failed = _row(
        connection,
        "SELECT count(*) FILTER (WHERE state IN ('waiting', 'taken')),"
        " count(*) FILTER (WHERE state IN ('waiting', 'taken')"
        "   AND due_at < now() - make_interval(mins => %s)),"
        " count(*) FILTER (WHERE state = 'failed')"
        " FROM outbox_message WHERE state IN ('waiting', 'taken', 'failed')",
        (STUCK_MINUTES,),
    )
    if stuck:
        return broken(
            "outbox",
            f"{stuck} of {waiting} mails and calls to others are due for more than"
            f" {STUCK_MINUTES} minutes: nobody sends them.",
            "qanat worker",
        )
    if failed:
        return warning("outbox", f"{failed} effects failed for good.", "qanat jobs list")
    return well("outbox", f"{waiting} effects wait, none for long, none failed.")


def jobs(connection: Connection, _now: datetime) -> Finding:
    """Background jobs are done."""
    waiting, stuck, failed = _row(
        connection,
        "SELECT count(*) FILTER (WHERE status = 'todo'),"
        " count(*) FILTER (WHERE status = 'doing' AND (w.last_heartbeat IS NULL"
        "   OR w.last_heartbeat < now() - make_interval(mins => %s))),"
        " count(*) FILTER (WHERE status = 'failed')"
        " FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id"
        " WHERE status IN ('todo', 'doing', 'failed')",
        (STUCK_MINUTES,),
    )
    if stuck:
        return broken(
            "jobs", f"{stuck} jobs belong to workers that are gone for long.", "qanat worker"
        )
    if failed:
        return warning("jobs", f"{failed} jobs were given up.", "qanat jobs list")
    return well("jobs", f"{waiting} jobs wait, none was given up.")


def workers(connection: Connection, _now: datetime) -> Finding:
    """Somebody does the background work."""
    (alive,) = _row(
        connection,
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'",
    )
    if not alive:
        return warning("workers", "No worker runs, so nothing is done unasked.", "qanat serve")
    return well("workers", f"{alive} at work.")


STOCK_CHECKS: tuple[Callable[[Connection, datetime], Finding], ...] = (
    clock,
    inbox,
    outbox,
    jobs,
    workers,
)


def _row(connection: Connection, query: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
    row = connection.execute(query.encode(), values).fetchone()
    return () if row is None else row

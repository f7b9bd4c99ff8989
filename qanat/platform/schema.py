"""Bringing the database to the schema of this code, one process at a time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

LOCK = 7_160_418_235
"""The advisory lock that whoever migrates holds; any number that nobody else uses."""
POLL_SECONDS = 0.2


def pending_migrations() -> list[str]:
    """The migrations that this code has and the database has not, such as `people.0002_touch`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_up_to_date(*, report: Callable[[str], None] | None = None) -> None:
    """Apply what is pending. Another process that does so at the same time is waited for."""
    if not pending_migrations():
        return
    with _only_one():
        pending = pending_migrations()
        if pending:
            if report is not None:
                report(f"Bringing the database up to date: {len(pending)} steps.")
            call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _only_one() -> Iterator[None]:
    """Hold the lock on this session.

    It is polled: one who waited inside a statement would keep CREATE INDEX CONCURRENTLY of the
    other from ever finishing.
    """
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))
            if cursor.fetchone() == (True,):
                break
            time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))

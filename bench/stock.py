"""Fills the database with people and what they did, by SQL, past the actions: this is not measured.

Written as the database's administrator with triggers off and indexes made anew afterwards; the rows
are what the actions would have left behind. Everything follows from its number and `now`.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from qanat.platform.postgres.cluster import DATABASE, ROLE, SUPERUSER, address
from qanat.platform.postgres.places import Places

SQL = Path(__file__).parent / "sql"
WRITERS = 2
SLICES = 12
PEOPLE = (
    *("person", "identifier", "touch", "lifecycle_change", "status_change"),
    *("owner_change", "assignment"),
)
"""What sql/people.sql writes."""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique
"""


class Stock:
    """What is in the database of the benchmarks."""

    def __init__(self, here: Places, *, now: datetime, owners: Sequence[int]) -> None:
        self._address = address(here, user=SUPERUSER, database=DATABASE)
        self._now = now
        self._owners = list(owners)
        self.people = 0
        self.events = 0

    def lay_ground(self, *, accounts: int) -> None:
        """Names, campaigns and accounts."""
        with self._connected() as server:
            _run(server, "ground", {})
            _run(server, "accounts", {"accounts": accounts})

    def grow(self, *, people: int, events: int) -> None:
        """Have so many people, whoever came otherwise included; all events are made anew."""
        with self._connected() as server:
            counted = server.execute("SELECT count(*), coalesce(max(id), 0) FROM person")
            ((there, last),) = counted.fetchall()
            with _without_indexes(server, PEOPLE):
                values = {"first": last + 1, "last": last + people - there}
                _run(server, "people", values | {"owners": self._owners, "now": self._now})
            with _without_indexes(server, ["event"]):
                self._make_events(server, events, people=last + people - there)
        self.people, self.events = people, events
        self.settle()

    def _make_events(self, server: psycopg.Connection, events: int, *, people: int) -> None:
        server.execute("TRUNCATE event")
        days = (self._now - timedelta(days=day) for day in range(0, 400, 25))
        server.execute("SELECT event_month(at) FROM unnest(%s::timestamptz[]) AS at", (list(days),))
        values = {"all": events, "people": people, "now": self._now}
        parts = [
            values | {"first": part * events // SLICES + 1, "last": (part + 1) * events // SLICES}
            for part in range(SLICES)
        ]
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(self._append, parts))

    def _append(self, values: dict[str, Any]) -> None:
        with self._connected() as server:
            _run(server, "events", values)

    def open_opportunities(self, opportunities: int) -> None:
        """Have so many opportunities."""
        with (
            self._connected() as server,
            _without_indexes(server, ["opportunity", "stage_visit"]),
        ):
            values = {"opportunities": opportunities, "people": self.people, "now": self._now}
            _run(server, "opportunities", values)

    def settle(self) -> None:
        """Statistics, visibility and a checkpoint, as they are after an ordinary night."""
        with self._connected() as server:
            server.execute("RESET ROLE")
            server.execute("VACUUM ANALYZE")
            server.execute("CHECKPOINT")

    def execute(self, text: str, values: Sequence[Any] = ()) -> None:
        """One statement as the administrator, without triggers."""
        with self._connected() as server:
            server.execute(text, values)  # type: ignore[call-overload]  # our own text

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self._address, autocommit=True) as server:
            server.execute("SET session_replication_role = replica")
            server.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(ROLE)))
            server.execute("SET work_mem = '256MB'")
            server.execute("SET timezone = 'UTC'")
            yield server


@contextmanager
def _without_indexes(server: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Inside, the tables have only their unique indexes; the others are made anew at the end."""
    indexes = server.execute(INDEXES, (list(tables),)).fetchall()
    for name, _ in indexes:
        server.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        server.execute(definition.replace(" ON ONLY ", " ON "))


def _run(server: psycopg.Connection, name: str, values: dict[str, Any]) -> None:
    """The statements of a file, one by one."""
    text = (SQL / f"{name}.sql").read_text()
    for statement in text.split(";\n\n"):
        server.execute(statement, values)  # type: ignore[call-overload]  # our own text

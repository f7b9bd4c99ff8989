"""SQL kept in files, `sql/<name>.sql` beside the module that runs it, prepared once per connection.

Planning a statement of many CTEs costs more than running it for one row (4.4 ms against 0.6 ms
measured), so these run on a cursor that binds on the server and prepares at first use. They are
seen by Django's query log, query counts and execute wrappers like any other query.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import orjson
import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections

from qanat.kernel.sql import Sql

Row = tuple[Any, ...]


class PreparedCursor(psycopg.Cursor[Row]):
    """A cursor that prepares whatever it runs."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "PreparedCursor":
        options["prepare"] = True
        return super().execute(query, params, **options)


class NumberedCursor(psycopg.RawCursor[Row]):
    """A cursor that prepares whatever it runs; its places are written `$1`, `$2` and so on."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "NumberedCursor":
        options["prepare"] = True
        return super().execute(query, params, **options)


@cache
def statement(module_file: str, name: str) -> str:
    """The text of `sql/<name>.sql` in the folder of `module_file`; give it `__file__`."""
    return (Path(module_file).parent / "sql" / f"{name}.sql").read_text()


def fetch(text: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
    """The rows of a statement whose text is always the same, so that preparing it pays."""
    return _run(PreparedCursor, text, params)


def fetch_numbered(text: str, params: Sequence[Any]) -> list[Row]:
    """The same for a text with places `$1`, `$2`, …, in which nothing has to be looked for.

    The driver reads a text of more than 4,096 characters anew each time: 0.75 ms for a score.
    """
    return _run(NumberedCursor, text, params)


def _run(kind: type[psycopg.Cursor[Row]], text: str, params: Any) -> list[Row]:
    # Not by `connection`, which looks for its thread again at every mention: 35 µs a statement.
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    raw = _cursor(database.connection, kind)
    wrap = database.make_debug_cursor if database.queries_logged else database.make_cursor
    wrap(raw).execute(text, params)  # type: ignore[arg-type]  # the stubs know Django's own cursor only
    found = raw.pgresult
    return raw.fetchall() if found is not None and found.nfields else []


_cursors: WeakKeyDictionary[Any, dict[type, psycopg.Cursor[Row]]] = WeakKeyDictionary()
"""The cursors of each connection, kept because making one costs as much as a short statement."""


def _cursor(raw_connection: Any, kind: type[psycopg.Cursor[Row]]) -> psycopg.Cursor[Row]:
    cursors = _cursors.setdefault(raw_connection, {})
    if kind not in cursors:
        cursors[kind] = kind(raw_connection)
    return cursors[kind]


def select(sql: Sql) -> list[Row]:
    """The rows of a statement put together for the occasion; planned anew each time."""
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return list(cursor.fetchall()) if cursor.description else []


def records(sql: Sql) -> list[dict[str, Any]]:
    """The rows of a statement put together for the occasion, each by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def as_json(rows: Iterable[Any]) -> str:
    """Dataclasses or mappings as a JSON array, for `json_to_recordset`; amounts are exact."""
    listed = list(rows)
    try:
        return orjson.dumps(listed, default=_plain).decode()
    except orjson.JSONEncodeError:  # whole numbers beyond 64 bits, which PostgreSQL takes
        return json.dumps(listed, default=_plain, ensure_ascii=False)


def from_json(value: str | None) -> Any:
    """What a JSON column holds; Django has it come as text, for its own fields to read."""
    return None if value is None else json.loads(value)


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return str(value)
        case date():  # instants too
            return value.isoformat()
        case Mapping():
            return dict(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return vars(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a statement")

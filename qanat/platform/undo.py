"""Taking back everything that was done as part of one cause, by reading the audit backwards.

It knows no table: what was inserted goes to the trash where the table has one, or is deleted; what
was changed gets its old values. What somebody else changed since is theirs, is left alone and
told. The taking back is itself in the audit, under a cause of its own.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from django.db import connection
from psycopg import sql

from qanat.platform.models import AuditEntry

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What may be taken back, and how.

    Attributes:
        trashed: tables whose inserted rows go to the trash; they have `deleted_at`.
        deleted: tables whose inserted rows are deleted: links that nothing else points to.
        restored: tables whose changed rows get their old values back.
        revived: tables whose deleted rows are there again, unless their like came meanwhile.
        returned: the same for rows that must not have a like: there it is an `IntegrityError`.
        reported: columns by table that are not written but given back in `Undone.reported`,
            because a change of theirs has a history of its own.
        touched: whether inserted rows go to the trash although somebody has changed them since.
    """

    trashed: tuple[str, ...]
    deleted: tuple[str, ...]
    restored: tuple[str, ...]
    revived: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    reported: Mapping[str, frozenset[str]] = field(default_factory=dict)
    touched: bool = False


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What was taken back.

    Attributes:
        removed: ids by table.
        restored: ids by table.
        reported: by table and id, the old values of the columns that were to be reported.
        kept: ids by table of rows that others have changed since, at least in part.
    """

    removed: dict[str, list[int]]
    restored: dict[str, list[int]]
    reported: dict[str, dict[int, dict[str, Any]]]
    kept: dict[str, list[int]]


def take_back(cause: str, scope: Scope, *, now: datetime) -> Undone:
    """Undo what was done as part of `cause`; runs inside the caller's `acting`.

    Twice is once: what is in the trash or has its old values already stays as it is.
    """
    done = Undone(removed={}, restored={}, reported=defaultdict(dict), kept=defaultdict(list))
    for table in scope.deleted:
        done.removed[table] = _ids("undo_delete", table, {"cause": cause, "table": table})
    for table in scope.restored:
        _restore(table, cause, scope, done, now)
    for name, tables in (("undo_revive", scope.revived), ("undo_return", scope.returned)):
        for table in tables:
            back = _ids(name, table, {"cause": cause, "table": table})
            done.restored[table] = [*done.restored.get(table, ()), *back]
    for table in scope.trashed:
        params = {"cause": cause, "table": table, "now": now, "touched": scope.touched}
        rows = _rows("undo_trash", table, params)
        done.removed[table] = [row[0] for row in rows if row[1]]
        done.kept[table] += [row[0] for row in rows if not row[1]]
    return done


def done_by(actor_name: str, cause: str, *, since: datetime) -> bool:
    """Whether the actor changed anything as part of `cause` since then."""
    return AuditEntry.objects.filter(cause=cause, actor=actor_name, at__gte=since).exists()


def _restore(table: str, cause: str, scope: Scope, done: Undone, now: datetime) -> None:
    reported = scope.reported.get(table, frozenset())
    patches: dict[int, dict[str, Any]] = {}
    for row_id, column, old, untouched in _rows(
        "undo_changes", table, {"cause": cause, "table": table}
    ):
        if not untouched:
            done.kept[table].append(row_id)
        elif column in reported:
            done.reported[table].setdefault(row_id, {})[column] = orjson.loads(old)
        else:
            patches.setdefault(row_id, {})[column] = orjson.loads(old)
    done.restored[table] = sorted(patches)
    # Of flags that only one row may have, whoever gives one up goes first.
    alike: dict[tuple[tuple[str, bool], ...], list[int]] = defaultdict(list)
    for row_id, patch in patches.items():
        alike[tuple((name, patch[name] is True) for name in sorted(patch))].append(row_id)
    for flags, ids in sorted(alike.items(), key=lambda each: sum(on for _, on in each[0])):
        columns = [name for name, _ in flags]
        _write(table, columns, {row_id: patches[row_id] for row_id in sorted(ids)}, now)


def _write(
    table: str, columns: Sequence[str], patches: Mapping[int, dict[str, Any]], now: datetime
) -> None:
    """Set the columns of each row to its old values, read as the table's own types."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    old = sql.SQL(", ").join(sql.SQL("old.{}").format(sql.Identifier(name)) for name in columns)
    text = sql.SQL(
        "UPDATE {table} t SET ({names}) = ROW({old})"
        " FROM unnest(%(ids)s::bigint[], %(patches)s::jsonb[]) AS p (id, patch),"
        " jsonb_populate_record(NULL::{table}, p.patch) AS old WHERE t.id = p.id"
    ).format(table=sql.Identifier(table), names=names, old=old)
    patch_texts = [orjson.dumps(patch).decode() for patch in patches.values()]
    with connection.cursor() as cursor:
        cursor.execute(text, {"ids": list(patches), "patches": patch_texts, "now": now})


def _rows(name: str, table: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    text = sql.SQL((SQL / f"{name}.sql").read_text()).format(table=sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return list(cursor.fetchall())


def _ids(name: str, table: str, params: Mapping[str, Any]) -> list[int]:
    return [row[0] for row in _rows(name, table, params)]

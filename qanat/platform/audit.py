"""Reading the audit: who changed what, when, and as part of what.

The entries are written by a trigger (`sql/audit.sql`), so that bulk SQL is covered as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Max, Q, QuerySet

from qanat.platform.actor import Actor
from qanat.platform.models import AuditEntry

MOST_ROWS: Final = 200
LOOKED_THROUGH: Final = 50_000


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """One change of one row.

    Attributes:
        actor: such as `user:7`; `database` when it was made past Qanat.
        action: I for insert, U for update, D for delete.
        before, after: the columns that an update changed; `before` of a delete is the whole row.
    """

    id: int
    at: datetime
    actor: str
    cause: str
    table: str
    row_id: int
    action: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def history_of(
    table: str, row_id: int, actor: Actor, *, before: int | None = None, limit: int = 50
) -> list[AuditRow]:
    """The changes of one row, the last first, from the entry before the id `before`."""
    return _rows(actor, {"table": table, "row_id": row_id}, before, limit)


def values_of(
    table: str,
    row_id: int,
    columns: Sequence[str],
    *,
    before: int | None = None,
    limit: int = 50,
) -> list[AuditRow]:
    """The changes of some columns of one row, the last first, from the entry before the id `before`.

    For the record itself, whose values its reader sees anyway: nobody needs to see the audit for
    it, and the caller answers for whether they may see the record. One query.
    """
    kept = AuditEntry.objects.filter(
        table=table, row_id=row_id, action="U", after__has_any_keys=list(columns)
    )
    return _listed(kept, before, limit)


def changes_of_cause(
    cause: str, actor: Actor, *, before: int | None = None, limit: int = 50
) -> list[AuditRow]:
    """What was changed as part of one cause, such as `import:12`, the last first."""
    return _rows(actor, {"cause": cause}, before, limit)


def recent_changes(
    actor: Actor, *, who: str = "", table: str = "", before: int | None = None, limit: int = 50
) -> list[AuditRow]:
    """What was changed of late, the last first, from the entry before the id `before`.

    `who` is an actor such as `user:7`, whatever token they used. With `who` or `table` only the last
    `LOOKED_THROUGH` entries are looked through, so that a rare name does not read them all.
    """
    entries = AuditEntry.objects.all()
    if who or table:
        newest = AuditEntry.objects.aggregate(last=Max("id"))["last"] or 0
        entries = entries.filter(id__gt=newest - LOOKED_THROUGH)
    if who:
        entries = entries.filter(Q(actor=who) | Q(actor__startswith=f"{who}/"))
    if table:
        entries = entries.filter(table=table)
    return _shown(actor, entries, before, limit)


def audited_tables(actor: Actor) -> list[str]:
    """The names of the tables that were changed of late."""
    actor.require("audit.view")
    newest = AuditEntry.objects.aggregate(last=Max("id"))["last"] or 0
    recent = AuditEntry.objects.filter(id__gt=newest - LOOKED_THROUGH)
    return sorted(recent.values_list("table", flat=True).distinct())


def _rows(actor: Actor, kept: Mapping[str, Any], before: int | None, limit: int) -> list[AuditRow]:
    return _shown(actor, AuditEntry.objects.filter(**kept), before, limit)


def _shown(
    actor: Actor, entries: QuerySet[AuditEntry], before: int | None, limit: int
) -> list[AuditRow]:
    actor.require("audit.view")
    return _listed(entries, before, limit)


def _listed(entries: QuerySet[AuditEntry], before: int | None, limit: int) -> list[AuditRow]:
    entries = entries.order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    names = AuditRow.__dataclass_fields__
    return [
        AuditRow(**{name: getattr(entry, name) for name in names})
        for entry in entries[: min(limit, MOST_ROWS)]
    ]

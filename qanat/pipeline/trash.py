"""Opportunities in the trash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import select

MOST_ROWS: Final = 200


@dataclass(frozen=True)
class TrashedOpportunity:
    """One opportunity in the trash; `email` is that of its person."""

    id: int
    name: str
    email: str
    deleted_at: datetime


def trashed_opportunities(
    actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[TrashedOpportunity]:
    """Opportunities in the trash, the last deleted first, from the one after `before` (when, id)."""
    actor.require("opportunities.delete")
    query = Sql(
        "SELECT o.id, o.name, coalesce(p.email, ''), o.deleted_at FROM opportunity o"
        " LEFT JOIN person p ON p.id = o.person_id WHERE o.deleted_at IS NOT NULL AND "
    ) + actor.visible("o.owner_id")
    if before is not None:
        query += Sql(" AND (o.deleted_at, o.id) < (%s, %s)", before)
    query += Sql(" ORDER BY o.deleted_at DESC, o.id DESC LIMIT %s", (min(limit, MOST_ROWS),))
    return [TrashedOpportunity(*row) for row in select(query)]

"""What reports can be restricted to: the owners and the sources that a reader sees."""

from dataclasses import dataclass
from typing import Final

from qanat.insight.rows import rows_of
from qanat.kernel.sql import filled, value
from qanat.platform.actor import Actor

MOST_SOURCES: Final = 200
OWNERS: Final = """
SELECT u.id, coalesce(nullif(u.name, ''), u.email) AS name, u.email
FROM access_user u WHERE {seen} ORDER BY 2, 1"""
SOURCES: Final = """
SELECT DISTINCT p.source FROM person p
WHERE p.deleted_at IS NULL AND p.source <> '' AND {seen} ORDER BY 1 LIMIT {most}"""


@dataclass(frozen=True)
class OwnerSeen:
    """A user whose records one sees, by the name that reports tell."""

    id: int
    name: str
    email: str


def owners_seen(*, actor: Actor) -> list[OwnerSeen]:
    """Users whose records the actor sees, by name."""
    actor.require("reports.view")
    return [OwnerSeen(**row) for row in rows_of(filled(OWNERS, seen=actor.visible("u.id")))]


def sources_seen(*, actor: Actor) -> list[str]:
    """Sources of people whom the actor sees, by name, at most MOST_SOURCES."""
    actor.require("reports.view")
    seen = actor.visible("p.owner_id")
    return [row["source"] for row in rows_of(filled(SOURCES, seen=seen, most=value(MOST_SOURCES)))]

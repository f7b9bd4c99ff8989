"""What reports can be restricted to: the owners and the sources that a reader sees."""

from typing import Final

from qanat.insight.rows import rows_of
from qanat.kernel.sql import filled, value
from qanat.platform.actor import Actor

MOST_SOURCES: Final = 200
OWNERS: Final = """
SELECT coalesce(nullif(u.name, ''), u.email) AS name, array_agg(u.email ORDER BY u.id) AS emails
FROM access_user u WHERE {seen} GROUP BY 1 ORDER BY 1"""
SOURCES: Final = """
SELECT DISTINCT p.source FROM person p
WHERE p.deleted_at IS NULL AND p.source <> '' AND {seen} ORDER BY 1 LIMIT {most}"""


def owner_emails(*, actor: Actor) -> dict[str, list[str]]:
    """The e-mail addresses of users whose records the actor sees, by the name that reports tell."""
    actor.require("reports.view")
    found = rows_of(filled(OWNERS, seen=actor.visible("u.id")))
    return {row["name"]: row["emails"] for row in found}


def sources_seen(*, actor: Actor) -> list[str]:
    """Sources of people whom the actor sees, by name, at most MOST_SOURCES."""
    actor.require("reports.view")
    seen = actor.visible("p.owner_id")
    return [row["source"] for row in rows_of(filled(SOURCES, seen=seen, most=value(MOST_SOURCES)))]

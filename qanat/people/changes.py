"""What became of a person: every change of status, lifecycle and owner, as a reader may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qanat.kernel.sql import Sql
from qanat.people.scope import require_person
from qanat.platform.actor import Actor
from qanat.platform.statements import records, statement

MOST_ROWS: Final = 200

ChangeCursor = tuple[datetime, int, int]
"""The instant, rank and id of the last change of a page; `rank` orders the kinds within an instant."""


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    """One change.

    Attributes:
        kind: `owner`, `status` or `lifecycle`.
        before, after: the key of the status or lifecycle, the name of the owner; None for nobody.
        by: the name of whoever did it; empty when Qanat did it by itself.
    """

    at: datetime
    rank: int
    id: int
    kind: str
    before: str | None
    after: str | None
    by: str
    reason: str


def changes_of(
    person_id: int, actor: Actor, *, before: ChangeCursor | None = None, limit: int = 50
) -> list[PersonChange]:
    """The changes of a person, the last first, from the one before `before`; two statements.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    actor.require("people.view")
    require_person(person_id, actor)
    query = Sql(statement(__file__, "changes_of"), (person_id, person_id, person_id))
    if before is not None:
        query += Sql(" WHERE (c.at, c.rank, c.id) < (%s, %s, %s)", before)
    query += Sql(" ORDER BY c.at DESC, c.rank DESC, c.id DESC LIMIT %s", (min(limit, MOST_ROWS),))
    return [PersonChange(**found) for found in records(query)]

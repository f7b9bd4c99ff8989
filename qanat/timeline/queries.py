"""Reading a person's timeline, scoped to what the actor may see."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from qanat.kernel.sql import Sql
from qanat.people.public import capped_count, require_person
from qanat.platform.actor import Actor
from qanat.platform.statements import select

MOST_ROWS: Final = 200


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One event of a person."""

    at: datetime
    id: int
    kind: str
    properties: Mapping[str, Any]
    amount: Decimal | None
    source: str
    recorded_at: datetime

    @property
    def cursor(self) -> tuple[datetime, int]:
        """Where the next page begins when this is the last entry of this one."""
        return (self.at, self.id)


def timeline_of(
    person_id: int,
    actor: Actor,
    *,
    kinds: Sequence[str] = (),
    without: Sequence[str] = (),
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[TimelineEntry]:
    """What happened to a person, the last first, from the one before `before`; of `kinds` if any, `without` some.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    actor.require("events.view")
    require_person(person_id, actor)
    query = Sql(
        "SELECT at, id, kind, properties, amount, source, recorded_at FROM event"
        " WHERE person_id = %s",
        (person_id,),
    )
    if kinds:
        query += Sql(" AND kind = ANY(%s)", (list(kinds),))
    if without:
        query += Sql(" AND kind <> ALL(%s)", (list(without),))
    if before is not None:
        query += Sql(" AND (at, id) < (%s, %s)", before)
    query += Sql(" ORDER BY at DESC, id DESC LIMIT %s", (min(limit, MOST_ROWS),))
    return [
        TimelineEntry(
            at=at,
            id=event_id,
            kind=kind,
            properties=json.loads(properties),
            amount=amount,
            source=source,
            recorded_at=recorded_at,
        )
        for at, event_id, kind, properties, amount, source, recorded_at in select(query)
    ]


def timeline_count(person_id: int, actor: Actor) -> int:
    """How many events a person has; `people.COUNT_CAP` + 1 stands for more.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    actor.require("events.view")
    require_person(person_id, actor)
    return capped_count(Sql("SELECT FROM event WHERE person_id = %s", (person_id,)))

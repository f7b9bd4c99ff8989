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
MOST_PEOPLE: Final = 200


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
    return [_entry(row) for row in select(query)]


@dataclass(frozen=True, kw_only=True)
class TouchRow:
    """One touch of a person: by which channel marketing brought them, or reached them."""

    at: datetime
    id: int
    source: str
    medium: str
    campaign: str
    direction: str
    landing_page: str


def touches_of(
    person_id: int, actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[TouchRow]:
    """The touches of a person, the last first, from the one before `before`; one statement.

    None for a person that the actor may not see.
    """
    actor.require("events.view")
    query = Sql(
        "SELECT t.at, t.id, t.source, t.medium, coalesce(c.name, ''), t.direction, t.landing_page"
        " FROM touch t JOIN person p ON p.id = t.person_id LEFT JOIN campaign c ON c.id = t.campaign_id"
        " WHERE t.person_id = %s AND p.deleted_at IS NULL AND ",
        (person_id,),
    ) + actor.visible("p.owner_id")
    if before is not None:
        query += Sql(" AND (t.at, t.id) < (%s, %s)", before)
    query += Sql(" ORDER BY t.at DESC, t.id DESC LIMIT %s", (min(limit, MOST_ROWS),))
    names = tuple(TouchRow.__dataclass_fields__)
    return [TouchRow(**dict(zip(names, row, strict=True))) for row in select(query)]


def events_of_account(
    account_id: int,
    actor: Actor,
    *,
    without: Sequence[str] = (),
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[tuple[int, str, TimelineEntry]]:
    """What happened to the people of an account, with whose it is: id and name; the last first.

    From the entry before `before`; one statement. It looks at the `MOST_PEOPLE` who came last of
    those whom the actor may see, so that an account of thousands costs no more than one of many.
    """
    actor.require("events.view")
    query = Sql(
        "SELECT p.id, p.name, e.at, e.id, e.kind, e.properties, e.amount, e.source, e.recorded_at"
        " FROM (SELECT id, coalesce(nullif(full_name, ''), email, phone, '') AS name FROM person"
        " WHERE account_id = %s AND deleted_at IS NULL AND ",
        (account_id,),
    ) + actor.visible("owner_id")
    query += Sql(
        " ORDER BY id DESC LIMIT %s) p CROSS JOIN LATERAL ("
        "SELECT at, id, kind, properties, amount, source, recorded_at FROM event"
        " WHERE person_id = p.id AND kind <> ALL(%s)",
        (MOST_PEOPLE, list(without)),
    )
    if before is not None:
        query += Sql(" AND (at, id) < (%s, %s)", before)
    most = min(limit, MOST_ROWS)
    query += Sql(
        " ORDER BY at DESC, id DESC LIMIT %s) e ORDER BY e.at DESC, e.id DESC LIMIT %s",
        (most, most),
    )
    return [(row[0], row[1], _entry(row[2:])) for row in select(query)]


def _entry(row: Sequence[Any]) -> TimelineEntry:
    at, event_id, kind, properties, amount, source, recorded_at = row
    return TimelineEntry(
        at=at,
        id=event_id,
        kind=kind,
        properties=json.loads(properties),
        amount=amount,
        source=source,
        recorded_at=recorded_at,
    )


def timeline_count(person_id: int, actor: Actor) -> int:
    """How many events a person has; `people.COUNT_CAP` + 1 stands for more.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    actor.require("events.view")
    require_person(person_id, actor)
    return capped_count(Sql("SELECT FROM event WHERE person_id = %s", (person_id,)))

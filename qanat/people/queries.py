"""Reading people: one record with all that is around it, lists, counts and search.

Everything is scoped to what the actor may see, paged by key, and bounded.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import Row, select, statement

MOST_ROWS: Final = 200
COUNT_CAP: Final = 10_000

Order = Literal["came_at", "score"]
Cursor = tuple[Any, int]
"""Where a page ends: the value of its order and the id of its last row."""


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person as a list shows them. Those who were never scored have no score and no band."""

    id: int
    full_name: str
    email: str
    phone: str
    job_title: str
    company: str
    account_id: int | None
    country: str
    lifecycle: str
    status: str
    owner_id: int | None
    owner_name: str
    source: str
    score: int | None
    band: str
    came_at: datetime
    converted_at: datetime | None

    def cursor(self, order: Order) -> Cursor:
        """Where the next page begins when this is the last row of this one."""
        return (self.came_at if order == "came_at" else self.score, self.id)


@dataclass(frozen=True, kw_only=True)
class PersonCard:
    """One person with everything around the record.

    Attributes:
        account: id, name and domain of the company; None without one.
        owner: id, name and email of the owner; None without one.
        identifiers: kind and value of each, the oldest first.
        lists: id and name of each static list.
        consents: channel, purpose, state and at of each that was ever said.
        first_touch, last_touch: at, source, medium, campaign; None when there was none.
        touches: how many there are.
        events: how many there are, counted up to `COUNT_CAP`.
    """

    id: int
    given_name: str
    family_name: str
    full_name: str
    email: str
    phone: str
    job_title: str
    company: str
    industry: str
    website: str
    country: str
    city: str
    language: str
    time_zone: str
    lifecycle: str
    status: str
    cycle: int
    source: str
    medium: str
    custom: Mapping[str, Any]
    came_at: datetime
    created_at: datetime
    updated_at: datetime
    converted_at: datetime | None
    account: Mapping[str, Any] | None
    owner: Mapping[str, Any] | None
    identifiers: list[Mapping[str, Any]]
    tags: list[str]
    lists: list[Mapping[str, Any]]
    consents: list[Mapping[str, Any]]
    first_touch: Mapping[str, Any] | None
    last_touch: Mapping[str, Any] | None
    touches: int
    events: int


_JSON = frozenset(
    [
        *("custom", "account", "owner", "identifiers", "tags"),
        *("lists", "consents", "first_touch", "last_touch"),
    ]
)


def person_card(person_id: int, actor: Actor) -> PersonCard:
    """One person with everything around the record; one statement.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    actor.require("people.view")
    text = statement(__file__, "person_card")
    query = Sql(text, (COUNT_CAP, person_id)) + " AND " + actor.visible("p.owner_id")
    rows = select(query)
    if not rows:
        raise NotFound("person", person_id)
    names = PersonCard.__dataclass_fields__
    values = dict(zip(names, rows[0], strict=True))
    return PersonCard(**{name: _parsed(name, value) for name, value in values.items()})


def _parsed(name: str, value: Any) -> Any:
    return json.loads(value) if name in _JSON and isinstance(value, str) else value


def person_by_key(kind: str, value: str, actor: Actor) -> int:
    """The id of whoever holds an identifier, given in its normal form.

    Raises:
        NotFound: nobody does whom the actor may see.
    """
    actor.require("people.view")
    query = Sql(
        "SELECT p.id FROM identifier i JOIN person p ON p.id = i.person_id"
        " WHERE i.kind = %s AND i.value = %s AND i.deleted_at IS NULL AND p.deleted_at IS NULL AND ",
        (kind, value),
    )
    rows = select(query + actor.visible("p.owner_id"))
    if not rows:
        raise NotFound(kind, value)
    return int(rows[0][0])


_ROW = Sql(
    "p.id, p.full_name, p.email, p.phone, p.job_title, p.company, p.account_id, p.country,"
    " p.lifecycle, p.status, p.owner_id, coalesce(nullif(u.name, ''), u.email, ''), p.source,"
    " s.total, coalesce(s.band, ''), p.came_at, p.converted_at"
)


_AROUND = Sql(
    " FROM page JOIN person p USING (id) LEFT JOIN access_user u ON u.id = p.owner_id"
    " LEFT JOIN score s ON s.person_id = p.id ORDER BY page.sort DESC, page.id DESC"
)


def list_people(
    actor: Actor,
    where: Sql | None = None,
    *,
    order: Order = "came_at",
    after: Cursor | None = None,
    limit: int = 50,
) -> list[PersonRow]:
    """People that the actor may see and for whom `where` holds, from the one after `after`.

    By `came_at` the newest first; by `score` the highest first, those who have one. `where` is a
    condition over `person p`, as `criteria.where` gives it. At most `MOST_ROWS` at once. One
    statement; the page is found first, then what a row shows is looked up for it alone.
    """
    actor.require("people.view")
    pages = {
        "came_at": Sql("SELECT p.id, p.came_at AS sort FROM person p WHERE "),
        "score": Sql(
            "SELECT p.id, k.total AS sort FROM score k JOIN person p ON p.id = k.person_id WHERE "
        ),
    }
    key = Sql({"came_at": "p.came_at, p.id", "score": "k.total, k.person_id"}[order])
    page = pages[order] + alive_and_visible(actor, where)
    if after is not None:
        page += " AND (" + key + Sql(") < (%s, %s)", after)
    page += " ORDER BY " + Sql(key.text.replace(",", " DESC,")) + " DESC"
    page += Sql(" LIMIT %s", (min(limit, MOST_ROWS),))
    query = Sql("WITH page AS MATERIALIZED (") + page + ") SELECT " + _ROW + _AROUND
    return [_person_row(row) for row in select(query)]


def _person_row(row: Row) -> PersonRow:
    return PersonRow(**dict(zip(PersonRow.__dataclass_fields__, row, strict=True)))


def count_people(actor: Actor, where: Sql | None = None) -> int:
    """How many people `list_people` would go through; `COUNT_CAP` + 1 stands for more."""
    actor.require("people.view")
    return capped_count("SELECT FROM person p WHERE " + alive_and_visible(actor, where))


def capped_count(rows: Sql) -> int:
    """How many rows a SELECT gives, at most `COUNT_CAP` + 1."""
    query = Sql("SELECT count(*) FROM (") + rows + Sql(" LIMIT %s) AS counted", (COUNT_CAP + 1,))
    return int(select(query)[0][0])


def alive_and_visible(actor: Actor, where: Sql | None) -> Sql:
    """The condition over `person p` that keeps to the alive people whom the actor may see."""
    query = "p.deleted_at IS NULL AND " + actor.visible("p.owner_id")
    return query if where is None else query + " AND (" + where + ")"

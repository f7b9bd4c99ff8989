"""Reading accounts: one record, lists, counts. Scoped, paged by key and bounded as for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.people.queries import MOST_ROWS, Cursor, capped_count
from qanat.platform.actor import Actor
from qanat.platform.statements import select


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    """One account as a list shows it."""

    id: int
    name: str
    domain: str
    industry: str
    kind: str
    size: int | None
    country: str
    city: str
    owner_id: int | None
    owner_name: str
    created_at: datetime

    def cursor(self) -> Cursor:
        """Where the next page begins when this is the last row of this one."""
        return (self.created_at, self.id)


@dataclass(frozen=True, kw_only=True)
class AccountCard:
    """One account, and how many of its people the actor may see."""

    id: int
    name: str
    domain: str
    website: str
    phone: str
    industry: str
    kind: str
    size: int | None
    country: str
    city: str
    owner_id: int | None
    owner_name: str
    custom: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime
    people: int


def account_card(account_id: int, actor: Actor) -> AccountCard:
    """One account; one statement.

    Raises:
        NotFound: there is no such account that the actor may see.
    """
    actor.require("accounts.view")
    query = (
        Sql(
            "SELECT a.id, a.name, a.domain, a.website, a.phone, a.industry, a.kind, a.size,"
            " a.country, a.city, a.owner_id, coalesce(nullif(u.name, ''), u.email, ''), a.custom,"
            " a.created_at, a.updated_at,"
            " (SELECT count(*) FROM person p WHERE p.account_id = a.id AND p.deleted_at IS NULL AND "
        )
        + actor.visible("p.owner_id")
        + Sql(
            ") FROM account a LEFT JOIN access_user u ON u.id = a.owner_id"
            " WHERE a.id = %s AND a.deleted_at IS NULL AND ",
            (account_id,),
        )
        + actor.visible("a.owner_id")
    )
    rows = select(query)
    if not rows:
        raise NotFound("account", account_id)
    values = dict(zip(AccountCard.__dataclass_fields__, rows[0], strict=True))
    return AccountCard(**values | {"custom": json.loads(values["custom"])})


_ROWS = Sql(
    "SELECT a.id, a.name, a.domain, a.industry, a.kind, a.size, a.country, a.city, a.owner_id,"
    " coalesce(nullif(u.name, ''), u.email, ''), a.created_at"
    " FROM account a LEFT JOIN access_user u ON u.id = a.owner_id WHERE "
)


def list_accounts(
    actor: Actor, where: Sql | None = None, *, after: Cursor | None = None, limit: int = 50
) -> list[AccountRow]:
    """Accounts that the actor may see and for which `where` holds, the newest first.

    From the one after `after`; `where` is a condition over `account a`; at most `MOST_ROWS`.
    """
    actor.require("accounts.view")
    query = _ROWS + _alive_and_visible(actor, where)
    if after is not None:
        query += Sql(" AND (a.created_at, a.id) < (%s, %s)", after)
    query += Sql(" ORDER BY a.created_at DESC, a.id DESC LIMIT %s", (min(limit, MOST_ROWS),))
    names = AccountRow.__dataclass_fields__
    return [AccountRow(**dict(zip(names, row, strict=True))) for row in select(query)]


def count_accounts(actor: Actor, where: Sql | None = None) -> int:
    """How many accounts `list_accounts` would go through; `COUNT_CAP` + 1 stands for more."""
    actor.require("accounts.view")
    return capped_count("SELECT FROM account a WHERE " + _alive_and_visible(actor, where))


def _alive_and_visible(actor: Actor, where: Sql | None) -> Sql:
    query = "a.deleted_at IS NULL AND " + actor.visible("a.owner_id")
    return query if where is None else query + " AND (" + where + ")"

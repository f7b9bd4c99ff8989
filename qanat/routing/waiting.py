"""Reads who waits for an owner and which rule holds for whom: all that a decision needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qanat.people.public import lock_people
from qanat.platform.statements import fetch, statement
from qanat.routing.choosing import Way, first_ways
from qanat.routing.rules import Waiting

NOBODY = 0


@dataclass(frozen=True)
class RoutingMap:
    """The pools and rules as they are now.

    Attributes:
        rules: the active ones, in order.
        pool_names: by id.
        open_pools: those in which somebody takes leads.
        fallback: the pool for whoever no rule sends anywhere.
    """

    rules: tuple[Way, ...]
    pool_names: dict[int, str]
    open_pools: frozenset[int]
    fallback: int | None

    def rule_name(self, rule_id: int | None) -> str:
        """The name of an active rule; empty for None."""
        return next((rule.name for rule in self.rules if rule.id == rule_id), "")

    def pool_name(self, pool_id: int | None) -> str:
        """The name of a pool; empty for None."""
        return self.pool_names[pool_id] if pool_id is not None else ""


def lock_people_and_accounts(ids: Sequence[int]) -> None:
    """Hold these people and their accounts until the transaction ends, so that nobody goes twice."""
    lock_people(ids)
    fetch(statement(__file__, "lock_accounts"), {"ids": list(ids)})


def read_map(*, without: int | None) -> RoutingMap:
    """The pools and rules, in one statement; `without` is a user who does not count as taking leads."""
    ((found, rules),) = fetch(statement(__file__, "map"), {"without": without or NOBODY})
    pools = found or ()
    return RoutingMap(
        rules=tuple(Way(*row) for row in rules or ()),
        pool_names={pool: name for pool, name, _, _ in pools},
        open_pools=frozenset(pool for pool, _, _, takes in pools if takes),
        fallback=next((pool for pool, _, fallback, _ in pools if fallback), None),
    )


def read_waiting(
    ids: Sequence[int],
    rules: tuple[Way, ...],
    *,
    at: datetime,
    owned: bool,
    without: int | None,
) -> list[Waiting]:
    """Those of `ids` who need an owner, in order; with `owned` also those who have one."""
    rows = fetch(
        statement(__file__, "waiting"),
        {"ids": list(ids), "owned": owned, "without": without or NOBODY},
    )
    first = first_ways([row[0] for row in rows if row[2] is None], rules, at=at)
    return [
        Waiting(
            person_id=person,
            account_id=account,
            account_owner=owner,
            rule=first[person].id if person in first else None,
            pool=first[person].pool_id if person in first else None,
        )
        for person, account, owner in rows
    ]

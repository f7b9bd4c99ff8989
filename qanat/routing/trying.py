"""Where somebody would be sent now, rule by rule; nothing is given out."""

from dataclasses import dataclass
from datetime import datetime

from qanat.criteria.public import bulk
from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import select
from qanat.routing.queries import PoolCard, RoutingRuleCard, list_pools, list_rules


@dataclass(frozen=True, kw_only=True)
class TriedRoute:
    """A rule that counts, and whether it holds for the person."""

    rule: RoutingRuleCard
    held: bool


@dataclass(frozen=True, kw_only=True)
class RouteTrial:
    """Every rule that counts, in order, and the pool of the first that holds and can take leads.

    Attributes:
        by: the rule that decides; None when it is the fallback.
        pool: None when nobody anywhere takes leads.
    """

    rules: tuple[TriedRoute, ...]
    by: RoutingRuleCard | None
    pool: PoolCard | None


def try_routing(person_id: int, *, at: datetime, actor: Actor) -> RouteTrial:
    """Where the rules would send the person, were nobody looking after their account.

    A pool in which nobody takes leads is passed over.

    Raises:
        NotFound: there is no such person for the actor to see.
    """
    actor.require("people.view")
    rules = [rule for rule in list_rules(actor) if rule.active and rule.readable]
    people = Sql(
        "SELECT p.id FROM person p WHERE p.deleted_at IS NULL AND p.id = %s AND ", (person_id,)
    )
    rows = select(
        bulk([rule.criteria for rule in rules], at=at, people=people + actor.visible("p.owner_id"))
    )
    if not rows:
        raise NotFound("person", person_id)
    tried = tuple(
        TriedRoute(rule=rule, held=held) for rule, held in zip(rules, rows[0][1:], strict=True)
    )
    pools = {pool.id: pool for pool in list_pools(actor) if takes_leads(pool)}
    by = next((each.rule for each in tried if each.held and each.rule.pool_id in pools), None)
    fallback = next((pool for pool in pools.values() if pool.fallback), None)
    return RouteTrial(rules=tried, by=by, pool=pools[by.pool_id] if by else fallback)


def takes_leads(pool: PoolCard) -> bool:
    """Whether anybody in the pool takes leads now."""
    return any(member.takes_leads for member in pool.members)

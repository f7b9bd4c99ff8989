"""Reading owners, their reasons, and who has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qanat.criteria.public import describe, readable
from qanat.kernel.errors import NotFound
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import Row, fetch, select, statement
from qanat.routing.models import Pool, RoutingRule
from qanat.routing.sentences import SENTENCES

MAX_LISTED = 200


@dataclass(frozen=True)
class OwnerReason:
    """Why a person has the owner that they have.

    Attributes:
        kind: `rule`, `fallback`, `account`, `manual` or `import`; `record` when the owner was
            set with the record itself; `nobody` when there is no owner.
        params: what the sentence mentions, such as `rule`, `pool`, `share`, `shares`, `turn`.
        sentence: the reason said to people.
    """

    kind: str
    params: dict[str, Any]
    sentence: Phrase


@dataclass(frozen=True)
class Unowned:
    """People in an open status without an active owner.

    Attributes:
        number: all of them.
        person_ids: the first ones by id, as many as were asked for.
    """

    number: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MemberCard:
    """A user in a pool; `takes_leads` is false while they pause or are deactivated."""

    user_id: int
    name: str
    share: int
    takes_leads: bool


@dataclass(frozen=True, kw_only=True)
class PoolCard:
    """A pool with its members by id."""

    id: int
    name: str
    fallback: bool
    members: tuple[MemberCard, ...]


@dataclass(frozen=True, kw_only=True)
class RoutingRuleCard:
    """A rule as people read it; `sentence` is its criteria in the reader's language.

    `readable` is false when a field of the criteria was taken away; then it holds for nobody.
    """

    id: int
    position: int
    name: str
    criteria: Mapping[str, Any]
    sentence: str
    readable: bool
    pool_id: int
    pool_name: str
    active: bool


def list_pools(actor: Actor) -> list[PoolCard]:
    """The pools by name with their members; at most 200."""
    actor.require("routing.view")
    pools = list(Pool.objects.order_by("name", "id")[:MAX_LISTED])
    rows = fetch(statement(__file__, "members"), {"pools": [pool.pk for pool in pools]})
    return [
        PoolCard(
            id=pool.pk,
            name=pool.name,
            fallback=pool.fallback,
            members=tuple(
                MemberCard(user_id=user, name=name, share=share, takes_leads=takes)
                for of, user, name, share, takes in rows
                if of == pool.pk
            ),
        )
        for pool in pools
    ]


def list_rules(actor: Actor) -> list[RoutingRuleCard]:
    """The rules in their order; at most 200."""
    actor.require("routing.view")
    rules = RoutingRule.objects.select_related("pool").order_by("position")[:MAX_LISTED]
    return [
        RoutingRuleCard(
            id=rule.pk,
            position=rule.position,
            name=rule.name,
            criteria=rule.criteria,
            sentence=_said(rule.criteria, actor.language),
            readable=readable(rule.criteria),
            pool_id=rule.pool_id,
            pool_name=rule.pool.name,
            active=rule.active,
        )
        for rule in rules
    ]


def _said(criteria: Mapping[str, Any], language: str) -> str:
    return describe(criteria, language) if readable(criteria) else ""


def owner_reason(person_id: int, actor: Actor) -> OwnerReason:
    """Why the person has this owner: the newest assignment to them, with all that decided it.

    Raises:
        NotFound: the person is not there, or not for `actor` to see.
    """
    return owner_reasons([person_id], actor)[person_id]


def owner_reasons(ids: Sequence[int], actor: Actor) -> dict[int, OwnerReason]:
    """The same for many, in two statements.

    Raises:
        NotFound: one of them is not there, or not for `actor` to see.
    """
    actor.require("routing.view")
    require_visible(ids, actor)
    rows = fetch(statement(__file__, "owner_reasons"), {"ids": list(ids)})
    return {row[0]: _reason(row) for row in rows}


def _reason(row: Row) -> OwnerReason:
    _, owner, reason, rule, pool, turn, share, shares, note, by, at = row
    if owner is None:
        return OwnerReason("nobody", {}, SENTENCES["nobody"])
    kind = reason or "record"
    params = {
        "owner": owner,
        "rule": rule,
        "pool": pool,
        "turn": turn,
        "share": share,
        "shares": shares,
        "by": by,
        "note": note,
        "at": at,
    }
    said = SENTENCES[kind]
    sentence = Phrase(said.en.format(**params), said.ar.format(**params), said.fa.format(**params))
    return OwnerReason(kind, {k: v for k, v in params.items() if v not in (None, "")}, sentence)


def unowned_open(actor: Actor, *, limit: int = MAX_LISTED) -> Unowned:
    """Who has nobody to answer for them although their status is open; nobody should.

    An owner who was deactivated answers for nobody.
    """
    actor.require("routing.view")
    sees = actor.visible("p.owner_id")
    rows = select(
        Sql(
            "SELECT p.id, count(*) OVER () FROM person p JOIN status s ON s.key = p.status"
            " LEFT JOIN access_user u ON u.id = p.owner_id AND u.is_active"
            " WHERE p.deleted_at IS NULL AND NOT s.closed AND u.id IS NULL AND "
        )
        + sees
        + Sql(" ORDER BY p.id LIMIT %s", (limit,))
    )
    return Unowned(rows[0][1] if rows else 0, tuple(row[0] for row in rows))


def require_visible(ids: Sequence[int], actor: Actor) -> dict[int, int | None]:
    """The owners of these people, all of whom the actor must see.

    Raises:
        NotFound: one of them is not there, or not for `actor` to see.
    """
    rows = select(
        Sql(
            "SELECT id, owner_id FROM person p WHERE deleted_at IS NULL AND id = ANY(%s) AND ",
            (list(ids),),
        )
        + actor.visible("owner_id")
    )
    owners: dict[int, int | None] = dict(rows)
    for person_id in ids:
        if person_id not in owners:
            raise NotFound("person", person_id)
    return owners


def owned_by(user_id: int) -> list[int]:
    """Everybody alive whom the user owns, in the order in which they came."""
    rows = select(
        Sql(
            "SELECT id FROM person WHERE owner_id = %s AND deleted_at IS NULL ORDER BY came_at, id",
            (user_id,),
        )
    )
    return [row[0] for row in rows]


def given_because_of(cause: str) -> dict[int, int]:
    """How many people each owner was given as part of one cause, and still has; one statement."""
    return dict(fetch(statement(__file__, "given_because_of"), {"cause": cause}))

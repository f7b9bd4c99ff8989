"""Routing: pools, rules, and who has nobody to answer for them."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.schemas import Body, Id, MadeOut, Name
from qanat.kernel import clock
from qanat.routing.public import (
    PoolCard,
    RoutingRuleCard,
    Unowned,
    add_member,
    change_member,
    change_rule,
    create_pool,
    create_rule,
    delete_pool,
    delete_rule,
    list_pools,
    list_rules,
    move_rule,
    reassign_from,
    remove_member,
    set_fallback,
    unowned_open,
)

router = Router(tags=["routing"])

Share = Annotated[int, Field(ge=1, le=100)]
Position = Annotated[int, Field(ge=1, le=1000)]


class PoolMemberOut(Schema):
    """A user in a pool."""

    user_id: int
    name: str
    share: int
    takes_leads: bool


class PoolOut(Schema):
    """A pool with its members; the fallback takes whoever no rule sends anywhere."""

    id: int
    name: str
    fallback: bool
    members: list[PoolMemberOut]


class PoolIn(Body):
    """A pool to add."""

    name: Name


class PoolMemberIn(Body):
    """How often it is the user's turn; `active` false lets them pause."""

    share: Share = 1
    active: bool = True


class RoutingRuleOut(Schema):
    """A rule with its criteria as a sentence."""

    id: int
    position: int
    name: str
    criteria: dict[str, Any]
    sentence: str
    pool_id: int
    pool_name: str
    active: bool


class RoutingRuleIn(Body):
    """Whom the criteria hold for goes to the pool."""

    name: Name
    criteria: dict[str, Any]
    pool_id: Id
    position: Position | None = None


class RoutingRuleChange(Body):
    """What to change of a rule; what is not named stays."""

    name: Name | None = None
    criteria: dict[str, Any] | None = None
    pool_id: Id | None = None
    active: bool | None = None


class PositionIn(Body):
    """Another place in the order, from 1."""

    position: Position


class UnownedOut(Schema):
    """People in an open status without an active owner; nobody should be."""

    number: int
    person_ids: list[int]


class HandOnIn(Body):
    """Whose people go to others."""

    user_id: Id
    note: Annotated[str, Field(max_length=500)] = ""


class HandedOnOut(Schema):
    """How many people went to others."""

    people: int


@router.get("/routing/pools", response=list[PoolOut], operation_id="list_pools")
@needs("routing.view")
def pools(request: HttpRequest) -> list[PoolCard]:
    """The pools by name, with their members; at most 200."""
    return list_pools(actor_of(request))


@router.post("/routing/pools", response={201: MadeOut}, operation_id="create_pool")
@needs("routing.change")
def post_pool(request: HttpRequest, body: PoolIn) -> dict[str, int]:
    """Add a pool without members."""
    return {"id": create_pool(body.name, actor=actor_of(request)).pk}


@router.delete("/routing/pools/{pool_id}", response={204: None}, operation_id="delete_pool")
@needs("routing.change")
def remove_pool(request: HttpRequest, pool_id: Id) -> None:
    """Take a pool away."""
    delete_pool(pool_id, actor=actor_of(request))


@router.put("/routing/pools/{pool_id}/fallback", response={204: None}, operation_id="set_fallback")
@needs("routing.change")
def put_fallback(request: HttpRequest, pool_id: Id) -> None:
    """Let this pool take whoever no rule sends anywhere."""
    set_fallback(pool_id, actor=actor_of(request))


@router.post(
    "/routing/pools/{pool_id}/members/{user_id}",
    response={204: None},
    operation_id="add_pool_member",
)
@needs("routing.change")
def post_member(request: HttpRequest, pool_id: Id, user_id: Id, body: PoolMemberIn) -> None:
    """Let a user take leads in the pool."""
    add_member(pool_id, user_id, actor=actor_of(request), share=body.share)


@router.put(
    "/routing/pools/{pool_id}/members/{user_id}",
    response={204: None},
    operation_id="change_pool_member",
)
@needs("routing.change")
def put_member(request: HttpRequest, pool_id: Id, user_id: Id, body: PoolMemberIn) -> None:
    """Change a member's share, or let them pause."""
    change_member(pool_id, user_id, actor=actor_of(request), share=body.share, active=body.active)


@router.delete(
    "/routing/pools/{pool_id}/members/{user_id}",
    response={204: None},
    operation_id="remove_pool_member",
)
@needs("routing.change")
def take_member_out(request: HttpRequest, pool_id: Id, user_id: Id) -> None:
    """Take a user out of the pool; whom they own stays theirs."""
    remove_member(pool_id, user_id, actor=actor_of(request))


@router.get("/routing/rules", response=list[RoutingRuleOut], operation_id="list_routing_rules")
@needs("routing.view")
def rules(request: HttpRequest) -> list[RoutingRuleCard]:
    """The rules in their order; at most 200."""
    return list_rules(actor_of(request))


@router.post("/routing/rules", response={201: MadeOut}, operation_id="create_routing_rule")
@needs("routing.change")
def post_rule(request: HttpRequest, body: RoutingRuleIn) -> dict[str, int]:
    """Add a rule; last in order unless a position is given."""
    return {"id": create_rule(**body.dict(), actor=actor_of(request)).pk}


@router.patch("/routing/rules/{rule_id}", response={204: None}, operation_id="change_routing_rule")
@needs("routing.change")
def patch_rule(request: HttpRequest, rule_id: Id, body: RoutingRuleChange) -> None:
    """Change a rule; leads given out before stay where they are."""
    change_rule(rule_id, **body.dict(), actor=actor_of(request))


@router.put(
    "/routing/rules/{rule_id}/position", response={204: None}, operation_id="move_routing_rule"
)
@needs("routing.change")
def put_position(request: HttpRequest, rule_id: Id, body: PositionIn) -> None:
    """Put a rule at another place in the order."""
    move_rule(rule_id, body.position, actor=actor_of(request))


@router.delete("/routing/rules/{rule_id}", response={204: None}, operation_id="delete_routing_rule")
@needs("routing.change")
def remove_rule(request: HttpRequest, rule_id: Id) -> None:
    """Take a rule away; its assignments keep its name."""
    delete_rule(rule_id, actor=actor_of(request))


@router.get("/routing/unowned", response=UnownedOut, operation_id="show_unowned")
@needs("routing.view")
def unowned(request: HttpRequest) -> Unowned:
    """Who has nobody to answer for them although their status is open."""
    return unowned_open(actor_of(request))


@router.post("/routing/hand-on", response=HandedOnOut, operation_id="hand_on")
@needs("routing.assign")
def hand_on(request: HttpRequest, body: HandOnIn) -> dict[str, int]:
    """Give everybody whom a user owns to others, such as before they leave."""
    moved = reassign_from(body.user_id, actor=actor_of(request), now=clock.now(), note=body.note)
    return {"people": moved}

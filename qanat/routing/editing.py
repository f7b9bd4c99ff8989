"""Changing pools, their members, and the rules that lead to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError

from qanat.access.public import User
from qanat.criteria.public import check
from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.platform.actor import Actor, acting
from qanat.routing.models import Pool, PoolMember, RoutingRule

MAX_SHARE = 100


def create_pool(name: str, *, actor: Actor) -> Pool:
    """Add a pool without members.

    Raises:
        Invalid: the name is empty.
        Conflict: another pool has this name.
    """
    with _changing(actor), _unique_pool():
        return Pool.objects.create(name=_named(name))


def rename_pool(pool_id: int, name: str, *, actor: Actor) -> None:
    """Give the pool another name; past assignments keep the old one.

    Raises:
        NotFound, Invalid, Conflict: as for a new pool.
    """
    with _changing(actor), _unique_pool():
        pool = _pool(pool_id)
        pool.name = _named(name)
        pool.save(update_fields=["name"])


def delete_pool(pool_id: int, *, actor: Actor) -> None:
    """Take a pool away.

    Raises:
        NotFound: there is no such pool.
        Conflict: a rule leads to it, or it is the fallback.
    """
    with _changing(actor):
        pool = _pool(pool_id)
        if pool.fallback:
            raise Conflict("This is the fallback pool; make another one the fallback first.")
        try:
            pool.delete()
        except ProtectedError as error:
            raise Conflict("A rule leads to this pool; change the rule first.") from error


def set_fallback(pool_id: int, *, actor: Actor) -> None:
    """Let this pool, and no other, take whoever no rule sends anywhere.

    Raises:
        NotFound: there is no such pool.
    """
    with _changing(actor):
        pool = _pool(pool_id)
        Pool.objects.filter(fallback=True).exclude(id=pool_id).update(fallback=False)
        pool.fallback = True
        pool.save(update_fields=["fallback"])


def add_member(pool_id: int, user_id: int, *, actor: Actor, share: int = 1) -> PoolMember:
    """Let a user take leads in the pool; the pool's rotation starts again.

    Raises:
        NotFound: there is no such pool.
        Invalid: no such active user, or the share is not from 1 to 100.
        Conflict: the user is in the pool already.
    """
    with _changing(actor):
        pool = _pool(pool_id)
        if not User.objects.filter(id=user_id, is_active=True).exists():
            raise Invalid("The member must be an active user.", ("user",), code="inactive_owner")
        try:
            with transaction.atomic():
                return PoolMember.objects.create(pool=pool, user_id=user_id, share=_share(share))
        except IntegrityError as error:
            raise Conflict("This user is in the pool already.") from error


def change_member(
    pool_id: int,
    user_id: int,
    *,
    actor: Actor,
    share: int | None = None,
    active: bool | None = None,
) -> None:
    """Change a member's share, or let them pause; the pool's rotation starts again.

    Raises:
        NotFound: the user is not in the pool.
        Invalid: the share is not from 1 to 100.
    """
    with _changing(actor):
        member = _member(pool_id, user_id)
        member.share = member.share if share is None else _share(share)
        member.active = member.active if active is None else active
        member.save(update_fields=["share", "active"])


def remove_member(pool_id: int, user_id: int, *, actor: Actor) -> None:
    """Take a user out of the pool; whom they own stays theirs.

    Raises:
        NotFound: the user is not in the pool.
    """
    with _changing(actor):
        _member(pool_id, user_id).delete()


def create_rule(
    name: str, criteria: dict[str, Any], pool_id: int, *, actor: Actor, position: int | None = None
) -> RoutingRule:
    """Send whom the criteria hold for to the pool; last in order unless a position is given.

    Raises:
        Invalid: the name is empty, or the criteria are wrong, with the path of the fault.
        NotFound: there is no such pool.
    """
    with _changing(actor):
        _check(criteria)
        pool = _pool(pool_id)
        last = RoutingRule.objects.aggregate(last=Max("position"))["last"] or 0
        rule = RoutingRule.objects.create(
            name=_named(name), criteria=criteria, pool=pool, position=last + 1
        )
        if position is not None:
            _place(rule, position)
        return rule


def change_rule(
    rule_id: int,
    *,
    actor: Actor,
    name: str | None = None,
    criteria: dict[str, Any] | None = None,
    pool_id: int | None = None,
    active: bool | None = None,
) -> None:
    """Change what is given of a rule; leads given out before stay where they are.

    Raises:
        NotFound: there is no such rule or pool.
        Invalid: as for a new rule.
    """
    with _changing(actor):
        rule = _rule(rule_id)
        if criteria is not None:
            _check(criteria)
            rule.criteria = criteria
        rule.name = rule.name if name is None else _named(name)
        rule.pool = rule.pool if pool_id is None else _pool(pool_id)
        rule.active = rule.active if active is None else active
        rule.save()


def move_rule(rule_id: int, position: int, *, actor: Actor) -> None:
    """Put a rule at another place in the order, counted from 1; the others make room.

    Raises:
        NotFound: there is no such rule.
    """
    with _changing(actor):
        _place(_rule(rule_id), position)


def delete_rule(rule_id: int, *, actor: Actor) -> None:
    """Take a rule away; its assignments keep its name.

    Raises:
        NotFound: there is no such rule.
    """
    with _changing(actor):
        _rule(rule_id).delete()


@contextmanager
def _changing(actor: Actor) -> Iterator[None]:
    actor.require("routing.change")
    with acting(actor):
        yield


@contextmanager
def _unique_pool() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Conflict("There is a pool of this name already.") from error


def _place(rule: RoutingRule, position: int) -> None:
    rules = list(RoutingRule.objects.select_for_update().order_by("position"))
    rules.remove(rule)
    rules.insert(max(position - 1, 0), rule)
    for place, each in enumerate(rules, start=1):
        each.position = place
    RoutingRule.objects.bulk_update(rules, ["position"])
    rule.refresh_from_db(fields=["position"])


def _named(name: str) -> str:
    if not name.strip():
        raise Invalid("A name is needed.", ("name",), code="required")
    return name.strip()


def _share(share: int) -> int:
    if not 1 <= share <= MAX_SHARE:
        raise Invalid(f"A share is from 1 to {MAX_SHARE}.", ("share",), code="out_of_range")
    return share


def _check(criteria: dict[str, Any]) -> None:
    try:
        check(criteria, subject="person")
    except Invalid as error:
        raise Invalid.of(
            tuple(replace(fault, path=("criteria", *fault.path)) for fault in error.faults)
        ) from error


def _pool(pool_id: int) -> Pool:
    pool = Pool.objects.select_for_update().filter(id=pool_id).first()
    if pool is None:
        raise NotFound("pool", pool_id)
    return pool


def _member(pool_id: int, user_id: int) -> PoolMember:
    member = PoolMember.objects.filter(pool_id=pool_id, user_id=user_id).first()
    if member is None:
        raise NotFound("pool member", user_id)
    return member


def _rule(rule_id: int) -> RoutingRule:
    rule = RoutingRule.objects.select_for_update().filter(id=rule_id).first()
    if rule is None:
        raise NotFound("routing rule", rule_id)
    return rule

"""Giving people to owners: by rule and turn, by hand, and onwards when an owner cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qanat.access.public import User
from qanat.kernel.errors import Invalid
from qanat.people.public import Move, move_owners
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement
from qanat.routing.models import Assignment
from qanat.routing.queries import owned_by, require_visible
from qanat.routing.rotation import lock_rotations, take_turns
from qanat.routing.rules import Route, Turn, routes_of
from qanat.routing.waiting import (
    NOBODY,
    RoutingMap,
    lock_people_and_accounts,
    read_map,
    read_waiting,
)

Reason = Assignment.Reason
BATCH = 10_000


@dataclass(frozen=True, kw_only=True)
class Given:
    """A person was given to an owner.

    Attributes:
        reason: `rule`, `fallback`, `account` or `manual`.
        rule_name, pool_name: empty where none decided.
        turn: the place in the pool's rotation, when a rotation decided.
    """

    person_id: int
    owner_id: int
    reason: str
    rule_id: int | None = None
    rule_name: str = ""
    pool_name: str = ""
    turn: Turn | None = None
    account_id: int | None = None


def assign_people(
    ids: Sequence[int],
    *,
    at: datetime,
    actor: Actor,
    force: bool = False,
    without: int | None = None,
    leave_unowned: bool = False,
    note: str = "",
) -> dict[int, Given]:
    """Give each person without an owner to whoever's turn it is, as if they came one by one.

    First to whoever looks after the account, else to the pool of the first rule that holds, else
    to the fallback pool. People who have an owner already, are deleted or are not there are left
    out of the answer. The number of statements does not depend on the number of people.

    With `force` those who have an owner are given anew; `without` names a user who gets nobody
    this time; with `leave_unowned`, whom nobody can take stays without an owner and the rest go
    on, instead of refusing them all.

    Raises:
        NotAllowed: `actor` may not assign.
        Invalid: nobody takes leads, in the fallback pool neither (`nobody_takes_leads`).
        Unavailable: the last member left a pool at this very moment.
    """
    actor.require("routing.assign")
    if not ids:
        return {}
    with acting(actor):
        given, left = _assign(ids, at=at, actor=actor, owned=force, without=without, note=note)
        if left and not leave_unowned:
            raise _nobody()
    return {each.person_id: each for each in given}


def assign_to(
    ids: Sequence[int], owner_id: int, *, actor: Actor, now: datetime, note: str = ""
) -> dict[int, Given]:
    """Give people to one owner by hand, whoever has them now.

    Raises:
        NotAllowed: `actor` may not assign.
        NotFound: one of the people is not there, or not for `actor` to see.
        Invalid: the owner is not an active user (`inactive_owner`).
    """
    actor.require("routing.assign")
    with acting(actor):
        require_visible(ids, actor)
        _require_active(owner_id)
        lock_people_and_accounts(ids)
        given = [
            Given(person_id=each, owner_id=owner_id, reason=Reason.MANUAL)
            for each in dict.fromkeys(ids)
        ]
        _keep(given, at=now, actor=actor, note=note)
    return {each.person_id: each for each in given}


def keep_owners(
    owners: Mapping[int, int], *, at: datetime, actor: Actor, note: str = ""
) -> dict[int, Given]:
    """Give each person to the owner that another system names for them, active or not.

    Raises:
        NotAllowed: `actor` may not assign.
    """
    actor.require("routing.assign")
    given = [
        Given(person_id=person_id, owner_id=owner_id, reason=Reason.IMPORT)
        for person_id, owner_id in owners.items()
    ]
    with acting(actor):
        lock_people_and_accounts(list(owners))
        _keep(given, at=at, actor=actor, note=note)
    return {each.person_id: each for each in given}


def give_back(person_id: int, *, actor: Actor, now: datetime, note: str = "") -> Given:
    """Give a person on from the present owner to whoever else's turn it is.

    The present owner may do so, and whoever may assign.

    Raises:
        NotAllowed: `actor` is neither.
        NotFound: the person is not there, or not for `actor` to see.
        Invalid: nobody else takes leads (`nobody_takes_leads`).
    """
    with acting(actor):
        owner_id = require_visible([person_id], actor)[person_id]
        if owner_id is None or owner_id != actor.user_id:
            actor.require("routing.assign")
        given, left = _assign(
            [person_id], at=now, actor=actor, owned=True, without=owner_id, note=note
        )
        if left:
            raise _nobody()
    return given[0]


def reassign_from(user_id: int, *, actor: Actor, now: datetime, note: str = "") -> int:
    """Give everybody whom the user owns to others, in one transaction; how many that were.

    Raises:
        NotAllowed: `actor` may not assign.
        Invalid: nobody else takes leads (`nobody_takes_leads`).
    """
    actor.require("routing.assign")
    with acting(actor):
        ids = owned_by(user_id)
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            _, left = _assign(batch, at=now, actor=actor, owned=True, without=user_id, note=note)
            if left:
                raise _nobody()
    return len(ids)


def _assign(
    ids: Sequence[int],
    *,
    at: datetime,
    actor: Actor,
    owned: bool,
    without: int | None,
    note: str,
) -> tuple[list[Given], int]:
    """What was given, and the number of those whom nobody can take."""
    asked = list(dict.fromkeys(ids))
    lock_people_and_accounts(asked)
    plan = read_map(without=without)
    waiting = read_waiting(asked, plan.rules, at=at, owned=owned, without=without)
    routes = routes_of(waiting, open_pools=plan.open_pools, fallback=plan.fallback)
    given = _owners_of(routes, plan, without=without)
    _keep(given, at=at, actor=actor, note=note, without=without)
    return given, len(routes) - len(given)


def _nobody() -> Invalid:
    return Invalid(
        "Nobody takes leads: add an active user to the fallback pool.", code="nobody_takes_leads"
    )


def _owners_of(routes: Sequence[Route], plan: RoutingMap, *, without: int | None) -> list[Given]:
    """An owner for each route that has one; whoever nobody can take is left out."""
    pools = [route.pool for route in routes if route.pool is not None]
    rotations = lock_rotations(set(pools)) if pools else {}
    turns = iter(take_turns(rotations, pools, without=without) if pools else [])
    turn_of = {route.person_id: next(turns) for route in routes if route.pool is not None}
    first_owner = {
        route.account_id: turn_of[route.person_id].user_id
        for route in reversed(routes)
        if route.account_id is not None and route.pool is not None
    }
    given = []
    for route in routes:
        turn = turn_of.get(route.person_id)
        owner = turn.user_id if turn else route.owner or first_owner.get(route.account_id or 0)
        if owner is not None:
            given.append(_given(route, owner, turn, plan))
    return given


def _given(route: Route, owner_id: int, turn: Turn | None, plan: RoutingMap) -> Given:
    if turn is None:
        reason = Reason.ACCOUNT
    else:
        reason = Reason.RULE if route.rule is not None else Reason.FALLBACK
    return Given(
        person_id=route.person_id,
        owner_id=owner_id,
        reason=reason,
        rule_id=route.rule,
        rule_name=plan.rule_name(route.rule),
        pool_name=plan.pool_name(route.pool),
        turn=turn,
        account_id=route.account_id,
    )


def _keep(
    given: Sequence[Given],
    *,
    at: datetime,
    actor: Actor,
    note: str,
    without: int | None = None,
) -> None:
    """Write the owners, their history, and why."""
    if not given:
        return
    move_owners(
        [Move(person_id=g.person_id, to=g.owner_id, at=at, reason=g.reason) for g in given],
        actor=actor,
        now=at,
    )
    fetch(
        statement(__file__, "keep_assignments"),
        {
            "given": as_json(_row(each) for each in given),
            "without": without or NOBODY,
            "note": note,
            "at": at,
            "actor": actor.name,
        },
    )


def _row(given: Given) -> dict[str, object]:
    row = dict(vars(given))
    turn = row.pop("turn")
    if turn is not None:
        row |= {"turn": turn.number, "share": turn.share, "shares": turn.shares}
    return row


def _require_active(owner_id: int) -> None:
    if not User.objects.filter(id=owner_id, is_active=True).exists():
        raise Invalid("The owner must be an active user.", ("owner",), code="inactive_owner")

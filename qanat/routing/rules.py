"""Whose turn it is: shares kept exactly, without a database."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import lcm


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Someone who could take the next lead.

    Attributes:
        share: weight, at least 1; share 2 gets twice the leads of share 1.
        assigned: leads already given to them in this rotation.
    """

    user_id: int
    share: int
    assigned: int = 0


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One lead's place in a rotation.

    Attributes:
        number: which lead of the rotation this is, counted from 1.
        share, shares: the owner's share, and that of all candidates together.
    """

    user_id: int
    number: int
    share: int
    shares: int


def next_owner(candidates: Sequence[Candidate]) -> Turn:
    """The candidate whose turn it is; ties go to the lowest `user_id`."""
    return next_owners(candidates, 1)[0]


def next_owners(candidates: Sequence[Candidate], number: int) -> list[Turn]:
    """The owners of the next `number` leads, in order, as if asked one by one.

    Everybody stays less than one lead away from their exact share at every moment, which
    "whoever is furthest behind" does not achieve. Of those far enough behind to take one more,
    the one takes it who would be too far behind first (Tijdeman, The chairman assignment
    problem, Discrete Mathematics 32, 1980). The guarantee holds from a rotation's start for
    as long as the candidates and their shares stay as they are.
    """
    seats = sorted(candidates, key=_by_user)
    shares = sum(seat.share for seat in seats)
    parts = max(2 * len(seats) - 2, 1)
    weight = lcm(*(seat.share for seat in seats))
    assigned = [seat.assigned for seat in seats]
    turns = []
    for lead in range(sum(assigned) + 1, sum(assigned) + 1 + number):
        # The deadline (assigned + 1 - 1/parts) / share, and the lag behind the exact share that
        # allows one more, both multiplied out so that no division rounds.
        chosen = min(
            (
                ((parts * assigned[place] + parts - 1) * (weight // seat.share), place)
                for place, seat in enumerate(seats)
                if parts * (seat.share * lead - assigned[place] * shares) >= shares
            )
        )[1]
        assigned[chosen] += 1
        seat = seats[chosen]
        turns.append(Turn(user_id=seat.user_id, number=lead, share=seat.share, shares=shares))
    return turns


def _by_user(candidate: Candidate) -> int:
    return candidate.user_id


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A person who needs an owner, with all that decides where they go.

    Attributes:
        account_owner: the active user who looks after the account, if there is one.
        rule, pool: of the first rule that holds, if any does.
    """

    person_id: int
    account_id: int | None = None
    account_owner: int | None = None
    rule: int | None = None
    pool: int | None = None


@dataclass(frozen=True, kw_only=True)
class Route:
    """Where a person goes.

    Attributes:
        owner: known already, from the account.
        pool: whose turns decide; None with an owner known, and for one who follows the person
            of the same account who went before in the batch.
        rule: the rule that held; None for the fallback pool.
    """

    person_id: int
    account_id: int | None = None
    owner: int | None = None
    pool: int | None = None
    rule: int | None = None


def routes_of(
    waiting: Sequence[Waiting], *, open_pools: AbstractSet[int], fallback: int | None
) -> list[Route]:
    """Where each goes, in order, as if they came one by one.

    First to whoever looks after the account; else to the pool of the rule, when somebody in it
    takes leads; else to the fallback pool, with pool None when nobody takes leads there either.
    """
    routes: list[Route] = []
    begun: set[int] = set()
    for person in waiting:
        account = person.account_id
        if person.account_owner is not None or account in begun:
            pool, rule = None, None
        elif person.pool in open_pools:
            pool, rule = person.pool, person.rule
        else:
            pool, rule = (fallback if fallback in open_pools else None), None
        if account is not None and pool is not None:
            begun.add(account)
        routes.append(
            Route(
                person_id=person.person_id,
                account_id=account,
                owner=person.account_owner,
                pool=pool,
                rule=rule,
            )
        )
    return routes

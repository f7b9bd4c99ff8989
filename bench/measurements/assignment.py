"""Giving out many leads at once, in exact turns."""

from bench import peer
from bench.figures import Figure, Kind
from bench.ground import Ground, rows
from bench.timing import timed
from qanat.platform.actor import system_actor
from qanat.routing.public import add_member, assign_people, create_pool, create_rule, list_pools

ACTOR = system_actor("bench")
COUNTRIES = ("SA", "AE", "EG")


def measure(ground: Ground) -> list[Figure]:
    """Leads without an owner, three rules and a fallback, ten people in each pool."""
    _have_pools(ground)
    ids = list(range(1, ground.scale.assigned + 1))
    rates = []
    for _ in range(ground.scale.rounds):
        ground.stock.execute("UPDATE person SET owner_id = NULL WHERE id = ANY(%s)", (ids,))
        ground.stock.execute("UPDATE account SET owner_id = NULL")
        ground.stock.settle()
        given, took = timed(lambda: assign_people(ids, at=ground.now, actor=ACTOR))
        _check(given, ids)
        rates.append(len(ids) / took)
    return [
        Figure(
            name="assignment",
            kind=Kind.RATE,
            size=f"{len(ids):,} leads to {len(ground.representatives)} people by {len(COUNTRIES)} rules",
            unit="leads/s",
            rounds=tuple(rates),
            peer=peer.ASSIGN,
            note="owners, their histories and the reasons written",
        )
    ]


def _have_pools(ground: Ground) -> None:
    there = {pool.name for pool in list_pools(ACTOR)}
    for country in COUNTRIES:
        name = f"Sellers of {country}"
        if name in there:
            continue
        pool = create_pool(name, actor=ACTOR)
        for seller in ground.representatives:
            add_member(pool.pk, seller.user_id or 0, actor=ACTOR)
        criteria = {"field": "person.country", "is": "is", "value": country}
        create_rule(name, criteria, pool.pk, actor=ACTOR)


def _check(given: dict[int, object], ids: list[int]) -> None:
    ((unowned,),) = rows(
        "SELECT count(*) FROM person WHERE id = ANY(%s) AND owner_id IS NULL", (ids,)
    )
    if len(given) != len(ids) or unowned:
        raise RuntimeError(f"{len(given)} of {len(ids)} were given; {unowned} have nobody")

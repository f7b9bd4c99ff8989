"""The running rotation of each pool: who takes leads, how many they had, whose turn is next.

A rotation belongs to its candidates and their shares. As soon as these differ from its seats
(somebody came, left, was deactivated, or has another share) it starts again from zero, so that
nobody has to catch up on what they missed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qanat.kernel.errors import Unavailable
from qanat.platform.statements import fetch, statement
from qanat.routing.models import Seat
from qanat.routing.rules import Candidate, Turn, next_owners


@dataclass(frozen=True)
class Rotation:
    """A pool's candidates with the leads they had; `fresh` when it starts again now."""

    pool_id: int
    candidates: tuple[Candidate, ...]
    fresh: bool


def lock_rotations(pool_ids: Iterable[int]) -> dict[int, Rotation]:
    """The rotations of these pools, theirs alone until the transaction ends.

    The seats are read in a second statement on purpose: a statement that waits for a lock goes
    on to read the rows as they were before it waited.
    """
    wanted = sorted(pool_ids)
    fetch(statement(__file__, "lock_pools"), {"pools": wanted})
    rows = fetch(statement(__file__, "candidates"), {"pools": wanted})
    return {
        pool: _rotation(pool, [row[1:] for row in rows if row[0] == pool])
        for pool in dict.fromkeys(row[0] for row in rows)
    }


def _rotation(pool_id: int, rows: Sequence[tuple[int, int, int | None, int, int]]) -> Rotation:
    unchanged = all(share == seat_share for _, share, seat_share, _, _ in rows)
    candidates = tuple(
        Candidate(user_id=user, share=share, assigned=assigned)
        for user, share, _, assigned, _ in rows
    )
    if unchanged and rows[0][4] == len(rows):
        return Rotation(pool_id, candidates, fresh=False)
    return Rotation(pool_id, tuple(replace(each, assigned=0) for each in candidates), fresh=True)


def take_turns(
    rotations: Mapping[int, Rotation], pools: Sequence[int], *, without: int | None = None
) -> list[Turn]:
    """One turn for each of `pools`, in order, counted in the seats.

    `without` is a user who is passed over this time and keeps their place.

    Raises:
        Unavailable: nobody in one of the pools takes leads.
    """
    wanted = Counter(pools)
    turns = {
        pool: iter(_turns(rotations.get(pool), leads, without)) for pool, leads in wanted.items()
    }
    taken = [next(turns[pool]) for pool in pools]
    _begin_again(rotations[pool] for pool in wanted if rotations[pool].fresh)
    _count(Counter((pool, turn.user_id) for pool, turn in zip(pools, taken, strict=True)))
    return taken


def _turns(rotation: Rotation | None, leads: int, without: int | None) -> list[Turn]:
    seats = [seat for seat in rotation.candidates if seat.user_id != without] if rotation else []
    if not seats:
        raise Unavailable("A pool has just lost its last member; try again.")
    return next_owners(seats, leads)


def _count(leads: Mapping[tuple[int, int], int]) -> None:
    fetch(
        statement(__file__, "count_turns"),
        {
            "pools": [pool for pool, _ in leads],
            "users": [user for _, user in leads],
            "leads": list(leads.values()),
        },
    )


def _begin_again(rotations: Iterable[Rotation]) -> None:
    fresh = list(rotations)
    if not fresh:
        return
    Seat.objects.filter(pool_id__in=[rotation.pool_id for rotation in fresh]).delete()
    Seat.objects.bulk_create(
        Seat(pool_id=rotation.pool_id, user_id=seat.user_id, share=seat.share)
        for rotation in fresh
        for seat in rotation.candidates
    )

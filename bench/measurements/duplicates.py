"""Whether a lead is somebody who is known: one lead, and many at once."""

from bench import peer
from bench.figures import Figure, Kind
from bench.ground import Ground
from bench.timing import calls, medians_and_spread, seconds
from qanat.identity.public import Key, match

BATCH = 10_000


def _keys(ground: Ground, number: int) -> tuple[Key, ...]:
    """E-mail and phone of a lead; every other one is known, by its phone."""
    known = 1 + number * 7919 % ground.stock.people
    phone = f"+9665{known:08d}" if number % 2 else f"+9669{number:08d}"
    return (("email", f"nobody{number}@example.com"), ("phone", phone))


def measure(ground: Ground) -> list[Figure]:
    """By the normalised e-mail and phone."""
    size = f"{ground.stock.people:,} people"
    one = [
        calls(lambda number: match([_keys(ground, number)]), range(ground.scale.asked))
        for _ in range(ground.scale.rounds)
    ]
    arrivals = [_keys(ground, number) for number in range(min(BATCH, ground.stock.people))]
    found = [each.person_id for each in match(arrivals)]
    if sum(person is not None for person in found) != len(arrivals) // 2:
        raise RuntimeError("not every second lead was found")
    batch = [len(arrivals) / seconds(lambda: match(arrivals)) for _ in range(ground.scale.rounds)]
    return [
        Figure(
            name="exact duplicates of one lead",
            kind=Kind.QUERY,
            size=size,
            unit="ms",
            peer=peer.DUPLICATES_ONE,
            **medians_and_spread(one),
        ),
        Figure(
            name="exact duplicates of a batch",
            kind=Kind.RATE,
            size=f"{len(arrivals):,} leads against {size}",
            unit="leads/s",
            rounds=tuple(batch),
            peer=peer.DUPLICATES_BATCH,
        ),
    ]

"""Leads over the API: one call each, on real sockets, by clients in processes of their own."""

import json
import subprocess
import sys
from itertools import count

from bench import peer
from bench.figures import Figure, Kind, spread
from bench.ground import CHECKOUT, Ground, Serving, rows, serving
from bench.measurements.memory import resident

WARM_UP = 50
DOOR = "api"


def measure(ground: Ground) -> list[Figure]:
    """One client, then four; then how much memory the processes hold after all that."""
    numbers = count(1)
    with serving(ground.home) as server:
        _round(ground, server, clients=2, each=WARM_UP, door=f"{DOOR}{next(numbers)}")
        return [
            _created(ground, server, numbers, clients=1, odoo=peer.CREATE_ONE_CLIENT),
            _created(ground, server, numbers, clients=4, odoo=peer.CREATE_FOUR_CLIENTS),
            *resident(ground.home, server.pid),
        ]


def _created(
    ground: Ground, server: Serving, numbers: "count[int]", *, clients: int, odoo: float
) -> Figure:
    each = ground.scale.created
    rates, milliseconds = [], []
    for _ in range(ground.scale.rounds):
        rate, took = _round(
            ground, server, clients=clients, each=each, door=f"{DOOR}{next(numbers)}"
        )
        rates.append(rate)
        milliseconds += took
    return Figure(
        name=f"create leads by API, {clients} client{'s' if clients > 1 else ''}",
        kind=Kind.RATE,
        size=f"{clients * each:,} calls onto {ground.stock.people:,} people",
        unit="leads/s",
        rounds=tuple(rates),
        peer=odoo,
        note="one call a lead, answered after the commit",
        **spread(milliseconds),
    )


def _round(
    ground: Ground, server: Serving, *, clients: int, each: int, door: str
) -> tuple[float, list[float]]:
    """Leads per second and the milliseconds of each call; every lead must be there afterwards."""
    before = _people()
    senders = [
        subprocess.Popen(
            _sender(server, ground.token, door, first=1 + client * each, number=each),
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for client in range(clients)
    ]
    for sender in senders:
        sender.stdout.readline()
    for sender in senders:
        sender.stdin.write("go\n")
        sender.stdin.flush()
    seen = [json.loads(sender.communicate()[0]) for sender in senders]
    _check(seen, before, clients * each)
    took = max(one["ended"] for one in seen) - min(one["began"] for one in seen)
    return clients * each / took, [each for one in seen for each in one["milliseconds"]]


def _sender(server: Serving, token: str, door: str, *, first: int, number: int) -> list[str]:
    words = (str(server.port), token, door, str(first), str(number))
    return [sys.executable, "-m", "bench.sender", *words]


def _check(seen: list[dict], before: int, expected: int) -> None:
    wrong = [status for one in seen for status in one["statuses"] if not 200 <= status < 300]
    new = _people() - before
    if wrong or new != expected:
        raise RuntimeError(
            f"{len(wrong)} answers were not 2xx: {wrong[:5]}; {new} of {expected} are new"
        )


def _people() -> int:
    return int(rows("SELECT count(*) FROM person")[0][0])

"""Drawing lots: the few ways in which the plan leaves things to chance."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Lot = TypeVar("Lot")


def happens(share: float, rng: Random) -> bool:
    """Whether something comes true that does so in this share of all cases."""
    return rng.random() < share


def drawn(weights: Mapping[Lot, float], rng: Random) -> Lot:
    """One of the lots, each as likely as its weight, compared with the others."""
    return rng.choices(list(weights), list(weights.values()))[0]


def how_many(mean: float, rng: Random) -> int:
    """A number that is `mean` on average (Poisson, by counting what comes in one unit of time)."""
    count, time = 0, rng.expovariate(1.0)
    while time < mean:
        count += 1
        time += rng.expovariate(1.0)
    return count

"""Scoring everybody anew, where there are very many."""

from bench.figures import Figure
from bench.ground import Ground
from bench.measurements.rescore import rescored


def measure(ground: Ground) -> list[Figure]:
    """The last of all: the people that it needs would weigh on the others."""
    ground.stock.grow(people=ground.scale.many_people, events=ground.scale.many_events)
    return rescored(ground, rounds=ground.scale.long_rounds)

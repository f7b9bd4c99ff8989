"""Timing by the clock that only goes forward."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bench.figures import spread

Done = TypeVar("Done")


def timed(do: Callable[[], Done]) -> tuple[Done, float]:
    """What comes of it, and how many seconds it took."""
    began = time.perf_counter()
    done = do()
    return done, time.perf_counter() - began


def seconds(do: Callable[[], object]) -> float:
    """How long it takes to do."""
    return timed(do)[1]


def calls(do: Callable[[int], object], keys: Iterable[int]) -> list[float]:
    """How many milliseconds each call takes, one key after the other."""
    return [seconds(lambda key=key: do(key)) * 1000 for key in keys]


def medians_and_spread(rounds: Sequence[Sequence[float]]) -> dict[str, object]:
    """The p50 of each round as its value, and p50, p95, p99 of all calls, as a Figure takes them."""
    every = [each for one in rounds for each in one]
    return {"rounds": tuple(spread(one)["p50"] for one in rounds), **spread(every)}

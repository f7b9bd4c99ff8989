"""What a measurement comes to: the median of its rounds, how far they lie apart, the peer beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any


class Kind(StrEnum):
    """What is measured; decides which way is better, and what is aimed at."""

    RATE = "rate"
    TIME = "time"
    QUERY = "query"
    PAGE = "page"
    MEMORY = "memory"


AIMS = {Kind.RATE: 10.0, Kind.TIME: 10.0, Kind.QUERY: 2.0, Kind.PAGE: 2.0, Kind.MEMORY: 1.0}
"""How many times better than the peer: ten times its rate, half its time for a query."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measurement.

    Attributes:
        size: what it was made on.
        rounds: one value each, in `unit`.
        p50, p95, p99: in milliseconds, over the single calls of all rounds; None without any.
        peer: what the peer has, in the same unit; None where nothing is known.
        ceiling: the p95 that is aimed at, in milliseconds; None where the peer is the measure.
    """

    name: str
    kind: Kind
    size: str
    unit: str
    rounds: tuple[float, ...]
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    peer: float | None = None
    ceiling: float | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return median(self.rounds)

    @property
    def times_better(self) -> float | None:
        """How many times better than the peer's figure; below 1 is worse. None without one."""
        if self.peer is None or not self.median:
            return None
        return self.median / self.peer if self.kind is Kind.RATE else self.peer / self.median

    @property
    def reached(self) -> bool | None:
        """Whether its p95 is as low, or it is as much better, as is aimed at; None without an aim."""
        if self.ceiling is not None and self.p95 is not None:
            return self.p95 <= self.ceiling
        better = self.times_better
        return None if better is None else better >= AIMS[self.kind]

    def as_dict(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "size": self.size,
            "unit": self.unit,
            "median": self.median,
            "min": min(self.rounds),
            "max": max(self.rounds),
            "rounds": list(self.rounds),
            "p50_ms": self.p50,
            "p95_ms": self.p95,
            "p99_ms": self.p99,
            "peer": self.peer,
            "times_better": self.times_better,
            "aim": AIMS[self.kind] if self.peer is not None else None,
            "aim_p95_ms": self.ceiling,
            "aim_reached": self.reached,
            "note": self.note,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all are not above (the nearest rank)."""
    if not values:
        raise ValueError("there are no values")
    ordered = sorted(values)
    rank = -int(-share * len(ordered) // 1)  # rounded up
    return ordered[max(rank, 1) - 1]


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of single calls, as a Figure takes them."""
    return {
        name: percentile(milliseconds, share)
        for name, share in (("p50", 0.50), ("p95", 0.95), ("p99", 0.99))
    }

"""A small line of how a score came about. Time runs to the right in every language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qanat.scoring.public import ScoreStep

WIDTH, HEIGHT = 240, 60


@dataclass(frozen=True)
class Spark:
    """The path of the line and of the area below it, where it ends, and from when it runs."""

    line: str
    area: str
    end: tuple[int, int]
    since: datetime
    first: int
    last: int


def spark(steps: Sequence[ScoreStep]) -> Spark | None:
    """The line through the steps, given newest first; None for fewer than two."""
    if len(steps) <= 1:
        return None
    old_first = list(reversed(steps))
    totals = [step.after for step in old_first]
    low, high = min(*totals, 0), max(*totals, 1)
    span = (old_first[-1].at - old_first[0].at).total_seconds() or 1
    points = [
        (
            round((step.at - old_first[0].at).total_seconds() / span * WIDTH),
            round(HEIGHT - 4 - (step.after - low) / (high - low) * (HEIGHT - 12)),
        )
        for step in old_first
    ]
    line = "M" + "L".join(f"{across} {down}" for across, down in points)
    area = f"{line}L{WIDTH} {HEIGHT}L0 {HEIGHT}z"
    return Spark(line, area, points[-1], old_first[0].at, totals[0], totals[-1])

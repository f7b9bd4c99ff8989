"""A small line for beside a figure: the shape of the months, without axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 240
HEIGHT: Final = 68
_TOP: Final = 8


@dataclass(frozen=True)
class Spark:
    """Paths for `chart/spark.html`; from left to right in every language, since it is time."""

    line: str
    area: str
    end_x: float
    end_y: float


def spark_of(values: Sequence[float]) -> Spark:
    """The line through the values; at least two."""
    highest = max(values) or 1
    step = WIDTH / (len(values) - 1)
    points = [
        (round(index * step, 1), round(HEIGHT - (HEIGHT - _TOP) * value / highest, 1))
        for index, value in enumerate(values)
    ]
    line = "M" + "L".join(f"{x} {y}" for x, y in points)
    return Spark(line, f"{line}L{WIDTH} {HEIGHT}L0 {HEIGHT}z", *points[-1])

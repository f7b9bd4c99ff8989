"""What a chart shows, with all its words already as its reader sees them; how it looks is elsewhere.

Every mark is a link to what it counts, with a name that says it whole: `Referral: 343 leads`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil, log10
from typing import Final

from qanat.web.components.chart.paint import Role

MOST_BARS: Final = 12
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Series:
    """One of the parts that bars are made of."""

    name: str
    role: Role = Role.WATER


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One category.

    Attributes:
        parts: one number of each series.
        shown: the figure at its end.
        said: its accessible name.
        href: the list of what it counts; empty for none.
        before: the same in the period before.
    """

    label: str
    parts: tuple[float, ...]
    shown: str
    said: str
    href: str = ""
    before: float | None = None


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Categories from top to bottom, mirrored from right to left; figures stand at the ends.

    Attributes:
        dots: each figure is a point on its line, for what is no amount, such as a time.
    """

    title: str
    bars: tuple[Bar, ...]
    series: tuple[Series, ...]
    dots: bool = False


@dataclass(frozen=True, kw_only=True)
class Point:
    """One month or other piece of time; `value` None where nothing is known."""

    label: str
    value: float | None
    said: str
    href: str = ""
    before: float | None = None


class Shape(StrEnum):
    """How time is drawn: amounts as columns, rates as a line."""

    COLUMNS = "columns"
    LINE = "line"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Something over time, from left to right in every language, with the period before as a ghost.

    Attributes:
        ticks: values of the upright axis, each as it is shown; the last is its top.
    """

    title: str
    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    shape: Shape = Shape.COLUMNS


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One shaft of the channel: who got so far, and who was left behind on the way to it."""

    label: str
    people: int
    shown: str
    passed: str
    said: str
    href: str = ""
    lost: int = 0
    lost_shown: str = ""
    lost_said: str = ""
    lost_href: str = ""


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The funnel, as the channel of the qanat."""

    title: str
    about: str
    stages: tuple[Stage, ...]


Spec = Bars | Trend | Channel


def ticks_up_to(
    highest: float, show: Callable[[float], str], *, count: int = 4
) -> tuple[tuple[float, str], ...]:
    """Round values from nothing to at least `highest`, about `count` of them."""
    if highest <= 0:
        return ((0, show(0)), (1, show(1)))
    rough = highest / count
    size = 10.0 ** (ceil(log10(rough)) - 1)
    step = next(size * each for each in _STEPS if size * each >= rough * (1 - 1e-9))
    exact = Decimal(str(round(step, 10)))
    return tuple(
        (float(exact * index), show(float(exact * index)))
        for index in range(ceil(round(highest / step, 9)) + 1)
    )


def top_bars(bars: list[Bar], rest: Callable[[list[Bar]], Bar]) -> tuple[Bar, ...]:
    """The first MOST_BARS; what is beyond them is one, made by `rest`."""
    if len(bars) <= MOST_BARS:
        return tuple(bars)
    return (*bars[: MOST_BARS - 1], rest(bars[MOST_BARS - 1 :]))

"""Statements that are made once and then run at any instant, for any people.

Compiling criteria and planning the statement take longer than answering for one person. But the
text is the same at every instant, and in the parameters only instants differ, each by a fixed time
from the one that is asked for. So the statement is made for two instants and compared.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Protocol

from qanat.kernel.sql import Sql
from qanat.platform.statements import Row, fetch, fetch_numbered

PROBE = datetime(2020, 1, 1, 10, 20, 30, 405060, tzinfo=UTC)
STEP = timedelta(days=1, hours=7, minutes=13, microseconds=11)
"""Odd on purpose, so that nothing but an instant that goes along differs by it."""
IDS = ("the ids",)
"""Stands for the ids until they are known."""


class Making(Protocol):
    """Makes the statement for an instant and people; `ids` goes into one parameter, as it is."""

    def __call__(self, *, at: datetime, ids: Sequence[Any]) -> Sql: ...


@dataclass(frozen=True)
class Shift:
    """An instant at a fixed time from the one that is asked for."""

    by: timedelta


@dataclass(frozen=True)
class Numbered:
    """Text with places `$1`, `$2`, …, and what belongs there."""

    text: str
    places: tuple[Any, ...]

    def params(self, *, at: datetime, ids: Sequence[int]) -> list[Any]:
        """What belongs in the places for these people at this instant."""
        return [_placed(place, at, ids) for place in self.places]


def every_instant(make: Making) -> Callable[[datetime, Sequence[int]], list[Row]]:
    """A function that gives the rows of the statement for an instant and ids.

    What differs between instants in another way, such as by whole days, is made each time.
    """
    made = for_every_instant(make(at=PROBE, ids=IDS), make(at=PROBE + STEP, ids=IDS))

    def rows(at: datetime, ids: Sequence[int]) -> list[Row]:
        if made is not None:
            return fetch_numbered(made.text, made.params(at=at, ids=ids))
        sql = make(at=at, ids=list(ids))
        return fetch(sql.text, sql.params)

    return rows


def for_every_instant(first: Sql, second: Sql) -> Numbered | None:
    """The statement that `first` is at PROBE and `second` a STEP later.

    None when they differ in anything but instants that go along.
    """
    if first.text != second.text:
        return None
    places = []
    for one, other in zip(first.params, second.params, strict=True):
        if one == other:
            places.append(one)
        elif isinstance(one, datetime) and other - one == STEP:
            places.append(Shift(one - PROBE))
        else:
            return None
    return Numbered(_with_numbers(first.text), tuple(places))


def _with_numbers(text: str) -> str:
    numbers = count(1)

    def number(found: re.Match[str]) -> str:
        return "%" if found[0] == "%%" else f"${next(numbers)}"

    return re.sub("%%|%s", number, text)


def _placed(place: Any, at: datetime, ids: Sequence[int]) -> Any:
    if isinstance(place, Shift):
        return at + place.by
    return list(ids) if place is IDS else place

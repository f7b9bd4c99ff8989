"""Scoring a few people by a statement that is made once per model and then only run.

Compiling 28 rules takes longer than scoring one person. But the text is the same at every
instant, and in the parameters only instants differ, each by a fixed time from the instant that
is asked for. So the statement is made for two instants and compared.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import Any

from qanat.kernel.sql import Sql
from qanat.platform.statements import Row, fetch, fetch_numbered
from qanat.scoring.active import plan_of_activated
from qanat.scoring.plan import Plan, scored
from qanat.scoring.writing import writing

PROBE = datetime(2020, 1, 1, 10, 20, 30, 405060, tzinfo=UTC)
STEP = timedelta(days=1, hours=7, minutes=13, microseconds=11)
"""Odd on purpose, so that nothing but an instant that goes along differs by it."""
IDS = ("the ids",)
"""Stands for the ids until they are known."""
MOVES = """
SELECT person_id, before, total, band_before, band, total >= %s::int
FROM moved JOIN written USING (person_id) ORDER BY person_id
"""


@dataclass(frozen=True)
class Shift:
    """An instant at a fixed time from the one that is asked for."""

    by: timedelta


@dataclass(frozen=True)
class Numbered:
    """A statement for every instant: text with places `$1`, `$2`, …, and what belongs there."""

    text: str
    places: tuple[Any, ...]

    def params(self, *, at: datetime, ids: Sequence[int]) -> list[Any]:
        """What belongs in the places for these people at this instant."""
        return [_placed(place, at, ids) for place in self.places]


def score_rows(model_id: int, ids: Sequence[int], *, at: datetime) -> list[Row]:
    """Score people who are locked; the rows are the fields of `ScoreMove`."""
    made = _made(model_id)
    if made is not None:
        return fetch_numbered(made.text, made.params(at=at, ids=ids))
    sql = _statement(plan_of_activated(model_id), at=at, ids=list(ids))
    return fetch(sql.text, sql.params)


@lru_cache(maxsize=16)
def _made(model_id: int) -> Numbered | None:
    plan = plan_of_activated(model_id)
    return for_every_instant(
        _statement(plan, at=PROBE, ids=IDS), _statement(plan, at=PROBE + STEP, ids=IDS)
    )


def for_every_instant(first: Sql, second: Sql) -> Numbered | None:
    """The statement that `first` is at PROBE and `second` a STEP later.

    None when they differ in anything but instants that go along, such as whole days.
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


def _statement(plan: Plan, *, at: datetime, ids: Sequence[Any]) -> Sql:
    people = Sql("SELECT unnest(%s::bigint[])", (ids,))
    computed = scored(plan, at=at, people=people)
    write = writing(plan.model_id, computed, at=at, only_newer=False)
    return write + Sql(MOVES, (plan.thresholds.mql_at,))


def _with_numbers(text: str) -> str:
    numbers = count(1)

    def number(found: re.Match[str]) -> str:
        return "%" if found[0] == "%%" else f"${next(numbers)}"

    return re.sub("%%|%s", number, text)


def _placed(place: Any, at: datetime, ids: Sequence[int]) -> Any:
    if isinstance(place, Shift):
        return at + place.by
    return list(ids) if place is IDS else place

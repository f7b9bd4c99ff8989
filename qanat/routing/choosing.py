"""Which rule decides for whom: one statement, made once for the rules as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from qanat.criteria.public import bulk, every_instant, readable
from qanat.kernel.sql import Sql
from qanat.platform.statements import Row, from_json


@dataclass(frozen=True)
class Way:
    """A rule: whom the criteria hold for goes to the pool.

    Attributes:
        criteria: as JSON text.
        fields: the ids of the custom fields there are, which decide what can be asked.
    """

    id: int
    name: str
    criteria: str
    pool_id: int
    fields: str | None


def first_ways(ids: Sequence[int], ways: tuple[Way, ...], *, at: datetime) -> dict[int, Way]:
    """For each person the first rule that holds; who has none is left out. One statement.

    A rule whose criteria can no longer be read, since a field of theirs was taken away, holds
    for nobody.
    """
    if not ids or not ways:
        return {}
    return {person: ways[place] for person, place in _choosing(ways)(at, ids)}


@lru_cache(maxsize=16)
def _choosing(ways: tuple[Way, ...]) -> Callable[[datetime, Sequence[int]], list[Row]]:
    asked = [(place, from_json(way.criteria)) for place, way in enumerate(ways)]
    rules = [(place, criteria) for place, criteria in asked if readable(criteria)]

    def make(*, at: datetime, ids: Sequence[Any]) -> Sql:
        people = Sql("SELECT unnest(%s::bigint[])", (ids,))
        held = bulk([criteria for _, criteria in rules], at=at, people=people)
        cases = "".join(f" WHEN c{column} THEN {place}" for column, (place, _) in enumerate(rules))
        choice = (
            Sql("SELECT person_id, CASE WHEN false THEN 0") + cases + Sql(" END AS place FROM (")
        )
        chosen = Sql("SELECT person_id, place FROM (") + choice + held
        return chosen + Sql(") held) chosen WHERE place IS NOT NULL")

    return every_instant(make)

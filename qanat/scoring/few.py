"""Scoring a few people by a statement that is made once per model and then only run."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from qanat.criteria.public import every_instant
from qanat.kernel.sql import Sql
from qanat.platform.statements import Row
from qanat.scoring.active import ActiveModel, plan_of_activated
from qanat.scoring.plan import scored
from qanat.scoring.writing import writing

MOVES = """
SELECT person_id, before, total, band_before, band, total >= %s::int
FROM moved JOIN written USING (person_id) ORDER BY person_id
"""


def score_rows(model: ActiveModel, ids: Sequence[int], *, at: datetime) -> list[Row]:
    """Score people who are locked; the rows are the fields of `ScoreMove`."""
    return _scoring(model)(at, ids)


@lru_cache(maxsize=16)
def _scoring(model: ActiveModel) -> Callable[[datetime, Sequence[int]], list[Row]]:
    plan = plan_of_activated(model.id)

    def make(*, at: datetime, ids: Sequence[Any]) -> Sql:
        computed = scored(plan, at=at, people=Sql("SELECT unnest(%s::bigint[])", (ids,)))
        write = writing(plan.model_id, computed, at=at, only_newer=False)
        return write + Sql(MOVES, (plan.thresholds.mql_at,))

    return every_instant(make)

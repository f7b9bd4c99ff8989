"""The events behind criteria that hold: how many counted, and when the last of them was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qanat.criteria.compiling import Scope, measure_of
from qanat.criteria.grammar import EventCondition, leaves
from qanat.criteria.operators.base import Asking
from qanat.criteria.queries import scope_of
from qanat.criteria.reading import read_criteria
from qanat.kernel.sql import Sql, joined
from qanat.platform.statements import select


@dataclass(frozen=True)
class Happened:
    """The events that one criteria counted.

    Attributes:
        times: how often, of the kind that happened last.
        last_at: when it last happened.
        until: from when on the last of them does not count any more; None when it counts for ever.
    """

    times: int
    last_at: datetime
    until: datetime | None


def happened(criteria: Sequence[object], person_id: int, *, at: datetime) -> list[Happened | None]:
    """For each criteria the events of the person that it counted until `at`; None for no events.

    One statement for all criteria. Of several event conditions the one that happened last is told.
    The caller answers for whether the reader may see the person.
    """
    scope = scope_of("person", Asking(at, None))
    found = [_conditions(each) for each in criteria]
    asked = [condition for conditions in found for condition in conditions]
    rows = iter(_measured(asked, person_id, scope))
    return [
        max(
            (said for condition in conditions if (said := _said(condition, next(rows)))),
            key=lambda one: one.last_at,
            default=None,
        )
        for conditions in found
    ]


def _conditions(criteria: object) -> list[EventCondition]:
    node = read_criteria(criteria, subject="person")
    return [leaf for leaf in leaves(node) if isinstance(leaf, EventCondition)]


def _measured(
    asked: Sequence[EventCondition], person_id: int, scope: Scope
) -> list[tuple[int, datetime | None]]:
    if not asked:
        return []
    columns = [
        scope.measuring.value(measure_of(condition, function, scope), scope.subject)
        for condition in asked
        for function in ("count", "last")
    ]
    query = (
        "SELECT "
        + joined(", ", columns)
        + f" FROM {scope.subject.tables} WHERE "
        + Sql(f"{scope.subject.alias}.id = %s", (person_id,))
    )
    rows = select(query)
    if not rows:
        return [(0, None)] * len(asked)
    return [(rows[0][place], rows[0][place + 1]) for place in range(0, 2 * len(asked), 2)]


def _said(condition: EventCondition, measured: tuple[int, datetime | None]) -> Happened | None:
    times, last_at = measured
    if last_at is None:
        return None
    days = condition.within.days if condition.within is not None else None
    until = last_at + timedelta(days=days) if days is not None else None
    return Happened(times, last_at, until)

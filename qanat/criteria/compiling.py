"""From nodes to SQL.

Two-valued logic: a comparison with an unknown value is false, and exactly one of a criteria and
its negation holds. SQL's third value is turned into false only where that matters, under a
negation and in a result column, so that conditions which stand alone keep their indexes.
AND and OR need nothing: with NULL in place of false they give NULL only where they would have
given false.
"""

from dataclasses import dataclass, replace

from qanat.criteria.grammar import (
    All,
    EventCondition,
    FieldCondition,
    Node,
    Not,
    RelatedCondition,
    Some,
)
from qanat.criteria.measures import ZERO_WITHOUT, Correlated, Measure, Measuring
from qanat.criteria.moments import Ago, Period, end_of, start_of
from qanat.criteria.operators import OPERATORS
from qanat.criteria.operators.base import Asking
from qanat.criteria.properties import EVENT
from qanat.criteria.registry import SOURCES, EventKind, Field, Link, Source
from qanat.criteria.types.text import TextType
from qanat.kernel.sql import Sql, joined

CORRELATED = Correlated()
TRUE, FALSE = Sql("true"), Sql("false")


@dataclass(frozen=True)
class Condition:
    """A condition in SQL that may be NULL instead of false when `nullable`."""

    sql: Sql
    nullable: bool

    def settled(self) -> Sql:
        """As a value that is true or false."""
        return "((" + self.sql + ") IS TRUE)" if self.nullable else "(" + self.sql + ")"

    def denied(self) -> "Condition":
        """True exactly where this is not."""
        if self.nullable:
            return Condition("(" + self.sql + ") IS NOT TRUE", nullable=False)
        return Condition("NOT (" + self.sql + ")", nullable=False)


@dataclass(frozen=True)
class Scope:
    """Where a condition is compiled: who asks and when, about what, and how events are measured."""

    asking: Asking
    subject: Source
    measuring: Measuring

    def inside(self, source: Source) -> "Scope":
        """Within a subselect over another source."""
        return Scope(self.asking, source, CORRELATED)


def compiled(node: Node, scope: Scope) -> Condition:
    """The condition that holds for those records of the subject for which the node does."""
    match node:
        case All(parts):
            return _group(" AND ", TRUE, parts, scope)
        case Some(parts):
            return _group(" OR ", FALSE, parts, scope)
        case Not(part):
            return compiled(part, scope).denied()
        case FieldCondition():
            return _field_condition(node, scope)
        case EventCondition():
            return _event_condition(node, scope)
        case RelatedCondition():
            inner = scope.inside(SOURCES[node.route[-1].target])
            return _exists(node.route, compiled(node.where, inner))


def _group(word: str, empty: Sql, parts: tuple[Node, ...], scope: Scope) -> Condition:
    if not parts:
        return Condition(empty, nullable=False)
    conditions = [compiled(part, scope) for part in parts]
    return Condition(
        joined(word, ("(" + each.sql + ")" for each in conditions)),
        nullable=any(each.nullable for each in conditions),
    )


def _field_condition(node: FieldCondition, scope: Scope) -> Condition:
    operator = OPERATORS[node.operator.negates] if node.operator.negates else node.operator
    if operator.sql is None:
        raise TypeError(f"operator {operator.name} has no SQL")
    source = SOURCES.get(node.field.source)
    inner = scope.inside(source) if node.route and source else scope
    field = _with_value(node.field, inner)
    parts = operator.sql(field, node.operand, scope.asking)
    condition = _exists(node.route, _through(field, parts))
    return condition.denied() if node.operator.negates else condition


def _with_value(field: Field, scope: Scope) -> Field:
    if field.latest is None:
        keyless = isinstance(field.type, TextType) and field.key is None and field.through is None
        key = scope.measuring.text_key(field.value) if keyless else None
        return replace(field, key=key or field.key)
    measure = _measure("last", field.latest, field.latest.condition, None, scope.asking)
    return replace(field, value=scope.measuring.value(measure, scope.subject))


def _through(field: Field, parts: tuple[Sql, ...]) -> Condition:
    if field.through is None:
        return Condition(joined(" AND ", parts), field.nullable)
    start = f"EXISTS (SELECT 1 FROM {field.through.tables} WHERE {field.through.on} AND "
    return Condition(joined(" AND ", [start + part + ")" for part in parts]), nullable=False)


def _exists(way: tuple[Link, ...], condition: Condition) -> Condition:
    for link in reversed(way):
        source = SOURCES[link.target]
        start = f"EXISTS (SELECT 1 FROM {source.tables} WHERE {link.on} AND {source.alive} AND ("
        condition = Condition(start + condition.sql + "))", nullable=False)
    return condition


def measure_of(node: EventCondition, function: str, scope: Scope) -> Measure:
    """The measure `function` of the events that the condition counts."""
    happened = node.kind.condition
    if node.where is not None:
        where = compiled(node.where, scope.inside(EVENT))
        happened = happened + " AND (" + where.sql + ")"
    return _measure(function, node.kind, happened, node.within, scope.asking)


def _event_condition(node: EventCondition, scope: Scope) -> Condition:
    measure = measure_of(node, node.operator.measure, scope)
    match node.operator.name, node.operand:
        case ("at_least", 1):
            return Condition(scope.measuring.once(measure, scope.subject), nullable=False)
        case ("never", _) | ("at_most" | "exactly", 0):
            once = scope.measuring.once(measure, scope.subject)
            return Condition(once, nullable=False).denied()
        case _:
            value = scope.measuring.value(measure, scope.subject)
            sql = node.operator.sql(value, node.operand, scope.asking)
            return Condition(sql, nullable=measure.function not in ZERO_WITHOUT)


def _measure(
    function: str, kind: EventKind, happened: Sql, within: Period | None, asking: Asking
) -> Measure:
    at = asking.at
    since, until = None, end_of(at, at)
    if within is not None and within.days is not None:
        since = start_of(Ago(within.days), at)
    if within is not None and within.since is not None:
        since = start_of(within.since, at)
    if within is not None and within.until is not None:
        until = min(until, end_of(within.until, at))
    only = "" if kind.matches.text else kind.name
    return Measure(function=function, happened=happened, kind=only, since=since, until=until)

"""A score model as one statement: people in, points and band out, in one pass over the events."""

from dataclasses import dataclass
from datetime import datetime

from qanat.criteria.public import bulk
from qanat.kernel.sql import Sql, joined
from qanat.scoring.models import ScoreModel, ScoreRule
from qanat.scoring.rules import Group, Rule, Side, Thresholds


@dataclass(frozen=True)
class Plan:
    """All that decides a score: the rules and the thresholds of a model.

    Attributes:
        model_id: 0 for a plan that is only being tried.
    """

    model_id: int
    rules: tuple[Rule, ...]
    thresholds: Thresholds


def plan_of(model: ScoreModel) -> Plan:
    """The plan of a stored model, with its active rules by id."""
    rows = ScoreRule.objects.filter(model=model, active=True).order_by("id")
    return Plan(
        model_id=model.pk,
        rules=tuple(rule_of(row) for row in rows),
        thresholds=Thresholds(warm_at=model.warm_at, hot_at=model.hot_at, mql_at=model.mql_at),
    )


def rule_of(row: ScoreRule) -> Rule:
    """A stored rule as the pure rules know it."""
    return Rule(
        id=row.pk,
        name=row.name,
        group=Group(row.group),
        criteria=row.criteria,
        points=row.points,
    )


def scored(plan: Plan, *, at: datetime, people: Sql | None) -> Sql:
    """SELECT of person_id, fit, engagement, total, band, rule_ids for the people, or everybody.

    `rule_ids` are of the rules that held, in the order of the plan.
    """
    held = bulk([rule.criteria for rule in plan.rules], at=at, people=people)
    return (
        Sql("SELECT person_id, fit, engagement, fit + engagement AS total, ")  # noqa: S608 our own text
        + _band(plan.thresholds)
        + " AS band, rule_ids FROM (SELECT person_id, "
        + _points(plan, Side.FIT)
        + " AS fit, "
        + _points(plan, Side.ENGAGEMENT)
        + " AS engagement, "
        + _rule_ids(plan)
        + " AS rule_ids FROM ("
        + held
        + ") held) points"
    )


def _band(thresholds: Thresholds) -> Sql:
    return Sql(
        "CASE WHEN fit + engagement >= %s::int THEN 'hot'"
        " WHEN fit + engagement >= %s::int THEN 'warm' ELSE 'cold' END",
        (thresholds.hot_at, thresholds.warm_at),
    )


def _points(plan: Plan, side: Side) -> Sql:
    return joined(
        " + ",
        [
            Sql("0"),
            *(
                Sql(f"CASE WHEN c{place} THEN %s::int ELSE 0 END", (rule.points,))
                for place, rule in enumerate(plan.rules)
                if rule.side is side
            ),
        ],
    )


def _rule_ids(plan: Plan) -> Sql:
    cases = [
        Sql(f"CASE WHEN c{place} THEN %s::bigint END", (rule.id,))
        for place, rule in enumerate(plan.rules)
    ]
    return "array_remove(ARRAY[" + joined(", ", cases) + "]::bigint[], NULL)"

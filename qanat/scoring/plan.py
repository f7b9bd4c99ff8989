"""A score model as one statement: people in, points and band out, in one pass over the events."""

from dataclasses import dataclass, replace
from datetime import datetime

from qanat.criteria.public import bulk, readable
from qanat.kernel.sql import Sql
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

    `rule_ids` are of the rules that held, in the order of the plan. A rule whose criteria can no
    longer be read, since a field of theirs was taken away, holds for nobody. OFFSET 0 keeps the
    planner from computing each condition again wherever it is mentioned.
    """
    plan = replace(plan, rules=tuple(rule for rule in plan.rules if readable(rule.criteria)))
    held = bulk([rule.criteria for rule in plan.rules], at=at, people=people)
    points = f"{_points(plan, Side.FIT)} AS fit, {_points(plan, Side.ENGAGEMENT)} AS engagement"
    sums = Sql("SELECT person_id, ") + f"{points}, {_rule_ids(plan)} AS rule_ids FROM ("  # noqa: S608 numbers only
    sums += held + Sql(" OFFSET 0) held OFFSET 0")
    bands = Sql("SELECT person_id, fit, engagement, fit + engagement AS total, ")
    bands += f"{_band(plan.thresholds)} AS band, rule_ids FROM ("
    return bands + sums + ") points"


def _band(thresholds: Thresholds) -> str:
    return (
        f"CASE WHEN fit + engagement >= {thresholds.hot_at:d} THEN 'hot'"
        f" WHEN fit + engagement >= {thresholds.warm_at:d} THEN 'warm' ELSE 'cold' END"
    )


def _points(plan: Plan, side: Side) -> str:
    cases = [
        f" + CASE WHEN c{place} THEN {rule.points:d} ELSE 0 END"
        for place, rule in enumerate(plan.rules)
        if rule.side is side
    ]
    return "0" + "".join(cases)


def _rule_ids(plan: Plan) -> str:
    cases = ", ".join(
        f"CASE WHEN c{place} THEN {rule.id:d} END" for place, rule in enumerate(plan.rules)
    )
    return f"array_remove(ARRAY[{cases}]::bigint[], NULL)"

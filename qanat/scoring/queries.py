"""Reading models, scores and their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qanat.criteria.public import describe, readable
from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import select
from qanat.scoring.models import ScoreModel, ScoreRule
from qanat.scoring.plan import rule_of
from qanat.scoring.rules import Thresholds

MAX_LISTED = 200


@dataclass(frozen=True, kw_only=True)
class RuleCard:
    """A rule as people read it; `sentence` is its criteria in the reader's language.

    `readable` is false when a field of the criteria was taken away; then it holds for nobody.
    """

    id: int
    name: str
    group: str
    side: str
    points: int
    active: bool
    criteria: Mapping[str, Any]
    sentence: str
    readable: bool


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """A model without its rules; it can be changed while it was never active."""

    id: int
    name: str
    active: bool
    activated_at: datetime | None
    thresholds: Thresholds
    rules: int


@dataclass(frozen=True, kw_only=True)
class ScoreCard:
    """A person's score under the model that computed it."""

    person_id: int
    model_id: int
    fit: int
    engagement: int
    total: int
    band: str
    scored_at: datetime


@dataclass(frozen=True, kw_only=True)
class ScoreStep:
    """A change of the total; `before` is None for the first score."""

    at: datetime
    before: int | None
    after: int
    band: str


def list_models(actor: Actor) -> list[ModelCard]:
    """The models, newest first, the active one before all; at most 200."""
    actor.require("scoring.view")
    rows = select(
        Sql(
            "SELECT m.id, m.name, m.active, m.activated_at, m.warm_at, m.hot_at, m.mql_at,"
            " (SELECT count(*) FROM score_rule r WHERE r.model_id = m.id)"
            " FROM score_model m ORDER BY m.active DESC, m.id DESC LIMIT %s",
            (MAX_LISTED,),
        )
    )
    return [
        ModelCard(
            id=key,
            name=name,
            active=active,
            activated_at=since,
            thresholds=Thresholds(warm_at=warm, hot_at=hot, mql_at=mql),
            rules=rules,
        )
        for key, name, active, since, warm, hot, mql, rules in rows
    ]


def active_model(actor: Actor) -> ModelCard | None:
    """The model that counts now; None on an installation without one."""
    return next((model for model in list_models(actor) if model.active), None)


def list_rules(model_id: int, actor: Actor) -> list[RuleCard]:
    """The rules of a model by id, at most 200.

    Raises:
        NotFound: there is no such model.
    """
    actor.require("scoring.view")
    if not ScoreModel.objects.filter(id=model_id).exists():
        raise NotFound("score model", model_id)
    rows = ScoreRule.objects.filter(model_id=model_id).order_by("id")[:MAX_LISTED]
    return [
        RuleCard(
            id=row.pk,
            name=row.name,
            group=row.group,
            side=rule_of(row).side,
            points=row.points,
            active=row.active,
            criteria=row.criteria,
            sentence=said(row.criteria, actor.language),
            readable=readable(row.criteria),
        )
        for row in rows
    ]


def said(criteria: Mapping[str, Any], language: str) -> str:
    """The criteria as a sentence; empty when they can no longer be read."""
    return describe(criteria, language) if readable(criteria) else ""


def score_of(person_id: int, actor: Actor) -> ScoreCard | None:
    """The person's score; None when there is none, or none that the actor may see."""
    return scores_of([person_id], actor).get(person_id)


def scores_of(ids: Sequence[int], actor: Actor) -> dict[int, ScoreCard]:
    """The scores of those people whom the actor may see and who have one; one statement."""
    actor.require("people.view")
    rows = select(
        Sql(
            "SELECT s.person_id, s.model_id, s.fit, s.engagement, s.total, s.band, s.scored_at"
            " FROM score s JOIN person p ON p.id = s.person_id AND p.deleted_at IS NULL"
            " WHERE s.person_id = ANY(%s) AND ",
            (list(ids),),
        )
        + actor.visible("p.owner_id")
    )
    return {
        person: ScoreCard(
            person_id=person,
            model_id=model,
            fit=fit,
            engagement=engagement,
            total=total,
            band=band,
            scored_at=at,
        )
        for person, model, fit, engagement, total, band, at in rows
    }


def score_history(person_id: int, actor: Actor) -> list[ScoreStep]:
    """How the total came about, newest first, at most 200 steps.

    Raises:
        NotFound: the person has no score, or none that the actor may see.
    """
    if score_of(person_id, actor) is None:
        raise NotFound("score of person", person_id)
    rows = select(
        Sql(
            "SELECT at, from_total, to_total, to_band FROM score_change"
            " WHERE person_id = %s ORDER BY at DESC, id DESC LIMIT %s",
            (person_id, MAX_LISTED),
        )
    )
    return [ScoreStep(at=at, before=old, after=new, band=band) for at, old, new, band in rows]


def qualified_leads(actor: Actor, *, after: int = 0, limit: int = 10_000) -> list[int]:
    """People by id whose total reaches the MQL threshold and who are not yet that far on."""
    actor.require("people.view")
    rows = select(
        Sql(
            "SELECT p.id FROM score_model m JOIN score s ON s.total >= m.mql_at"
            " JOIN person p ON p.id = s.person_id"
            " WHERE m.active AND p.id > %s AND p.deleted_at IS NULL"
            " AND p.lifecycle IN ('subscriber', 'lead') AND ",
            (after,),
        )
        + actor.visible("p.owner_id")
        + Sql(" ORDER BY p.id LIMIT %s", (limit,))
    )
    return [row[0] for row in rows]

"""A model tried: on everybody in one pass, and on one person rule by rule; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from qanat.criteria.public import bulk, readable
from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor, acting
from qanat.platform.database import bulk_session
from qanat.platform.statements import select
from qanat.scoring.models import ScoreModel
from qanat.scoring.plan import Plan, plan_of, scored
from qanat.scoring.preview import Preview, preview_of
from qanat.scoring.queries import said
from qanat.scoring.rules import Rule, band_of, tally

_HELD = "SELECT rule, count(*) FROM scored, unnest(rule_ids) AS rule GROUP BY rule"
_MOVERS = """
WITH chosen AS (
    SELECT unnest(ARRAY[min(scored.person_id), max(scored.person_id)]) AS id
    FROM scored JOIN score kept USING (person_id)
    WHERE kept.band <> scored.band
    GROUP BY kept.band, scored.band
)
SELECT DISTINCT p.id, p.full_name, kept.total, kept.band, scored.total, scored.band
FROM chosen
JOIN person p USING (id)
JOIN score kept ON kept.person_id = p.id
JOIN scored ON scored.person_id = p.id
ORDER BY p.id
"""


@dataclass(frozen=True, kw_only=True)
class Mover:
    """Somebody who would come into another band."""

    person_id: int
    name: str
    before: int
    before_band: str
    after: int
    after_band: str


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What a model would do to everybody whom the actor may see.

    Attributes:
        held: for how many people each rule holds, by its id; rules that hold for nobody are left out.
        movers: one or two for each way from a band to another.
    """

    preview: Preview
    held: Mapping[int, int]
    movers: tuple[Mover, ...]


@dataclass(frozen=True, kw_only=True)
class TriedRule:
    """A rule and whether it holds for the person."""

    rule: Rule
    held: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class PersonTrial:
    """The score that somebody would have, with every active rule of the model, those that hold first."""

    fit: int
    engagement: int
    total: int
    band: str
    rules: tuple[TriedRule, ...]


def try_model(model_id: int, *, at: datetime, actor: Actor) -> Trial:
    """What the model would do; everybody is scored once, for all three answers.

    Raises:
        NotFound: there is no such model.
    """
    plan = _plan(model_id, actor)
    people = None
    if actor.sees is not None:
        people = _alive(actor)
    with acting(actor), connection.cursor() as cursor:
        bulk_session(cursor)
        computed = scored(plan, at=at, people=people)
        cursor.execute("DROP TABLE IF EXISTS scored")
        cursor.execute(
            "CREATE TEMP TABLE scored ON COMMIT DROP AS " + computed.text, computed.params
        )
        found = preview_of(plan.thresholds)
        held: dict[int, int] = dict(select(Sql(_HELD)))
        movers = tuple(
            Mover(
                person_id=person,
                name=name,
                before=before,
                before_band=band,
                after=after,
                after_band=later,
            )
            for person, name, before, band, after, later in select(Sql(_MOVERS))
        )
        cursor.execute("DROP TABLE scored")
    return Trial(preview=found, held=held, movers=movers)


def try_on(model_id: int, person_id: int, *, at: datetime, actor: Actor) -> PersonTrial:
    """The score that this person would have under the model, and why; one statement.

    Raises:
        NotFound: there is no such model, or no such person for the actor to see.
    """
    plan = _plan(model_id, actor)
    actor.require("people.view")
    people = _alive(actor) + Sql(" AND p.id = %s", (person_id,))
    rules = [rule for rule in plan.rules if readable(rule.criteria)]
    rows = select(bulk([rule.criteria for rule in rules], at=at, people=people))
    if not rows:
        raise NotFound("person", person_id)
    tried = [
        TriedRule(rule=rule, held=held, sentence=said(rule.criteria, actor.language))
        for rule, held in zip(rules, rows[0][1:], strict=True)
    ]
    points = tally(each.rule for each in tried if each.held)
    ordered = sorted(tried, key=lambda each: (not each.held, -abs(each.rule.points), each.rule.id))
    return PersonTrial(
        fit=points.fit,
        engagement=points.engagement,
        total=points.total,
        band=band_of(points.total, plan.thresholds),
        rules=tuple(ordered),
    )


def _plan(model_id: int, actor: Actor) -> Plan:
    actor.require("scoring.view")
    model = ScoreModel.objects.filter(id=model_id).first()
    if model is None:
        raise NotFound("score model", model_id)
    return plan_of(model)


def _alive(actor: Actor) -> Sql:
    return Sql("SELECT p.id FROM person p WHERE p.deleted_at IS NULL AND ") + actor.visible(
        "p.owner_id"
    )

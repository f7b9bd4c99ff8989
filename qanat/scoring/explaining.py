"""Why a person has the score that they have, rule by rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qanat.criteria.public import Happened, Reason, explain, happened, readable
from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor
from qanat.scoring.models import Score, ScoreRule
from qanat.scoring.plan import rule_of
from qanat.scoring.queries import said, score_of
from qanat.scoring.rules import Group, Rule


@dataclass(frozen=True, kw_only=True)
class ExplanationLine:
    """What one rule did for the score.

    Attributes:
        points: what the rule counted; 0 when it did not hold.
        worth: what it counts when it holds.
        sentence: the criteria in the reader's language.
        evidence: each condition of the rule and whether it held when the score was computed;
            empty unless asked for.
    """

    rule_id: int
    rule: str
    group: Group
    side: str
    points: int
    worth: int
    held: bool
    sentence: str
    evidence: tuple[Reason, ...] = ()


def explanation(
    person_id: int, actor: Actor, *, not_held: bool = False, evidence: bool = False
) -> list[ExplanationLine]:
    """The rules that held when the person was scored; their points add up to the total.

    The most points first. With `not_held` the other rules of the model follow, with 0 points.
    Evidence costs one statement per rule.

    Raises:
        NotFound: the person has no score, or none that the actor may see.
    """
    card = score_of(person_id, actor)
    if card is None:
        raise NotFound("score of person", person_id)
    held_ids = set(Score.objects.values_list("rule_ids", flat=True).get(person_id=person_id))
    rows = ScoreRule.objects.filter(model_id=card.model_id).order_by("-points", "id")
    held = [rule_of(row) for row in rows if row.pk in held_ids]
    others = [rule_of(row) for row in rows if row.pk not in held_ids and row.active]
    lines = [
        _line(
            rule,
            rule.points,
            language=actor.language,
            reasons=_reasons(rule, card.person_id, card.scored_at, actor) if evidence else (),
        )
        for rule in held
    ]
    if not_held:
        lines += [_line(rule, 0, language=actor.language, reasons=()) for rule in others]
    return lines


def events_behind(person_id: int, actor: Actor) -> dict[int, Happened]:
    """The events that made rules hold when the person was scored, by the id of the rule.

    Rules that speak of no event are left out. Three statements for any number of rules.

    Raises:
        NotFound: the person has no score, or none that the actor may see.
    """
    card = score_of(person_id, actor)
    if card is None:
        raise NotFound("score of person", person_id)
    held = ScoreRule.objects.filter(
        id__in=Score.objects.filter(person_id=person_id).values_list("rule_ids", flat=True)[0]
    )
    rules = [rule for rule in map(rule_of, held.order_by("id")) if readable(rule.criteria)]
    found = happened([rule.criteria for rule in rules], person_id, at=card.scored_at)
    return {rule.id: each for rule, each in zip(rules, found, strict=True) if each is not None}


def _line(rule: Rule, points: int, *, language: str, reasons: Sequence[Reason]) -> ExplanationLine:
    return ExplanationLine(
        rule_id=rule.id,
        rule=rule.name,
        group=rule.group,
        side=rule.side,
        points=points,
        worth=rule.points,
        held=points != 0,
        sentence=said(rule.criteria, language),
        evidence=tuple(reasons),
    )


def _reasons(rule: Rule, person_id: int, at: datetime, actor: Actor) -> tuple[Reason, ...]:
    if not readable(rule.criteria):
        return ()
    found = explain(rule.criteria, [person_id], at=at, language=actor.language)
    return found[0].reasons if found else ()

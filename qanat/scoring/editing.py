"""Changing score models and their rules: drafts are changed, then activated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from qanat.criteria.public import check
from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.platform.actor import Actor, acting
from qanat.scoring.active import lock_activation
from qanat.scoring.models import ScoreModel, ScoreRule
from qanat.scoring.rules import Group, Rule, Thresholds, asks_for, points_fit_group
from qanat.scoring.scorer import Rescored, score_everybody

MAX_POINTS = 1_000
MAX_RULES = 200


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """A rule as somebody wrote it, not yet checked."""

    name: str
    group: str
    criteria: Mapping[str, Any]
    points: int


def create_model(
    name: str, *, actor: Actor, now: datetime, thresholds: Thresholds | None = None
) -> ScoreModel:
    """A draft without rules.

    Raises:
        Invalid: the name is empty, or the thresholds are not in order.
    """
    actor.require("scoring.change")
    levels = _ordered(thresholds or Thresholds())
    with acting(actor):
        return ScoreModel.objects.create(
            name=_named(name),
            warm_at=levels.warm_at,
            hot_at=levels.hot_at,
            mql_at=levels.mql_at,
            created_at=now,
        )


def copy_model(model_id: int, *, name: str, actor: Actor, now: datetime) -> ScoreModel:
    """A draft with the thresholds and rules of another model, to be changed and activated.

    Raises:
        NotFound: there is no such model.
        Invalid: the name is empty.
    """
    actor.require("scoring.change")
    with acting(actor):
        model = _model(model_id)
        levels = Thresholds(warm_at=model.warm_at, hot_at=model.hot_at, mql_at=model.mql_at)
        draft = create_model(name, actor=actor, now=now, thresholds=levels)
        rules = list(ScoreRule.objects.filter(model=model).order_by("id"))
        for rule in rules:
            rule.pk, rule.model = None, draft
        ScoreRule.objects.bulk_create(rules)
    return draft


def set_thresholds(model_id: int, thresholds: Thresholds, *, actor: Actor) -> None:
    """Change where a draft's bands begin, and who is marketing-qualified.

    Raises:
        NotFound: there is no such model.
        Conflict: the model has been active.
        Invalid: the thresholds are not in order.
    """
    actor.require("scoring.change")
    levels = _ordered(thresholds)
    with acting(actor):
        model = _draft(model_id)
        model.warm_at, model.hot_at = levels.warm_at, levels.hot_at
        model.mql_at = levels.mql_at
        model.save(update_fields=["warm_at", "hot_at", "mql_at"])


def add_rule(model_id: int, rule: RuleDraft, *, actor: Actor) -> ScoreRule:
    """Add a rule to a draft.

    Raises:
        NotFound: there is no such model.
        Conflict: the model has been active.
        Invalid: name, group, points or criteria are wrong, with the path of the fault.
    """
    actor.require("scoring.change")
    with acting(actor):
        model = _draft(model_id)
        if ScoreRule.objects.filter(model=model).count() >= MAX_RULES:
            raise Invalid(f"A model has at most {MAX_RULES} rules.", code="too_many")
        return ScoreRule.objects.create(model=model, **_columns(rule))


def change_rule(rule_id: int, rule: RuleDraft, *, actor: Actor, active: bool = True) -> None:
    """Replace a rule of a draft; one that is not active counts for nobody.

    Raises:
        NotFound: there is no such rule.
        Conflict: the model has been active.
        Invalid: as for a new rule.
    """
    actor.require("scoring.change")
    with acting(actor):
        found = _rule_of_draft(rule_id)
        ScoreRule.objects.filter(id=found.pk).update(active=active, **_columns(rule))


def delete_rule(rule_id: int, *, actor: Actor) -> None:
    """Take a rule away from a draft.

    Raises:
        NotFound: there is no such rule.
        Conflict: the model has been active.
    """
    actor.require("scoring.change")
    with acting(actor):
        _rule_of_draft(rule_id).delete()


def delete_model(model_id: int, *, actor: Actor) -> None:
    """Take a draft away; a model that has been active is kept.

    Raises:
        NotFound: there is no such model.
        Conflict: the model has been active.
    """
    actor.require("scoring.change")
    with acting(actor):
        _draft(model_id).delete()


def activate_model(model_id: int, *, actor: Actor, now: datetime) -> Rescored:
    """Make the model the one that counts, then score everybody anew.

    The switch is committed first, so that arriving leads wait for milliseconds and not for the
    whole rescore. Should the rescore not come to its end, `score_everybody` catches up.

    Raises:
        NotFound: there is no such model.
        Invalid: it has no active rule (`no_rules`).
    """
    actor.require("scoring.change")
    with acting(actor):
        lock_activation()
        model = _model(model_id)
        if not ScoreRule.objects.filter(model=model, active=True).exists():
            raise Invalid("A model without an active rule cannot be activated.", code="no_rules")
        ScoreModel.objects.filter(active=True).exclude(id=model_id).update(active=False)
        model.active = True
        model.activated_at = model.activated_at or now
        model.save(update_fields=["active", "activated_at"])
    return score_everybody(at=now, actor=actor)


def check_rule(rule: RuleDraft) -> Rule:
    """The rule, once everything about it is right.

    Raises:
        Invalid: name, group, points or criteria are wrong, with the path of the fault.
    """
    if rule.group not in list(Group):
        groups = ", ".join(Group)
        raise Invalid(f"The group must be one of {groups}.", ("group",), code="unknown_group")
    group = Group(rule.group)
    if abs(rule.points) > MAX_POINTS or not points_fit_group(group, rule.points):
        sign = "below" if group is Group.NEGATIVE else "above"
        raise Invalid(
            f"The points of a rule in this group are {sign} zero, and at most {MAX_POINTS} in size.",
            ("points",),
            code="out_of_range",
        )
    try:
        check(rule.criteria, subject="person")
    except Invalid as error:
        raise Invalid.of(
            tuple(replace(fault, path=("criteria", *fault.path)) for fault in error.faults)
        ) from error
    if asks_for(rule.criteria, "score."):
        raise Invalid(
            "A rule of a score cannot ask for the score itself.", ("criteria",), code="circular"
        )
    return Rule(name=_named(rule.name), group=group, criteria=rule.criteria, points=rule.points)


def _columns(rule: RuleDraft) -> dict[str, Any]:
    checked = check_rule(rule)
    return {
        "name": checked.name,
        "group": checked.group,
        "criteria": checked.criteria,
        "points": checked.points,
    }


def _named(name: str) -> str:
    if not name.strip():
        raise Invalid("A name is needed.", ("name",), code="required")
    return name.strip()


def _ordered(thresholds: Thresholds) -> Thresholds:
    if thresholds.hot_at <= thresholds.warm_at:
        raise Invalid("Hot must begin above warm.", ("hot_at",), code="out_of_range")
    return thresholds


def _model(model_id: int) -> ScoreModel:
    model = ScoreModel.objects.select_for_update().filter(id=model_id).first()
    if model is None:
        raise NotFound("score model", model_id)
    return model


def _draft(model_id: int) -> ScoreModel:
    model = _model(model_id)
    if model.activated_at is not None:
        raise Conflict(
            "This model has been active and is kept as it was; copy it and change the copy.",
            record=f"score-models/{model_id}",
        )
    return model


def require_drafts(*, rules: Collection[int] = (), models: Collection[int] = ()) -> None:
    """Raise `Conflict` where one of the models, or of the models of the rules, has been active."""
    of_rules = ScoreRule.objects.filter(id__in=rules).values_list("model_id", flat=True)
    for model_id in sorted({*models, *of_rules} if rules else set(models)):
        _draft(model_id)


def _rule_of_draft(rule_id: int) -> ScoreRule:
    rule = ScoreRule.objects.filter(id=rule_id).first()
    if rule is None:
        raise NotFound("score rule", rule_id)
    _draft(rule.model_id)
    return rule

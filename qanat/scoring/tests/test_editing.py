"""Drafts are changed, then activated; what has been active stays as it was."""

from datetime import timedelta

import pytest

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.platform.actor import Actor
from qanat.scoring.models import Score, ScoreModel, ScoreRule
from qanat.scoring.public import (
    RuleDraft,
    Thresholds,
    activate_model,
    active_model,
    add_rule,
    change_rule,
    copy_model,
    create_model,
    delete_model,
    delete_rule,
    list_models,
    list_rules,
    score_of,
    score_people,
    set_thresholds,
)
from qanat.scoring.tests.conftest import NOW, RULES, SAUDI, SYSTEM, make_model, make_people

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)
GOOD = {"name": "Saudi", "group": "explicit", "criteria": SAUDI, "points": 5}


def test_a_copy_is_changed_and_activated_and_everybody_scores_anew(model):
    (person,) = make_people(1, country="SA")
    score_people([person], at=NOW, actor=SYSTEM)
    draft = copy_model(model.pk, name="Second", actor=SYSTEM, now=LATER)
    first, *_, last = list_rules(draft.pk, SYSTEM)
    change_rule(
        first.id,
        RuleDraft(name="Saudi Arabia", group="explicit", criteria=SAUDI, points=35),
        actor=SYSTEM,
    )
    delete_rule(last.id, actor=SYSTEM)
    set_thresholds(draft.pk, Thresholds(warm_at=10, hot_at=35, mql_at=30), actor=SYSTEM)
    assert score_of(person, SYSTEM).total == 20

    assert activate_model(draft.pk, actor=SYSTEM, now=LATER).changed == 1

    card = score_of(person, SYSTEM)
    assert (card.model_id, card.total, card.band) == (draft.pk, 35, "hot")
    assert active_model(SYSTEM).thresholds == Thresholds(warm_at=10, hot_at=35, mql_at=30)
    assert [(found.name, found.active, found.rules) for found in list_models(SYSTEM)] == [
        ("Second", True, 3),
        ("Model", False, 4),
    ]
    assert [rule.points for rule in list_rules(model.pk, SYSTEM)] == [20, 40, -15, -5]


def test_a_model_can_be_activated_again_and_the_one_before_comes_back(model):
    (person,) = make_people(1, country="SA")
    other = make_model(RuleDraft(name="All", group="explicit", criteria={"all": []}, points=1))
    activate_model(other.pk, actor=SYSTEM, now=LATER)
    assert score_of(person, SYSTEM).total == 1
    activate_model(model.pk, actor=SYSTEM, now=LATER)
    assert score_of(person, SYSTEM).total == 20
    assert ScoreModel.objects.get(id=model.pk).activated_at == NOW


@pytest.mark.parametrize("active", [True, False])
def test_what_has_been_active_is_not_changed(model, active):
    if not active:
        other = make_model(RuleDraft(**GOOD))
        activate_model(other.pk, actor=SYSTEM, now=LATER)
    rule = ScoreRule.objects.filter(model=model).first()
    for attempt in (
        lambda: add_rule(model.pk, RuleDraft(**GOOD), actor=SYSTEM),
        lambda: change_rule(rule.pk, RuleDraft(**GOOD), actor=SYSTEM),
        lambda: delete_rule(rule.pk, actor=SYSTEM),
        lambda: set_thresholds(model.pk, Thresholds(), actor=SYSTEM),
        lambda: delete_model(model.pk, actor=SYSTEM),
    ):
        with pytest.raises(Conflict, match="copy it and change the copy"):
            attempt()
    assert [rule.points for rule in list_rules(model.pk, SYSTEM)] == [20, 40, -15, -5]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"name": " "}, ("name",)),
        ({"group": "hidden"}, ("group",)),
        ({"points": 0}, ("points",)),
        ({"points": -5}, ("points",)),
        ({"group": "negative"}, ("points",)),
        ({"points": 1001}, ("points",)),
        (
            {"criteria": {"all": [{"field": "person.nonsense", "is": "is"}]}},
            ("criteria", "all", 0, "field"),
        ),
        (
            {"criteria": {"not": {"field": "score.total", "is": "at_least", "value": 3}}},
            ("criteria",),
        ),
    ],
)
def test_a_wrong_rule_is_refused_with_the_path_of_its_fault(db, wrong, path):
    draft = create_model("Draft", actor=SYSTEM, now=NOW)
    with pytest.raises(Invalid) as refused:
        add_rule(draft.pk, RuleDraft(**GOOD | wrong), actor=SYSTEM)
    assert refused.value.faults[0].path == path
    assert not ScoreRule.objects.exists()


def test_a_model_without_rules_or_with_thresholds_out_of_order_is_refused(db):
    draft = create_model("Draft", actor=SYSTEM, now=NOW)
    with pytest.raises(Invalid):
        activate_model(draft.pk, actor=SYSTEM, now=NOW)
    for attempt in (
        lambda: create_model(
            "X", thresholds=Thresholds(warm_at=9, hot_at=9), actor=SYSTEM, now=NOW
        ),
        lambda: set_thresholds(draft.pk, Thresholds(hot_at=1), actor=SYSTEM),
    ):
        with pytest.raises(Invalid):
            attempt()
    assert active_model(SYSTEM) is None
    assert ScoreModel.objects.count() == 1


def test_an_inactive_rule_counts_for_nobody(db):
    draft = make_model(*RULES[:2])
    rule, _other = list_rules(draft.pk, SYSTEM)
    change_rule(rule.id, RuleDraft(**GOOD), active=False, actor=SYSTEM)
    (person,) = make_people(1, country="SA")
    activate_model(draft.pk, actor=SYSTEM, now=NOW)
    assert Score.objects.get(person_id=person).rule_ids == []
    assert [found.active for found in list_rules(draft.pk, SYSTEM)] == [False, True]


def test_a_draft_goes_and_what_is_not_there_is_not_found(db):
    draft = make_model(*RULES)
    delete_model(draft.pk, actor=SYSTEM)
    assert not ScoreRule.objects.exists()
    for attempt in (
        lambda: delete_model(draft.pk, actor=SYSTEM),
        lambda: delete_rule(0, actor=SYSTEM),
        lambda: activate_model(0, actor=SYSTEM, now=NOW),
        lambda: copy_model(0, name="x", actor=SYSTEM, now=NOW),
        lambda: list_rules(0, SYSTEM),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_refusal_leaves_no_trace(db):
    draft = make_model(*RULES)
    rule = ScoreRule.objects.filter(model=draft).first()
    actor = Actor(name="user:1", permissions=frozenset({"scoring.view"}), sees=None)
    for attempt in (
        lambda: create_model("X", actor=actor, now=NOW),
        lambda: copy_model(draft.pk, name="X", actor=actor, now=NOW),
        lambda: set_thresholds(draft.pk, Thresholds(), actor=actor),
        lambda: add_rule(draft.pk, RuleDraft(**GOOD), actor=actor),
        lambda: change_rule(rule.pk, RuleDraft(**GOOD), actor=actor),
        lambda: delete_rule(rule.pk, actor=actor),
        lambda: delete_model(draft.pk, actor=actor),
        lambda: activate_model(draft.pk, actor=actor, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert [(found.name, found.active, found.rules) for found in list_models(SYSTEM)] == [
        ("Model", False, 4)
    ]

"""The statement made once per model is right at every instant."""

from datetime import timedelta

import pytest

from qanat.people.public import define_field, delete_field
from qanat.scoring.models import Score
from qanat.scoring.public import (
    RuleDraft,
    activate_model,
    explanation,
    list_rules,
    score_everybody,
    score_of,
    score_people,
)
from qanat.scoring.tests.conftest import NOW, SYSTEM, happened, make_model, make_people

RECENT = {"event": "page_view", "is": "at_least", "value": 1, "within": {"days": 30}}


@pytest.mark.django_db
def test_a_score_fades_with_the_days_by_the_same_statement():
    model = make_model(RuleDraft(name="Recent", group="implicit", criteria=RECENT, points=10))
    activate_model(model.pk, actor=SYSTEM, now=NOW)
    (person,) = make_people(1)
    happened(person, "page_view", at=NOW - timedelta(days=20))
    totals = []
    for days in (0, 9, 10, 11):
        score_people([person], at=NOW + timedelta(days=days), actor=SYSTEM)
        totals.append(score_of(person, SYSTEM).total)
    assert totals == [10, 10, 10, 0]


@pytest.fixture
def renewal(db):
    """A custom date field of people."""
    define_field("person", "renewal", kind="date", labels={"en": "Renewal"}, actor=SYSTEM, now=NOW)


@pytest.fixture
def dated(renewal):
    """An active model with a rule by whole days, which is made anew each time, and another one."""
    soon = {"field": "person.custom.renewal", "is": "after", "value": {"days_ago": 3}}
    model = make_model(
        RuleDraft(name="Renews", group="explicit", criteria=soon, points=7),
        RuleDraft(name="Recent", group="implicit", criteria=RECENT, points=10),
    )
    activate_model(model.pk, actor=SYSTEM, now=NOW)
    return model


def test_a_rule_by_whole_days_is_right_each_day(dated):
    (person,) = make_people(1, custom={"renewal": "2026-03-01"})
    totals = []
    for days in (0, 1, 2, 3):
        score_people([person], at=NOW + timedelta(days=days), actor=SYSTEM)
        totals.append(score_of(person, SYSTEM).total)
    assert totals == [7, 7, 0, 0]


def test_a_rule_whose_field_was_taken_away_holds_for_nobody_and_stops_nothing(dated, renewal):
    (person,) = make_people(1, custom={"renewal": "2026-03-01"})
    happened(person, "page_view")
    score_people([person], at=NOW, actor=SYSTEM)
    assert score_of(person, SYSTEM).total == 17
    delete_field("person", "renewal", actor=SYSTEM, now=NOW)
    score_people([person], at=NOW, actor=SYSTEM)
    assert score_of(person, SYSTEM).total == 10
    assert score_everybody(at=NOW, actor=SYSTEM).changed == 0
    assert [(rule.name, rule.readable) for rule in list_rules(dated.pk, SYSTEM)] == [
        ("Renews", False),
        ("Recent", True),
    ]
    lines = explanation(person, SYSTEM, not_held=True, evidence=True)
    assert [(line.rule, line.points, line.sentence) for line in lines] == [
        ("Recent", 10, lines[0].sentence),
        ("Renews", 0, ""),
    ]


def test_a_score_keeps_the_points_of_a_rule_that_can_no_longer_be_read(dated, renewal):
    (person,) = make_people(1, custom={"renewal": "2026-03-01"})
    score_people([person], at=NOW, actor=SYSTEM)
    delete_field("person", "renewal", actor=SYSTEM, now=NOW)
    (line,) = explanation(person, SYSTEM, evidence=True)
    assert (line.points, line.evidence) == (7, ())
    assert Score.objects.get(person_id=person).total == 7

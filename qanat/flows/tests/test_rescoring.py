"""Whoever reaches the threshold is marketing-qualified, however the score came about."""

from datetime import UTC, datetime, timedelta

import pytest

from qanat.flows.public import (
    Happening,
    Rescoring,
    add_events,
    edit_person,
    rescore_everybody,
    switch_model,
)
from qanat.kernel.errors import NotAllowed
from qanat.people.models import LifecycleChange, Person
from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import Actor, acting, system_actor
from qanat.scoring.public import (
    RuleDraft,
    Thresholds,
    activate_model,
    add_rule,
    create_model,
    score_of,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SYSTEM = system_actor("test")
SAUDI = {"field": "person.country", "is": "is", "value": "SA"}
MET = {"event": "meeting", "is": "at_least", "value": 1}


def make_model(**points):
    criteria = {"saudi": ("explicit", SAUDI), "met": ("implicit", MET)}
    model = create_model(
        "Model",
        thresholds=Thresholds(warm_at=10, hot_at=40, mql_at=30),
        actor=SYSTEM,
        now=NOW,
    )
    for name, worth in points.items():
        group, asked = criteria[name]
        rule = RuleDraft(name=name, group=group, criteria=asked, points=worth)
        add_rule(model.pk, rule, actor=SYSTEM)
    return model.pk


def make_people(number, **more):
    with acting(SYSTEM):
        drafts = [PersonDraft(full_name=f"P{n}", **more) for n in range(number)]
        return insert_people(drafts, actor=SYSTEM, now=NOW)


def lifecycle(person):
    return Person.objects.values_list("lifecycle", flat=True).get(id=person)


def test_an_event_that_lifts_the_score_over_the_threshold_qualifies():
    activate_model(make_model(saudi=10, met=20), actor=SYSTEM, now=NOW)
    ready, not_ready = make_people(1, country="SA") + make_people(1)
    met = [Happening(kind="meeting", person_id=person) for person in (ready, not_ready)]
    add_events(met, actor=SYSTEM, now=NOW)
    assert (lifecycle(ready), lifecycle(not_ready)) == ("mql", "lead")
    change = LifecycleChange.objects.get(person_id=ready, to_lifecycle="mql")
    assert (change.reason, change.actor) == ("score 30", "system:scoring")


def test_an_edit_that_lifts_the_score_over_the_threshold_qualifies():
    activate_model(make_model(saudi=30), actor=SYSTEM, now=NOW)
    (person,) = make_people(1)
    edit_person(person, {"country": "SA"}, actor=SYSTEM, now=NOW)
    assert lifecycle(person) == "mql"


def test_a_model_that_is_switched_to_qualifies_whoever_reaches_its_threshold():
    activate_model(make_model(saudi=10), actor=SYSTEM, now=NOW)
    saudis = make_people(3, country="SA")
    customer, other = make_people(1, country="SA", lifecycle="customer") + make_people(1)
    assert rescore_everybody(actor=SYSTEM, now=NOW) == Rescoring(people=5, changed=5, qualified=0)

    later = NOW + timedelta(days=1)
    done = switch_model(make_model(saudi=30), actor=SYSTEM, now=later)

    assert done == Rescoring(people=5, changed=5, qualified=3)
    assert {lifecycle(person) for person in saudis} == {"mql"}
    assert (lifecycle(customer), lifecycle(other)) == ("customer", "lead")
    again = rescore_everybody(actor=SYSTEM, now=later)
    assert again == Rescoring(people=5, changed=0, qualified=0)


def test_who_may_not_change_scores_scores_nobody():
    activate_model(make_model(saudi=30), actor=SYSTEM, now=NOW)
    (person,) = make_people(1, country="SA")
    actor = Actor(name="user:1", permissions=frozenset({"scoring.view"}), sees=None)
    with pytest.raises(NotAllowed):
        rescore_everybody(actor=actor, now=NOW)
    assert score_of(person, SYSTEM) is None
    assert lifecycle(person) == "lead"

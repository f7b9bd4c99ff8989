"""What people score, when it is written, and that it can be explained."""

from datetime import timedelta
from fractions import Fraction

import pytest

from qanat.criteria.public import Happened, holds
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.people.models import Person
from qanat.platform.actor import Actor
from qanat.scoring import scorer
from qanat.scoring.models import Score, ScoreChange, ScoreModel, ScoreRule
from qanat.scoring.public import (
    Rescored,
    RuleDraft,
    ScoreMove,
    activate_model,
    ensure_default_model,
    events_behind,
    explanation,
    last_rescore,
    list_rules,
    preview,
    preview_model,
    qualified_leads,
    score_everybody,
    score_history,
    score_of,
    score_people,
    scores_of,
)
from qanat.scoring.rules import Thresholds, band_of
from qanat.scoring.tests.conftest import (
    NOW,
    RULES,
    SAUDI,
    SYSTEM,
    VISITED,
    happened,
    make_model,
    make_people,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def numbers(person):
    card = score_of(person, SYSTEM)
    return (card.fit, card.engagement, card.total, card.band)


def score(*people, at=NOW):
    return score_people(people, at=at, actor=SYSTEM)


def test_the_points_of_what_holds_count_on_their_side(model):
    (person,) = make_people(1, country="SA")
    happened(person, "page_view", 2)
    happened(person, "email_bounce")

    assert score(person) == [ScoreMove(person, None, 45, None, "warm", False)]

    assert numbers(person) == (20, 25, 45, "warm")


def test_a_total_can_fall_below_zero(model):
    (person,) = make_people(1)
    happened(person, "email_bounce")
    score(person)
    assert numbers(person) == (-5, -15, -20, "cold")


def test_the_explanation_adds_up_to_the_score(model):
    (person,) = make_people(1, country="SA")
    happened(person, "page_view", 2)
    happened(person, "email_bounce")
    score(person)

    lines = explanation(person, SYSTEM)

    assert [(line.rule, line.points, line.group, line.side) for line in lines] == [
        ("Visits", 40, "implicit", "engagement"),
        ("Saudi", 20, "explicit", "fit"),
        ("Bounced", -15, "negative", "engagement"),
    ]
    assert sum(line.points for line in lines) == score_of(person, SYSTEM).total == 45
    assert lines[1].sentence == "The country is Saudi Arabia."
    assert all(line.evidence == () for line in lines)


def test_the_explanation_shows_its_evidence_and_what_did_not_hold_when_asked(model):
    (person,) = make_people(1, country="SA")
    score(person)
    held, *others = explanation(person, SYSTEM, not_held=True, evidence=True)
    assert (held.rule, held.points, held.worth) == ("Saudi", 20, 20)
    assert [(reason.sentence, reason.held) for reason in held.evidence] == [
        ("The country is Saudi Arabia.", True)
    ]
    assert [(line.rule, line.points, line.worth, line.held) for line in others] == [
        ("Visits", 0, 40, False),
        ("Far away", 0, -5, False),
        ("Bounced", 0, -15, False),
    ]


def test_a_score_is_written_only_when_it_changes(model):
    (person,) = make_people(1, country="SA")
    score(person)
    assert score(person, at=LATER) == []
    assert Score.objects.get(person_id=person).scored_at == NOW

    happened(person, "page_view", 2)
    assert score(person, at=LATER) == [ScoreMove(person, 20, 60, "cold", "hot", True)]

    steps = score_history(person, SYSTEM)
    assert [(step.at, step.before, step.after, step.band) for step in steps] == [
        (LATER, 20, 60, "hot"),
        (NOW, None, 20, "cold"),
    ]


def test_the_same_total_by_other_rules_is_written_but_is_no_step(model):
    (person,) = make_people(1)
    score(person)
    draft = make_model(RuleDraft(name="All", group="negative", criteria={"all": []}, points=-5))
    activate_model(draft.pk, actor=SYSTEM, now=LATER)
    assert [line.rule for line in explanation(person, SYSTEM)] == ["All"]
    assert len(score_history(person, SYSTEM)) == 1
    assert last_rescore(draft.pk, SYSTEM).changed == 0


def test_everybody_scores_as_they_do_one_by_one(model):
    people = make_people(3, country="SA") + make_people(3)
    for person in people[::2]:
        happened(person, "page_view", 2)
    for person in people[1::3]:
        happened(person, "email_bounce")
    score(*people)
    one_by_one = {person: numbers(person) for person in people}
    Score.objects.all().delete()

    assert score_everybody(at=NOW, actor=SYSTEM) == Rescored(people=6, changed=6)

    assert {person: numbers(person) for person in people} == one_by_one
    assert score_everybody(at=LATER, actor=SYSTEM) == Rescored(people=6, changed=0)


def test_everybody_is_written_some_at_a_time_and_others_see_how_far(model, monkeypatch):
    monkeypatch.setattr(scorer, "BATCH", 2)
    seen = []
    note = scorer.note_written

    def noted(run, **numbers):
        note(run, **numbers)
        seen.append(last_rescore(model.pk, SYSTEM).share)

    monkeypatch.setattr(scorer, "note_written", noted)
    people = make_people(5, country="SA")
    assert score_everybody(at=NOW, actor=SYSTEM) == Rescored(people=5, changed=5)
    assert {numbers(person)[2] for person in people} == {20}
    assert seen == [Fraction(2, 5), Fraction(4, 5), Fraction(1)]
    told = last_rescore(model.pk, SYSTEM)
    assert (told.people, told.compared, told.changed) == (5, 5, 5)
    assert told.done_at


def test_nobody_to_score_is_no_fault(model):
    assert score_everybody(at=NOW, actor=SYSTEM) == Rescored(people=0, changed=0)
    assert last_rescore(model.pk, SYSTEM).share is None


def test_stored_scores_are_what_the_criteria_say_one_by_one(model):
    people = make_people(4, country="SA") + make_people(4)
    for person in people[::2]:
        happened(person, "page_view", 2)
    score_everybody(at=NOW, actor=SYSTEM)
    for person in people:
        held = [
            rule
            for rule in list_rules(model.pk, SYSTEM)
            if holds(rule.criteria, [person], at=NOW) == {person}
        ]
        assert Score.objects.get(person_id=person).rule_ids == [rule.id for rule in held]
        total = sum(rule.points for rule in held)
        assert score_of(person, SYSTEM).total == total
        assert score_of(person, SYSTEM).band == band_of(total, Thresholds())


def test_a_rescore_of_an_earlier_instant_leaves_a_later_score_alone(model):
    (person,) = make_people(1, country="SA")
    score(person, at=LATER)
    Person.objects.filter(id=person).update(country="")
    assert score_everybody(at=NOW, actor=SYSTEM) == Rescored(people=1, changed=0)
    assert numbers(person)[2] == 20
    assert score_everybody(at=LATER, actor=SYSTEM) == Rescored(people=1, changed=1)


def test_deleted_people_are_left_out(model):
    gone, here = make_people(2)
    Person.objects.filter(id=gone).update(deleted_at=NOW)
    assert [move.person_id for move in score(gone, here)] == [here]
    assert score_of(gone, SYSTEM) is None
    assert score_everybody(at=LATER, actor=SYSTEM).people == 1


def test_nobody_is_scored_without_an_active_model(db):
    (person,) = make_people(1)
    with pytest.raises(Invalid) as refused:
        score(person)
    assert refused.value.faults[0].code == "no_active_model"


def test_those_who_reach_the_threshold_and_are_not_that_far_on_qualify(model):
    hot, cold, known = make_people(1, country="SA") + make_people(2)
    for person in (hot, known):
        happened(person, "page_view", 2)
    Person.objects.filter(id=known).update(country="SA", lifecycle="sql")
    moves = score(hot, cold, known)
    assert [move.qualifies for move in moves] == [True, False, True]
    assert qualified_leads(SYSTEM) == [hot]
    assert qualified_leads(SYSTEM, after=hot) == []


def test_a_preview_counts_who_would_move_and_writes_nothing(model):
    saudi, visitor, new = (
        make_people(1, country="SA") + make_people(1, country="SA") + make_people(1)
    )
    happened(visitor, "page_view", 2)
    score(saudi, visitor)
    rules = [
        RuleDraft(name="Visits", group="implicit", criteria=VISITED, points=35),
        RuleDraft(name="Everybody", group="explicit", criteria={"all": []}, points=21),
    ]

    found = preview(rules, at=NOW, actor=SYSTEM)

    assert found.people == 3
    assert found.moves == {("cold", "cold"): 1, ("hot", "warm"): 1, (None, "cold"): 1}
    assert (found.up, found.down, found.changing_band) == (1, 1, 1)
    assert (found.newly_qualified, found.no_longer_qualified) == (0, 0)
    assert (
        preview(rules, thresholds=Thresholds(mql_at=57), at=NOW, actor=SYSTEM).no_longer_qualified
        == 1
    )
    assert score_of(new, SYSTEM) is None
    assert numbers(visitor)[2] == 60


def test_a_preview_covers_whom_the_actor_sees(model, django_user_model):
    owner = django_user_model.objects.create(email="a@example.com", role="representative")
    make_people(2, owner_id=owner.pk)
    make_people(3)
    actor = Actor(
        name="user:1", permissions=frozenset({"scoring.view"}), sees=frozenset({owner.pk})
    )
    assert preview(RULES, at=NOW, actor=actor).people == 2
    assert preview_model(model.pk, at=NOW, actor=actor).people == 2


def test_nobody_reads_the_score_of_whom_they_do_not_see(model):
    (person,) = make_people(1)
    score(person)
    stranger = Actor(
        name="user:1",
        permissions=frozenset({"people.view", "scoring.view"}),
        sees=frozenset({999}),
    )
    assert scores_of([person], stranger) == {}
    for read in (explanation, score_history):
        with pytest.raises(NotFound):
            read(person, stranger)


def test_a_refusal_leaves_no_trace(model):
    (person,) = make_people(1)
    actor = Actor(name="user:1", permissions=frozenset({"scoring.view", "people.view"}), sees=None)
    for attempt in (
        lambda: score_people([person], at=NOW, actor=actor),
        lambda: score_everybody(at=NOW, actor=actor),
        lambda: activate_model(model.pk, actor=actor, now=NOW),
        lambda: ensure_default_model(actor=actor, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert not Score.objects.exists()
    assert not ScoreChange.objects.exists()


def test_the_default_model_is_made_once_and_scores(db):
    first = ensure_default_model(actor=SYSTEM, now=NOW)
    assert ensure_default_model(actor=SYSTEM, now=LATER).pk == first.pk
    assert ScoreModel.objects.count() == 1
    (person,) = make_people(
        1,
        country="SA",
        job_title="مدیرعامل",
        email="a@acme.example",
        keys=(("email", "a@acme.example"),),
    )
    happened(person, "meeting")
    happened(person, "page_view", 3)
    score(person)
    assert {line.rule: line.points for line in explanation(person, SYSTEM)} == {
        "Decides on purchases": 20,
        "Business e-mail": 10,
        "Country known": 5,
        "Met us": 20,
        "Visited three pages": 5,
    }
    assert numbers(person) == (35, 25, 60, "hot")


def test_every_default_rule_is_said_in_three_languages(db):
    model = ensure_default_model(actor=SYSTEM, now=NOW)
    for language in ("en", "ar", "fa"):
        reader = Actor(name="x", everything=True, sees=None, language=language)
        sentences = [rule.sentence for rule in list_rules(model.pk, reader)]
        assert len(set(sentences)) == ScoreRule.objects.count()


def test_the_events_behind_a_rule_are_counted_and_say_how_long_they_count():
    recent = {"event": "page_view", "is": "at_least", "value": 2, "within": {"days": 30}}
    model = make_model(
        RuleDraft(name="Recent", group="implicit", criteria=recent, points=10),
        RuleDraft(name="Saudi", group="explicit", criteria=SAUDI, points=20),
        RuleDraft(name="Ever", group="implicit", criteria=VISITED, points=5),
    )
    activate_model(model.pk, actor=SYSTEM, now=NOW)
    (person,) = make_people(1, country="SA")
    happened(person, "page_view", at=NOW - timedelta(days=40))
    happened(person, "page_view", 2, at=NOW - timedelta(days=3))
    score(person)
    recent_rule, saudi, ever = (rule.id for rule in list_rules(model.pk, SYSTEM))
    last = NOW - timedelta(days=3) + timedelta(minutes=1)
    assert events_behind(person, SYSTEM) == {
        recent_rule: Happened(2, last, last + timedelta(days=30)),
        ever: Happened(3, last, None),
    }
    assert saudi not in events_behind(person, SYSTEM)


def test_the_events_behind_a_score_are_for_whoever_sees_the_person(model):
    (person,) = make_people(1, country="SA")
    with pytest.raises(NotFound):
        events_behind(person, SYSTEM)

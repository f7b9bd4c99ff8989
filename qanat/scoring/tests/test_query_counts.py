"""What each use costs in queries, whatever the number of people; see `query_counts.json`."""

import pytest

from qanat.scoring.public import (
    active_model,
    explanation,
    list_rules,
    preview_model,
    qualified_leads,
    score_everybody,
    score_history,
    score_people,
    scores_of,
)
from qanat.scoring.tests.conftest import NOW, SYSTEM, make_people

pytestmark = pytest.mark.django_db


def test_query_counts_of_scoring(query_budget, model):
    score_people(make_people(1), at=NOW, actor=SYSTEM)  # makes the statement, once per process
    for size in (1, 300):
        people = make_people(size)
        with query_budget("score_people"):
            score_people(people, at=NOW, actor=SYSTEM)
    with query_budget("score_everybody"):
        score_everybody(at=NOW, actor=SYSTEM)
    with query_budget("preview_model"):
        preview_model(model.pk, at=NOW, actor=SYSTEM)


def test_query_counts_of_reading(query_budget, model):
    people = make_people(20, country="SA")
    score_people(people, at=NOW, actor=SYSTEM)
    with query_budget("scores_of"):
        scores_of(people, SYSTEM)
    with query_budget("explanation"):
        explanation(people[0], SYSTEM, not_held=True)
    with query_budget("score_history"):
        score_history(people[0], SYSTEM)
    with query_budget("qualified_leads"):
        qualified_leads(SYSTEM)
    with query_budget("active_model"):
        active_model(SYSTEM)
    with query_budget("list_rules"):
        list_rules(model.pk, SYSTEM)

"""What each use costs in queries, whatever the number of rows; see `query_counts.json`."""

import pytest

from qanat.pipeline.public import (
    ageing_opportunities,
    board,
    change_opportunity,
    change_stage,
    count_opportunities,
    create_opportunity,
    list_opportunities,
    list_pipelines,
    lose_opportunity,
    move_to_stage,
    opportunity_card,
    reopen_opportunity,
    stage_cards,
    stage_visits,
    win_opportunity,
)
from qanat.pipeline.tests.conftest import NOW


@pytest.fixture
def many(make_opportunity):
    return [make_opportunity() for _ in range(7)]


def test_query_counts_of_reading(query_budget, owner, stages, pipeline_id, many):
    with query_budget("card"):
        opportunity_card(many[0], actor=owner, now=NOW)
    with query_budget("list"):
        list_opportunities(actor=owner, now=NOW)
    with query_budget("count"):
        count_opportunities(actor=owner)
    with query_budget("ageing"):
        ageing_opportunities(actor=owner, now=NOW)
    with query_budget("board"):
        board(pipeline_id, actor=owner, closed_since=NOW)
    with query_budget("stage_cards"):
        stage_cards(stages["lead"], actor=owner, now=NOW)
    with query_budget("stage_visits"):
        stage_visits(many[0], actor=owner)
    with query_budget("pipelines"):
        list_pipelines(actor=owner)


def test_query_counts_of_actions(query_budget, owner, admin, stages, many):
    person_id = opportunity_card(many[0], actor=owner, now=NOW).person_id
    with query_budget("create"):
        create_opportunity({"name": "Roof", "person_id": person_id}, actor=owner, now=NOW)
    with query_budget("change"):
        change_opportunity(many[0], {"name": "Pump"}, actor=owner, now=NOW)
    with query_budget("move"):
        move_to_stage(many[0], stages["first_call"], actor=owner, now=NOW)
    gate = {"field": "opportunity.amount", "is": "is_known"}
    change_stage(stages["presentation"], {"gate": gate}, actor=admin)
    with query_budget("move_through_a_gate"):
        move_to_stage(many[0], stages["presentation"], actor=owner, now=NOW)
    with query_budget("win"):
        win_opportunity(many[0], actor=owner, now=NOW)
    with query_budget("reopen"):
        reopen_opportunity(many[0], actor=owner, now=NOW)
    with query_budget("lose"):
        lose_opportunity(many[1], reason="price", actor=owner, now=NOW)

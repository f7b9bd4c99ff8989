from dataclasses import replace
from decimal import Decimal

import pytest

from qanat.kernel.errors import Invalid, NotFound
from qanat.people.models import Person
from qanat.pipeline.models import Opportunity, StageVisit
from qanat.pipeline.public import (
    change_stage,
    closed_to_person,
    create_opportunity,
    lose_opportunity,
    move_to_stage,
    opportunity_card,
    set_opportunity_criteria,
    win_opportunity,
)
from qanat.pipeline.tests.conftest import NOW

AMOUNT = {"field": "opportunity.amount", "is": "at_least", "value": 500}
CLOSE_DATE = {"field": "opportunity.expected_close_on", "is": "is_known"}
JOB_TITLE = {"field": "person.job_title", "is": "is_known"}


@pytest.fixture
def gate(admin, stages):
    """Puts a gate before a stage."""

    def put(key, criteria):
        change_stage(stages[key], {"gate": criteria}, actor=admin)

    return put


def told(error):
    return [(fault.path, fault.code, fault.message) for fault in error.value.faults]


def test_a_gate_tells_all_that_is_missing_and_where_to_fill_it_in(
    owner, stages, gate, make_opportunity
):
    gate("presentation", {"all": [AMOUNT, CLOSE_DATE, {"not": {"any": [JOB_TITLE]}}]})
    deal = make_opportunity(amount=Decimal("20.00"))
    before = list(StageVisit.objects.values())

    with pytest.raises(Invalid) as error:
        move_to_stage(deal, stages["presentation"], actor=owner, now=NOW)

    assert [(path, code) for path, code, _ in told(error)] == [
        (("amount",), "gate_unmet"),
        (("expected_close_on",), "gate_unmet"),
    ]
    assert list(StageVisit.objects.values()) == before


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_what_is_missing_is_told_in_the_language_of_the_reader(
    owner, stages, gate, make_opportunity, language
):
    gate("presentation", AMOUNT)
    deal = make_opportunity(amount=Decimal("20.00"))

    with pytest.raises(Invalid) as error:
        move_to_stage(
            deal, stages["presentation"], actor=replace(owner, language=language), now=NOW
        )

    words = {"en": "amount", "ar": "المبلغ", "fa": "مبلغ"}
    assert words[language] in told(error)[0][2]


def test_what_a_gate_asks_for_can_come_with_the_move(owner, stages, gate, make_opportunity):
    gate("presentation", AMOUNT)
    deal = make_opportunity(amount=None)

    move_to_stage(
        deal, stages["presentation"], actor=owner, now=NOW, values={"amount": Decimal("500.00")}
    )

    assert opportunity_card(deal, actor=owner, now=NOW).amount == Decimal("500.00")


def test_what_came_with_a_refused_move_is_not_kept(owner, stages, gate, make_opportunity):
    gate("presentation", AMOUNT)
    deal = make_opportunity(amount=None)

    with pytest.raises(Invalid):
        move_to_stage(
            deal, stages["presentation"], actor=owner, now=NOW, values={"amount": Decimal(499)}
        )

    card = opportunity_card(deal, actor=owner, now=NOW)
    assert (card.stage_key, card.amount) == ("lead", None)


def test_a_stage_can_be_skipped_but_not_its_gate(owner, stages, gate, make_opportunity):
    gate("first_call", JOB_TITLE)
    gate("presentation", AMOUNT)
    deal = make_opportunity(amount=None)

    for onward in (
        lambda: move_to_stage(deal, stages["follow_up"], actor=owner, now=NOW),
        lambda: win_opportunity(deal, actor=owner, now=NOW),
    ):
        with pytest.raises(Invalid) as error:
            onward()
        assert [path for path, _, _ in told(error)] == [("person", "job_title"), ("amount",)]


def test_going_back_and_losing_ask_no_gate(owner, stages, gate, make_opportunity):
    deal = make_opportunity(stage="follow_up", amount=None)
    gate("lead", AMOUNT)
    gate("first_call", AMOUNT)
    gate("closed", AMOUNT)

    move_to_stage(deal, stages["first_call"], actor=owner, now=NOW)
    lose_opportunity(deal, reason="price", actor=owner, now=NOW)

    assert opportunity_card(deal, actor=owner, now=NOW).outcome == "lost"


def test_a_gate_before_the_first_stage_refuses_new_ones(owner, stages, gate, amal):
    gate("lead", AMOUNT)

    with pytest.raises(Invalid) as error:
        create_opportunity({"name": "Roof", "person_id": amal}, actor=owner, now=NOW)

    assert [path for path, _, _ in told(error)] == [("amount",)]
    assert not Opportunity.objects.exists()


def test_a_gate_that_says_nothing_sound_is_not_saved(admin, gate, pipeline_id):
    wrong = {"field": "opportunity.size", "is": "is_known"}

    for refused in (
        lambda: gate("lead", wrong),
        lambda: set_opportunity_criteria(pipeline_id, wrong, actor=admin),
    ):
        with pytest.raises(Invalid) as error:
            refused()
        assert [code for _, code, _ in told(error)] == ["unknown_field"]


def test_what_keeps_a_person_from_an_opportunity_is_told_for_the_pipeline_of_a_stage(
    owner, admin, amal, stages, pipeline_id
):
    visits = {"event": "page_view", "is": "at_least", "value": 3}
    criteria = {"all": [visits, {"not": {"field": "person.status", "is": "is", "value": "open"}}]}
    assert closed_to_person(amal, at=NOW, actor=owner) == []

    set_opportunity_criteria(pipeline_id, criteria, actor=admin)

    for stage in (None, stages["lead"]):
        (closed,) = closed_to_person(amal, stage, at=NOW, actor=owner)
        assert [one.path for one in closed.unmet] == [("event", "page_view"), ("status",)]
        assert (closed.gate.kind, closed.gate.key) == ("pipeline", pipeline_id)
        assert (closed.record_id, closed.fields) == (amal, ("person.status",))
    with pytest.raises(NotFound):
        closed_to_person(amal, 10**9, at=NOW, actor=owner)
    set_opportunity_criteria(pipeline_id, {"any": [criteria, JOB_TITLE]}, actor=admin)
    Person.objects.update(job_title="Manager")
    assert closed_to_person(amal, at=NOW, actor=owner) == []

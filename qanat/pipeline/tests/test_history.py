from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from qanat.kernel.errors import Invalid, NotAllowed
from qanat.pipeline.models import Opportunity, StageVisit
from qanat.pipeline.public import (
    OpportunityDraft,
    enter_history,
    history_faults,
    move_to_stage,
    opportunity_card,
    stage_visits,
)
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.actor import acting
from qanat.timeline.models import Event


@pytest.fixture
def draft(owner, stages, amal):
    return OpportunityDraft(
        name="Old roof",
        stage_id=stages["presentation"],
        owner_id=owner.user_id,
        person_id=amal,
        opened_at=NOW - 100 * DAY,
        amount=Decimal("22700.00"),
        currency="USD",
    )


@pytest.fixture
def won(draft, stages):
    return replace(draft, stage_id=stages["closed"], outcome="won", closed_at=NOW - 40 * DAY)


def stays(opportunity_id, actor):
    return [
        (visit.stage_labels["en"], visit.outcome, visit.entered_at, visit.left_at)
        for visit in stage_visits(opportunity_id, actor=actor)
    ]


def test_what_was_elsewhere_keeps_its_own_dates(owner, system, draft, won, stages):
    lost = replace(won, outcome="lost", lost_reason="price")
    walked = replace(
        won,
        entered=(
            (stages["lead"], NOW - 100 * DAY),
            (stages["first_call"], NOW - 90 * DAY),
            (stages["follow_up"], NOW - 50 * DAY),
        ),
    )

    made = enter_history([draft, won, lost, walked], actor=system, now=NOW)

    assert made == sorted(made)
    cards = [opportunity_card(deal, actor=owner, now=NOW) for deal in made]
    assert [(card.stage_key, card.outcome, card.closed_at, card.lost_reason) for card in cards] == [
        ("presentation", "open", None, None),
        ("closed", "won", NOW - 40 * DAY, None),
        ("closed", "lost", NOW - 40 * DAY, "price"),
        ("closed", "won", NOW - 40 * DAY, None),
    ]
    assert cards[0].days_in_stage == 100
    assert stays(made[0], owner) == [
        ("Presentation or meeting", "open", NOW - 100 * DAY, None),
    ]
    assert stays(made[2], owner) == [
        ("Lead", "open", NOW - 100 * DAY, NOW - 40 * DAY),
        ("Closed", "lost", NOW - 40 * DAY, None),
    ]
    assert stays(made[3], owner) == [
        ("Lead", "open", NOW - 100 * DAY, NOW - 90 * DAY),
        ("First call", "open", NOW - 90 * DAY, NOW - 50 * DAY),
        ("Follow-up", "open", NOW - 50 * DAY, NOW - 40 * DAY),
        ("Closed", "won", NOW - 40 * DAY, None),
    ]
    assert {v.recorded_at for v in StageVisit.objects.all()} == {NOW}


def test_the_timeline_hears_of_what_was_brought_over(system, draft, won, amal):
    enter_history([draft, won, replace(won, person_id=None)], actor=system, now=NOW)

    assert [
        (event.kind, event.at, event.person_id, event.amount)
        for event in Event.objects.order_by("at", "id")
    ] == [
        ("opportunity_opened", NOW - 100 * DAY, amal, Decimal("22700.00")),
        ("opportunity_opened", NOW - 100 * DAY, amal, Decimal("22700.00")),
        ("opportunity_won", NOW - 40 * DAY, amal, Decimal("22700.00")),
    ]


def test_what_was_brought_over_goes_on_like_any_other(owner, system, draft, stages):
    (deal,) = enter_history([draft], actor=system, now=NOW)

    move_to_stage(deal, stages["follow_up"], actor=owner, now=NOW)

    assert stays(deal, owner)[1:] == [("Follow-up", "open", NOW, None)]


def test_thousands_take_as_many_statements_as_one(system, won, django_assert_num_queries):
    with acting(system):
        with django_assert_num_queries(8):
            enter_history([won], actor=system, now=NOW)
        with django_assert_num_queries(8):
            enter_history([won] * 2000, actor=system, now=NOW)
    assert Opportunity.objects.count() == 2001
    assert StageVisit.objects.count() == 4002


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        pytest.param({"amount": Decimal(-1)}, "amount", "amount_negative", id="amount"),
        pytest.param({"currency": "$"}, "currency", "currency_unknown", id="currency"),
        pytest.param({"chance": 101}, "chance", "chance_out_of_range", id="chance"),
        pytest.param({"stage_id": 0}, "stage_id", "not_found", id="stage"),
        pytest.param({"outcome": "open"}, "stage_id", "stage_unfit", id="open in closed"),
        pytest.param({"lost_reason": "price"}, "lost_reason", "reason_unknown", id="won for"),
        pytest.param({"closed_at": None}, "closed_at", "closed_at_unfit", id="won never"),
        pytest.param(
            {"closed_at": NOW - 101 * DAY}, "closed_at", "times_out_of_order", id="backwards"
        ),
        pytest.param(
            {"opened_at": NOW.replace(year=1989)}, "opened_at", "at_too_early", id="ancient"
        ),
        pytest.param(
            {"closed_at": NOW + timedelta(seconds=1)}, "closed_at", "at_in_future", id="future"
        ),
    ],
)
def test_one_at_fault_is_named_and_nothing_is_written(system, won, change, path, code):
    drafts = [won, replace(won, **change)]

    with pytest.raises(Invalid) as error:
        enter_history(drafts, actor=system, now=NOW)

    assert (1, path) in [fault.path for fault in error.value.faults]
    assert code in [fault.code for fault in error.value.faults]
    assert history_faults(drafts, now=NOW) == list(error.value.faults)
    assert not Opportunity.objects.exists()
    assert history_faults([won], now=NOW) == []


def test_nothing_to_bring_over_is_nothing(system, pipeline_id):
    assert enter_history([], actor=system, now=NOW) == []


def test_whoever_may_not_add_brings_nothing_over(draft, make_user):
    with pytest.raises(NotAllowed):
        enter_history([draft], actor=make_user("read_only"), now=NOW)
    assert not Opportunity.objects.exists()

from datetime import timedelta
from decimal import Decimal

import pytest

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.pipeline.models import Opportunity, StageVisit
from qanat.pipeline.public import (
    change_opportunity,
    create_opportunity,
    delete_opportunity,
    delete_stage,
    lose_opportunity,
    move_to_stage,
    opportunity_card,
    reopen_opportunity,
    restore_opportunity,
    stage_visits,
    win_opportunity,
)
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.actor import Actor
from qanat.platform.models import AuditEntry, Organisation
from qanat.timeline.models import Event


def trace():
    """Everything that a refusal must leave as it was."""
    return (
        list(Opportunity.objects.order_by("id").values()),
        list(StageVisit.objects.order_by("id").values()),
        AuditEntry.objects.count(),
    )


def code_of(error):
    return [(fault.path, fault.code) for fault in error.value.faults]


def test_a_new_opportunity_is_in_its_first_stage(owner, amal, stages):
    Organisation.objects.update_or_create(id=1, defaults={"currency": "SAR"})

    made = create_opportunity({"name": "  Solar  roof ", "person_id": amal}, actor=owner, now=NOW)

    card = opportunity_card(made.opportunity_id, actor=owner, now=NOW + 2 * DAY)
    assert (card.name, card.currency, card.owner_id) == ("Solar roof", "SAR", owner.user_id)
    assert (card.stage_key, card.outcome, card.days_in_stage) == ("lead", "open", 2)
    assert (card.opened_at, card.entered_stage_at, card.closed_at) == (NOW, NOW, None)
    assert card.person_name == "Amal"


def test_every_stay_is_kept_with_both_clocks(owner, make_opportunity, stages):
    deal = make_opportunity(at=NOW - 10 * DAY)

    move_to_stage(deal, stages["first_call"], actor=owner, now=NOW, at=NOW - 6 * DAY)
    move_to_stage(deal, stages["presentation"], actor=owner, now=NOW, at=NOW - 3 * DAY)
    done = win_opportunity(deal, actor=owner, now=NOW)

    assert [
        (visit.stage_labels["en"], visit.outcome, visit.entered_at, visit.left_at)
        for visit in stage_visits(deal, actor=owner)
    ] == [
        ("Lead", "open", NOW - 10 * DAY, NOW - 6 * DAY),
        ("First call", "open", NOW - 6 * DAY, NOW - 3 * DAY),
        ("Presentation or meeting", "open", NOW - 3 * DAY, NOW),
        ("Closed", "won", NOW, None),
    ]
    assert {visit.actor for visit in stage_visits(deal, actor=owner)} == {owner.name}
    assert (done.from_stage_id, done.to_stage_id) == (stages["presentation"], stages["closed"])
    assert opportunity_card(deal, actor=owner, now=NOW).closed_at == NOW


def test_the_timeline_hears_of_every_change_once(owner, amal, make_opportunity, stages):
    deal = make_opportunity(person_id=amal, at=NOW - 10 * DAY)
    move_to_stage(deal, stages["first_call"], actor=owner, now=NOW, at=NOW - 6 * DAY)
    lose_opportunity(deal, reason="price", actor=owner, now=NOW, at=NOW - DAY)
    reopen_opportunity(deal, actor=owner, now=NOW)

    told = Event.objects.filter(person_id=amal).order_by("at")
    assert [(event.kind, event.at, event.amount) for event in told] == [
        ("opportunity_opened", NOW - 10 * DAY, Decimal("1000.00")),
        ("stage_change", NOW - 6 * DAY, None),
        ("opportunity_lost", NOW - DAY, Decimal("1000.00")),
        ("stage_change", NOW, None),
    ]
    assert [event.properties["stage"] for event in told] == [
        "lead",
        "first_call",
        "closed",
        "first_call",
    ]
    assert told[2].properties["reason"] == "price"


def test_a_lost_one_has_its_reason_until_it_is_opened_again(owner, make_opportunity, stages):
    deal = make_opportunity(stage="first_call")

    lose_opportunity(deal, reason="price", actor=owner, now=NOW - DAY)

    lost = opportunity_card(deal, actor=owner, now=NOW)
    assert (lost.outcome, lost.lost_reason, lost.chance) == ("lost", "price", 0)
    assert lost.reason_labels["ar"] == "السعر مرتفع"

    reopen_opportunity(deal, actor=owner, now=NOW)

    again = opportunity_card(deal, actor=owner, now=NOW)
    assert (again.outcome, again.lost_reason, again.closed_at) == ("open", None, None)
    assert (again.stage_key, again.entered_stage_at) == ("first_call", NOW)
    assert [visit.outcome for visit in stage_visits(deal, actor=owner)] == ["open", "lost", "open"]


def test_what_was_decided_in_a_deleted_stage_opens_again_in_the_first(
    owner, admin, make_opportunity, stages
):
    deal = make_opportunity(stage="first_call")
    win_opportunity(deal, actor=owner, now=NOW, values={"amount": Decimal(7)})
    delete_stage(stages["first_call"], actor=admin, now=NOW)

    reopen_opportunity(deal, actor=owner, now=NOW)

    card = opportunity_card(deal, actor=owner, now=NOW)
    assert (card.stage_key, card.outcome, card.amount) == ("lead", "open", Decimal("7.00"))


def test_moving_to_where_it_is_changes_nothing(owner, make_opportunity, stages):
    deal = make_opportunity()
    before = trace()

    move_to_stage(deal, stages["lead"], actor=owner, now=NOW)

    assert trace() == before


def test_what_a_move_brings_along_is_written_with_it(owner, make_opportunity, stages):
    deal = make_opportunity()

    move_to_stage(
        deal,
        stages["presentation"],
        actor=owner,
        now=NOW,
        values={"amount": Decimal("2500.50"), "chance": 70},
    )

    card = opportunity_card(deal, actor=owner, now=NOW)
    assert (card.stage_key, card.amount, card.weighted) == (
        "presentation",
        Decimal("2500.50"),
        Decimal("1750.35"),
    )


def test_whoever_saw_an_old_picture_gets_a_conflict(owner, make_opportunity, stages):
    deal = make_opportunity()
    seen = opportunity_card(deal, actor=owner, now=NOW).updated_at
    change_opportunity(deal, {"name": "Roof and pump"}, actor=owner, now=NOW, expected=seen)
    move_to_stage(deal, stages["first_call"], actor=owner, now=NOW)
    before = trace()

    with pytest.raises(Conflict):
        change_opportunity(deal, {"name": "Late"}, actor=owner, now=NOW, expected=seen)
    with pytest.raises(Conflict):
        move_to_stage(
            deal,
            stages["presentation"],
            actor=owner,
            now=NOW,
            expected_stage_id=stages["lead"],
        )

    assert trace() == before


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param(NOW + timedelta(seconds=1), "at_in_future", id="future"),
        pytest.param(NOW - 11 * DAY, "at_before_last_visit", id="before the last visit"),
    ],
)
def test_a_time_that_cannot_be_leaves_no_trace(owner, make_opportunity, stages, at, code):
    deal = make_opportunity(at=NOW - 10 * DAY)
    before = trace()

    for refused in (
        lambda: move_to_stage(deal, stages["first_call"], actor=owner, now=NOW, at=at),
        lambda: win_opportunity(deal, actor=owner, now=NOW, at=at),
        lambda: lose_opportunity(deal, reason="price", actor=owner, now=NOW, at=at),
    ):
        with pytest.raises(Invalid) as error:
            refused()
        assert code_of(error) == [(("at",), code)]

    assert trace() == before


def test_a_closed_one_cannot_be_moved_won_or_lost(owner, make_opportunity, stages):
    deal = make_opportunity()
    win_opportunity(deal, actor=owner, now=NOW)
    before = trace()

    for refused in (
        lambda: move_to_stage(deal, stages["first_call"], actor=owner, now=NOW),
        lambda: win_opportunity(deal, actor=owner, now=NOW),
        lambda: lose_opportunity(deal, reason="price", actor=owner, now=NOW),
    ):
        with pytest.raises(Conflict):
            refused()

    assert trace() == before


def test_an_open_one_cannot_be_opened_or_put_into_the_closed_stage(owner, make_opportunity, stages):
    deal = make_opportunity()
    before = trace()

    with pytest.raises(Conflict):
        reopen_opportunity(deal, actor=owner, now=NOW)
    with pytest.raises(Invalid) as error:
        move_to_stage(deal, stages["closed"], actor=owner, now=NOW)

    assert code_of(error) == [(("stage_id",), "stage_is_closed")]
    assert trace() == before


def test_a_loss_needs_a_reason_that_is_there(owner, make_opportunity):
    deal = make_opportunity()
    before = trace()

    with pytest.raises(Invalid) as error:
        lose_opportunity(deal, reason="whim", actor=owner, now=NOW)

    assert code_of(error) == [(("reason",), "reason_unknown")]
    assert trace() == before


def test_what_is_in_the_trash_comes_back_as_it_was(make_user, make_opportunity, stages):
    manager = make_user("manager")
    deal = make_opportunity(by=manager, stage="follow_up")

    delete_opportunity(deal, actor=manager, now=NOW)

    with pytest.raises(NotFound):
        opportunity_card(deal, actor=manager, now=NOW)
    with pytest.raises(NotFound):
        move_to_stage(deal, stages["lead"], actor=manager, now=NOW)

    restore_opportunity(deal, actor=manager, now=NOW)

    assert opportunity_card(deal, actor=manager, now=NOW).stage_key == "follow_up"
    with pytest.raises(NotFound):
        restore_opportunity(deal, actor=manager, now=NOW)


def test_a_stranger_finds_nothing_to_change(make_opportunity, stranger, stages):
    deal = make_opportunity()
    before = trace()

    for refused in (
        lambda: opportunity_card(deal, actor=stranger, now=NOW),
        lambda: stage_visits(deal, actor=stranger),
        lambda: change_opportunity(deal, {"name": "Mine"}, actor=stranger, now=NOW),
        lambda: move_to_stage(deal, stages["first_call"], actor=stranger, now=NOW),
        lambda: win_opportunity(deal, actor=stranger, now=NOW),
        lambda: lose_opportunity(deal, reason="price", actor=stranger, now=NOW),
        lambda: reopen_opportunity(deal, actor=stranger, now=NOW),
    ):
        with pytest.raises(NotFound):
            refused()

    assert trace() == before


def test_whoever_may_only_look_changes_nothing(make_opportunity, amal, stages):
    deal = make_opportunity()
    reader = Actor(name="user:0", permissions=frozenset({"opportunities.view"}), sees=None)
    before = trace()

    for refused in (
        lambda: create_opportunity({"name": "x", "person_id": amal}, actor=reader, now=NOW),
        lambda: change_opportunity(deal, {"name": "x"}, actor=reader, now=NOW),
        lambda: move_to_stage(deal, stages["first_call"], actor=reader, now=NOW),
        lambda: win_opportunity(deal, actor=reader, now=NOW),
        lambda: lose_opportunity(deal, reason="price", actor=reader, now=NOW),
        lambda: reopen_opportunity(deal, actor=reader, now=NOW),
        lambda: delete_opportunity(deal, actor=reader, now=NOW),
        lambda: restore_opportunity(deal, actor=reader, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()

    assert trace() == before


@pytest.mark.usefixtures("real_commits")
def test_of_two_who_move_the_same_card_at_once_the_second_gets_a_conflict(
    owner, make_opportunity, stages, in_threads
):
    deal = make_opportunity()

    def move_to(key):
        return lambda: move_to_stage(
            deal, stages[key], actor=owner, now=NOW, expected_stage_id=stages["lead"]
        )

    outcomes = in_threads(*[move_to(key) for key in ("first_call", "presentation") * 4])

    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    moved = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    assert (len(moved), len(refused)) == (1, 7)
    assert [visit.stage_id for visit in stage_visits(deal, actor=owner)] == [
        stages["lead"],
        moved[0].to_stage_id,
    ]


@pytest.mark.usefixtures("real_commits")
def test_moves_at_once_leave_one_unbroken_chain_of_visits(
    owner, make_opportunity, stages, in_threads
):
    deal = make_opportunity()
    keys = ("first_call", "presentation", "follow_up", "lead") * 2

    outcomes = in_threads(
        *[lambda key=key: move_to_stage(deal, stages[key], actor=owner, now=NOW) for key in keys]
    )

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    visits = stage_visits(deal, actor=owner)
    assert [visit.left_at for visit in visits] == [
        *[visit.entered_at for visit in visits[1:]],
        None,
    ]

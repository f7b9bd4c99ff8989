from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.errors import Conflict, Invalid
from qanat.pipeline.rules import (
    MAX_AMOUNT,
    Place,
    amount_faults,
    currency_faults,
    days_between,
    free_key,
    gates_on_the_way,
    moment_after,
    moment_of_change,
    outlasts,
    require_unchanged,
    weighted,
)

NOW = datetime(2026, 3, 10, tzinfo=UTC)
GATE = {"field": "opportunity.amount", "is": "known"}


def place(position, *, gate=GATE, pipeline_id=1, closed=False):
    return Place(
        id=pipeline_id * 100 + position,
        pipeline_id=pipeline_id,
        position=position,
        closed=closed,
        gate=gate,
    )


FIVE = [place(position) for position in range(5)]
instants = st.integers(min_value=0, max_value=3_000_000_000).map(
    lambda seconds: NOW + timedelta(seconds=seconds)
)


@given(st.decimals(min_value=0, max_value=MAX_AMOUNT, places=2))
def test_every_amount_in_cents_up_to_the_bound_is_fine(amount):
    assert amount_faults(amount) == ()


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_no_amount_breaks_the_check(amount):
    fits = amount.is_finite() and 0 <= amount <= MAX_AMOUNT and amount * 100 == int(amount * 100)
    assert (amount_faults(amount) == ()) == fits


@given(
    st.decimals(min_value=0, max_value=10**12, places=2), st.integers(min_value=0, max_value=100)
)
def test_a_weighted_amount_is_never_more_than_the_amount(amount, chance):
    assert 0 <= weighted(amount, chance) <= amount
    assert abs(weighted(amount, chance) - amount * chance / 100) <= Decimal("0.005")


@pytest.mark.parametrize("currency", ["SAR", "IRR", "EUR", "KWD"])
def test_a_currency_of_iso_4217_is_fine(currency):
    assert currency_faults(currency) == ()


@pytest.mark.parametrize("currency", ["", "ABC", "sar", "SAR ", "١٢٣", "682"])
def test_any_other_currency_is_a_fault(currency):
    assert [fault.code for fault in currency_faults(currency)] == ["currency_unknown"]


@given(instants, instants)
def test_a_change_without_a_time_is_never_before_the_last_one(now, entered_at):
    assert moment_of_change(None, now=now, entered_at=entered_at) == max(now, entered_at)


@given(instants, instants, instants)
def test_a_change_lies_between_the_last_one_and_now(at, now, entered_at):
    try:
        assert moment_of_change(at, now=now, entered_at=entered_at) == at
    except Invalid:
        assert at > now or at < entered_at
    else:
        assert entered_at <= at <= now


@given(instants, instants)
def test_no_two_changes_share_a_time(last, now):
    assert moment_after(last, now=now) > last
    assert moment_after(last, now=now) >= now


def test_forward_every_gate_passed_or_entered_is_asked():
    assert gates_on_the_way(FIVE, here=FIVE[1], to=FIVE[3]) == FIVE[2:4]


def test_a_new_one_is_asked_from_the_first_stage_on():
    assert gates_on_the_way(FIVE, here=None, to=FIVE[2]) == FIVE[:3]


def test_one_from_another_pipeline_is_asked_from_the_first_stage_on():
    elsewhere = place(4, pipeline_id=2)
    assert gates_on_the_way([*FIVE, elsewhere], here=elsewhere, to=FIVE[1]) == FIVE[:2]


def test_a_stage_without_a_gate_asks_nothing():
    stages = [place(0), place(1, gate=None), place(2)]
    assert gates_on_the_way(stages, here=stages[0], to=stages[2]) == [stages[2]]


@given(st.integers(min_value=0, max_value=4), st.integers(min_value=0, max_value=4))
def test_going_back_asks_nothing_and_a_detour_asks_all_that_the_way_does(here, to):
    asked = gates_on_the_way(FIVE, here=FIVE[here], to=FIVE[to])
    assert (asked == []) == (to <= here)
    step_by_step = [
        gate
        for step in range(here, to)
        for gate in gates_on_the_way(FIVE, here=FIVE[step], to=FIVE[step + 1])
    ]
    assert asked == step_by_step


def test_whoever_was_slower_gets_a_conflict():
    require_unchanged(expected=None, found=1)
    require_unchanged(expected=1, found=1)
    with pytest.raises(Conflict):
        require_unchanged(expected=1, found=2)


def test_a_key_is_made_of_a_name_and_is_free():
    assert free_key("First call!", set()) == "first_call"
    assert free_key("First call", {"first_call", "first_call_2"}) == "first_call_3"
    assert free_key("عرض", set()) == "unnamed"


def test_patience_is_counted_to_the_instant_and_days_in_whole():
    entered_at = NOW - timedelta(days=3)
    assert not outlasts(entered_at, now=NOW, patience_days=3)
    assert outlasts(entered_at, now=NOW + timedelta(seconds=1), patience_days=3)
    assert not outlasts(entered_at, now=NOW + timedelta(days=999), patience_days=None)
    assert days_between(entered_at, NOW) == 3
    assert days_between(entered_at, NOW - timedelta(seconds=1)) == 2
    assert days_between(NOW, entered_at) == 0

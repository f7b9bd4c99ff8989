from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from qanat.demo.workdays import (
    ZONE,
    handed_out_at,
    is_working_day,
    later,
    midnight,
    squeezed,
    when_working,
    working_hour,
)

START = datetime(2024, 1, 1, tzinfo=ZONE)
MOMENTS = st.integers(0, 3 * 365 * 86400).map(lambda seconds: START + timedelta(seconds=seconds))
SEEDS = st.integers(0, 1000)


def test_friday_and_saturday_are_free():
    week = [date(2026, 11, 22) + timedelta(days=n) for n in range(7)]
    assert [day.strftime("%a") for day in week if not is_working_day(day)] == ["Fri", "Sat"]


@given(MOMENTS, SEEDS)
def test_work_is_done_in_working_hours_and_never_before(moment, seed):
    found = when_working(moment, Random(seed))
    assert found >= moment
    assert is_working_day(found.date())
    assert timedelta(hours=8, minutes=30) <= found - midnight(found.date()) <= timedelta(hours=17.5)


@given(MOMENTS, st.floats(0, 60), SEEDS)
def test_later_is_later(moment, days, seed):
    assert later(moment, days=days, rng=Random(seed)) > moment


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), SEEDS)
def test_a_working_hour_lies_on_the_day_or_the_next_working_one(day, seed):
    found = working_hour(day, Random(seed))
    assert day <= found.date() <= day + timedelta(days=2)
    assert is_working_day(found.date())


@given(MOMENTS, st.lists(st.timedeltas(timedelta(), timedelta(days=1, seconds=-1)), max_size=5))
def test_today_is_squeezed_into_what_has_passed_of_it_in_its_order(now, offsets):
    start = midnight(now.date())
    nominal = sorted(start + offset for offset in offsets)
    found = [squeezed(moment, now=now) for moment in nominal]
    assert found == sorted(found)
    assert all(start <= moment <= now for moment in found)


@given(MOMENTS)
def test_other_days_stay_as_they_are(now):
    yesterday = midnight(now.date()) - timedelta(seconds=1)
    tomorrow = midnight(now.date()) + timedelta(days=1)
    assert squeezed(yesterday, now=now) == yesterday
    assert squeezed(tomorrow, now=now) == tomorrow


@given(MOMENTS, st.integers(0, 400))
def test_leads_are_handed_out_after_they_came_and_by_the_end_of_today(arrived_at, days):
    today = arrived_at.date() + timedelta(days=days)
    found = handed_out_at(arrived_at, today=today)
    assert arrived_at < found < midnight(today + timedelta(days=1)) or days == 0
    assert found - arrived_at < timedelta(days=4)


def test_rounds_are_every_working_morning_and_lately_four_a_day():
    sunday, today = date(2026, 9, 6), date(2026, 11, 24)
    noon = midnight(sunday) + timedelta(hours=12)
    assert handed_out_at(noon, today=today) == noon + timedelta(hours=20.5)
    lately = midnight(date(2026, 11, 22)) + timedelta(hours=12)
    assert handed_out_at(lately, today=today) == lately + timedelta(hours=1.5)
    friday = midnight(date(2026, 11, 20)) + timedelta(hours=12)
    assert handed_out_at(friday, today=today) == friday + timedelta(days=1, hours=20.5)
    assert handed_out_at(friday, today=friday.date()) == friday + timedelta(hours=12, seconds=-1)

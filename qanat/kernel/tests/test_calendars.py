from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.calendars import (
    gregorian_day,
    in_calendar,
    month_bounds,
    quarter_bounds,
    week_bounds,
    year_bounds,
)
from qanat.kernel.errors import Invalid
from qanat.kernel.months import CALENDARS, month_name, month_of

DAYS = st.dates(date(1925, 8, 1), date(2076, 11, 1))


@pytest.mark.parametrize(
    ("calendar", "counted"),
    [("gregorian", (2021, 4, 15)), ("jalali", (1400, 1, 26)), ("hijri", (1442, 9, 3))],
)
def test_a_day_has_its_place_in_each_calendar(calendar, counted):
    assert in_calendar(date(2021, 4, 15), calendar) == counted
    assert gregorian_day(*counted, calendar=calendar) == date(2021, 4, 15)


@given(DAYS, st.sampled_from(CALENDARS))
def test_a_day_comes_back_from_every_calendar(day, calendar):
    back = gregorian_day(*in_calendar(day, calendar), calendar=calendar)
    assert back == day
    assert type(back) is date


@given(DAYS, st.sampled_from(CALENDARS))
def test_months_quarters_and_years_hold_their_day_and_fit_into_each_other(day, calendar):
    month, quarter, year = (
        bounds(day, calendar=calendar) for bounds in (month_bounds, quarter_bounds, year_bounds)
    )
    assert month.start <= day < month.end
    assert year.start <= quarter.start <= month.start
    assert month.end <= quarter.end <= year.end
    assert month_bounds(month.end, calendar=calendar).start == month.end


@pytest.mark.parametrize(
    ("bounds", "calendar", "start", "end"),
    [
        (month_bounds, "gregorian", date(2021, 12, 1), date(2022, 1, 1)),
        (quarter_bounds, "gregorian", date(2021, 10, 1), date(2022, 1, 1)),
        (year_bounds, "gregorian", date(2021, 1, 1), date(2022, 1, 1)),
        (month_bounds, "jalali", date(2021, 11, 22), date(2021, 12, 22)),
        (quarter_bounds, "jalali", date(2021, 9, 23), date(2021, 12, 22)),
        (year_bounds, "jalali", date(2021, 3, 21), date(2022, 3, 21)),
        (month_bounds, "hijri", date(2021, 12, 5), date(2022, 1, 4)),
        (year_bounds, "hijri", date(2021, 8, 9), date(2022, 7, 30)),
    ],
)
def test_the_bounds_of_a_day_in_december(bounds, calendar, start, end):
    assert bounds(date(2021, 12, 15), calendar=calendar) == (start, end)


@given(DAYS, st.integers(0, 6))
def test_a_week_begins_on_its_first_weekday(day, first):
    week = week_bounds(day, first_weekday=first)
    assert week.start <= day < week.end == week.start + timedelta(days=7)
    assert week.start.weekday() == first


@pytest.mark.parametrize(
    ("day", "calendar"),
    [(date(1924, 7, 31), "hijri"), (date(2077, 11, 17), "hijri"), (date(1, 1, 1), "jalali")],
)
def test_a_day_that_a_calendar_does_not_know_is_refused(day, calendar):
    with pytest.raises(Invalid) as refusal:
        in_calendar(day, calendar)
    assert refusal.value.faults[0].code == "date_range"


@pytest.mark.parametrize(
    ("counted", "calendar", "code"),
    [
        ((2021, 2, 29), "gregorian", "date_impossible"),
        ((1400, 12, 30), "jalali", "date_impossible"),
        ((1442, 13, 1), "hijri", "date_impossible"),
        ((1501, 1, 1), "hijri", "date_range"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(counted, calendar, code):
    with pytest.raises(Invalid) as refusal:
        gregorian_day(*counted, calendar=calendar)
    assert refusal.value.faults[0].code == code


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("language", ["en", "ar", "fa", "de"])
def test_the_name_of_every_month_is_read_back(calendar, language):
    for number in range(1, 13):
        name = month_name(number, calendar=calendar, language=language)
        assert month_of(name) == (calendar, number)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("sept", ("gregorian", 9)),
        ("نیسان", ("gregorian", 4)),
        ("غشت", ("gregorian", 8)),
        ("ربیع الثانی", ("hijri", 4)),
        ("ذوالحجة", ("hijri", 12)),
        ("beans", None),
    ],
)
def test_a_month_has_many_names(name, month):
    assert month_of(name) == month


def test_no_name_stands_for_two_months():
    from qanat.kernel import months

    tables = [*((calendar, names) for (calendar, _), names in months._SHOWN.items())]
    for calendar, names in (*tables, *months._WRITTEN):
        assert [month_of(name) for name in names] == [(calendar, n) for n in range(1, 13)]

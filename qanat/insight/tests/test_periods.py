"""Months, quarters and years of three calendars."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qanat.insight.periods import UNITS, units

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(
    DAYS,
    st.integers(0, 800),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(["gregorian", "jalali", "hijri"]),
)
def test_units_cover_the_period_in_order_without_gaps(start, length, unit, calendar):
    end = start + timedelta(days=length)
    found = units(unit, calendar=calendar, start=start, end=end)
    first_days = [one.first_day for one in found]
    assert first_days == sorted(set(first_days))
    assert found[0].first_day <= start
    assert found[-1].first_day <= end
    assert len({one.name for one in found}) == len(found)


def test_a_jalali_year_begins_at_nowruz():
    (year,) = units("year", calendar="jalali", start=date(2026, 4, 1), end=date(2026, 4, 1))
    assert (year.name, year.first_day) == ("1405", date(2026, 3, 21))


def test_a_quarter_is_named_by_its_number():
    names = [
        u.name
        for u in units(
            "quarter", calendar="gregorian", start=date(2026, 2, 1), end=date(2026, 7, 1)
        )
    ]
    assert names == ["2026-Q1", "2026-Q2", "2026-Q3"]

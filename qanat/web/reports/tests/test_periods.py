"""Named periods, and what each is compared with, in three calendars."""

from datetime import date

import pytest

from qanat.web.reports.periods import LABELS, Days, days_before, days_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "calendar", "days", "before"),
    [
        ("last_30_days", "gregorian", (date(2026, 10, 26), TODAY), (date(2026, 9, 26), date(2026, 10, 25))),
        ("this_month", "gregorian", (date(2026, 11, 1), TODAY), (date(2026, 10, 1), date(2026, 10, 24))),
        ("last_month", "gregorian", (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 9, 1), date(2026, 9, 30))),
        ("this_quarter", "gregorian", (date(2026, 10, 1), TODAY), (date(2026, 7, 1), date(2026, 8, 24))),
        ("last_year", "gregorian", (date(2025, 1, 1), date(2025, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31))),
        ("this_month", "jalali", (date(2026, 11, 22), TODAY), (date(2026, 10, 23), date(2026, 10, 25))),
        ("this_month", "hijri", (date(2026, 11, 11), TODAY), (date(2026, 10, 12), date(2026, 10, 25))),
    ],
)  # fmt: skip
def test_a_period_and_the_one_before_it(name, calendar, days, before):
    found = days_of(name, today=TODAY, calendar=calendar)
    assert found == Days(*days)
    assert days_before(name, found, calendar=calendar) == Days(*before)


def test_a_month_longer_than_the_one_before_is_compared_with_the_whole_of_it():
    days = days_of("this_month", today=date(2026, 3, 31), calendar="gregorian")
    assert days_before("this_month", days, calendar="gregorian") == Days(
        date(2026, 2, 1), date(2026, 2, 28)
    )


def test_what_has_no_beginning_is_compared_with_nothing():
    assert days_of("all", today=TODAY, calendar="gregorian") == Days()
    assert days_before("all", Days(), calendar="gregorian") is None
    assert days_before("custom", Days(None, TODAY), calendar="gregorian") is None


def test_days_of_ones_own_are_compared_with_as_many_before():
    days = Days(date(2026, 1, 11), date(2026, 1, 20))
    assert days_before("custom", days, calendar="jalali") == Days(
        date(2026, 1, 1), date(2026, 1, 10)
    )


@pytest.mark.parametrize("name", sorted(LABELS))
@pytest.mark.parametrize("calendar", ["gregorian", "jalali", "hijri"])
def test_every_period_ends_at_the_latest_today(name, calendar):
    days = days_of(name, today=TODAY, calendar=calendar)
    assert days.end is None or days.end <= TODAY

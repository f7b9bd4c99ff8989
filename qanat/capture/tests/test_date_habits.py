"""A column of dates is read by what all of its cells tell; doubts are settled by what is usual."""

from datetime import date

import pytest

from qanat.capture.date_habits import DateHabit, Usual, date_habits, is_serial
from qanat.capture.reading.rows import Row

TODAY = date(2026, 3, 1)


def habit(*cells, past=True, calendar=None, dayfirst=None, of_organisation=None):
    rows = [Row(number, (cell,)) for number, cell in enumerate(cells, 2)]
    usual = Usual(
        calendar=calendar, dayfirst=dayfirst, of_organisation=of_organisation, today=TODAY
    )
    kept = frozenset({"came_at"} if past else ())
    return date_habits(rows, {"came_at": 0}, past=kept, usual=usual)["came_at"]


@pytest.mark.parametrize(
    ("cells", "calendar"),
    [
        pytest.param(["1403/02/31"], "jalali", id="31 days are Jalali"),
        pytest.param(["۱۴۰۳/۰۵/۰۱", "۱۴۰۴-۰۱-۰۱"], "jalali", id="1403 Hijri was 1983"),
        pytest.param(["1446/09/01", "1446-01-01 14:30"], "hijri", id="1446 Jalali is 2067"),
        pytest.param(["01/05/1403", "1.5.1404"], "jalali", id="the year last"),
        pytest.param(["1403/05/01", "2026-01-01", "", "soon"], "jalali", id="among others"),
    ],
)
def test_dates_that_only_one_calendar_can_have_decide(cells, calendar):
    assert habit(*cells) == DateHabit(calendar=calendar, told=f"{calendar}, by its own dates")


def test_dates_of_both_calendars_are_as_usual_in_the_organisation():
    birthdays = ("1380/05/01", "1370/06/29")
    assert habit(*birthdays, past=False) == DateHabit()
    assert habit(*birthdays, past=False, of_organisation="hijri") == DateHabit(
        calendar="hijri", told="hijri, as usual in the organisation"
    )
    assert habit(*birthdays, "1380/05/31", past=False, of_organisation="hijri").calendar == "jalali"


def test_dates_that_disagree_are_as_usual_and_never_both():
    mixed = ("1403/02/31", "1446/09/01")
    assert habit(*mixed).calendar is None
    assert habit(*mixed, of_organisation="jalali").calendar == "jalali"


def test_what_was_told_goes_before_all():
    assert habit("1403/02/31", calendar="hijri") == DateHabit(
        calendar="hijri", told="hijri, as told"
    )
    assert habit("2026-01-01", calendar="hijri").told == ""


def test_where_nothing_is_in_doubt_nothing_is_told():
    for cells in ([], ["", " "], ["2026-01-01"], ["5 Jan 2026", "۲۶ فروردین ۱۴۰۰"], ["soon"]):
        assert habit(*cells, of_organisation="jalali") == DateHabit()


@pytest.mark.parametrize("cells", [["45292"], ["45292", "", "45293.5"], ["٤٥٢٩٢"]])
def test_a_column_of_days_of_a_spreadsheet_is_one(cells):
    assert habit(*cells) == DateHabit(serials=True, told="days of a spreadsheet")


@pytest.mark.parametrize("other", ["2026-01-01", "123", "99999", "20240101", "x"])
def test_one_other_cell_makes_them_no_days_of_a_spreadsheet(other):
    assert not habit("45292", other).serials


def test_a_day_that_is_no_month_tells_the_order_for_the_column():
    assert habit("03/02/2026", "15/01/2026") == DateHabit(dayfirst=True, told="day first")
    assert habit("03/02/2026", "01/15/2026") == DateHabit(dayfirst=False, told="month first")
    assert habit("03/02/2026") == DateHabit()
    assert habit("15/01/2026", dayfirst=False) == DateHabit(dayfirst=False)


def test_rows_that_cannot_be_read_say_nothing():
    rows = [Row(2, (), "The row is broken."), Row(3, ("45292",))]
    usual = Usual(calendar=None, dayfirst=None, of_organisation=None, today=TODAY)
    assert date_habits(rows, {"came_at": 0}, past=frozenset(), usual=usual)["came_at"].serials


def test_serials_have_five_digits_of_our_time():
    assert [is_serial(text) for text in ("09999", "10000", "79999.5", "80000", "1", "")] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.dates import (
    EARLIEST,
    LATEST,
    date_of_serial,
    instant_at,
    order_of_days,
    read_date,
    read_instant,
    wall_clock_of_serial,
)
from qanat.kernel.errors import Invalid

RIYADH = ZoneInfo("Asia/Riyadh")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "typed",
    [
        "2021-04-15",
        "2021/4/15",
        "2021.04.15",
        "20210415",
        "15/04/2021",
        "04/15/2021",
        "15-04-2021",
        "15 Apr, 2021 00:03:00",
        "15 April 2021",
        "15th of April 2021",
        "15-Apr-2021",
        "April 15, 2021",
        "Apr. 15th 2021 5:03 PM",
        "Thu, 15 Apr 2021 00:03:00 +0000",
        "Thursday 15 April 2021",
        "2021-04-15 CE",
        "٢٠٢١-٠٤-١٥",
        "۲۰۲۱-۰۴-۱۵",
        "۲۰۲۱/۰۴/۱۵",
        "\u200f١٥/٠٤/٢٠٢١",
        "١٥ أبريل ٢٠٢١",
        "١٥ نيسان ٢٠٢١م",
        "الخميس، ١٥ أبريل، ٢٠٢١",
        "۱۵ آوریل ۲۰۲۱",
        "۲۶ فروردین ۱۴۰۰",
        "۲۶ فروردین‌ماه ۱۴۰۰",
        "پنج‌شنبه ۲۶ فروردین ۱۴۰۰",
        "26 Farvardin 1400",
        "۱۴۰۰/۰۱/۲۶ ه.ش",
        "1400-01-26 AP",
        "٣ رمضان ١٤٤٢",
        "٣ رمضان ١٤٤٢ هـ",
        "3 Ramadan 1442 AH",
        "1442/09/03 هـ",
        "۱۴۴۲/۹/۳ ق",
    ],
)
def test_a_date_is_read_however_it_is_written(typed):
    assert read_date(typed) == date(2021, 4, 15)


@pytest.mark.parametrize(
    ("typed", "calendar", "day"),
    [
        ("1400/01/26", "jalali", date(2021, 4, 15)),
        ("26/01/1400", "jalali", date(2021, 4, 15)),
        ("1442/09/03", "hijri", date(2021, 4, 15)),
        ("03/09/1442", "hijri", date(2021, 4, 15)),
        ("1399/12/30", "jalali", date(2021, 3, 20)),
        ("2021-04-15", "jalali", date(2021, 4, 15)),
        ("2021/04/15", "hijri", date(2021, 4, 15)),
        ("15 Apr 2021", "jalali", date(2021, 4, 15)),
        ("3 Ramadan 1442", "jalali", date(2021, 4, 15)),
    ],
)
def test_the_calendar_told_counts_for_old_years_only(typed, calendar, day):
    assert read_date(typed, calendar=calendar) == day


@pytest.mark.parametrize(("dayfirst", "day"), [(True, date(2021, 5, 4)), (False, date(2021, 4, 5))])
def test_the_order_of_day_and_month_can_be_told(dayfirst, day):
    assert read_date("04/05/2021", dayfirst=dayfirst) == day


def test_the_same_number_twice_is_not_ambiguous():
    assert read_date("04/04/2021") == date(2021, 4, 4)


@pytest.mark.parametrize(
    ("typed", "told", "code"),
    [
        ("", {}, "date_empty"),
        ("\u200f", {}, "date_empty"),
        ("soon", {}, "date_invalid"),
        ("2021", {}, "date_invalid"),
        ("April 2021", {}, "date_invalid"),
        ("15 Bean 2021", {}, "date_invalid"),
        ("2021-W15-4", {}, "date_invalid"),
        ("2021-04/15", {}, "date_invalid"),
        ("15 Apr 2021 AH", {}, "date_invalid"),
        ("1" * 81, {}, "date_invalid"),
        ("04/05/2021", {}, "date_ambiguous"),
        ("04/15/2021", {"dayfirst": True}, "date_impossible"),
        ("15/04/21", {}, "date_year"),
        ("15 Apr 21", {}, "date_year"),
        ("1400/01/26", {}, "date_calendar"),
        ("1442-09-03", {}, "date_calendar"),
        ("2021-02-29", {}, "date_impossible"),
        ("31 April 2021", {}, "date_impossible"),
        ("1400/12/30", {"calendar": "jalali"}, "date_impossible"),
        ("1400/01/26", {"calendar": "gregorian"}, "date_range"),
        ("1899-12-31", {}, "date_range"),
        ("2200-01-01", {}, "date_range"),
        ("1600-01-01", {}, "date_range"),
        ("26 Farvardin 2021", {}, "date_range"),
        ("2021-04-15 25:00", {}, "time_invalid"),
        ("2021-04-15 24:00", {}, "time_invalid"),
        ("2021-04-15 10:60", {}, "time_invalid"),
        ("2021-04-15 13:00 pm", {}, "time_invalid"),
        ("2021-04-15 0:30 am", {}, "time_invalid"),
        ("2021-04-15 10:00 o'clock", {}, "time_invalid"),
        ("2021-04-15 10:00+25:00", {}, "time_invalid"),
    ],
)
@pytest.mark.parametrize(
    "read", [read_date, lambda typed, **told: read_instant(typed, zone=RIYADH, **told)]
)
def test_what_is_no_date_or_two_is_refused_with_its_reason(read, typed, told, code):
    with pytest.raises(Invalid) as refusal:
        read(typed, **told)
    assert [fault.code for fault in refusal.value.faults] == [code]


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2021-04-15", datetime(2021, 4, 14, 21, tzinfo=UTC)),
        ("15/04/2021", datetime(2021, 4, 14, 21, tzinfo=UTC)),
        ("2021-04-15 23:03:00", datetime(2021, 4, 15, 20, 3, tzinfo=UTC)),
        ("2021-04-15T23:03:00Z", datetime(2021, 4, 15, 23, 3, tzinfo=UTC)),
        ("2021-04-15t23:03:00z ", datetime(2021, 4, 15, 23, 3, tzinfo=UTC)),
        (
            "2021-04-15T23:03:00.123456789+03:30",
            datetime(2021, 4, 15, 19, 33, 0, 123456, tzinfo=UTC),
        ),
        ("15 Apr, 2021 00:03:00", datetime(2021, 4, 14, 21, 3, tzinfo=UTC)),
        ("Thu, 15 Apr 2021 00:03:00 +0000", datetime(2021, 4, 15, 0, 3, tzinfo=UTC)),
        ("15 Apr 2021 00:03:00.5 GMT", datetime(2021, 4, 15, 0, 3, 0, 500000, tzinfo=UTC)),
        ("15 Apr 2021 00:03 UTC+3", datetime(2021, 4, 14, 21, 3, tzinfo=UTC)),
        ("15 Apr 2021 00:03 −0330", datetime(2021, 4, 15, 3, 33, tzinfo=UTC)),
        ("15 Apr 2021 12:05 am", datetime(2021, 4, 14, 21, 5, tzinfo=UTC)),
        ("15 Apr 2021 at 12:05 p.m.", datetime(2021, 4, 15, 9, 5, tzinfo=UTC)),
        ("١٥ أبريل ٢٠٢١، ٠٩:٣٠ ص", datetime(2021, 4, 15, 6, 30, tzinfo=UTC)),
        ("١٥ أبريل ٢٠٢١ الساعة ٠٩:٣٠ مساءً", datetime(2021, 4, 15, 18, 30, tzinfo=UTC)),
        ("۲۶ فروردین ۱۴۰۰ ساعت ۱۴:۳۰", datetime(2021, 4, 15, 11, 30, tzinfo=UTC)),
        ("۲۶ فروردین ۱۴۰۰ ۹:۳۰ ب.ظ", datetime(2021, 4, 15, 18, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_in_utc(typed, instant):
    read = read_instant(typed, zone=RIYADH)
    assert read == instant
    assert read.tzinfo is UTC


def test_a_skipped_hour_is_moved_forward_and_a_repeated_one_is_the_first():
    assert read_instant("2021-03-28 02:30", zone=BERLIN) == datetime(2021, 3, 28, 1, 30, tzinfo=UTC)
    assert read_instant("2021-10-31 02:30", zone=BERLIN) == datetime(
        2021, 10, 31, 0, 30, tzinfo=UTC
    )
    second = datetime(2021, 10, 31, 2, 30, fold=1)  # noqa: DTZ001 wall clock
    assert instant_at(second, BERLIN) == datetime(2021, 10, 31, 0, 30, tzinfo=UTC)


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30)))  # noqa: DTZ001 wall clock
def test_every_iso_instant_is_read_back(wall_clock):
    instant = wall_clock.replace(tzinfo=UTC)
    assert read_instant(instant.isoformat(), zone=BERLIN) == instant
    local = instant.astimezone(RIYADH)
    assert read_instant(f" {local:%Y-%m-%d %H:%M:%S.%f}", zone=RIYADH) == instant


@given(st.dates(EARLIEST, LATEST))
def test_every_date_is_read_back(day):
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}/{day.month}/{day.year}", dayfirst=True) == day
    assert read_date(f"{day.month}/{day.day}/{day.year}", dayfirst=False) == day
    assert read_date(f"{day:%d %B %Y}") == day


@given(st.text(max_size=40), st.sampled_from([None, "jalali", "hijri"]))
def test_any_text_is_read_or_refused(typed, calendar):
    try:
        day = read_date(typed, calendar=calendar)
    except Invalid:
        return
    assert EARLIEST <= day <= LATEST


@pytest.mark.parametrize(
    ("serial", "wall_clock"),
    [
        (1, "1900-01-01T00:00:00"),
        (59, "1900-02-28T00:00:00"),
        (61, "1900-03-01T00:00:00"),
        (44301, "2021-04-15T00:00:00"),
        (44301.9604166667, "2021-04-15T23:03:00"),
        (44301.99999999999, "2021-04-16T00:00:00"),
        (109574, "2199-12-31T00:00:00"),
    ],
)
def test_a_spreadsheet_counts_days_from_1900(serial, wall_clock):
    assert wall_clock_of_serial(serial).isoformat() == wall_clock
    assert date_of_serial(serial).isoformat() == wall_clock[:10]


def test_a_spreadsheet_of_1904_counts_from_there():
    assert date_of_serial(0, since_1904=True) == date(1904, 1, 1)
    assert date_of_serial(42839, since_1904=True) == date(2021, 4, 15)


@pytest.mark.parametrize(
    ("serial", "since_1904", "code"),
    [
        (60, False, "date_impossible"),
        (0, False, "date_range"),
        (-1, True, "date_range"),
        (float("nan"), False, "date_range"),
        (float("inf"), False, "date_range"),
        (109575, False, "date_range"),
        (109000, True, "date_range"),
    ],
)
def test_what_is_no_day_of_a_spreadsheet_is_refused(serial, since_1904, code):
    with pytest.raises(Invalid) as refusal:
        date_of_serial(serial, since_1904=since_1904)
    assert refusal.value.faults[0].code == code


@pytest.mark.parametrize(
    ("column", "dayfirst"),
    [
        (["04/05/2021", "15/05/2021 10:00", "soon"], True),
        (["04/05/2021", "05/15/2021"], False),
        (["04/05/2021", "2021-05-15"], None),
        (["15/05/2021", "05/15/2021"], None),
        ([], None),
    ],
)
def test_a_column_tells_whether_the_day_is_first(column, dayfirst):
    assert order_of_days(column) is dayfirst

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.amounts import read_money
from qanat.kernel.dates import EARLIEST, LATEST, read_date, read_instant
from qanat.kernel.money import Money
from qanat.kernel.months import CALENDARS
from qanat.kernel.numbers import read_number
from qanat.kernel.shown import (
    NUMBERING,
    shown_date,
    shown_digits,
    shown_instant,
    shown_money,
    shown_month,
    shown_number,
)

LANGUAGES = ("en", "ar", "fa")
DAY = date(2021, 4, 15)
AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("calendar", "language", "digits", "shown", "month"),
    [
        ("gregorian", "en", "latn", "15 Apr 2021", "April 2021"),
        ("gregorian", "ar", "arab", "١٥ أبريل ٢٠٢١", "أبريل ٢٠٢١"),
        ("gregorian", "ar", "latn", "15 أبريل 2021", "أبريل 2021"),
        ("gregorian", "fa", "arabext", "۱۵ آوریل ۲۰۲۱", "آوریل ۲۰۲۱"),
        ("jalali", "fa", "arabext", "۲۶ فروردین ۱۴۰۰", "فروردین ۱۴۰۰"),
        ("jalali", "en", "latn", "26 Farvardin 1400", "Farvardin 1400"),
        ("hijri", "ar", "arab", "٣ رمضان ١٤٤٢ هـ", "رمضان ١٤٤٢ هـ"),
        ("hijri", "en", "latn", "3 Ramadan 1442 AH", "Ramadan 1442 AH"),
        ("hijri", "fa", "arabext", "۳ رمضان ۱۴۴۲ ه.ق", "رمضان ۱۴۴۲ ه.ق"),
        ("other", "de", "other", "15 Apr 2021", "April 2021"),
    ],
)
def test_a_date_is_shown_in_calendar_language_and_digits(calendar, language, digits, shown, month):
    wanted = {"calendar": calendar, "language": language, "digits": digits}
    assert shown_date(DAY, **wanted) == shown
    assert shown_month(DAY, **wanted) == month


def test_a_day_that_a_calendar_does_not_know_is_shown_as_gregorian():
    day = date(2100, 1, 2)
    assert shown_date(day, calendar="hijri", language="ar", digits="latn") == "2 يناير 2100"


def test_an_instant_is_shown_on_the_wall_clock():
    at = datetime(2021, 4, 15, 20, 3, 59, tzinfo=UTC)
    zone = ZoneInfo("Asia/Tehran")
    assert (
        shown_instant(at, zone=zone, calendar="jalali", language="fa", digits="arabext")
        == "۲۷ فروردین ۱۴۰۰ ۰۰:۳۳"
    )


@pytest.mark.parametrize(
    ("value", "language", "digits", "places", "shown"),
    [
        (1234, "en", "latn", None, "1,234"),
        (Decimal("1234.5"), "en", "latn", None, "1,234.5"),
        (Decimal("1234.5"), "ar", "arab", None, "١٬٢٣٤٫٥"),
        (Decimal("1234.5"), "fa", "arabext", None, "۱٬۲۳۴٫۵"),
        (Decimal("1234.5"), "fa", "latn", None, "1,234.5"),
        (Decimal("-0.125"), "en", "latn", 2, "-0.12"),
        (-12, "ar", "latn", None, "\u200e-12"),
        (0, "en", "latn", 1, "0.0"),
        (Decimal("1E+3"), "en", "latn", None, "1,000"),
    ],
)
def test_a_number_is_shown_in_language_and_digits(value, language, digits, places, shown):
    assert shown_number(value, language=language, digits=digits, places=places) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "language", "digits", "shown"),
    [
        ("1234.50", "USD", "en", "latn", "$1,234.50"),
        ("1234.50", "SAR", "en", "latn", "SAR\u00a01,234.50"),
        ("-1234.50", "USD", "en", "latn", "-$1,234.50"),
        ("1234.50", "SAR", "ar", "arab", "١٬٢٣٤٫٥٠\u00a0ر.س."),
        ("1234.00", "IRR", "fa", "arabext", "۱٬۲۳۴\u00a0ریال"),
        ("1234.50", "IRR", "fa", "arabext", "۱٬۲۳۴٫۵۰\u00a0ریال"),
        ("-5.00", "IRR", "fa", "latn", "\u200e-5\u00a0ریال"),
        ("1.23", "KWD", "en", "latn", "KWD\u00a01.23"),
        ("2600.00", "USD", "en", "latn", "$2,600"),
        ("2600.00", "USD", "fa", "arabext", "۲٬۶۰۰\u00a0$"),
    ],
)
def test_money_is_shown_with_its_currency(amount, currency, language, digits, shown):
    assert shown_money(Money(Decimal(amount), currency), language=language, digits=digits) == shown


@pytest.mark.parametrize(
    ("calendar", "language", "digits", "day", "shown"),
    [
        ("gregorian", "en", "latn", date(2026, 12, 6), "6 Dec"),
        ("gregorian", "en", "latn", date(2027, 1, 3), "3 Jan 2027"),
        ("jalali", "fa", "arabext", date(2027, 3, 20), "۲۹ اسفند"),
        ("jalali", "fa", "arabext", date(2027, 3, 21), "۱ فروردین ۱۴۰۶"),
    ],
)
def test_the_year_is_left_out_beside_a_day_of_the_same(calendar, language, digits, day, shown):
    beside = date(2026, 11, 24)
    said = shown_date(day, calendar=calendar, language=language, digits=digits, beside=beside)
    assert said == shown


def test_digits_change_and_nothing_else():
    assert shown_digits("A-12, 3.5", "arab") == "A-١٢, ٣.٥"
    assert shown_digits("A-12", "latn") == "A-12"


@given(
    st.dates(EARLIEST, LATEST),
    st.sampled_from(CALENDARS),
    st.sampled_from(LANGUAGES),
    st.sampled_from(NUMBERING),
)
def test_every_date_shown_can_be_typed_back(day, calendar, language, digits):
    shown = shown_date(day, calendar=calendar, language=language, digits=digits)
    assert read_date(shown) == day


@given(
    st.datetimes(datetime(1950, 1, 2), datetime(2199, 12, 30)),  # noqa: DTZ001 wall clock
    st.sampled_from(CALENDARS),
    st.sampled_from(LANGUAGES),
    st.sampled_from(NUMBERING),
)
def test_every_instant_shown_can_be_typed_back(moment, calendar, language, digits):
    at = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    zone = ZoneInfo("Asia/Riyadh")
    shown = shown_instant(at, zone=zone, calendar=calendar, language=language, digits=digits)
    assert read_instant(shown, zone=zone) == at


@given(AMOUNTS, st.sampled_from(LANGUAGES), st.sampled_from(NUMBERING))
def test_every_number_shown_can_be_typed_back(value, language, digits):
    assert read_number(shown_number(value, language=language, digits=digits)) == value


@given(
    AMOUNTS,
    st.sampled_from(
        [
            "SAR",
            "AED",
            "QAR",
            "OMR",
            "YER",
            "KWD",
            "BHD",
            "JOD",
            "IQD",
            "EGP",
            "IRR",
            "AFN",
            "TRY",
            "USD",
            "EUR",
            "GBP",
            "JPY",
            "INR",
        ]
    ),
    st.sampled_from(LANGUAGES),
    st.sampled_from(NUMBERING),
)
def test_every_amount_shown_can_be_typed_back(amount, currency, language, digits):
    money = Money(amount, currency)
    shown = shown_money(money, language=language, digits=digits)
    assert read_money(shown, "USD") == money

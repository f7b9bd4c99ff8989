from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.errors import Invalid
from qanat.kernel.numbers import read_number

ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
GERMAN = str.maketrans(".,", ",.")
NUMBERS = st.decimals(
    min_value=Decimal("-9999999999999.99"), max_value=Decimal("9999999999999.99"), places=2
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("-0.0", "0"),
        ("12", "12"),
        (" -12.50 ", "-12.50"),
        ("+7", "7"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("12,34,567.8", "1234567.8"),
        ("1,234", "1234"),
        ("1.234", "1.234"),
        ("12,5", "12.5"),
        ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234.5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1’234", "1234"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("٫٥", "0.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("۱٬۲۳۴٫۵", "1234.5"),
        ("۱،۲۳۴", "1234"),
        ("١٢٣", "123"),
        ("\u200e-۱۲٫۵", "-12.5"),
        ("−5", "-5"),
        ("(1,234.5)", "-1234.5"),
        ("12.5%", "0.125"),
        ("٪۵۰", "0.50"),
        ("50 ٪", "0.50"),
        ("１２", "12"),
        ("1.2E+07", "12000000"),
        ("1e-3", "0.001"),
        ("9999999999999999", "9999999999999999"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "decimal", "number"),
    [
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("1,234", ",", "1.234"),
        ("1,234", ".", "1234"),
        ("12,5", ",", "12.5"),
        ("1.234,5", ".", "1234.5"),
        ("12", ",", "12"),
    ],
)
def test_a_known_decimal_separator_settles_it(typed, decimal, number):
    assert read_number(typed, decimal=decimal) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "number_empty"),
        ("\u200f ", "number_empty"),
        ("abc", "number_invalid"),
        ("%", "number_invalid"),
        ("-", "number_invalid"),
        ("NaN", "number_invalid"),
        ("Infinity", "number_invalid"),
        ("1.2.3", "number_invalid"),
        ("1,23,4", "number_invalid"),
        ("1,234.567,8", "number_invalid"),
        ("1,2.3,4", "number_invalid"),
        ("1.5,", "number_invalid"),
        ("٫١٫٥", "number_invalid"),
        ("12.", "number_invalid"),
        ("(12", "number_invalid"),
        ("12)", "number_invalid"),
        ("1 2", "number_invalid"),
        ("--1", "number_invalid"),
        ("½", "number_invalid"),
        ("0x10", "number_invalid"),
        ("1_000", "number_invalid"),
        ("1e9999999999", "number_invalid"),
        ("1" * 70, "number_invalid"),
        ("10000000000000000", "number_range"),
        ("1e16", "number_range"),
        ("1e999", "number_range"),
        ("1e-21", "number_range"),
    ],
)
def test_what_cannot_be_read_without_guessing_is_refused(typed, code):
    with pytest.raises(Invalid) as refusal:
        read_number(typed)
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_a_point_is_refused_where_decimals_come_after_a_comma():
    with pytest.raises(Invalid):
        read_number("12.5", decimal=",")


@given(NUMBERS)
def test_every_way_of_writing_an_amount_is_read_back(number):
    written = f"{number:,.2f}"
    expected = number.quantize(Decimal("0.01"))
    assert read_number(written) == expected
    assert read_number(f"{number:.2f}") == expected
    assert read_number(written.translate(ARABIC)) == expected
    assert read_number(written.translate(PERSIAN)) == expected
    assert read_number(written.translate(GERMAN), decimal=",") == expected


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed):
    try:
        number = read_number(typed)
    except Invalid:
        return
    assert number.is_finite()
    assert abs(number) < 10**16

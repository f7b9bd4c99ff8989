from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.amounts import TOMAN_NOTE, read_amount, read_money
from qanat.kernel.errors import Invalid
from qanat.kernel.money import Money


@pytest.mark.parametrize(
    ("typed", "usual", "amount", "currency"),
    [
        ("500", "SAR", "500.00", "SAR"),
        ("$22,700.00", "SAR", "22700.00", "USD"),
        ("$342.09K", "USD", "342090.00", "USD"),
        ("$1,117.10K", "USD", "1117100.00", "USD"),
        ("1.2M", "USD", "1200000.00", "USD"),
        (".5 bn", "USD", "500000000.00", "USD"),
        ("SAR 500", "USD", "500.00", "SAR"),
        ("500SAR", "USD", "500.00", "SAR"),
        ("SAR500k", "USD", "500000.00", "SAR"),
        ("٥٠٠ ر.س", "USD", "500.00", "SAR"),
        ("د.إ. 500", "USD", "500.00", "AED"),
        ("AED 1,000/-", "USD", "1000.00", "AED"),
        ("۱۲٬۰۰۰٬۰۰۰ ریال", "IRR", "12000000.00", "IRR"),
        ("﷼ ۵۰۰", "USD", "500.00", "IRR"),
        ("٥٠٠ ألف ريال سعودي", "USD", "500000.00", "SAR"),
        ("5 million US dollars", "SAR", "5000000.00", "USD"),
        ("2 هزار میلیون", "IRR", "2000000000.00", "IRR"),
        ("€1.234,50", "USD", "1234.50", "EUR"),
        ("1 000,50 €", "USD", "1000.50", "EUR"),
        ("1.5e3", "USD", "1500.00", "USD"),
        ("-$5", "USD", "-5.00", "USD"),
        ("$-5", "USD", "-5.00", "USD"),
        ("5-", "USD", "-5.00", "USD"),
        ("($5.00)", "USD", "-5.00", "USD"),
        ("+5", "USD", "5.00", "USD"),
        ("1.005", "USD", "1.01", "USD"),
        ("9999999999999999.99", "USD", "9999999999999999.99", "USD"),
    ],
)
def test_an_amount_is_read_as_it_was_meant(typed, usual, amount, currency):
    assert read_amount(typed, usual).note is None
    assert read_money(typed, usual) == Money(Decimal(amount), currency)


def test_toman_is_counted_as_ten_rial_and_said_so():
    read = read_amount("۵۰۰ هزار تومان", "SAR")
    assert read.money == Money(Decimal("5000000.00"), "IRR")
    assert read.note is TOMAN_NOTE


def test_a_known_decimal_separator_settles_it():
    assert read_money("1.234 €", "EUR", decimal=",") == Money(Decimal("1234.00"), "EUR")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "money_empty"),
        ("free", "money_invalid"),
        ("NaN", "money_invalid"),
        ("Infinity", "money_invalid"),
        ("500-1000", "money_invalid"),
        ("--5", "money_invalid"),
        ("(5", "money_invalid"),
        ("-5-", "money_invalid"),
        ("5 5 5", "money_invalid"),
        ("1.2.3", "money_invalid"),
        ("1" * 65, "money_invalid"),
        ("10 beans", "money_currency"),
        ("USD 5 SAR", "money_currency"),
        ("500 ريال", "money_currency"),
        ("5%", "money_currency"),
        ("1e17", "money_range"),
        ("99999999999 M", "money_range"),
        ("9999999999999999.995", "money_range"),
        ("10000000000000000", "money_range"),
        ("5 bn bn bn bn bn", "money_range"),
    ],
)
def test_what_cannot_be_read_without_guessing_is_refused(typed, code):
    with pytest.raises(Invalid) as refusal:
        read_money(typed, "USD")
    assert [fault.code for fault in refusal.value.faults] == [code]


@given(
    st.decimals(min_value=Decimal("-9999999999.99"), max_value=Decimal("9999999999.99"), places=2),
    st.sampled_from(["SAR {}", "{} SAR", "{} ر.س", "{}SAR", "ر.س {}"]),
)
def test_every_way_of_writing_an_amount_is_read_back(amount, written):
    assert read_money(written.format(f"{amount:,.2f}"), "USD") == Money(amount, "SAR")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed):
    try:
        money = read_money(typed, "USD")
    except Invalid:
        return
    assert abs(money.amount) < 10**16
    assert money.amount.as_tuple().exponent == -2

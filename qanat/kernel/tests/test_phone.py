import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.errors import Invalid
from qanat.kernel.phone import Phone, country_of_phone, normal_phone, read_phone, shown_phone


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("0501234567", "SA", "+966501234567"),
        ("501234567", "SA", "+966501234567"),
        ("٠٥٠ ١٢٣ ٤٥٦٧", "SA", "+966501234567"),
        ("۰۹۱۲-۳۴۵-۶۷۸۹", "IR", "+989123456789"),
        ("00966501234567", None, "+966501234567"),
        ("(00) 966 50 123 4567", "US", "+966501234567"),
        ("+98(0)9123456789", None, "+989123456789"),
        ("tel:+966501234567", None, "+966501234567"),
        ("\u202a+966 50 123 4567\u202c", None, "+966501234567"),
        ("(555) 123-4567", "US", "+15551234567"),
        ("1-212-555-0123", "US", "+12125550123"),
        ("001-415-555-0123", "SA", "+14155550123"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("+390612345678", "SA", "+390612345678"),
        ("+800 1234 5678", None, "+80012345678"),
        ("0501234567 / 0551234567", "SA", "+966501234567"),
        ("0501234567،0551234567", "SA", "+966501234567"),
        ("966501234567", "SA", "+966501234567"),
        ("966501234567", None, "+966501234567"),
        ("966 50 123 4567", "US", "+966501234567"),
    ],
)
def test_a_number_has_one_normal_form(typed, country, number):
    assert normal_phone(typed, country) == number


@pytest.mark.parametrize(
    ("typed", "extension"),
    [
        ("+1 415 555 0123 ext. 12", "12"),
        ("+14155550123x٤", "4"),
        ("0014155550123 تحويلة: ٥", "5"),
        ("+14155550123 داخلی ۱۲", "12"),
        ("+14155550123", ""),
    ],
)
def test_an_extension_is_kept_apart(typed, extension):
    assert read_phone(typed, None) == Phone("+14155550123", extension)


@pytest.mark.parametrize(
    ("typed", "country", "code"),
    [
        ("", "SA", "phone_empty"),
        (" \u200f", "SA", "phone_empty"),
        ("1" * 61, "SA", "phone_too_long"),
        ("1" * 40, "SA", "phone_too_long"),
        ("+966501234567890123", None, "phone_too_long"),
        ("+96650123456789", None, "phone_too_long"),
        ("123", "SA", "phone_too_short"),
        ("5551234", "US", "phone_too_short"),
        ("+49 30 1", None, "phone_too_short"),
        ("+4930", None, "phone_too_short"),
        ("+9661", None, "phone_too_short"),
        ("0501234567", None, "phone_country"),
        ("0501234567", "XX", "phone_country"),
        ("+999123456", "SA", "phone_country"),
        ("99912345678901", None, "phone_country"),
        ("10000000000", None, "phone_country"),
        ("not a number", "SA", "phone_invalid"),
        ("+9", None, "phone_invalid"),
        ("+722222222222", None, "phone_invalid"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, country, code):
    with pytest.raises(Invalid) as refusal:
        normal_phone(typed, country)
    assert [fault.code for fault in refusal.value.faults] == [code]


@given(st.integers(500_000_000, 599_999_999), st.sampled_from(["0", "00966", "+966", "966", ""]))
def test_every_way_of_dialling_a_number_gives_the_same(number, prefix):
    assert normal_phone(f"{prefix}{number}", "SA") == f"+966{number}"


@given(st.text(max_size=30), st.sampled_from(["SA", "IR", "US", None]))
def test_a_normal_number_is_its_own_normal_form(typed, country):
    try:
        number = normal_phone(typed, country)
    except Invalid:
        return
    assert normal_phone(number, None) == number


def test_a_number_is_shown_as_in_its_own_country():
    assert shown_phone("+966501234567") == "+966 50 123 4567"
    assert shown_phone("not a number") == "not a number"


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+966501234567", "SA"),
        ("+989123456789", "IR"),
        ("+14165550123", "CA"),
        ("+15551234567", None),
        ("+80012345678", None),
        ("nothing", None),
    ],
)
def test_a_number_tells_its_country(number, country):
    assert country_of_phone(number) == country

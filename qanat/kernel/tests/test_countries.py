import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.countries import _by_key, country_choices, country_code, country_name

CODES = [country.alpha_2 for country in pycountry.countries]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("SA", "SA"),
        ("sau", "SA"),
        ("saudi-arabia", "SA"),
        ("السعوديه", "SA"),
        ("المملكة العربية السعودية", "SA"),
        ("عربستان سعودى", "SA"),
        ("امارات متحده عربی", "AE"),
        ("U.S.A.", "US"),
        ("u.k.", "GB"),
        ("Cote d’Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Bosnia and Herzegovina", "BA"),
        ("چین", "CN"),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_a_country_has_many_names(typed, code):
    assert country_code(typed) == code


@given(st.sampled_from(CODES), st.sampled_from(["en", "ar", "fa"]))
def test_every_name_shown_is_read_back(code, language):
    assert country_code(country_name(code, language)) == code


def test_no_name_stands_for_two_countries():
    from qanat.kernel import countries

    for country in pycountry.countries:
        names = [
            *(country_name(country.alpha_2, language) for language in countries.LANGUAGES),
            *countries._FURTHER.get(country.alpha_2, ()),
            *(country.alpha_2, country.alpha_3, country.name),
        ]
        assert {_by_key()[countries._key(name)] for name in names} == {country.alpha_2}


def test_a_country_is_named_in_the_language():
    assert country_name("SA", "en") == "Saudi Arabia"
    assert country_name("SA", "ar") == "المملكة العربية السعودية"
    assert country_name("SA", "fa") == "عربستان سعودی"
    assert country_name("SA", "de") == "Saudi Arabia"
    assert country_name("XX", "ar") == "XX"


def test_the_choices_are_every_country_in_the_order_of_names():
    assert country_choices("en")[0] == ("AF", "Afghanistan")
    assert country_choices("de") == country_choices("en")
    assert sorted(code for code, _ in country_choices("fa")) == sorted(CODES)

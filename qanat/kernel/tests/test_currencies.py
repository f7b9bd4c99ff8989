import pytest

from qanat.kernel import currencies
from qanat.kernel.currencies import currency_of, is_currency
from qanat.kernel.text import matching_key


@pytest.mark.parametrize(
    ("words", "usual", "code"),
    [
        ("sar", "USD", "SAR"),
        ("$", "SAR", "USD"),
        ("$", "CAD", "CAD"),
        ("£", "EGP", "EGP"),
        ("جنيه", "EGP", "EGP"),
        ("US dollars", "CAD", "USD"),
        ("د.إ", "JOD", "AED"),
        ("د.أ", "AED", "JOD"),
        ("د.ا", "AED", "AED"),
        ("د.ا", "USD", None),
        ("ريال سعودي", "IRR", "SAR"),
        ("ريال", "QAR", "QAR"),
        ("ريال", "USD", None),
        ("ریال", "USD", "IRR"),
        ("ریال", "OMR", "OMR"),
        ("kr", "USD", None),
        ("XXY", "USD", None),
        ("beans", "USD", None),
    ],
)
def test_a_sign_stands_for_the_currency_that_is_meant(words, usual, code):
    assert currency_of(words, usual=usual) == code


def test_every_code_in_the_tables_is_a_currency():
    codes = {
        *currencies._MEANT.values(),
        *currencies._EXACT.values(),
        *(code for codes in currencies._POSSIBLE.values() for code in codes if code),
    }
    assert [code for code in codes if not is_currency(code)] == []
    assert not is_currency("IRT")
    assert not is_currency("sar")


def test_no_sign_stands_for_two_currencies_unseen():
    words = [word for words in currencies._NAMES.values() for word in words.split()]
    words += [word for words in currencies._SHARED for word in words.split()]
    keys = [matching_key(word.replace("·", " ")) for word in words]
    twice = {key for key in keys if keys.count(key) > 1}
    assert twice == set()
    assert not set(keys) & currencies.TOMAN

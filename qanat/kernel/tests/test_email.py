import string

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from qanat.kernel.email import _PLAIN, domain_of_email, normal_email
from qanat.kernel.errors import Invalid

LETTERS = st.sampled_from(string.ascii_letters + string.digits + "-_+.'!@ ")
NEAR_ADDRESSES = st.one_of(
    st.builds(
        "{}@{}".format,
        st.text(LETTERS, max_size=66),
        st.lists(st.text(st.sampled_from("abXn019-_"), max_size=65), max_size=4).map(".".join),
    ),
    st.builds(
        "{}@{}.{}".format,
        st.text(LETTERS, min_size=1, max_size=6),
        st.text(st.sampled_from("ab0-"), max_size=64),
        st.sampled_from(
            ["com", "test", "local", "localhost", "c", "0x", "x0", "xn--p1ai", "ab--c"]
        ),
    ),
    st.emails(),
)


def by_the_library(address):
    try:
        found = validate_email(address.strip().lower(), check_deliverability=False, strict=True)
    except EmailNotValidError:
        return None
    return f"{found.local_part}@{found.ascii_domain}"


@given(NEAR_ADDRESSES)
@example("a@" + ".".join(["a" * 62] * 4) + ".com")
@example("a" * 64 + "@" + "b" * 63 + ".com")
@example("a" * 65 + "@b.com")
@example("a@b.c-d")
@example("a@b.com\n")
@example("a@com")
@example("a@xn--a.com")
def test_the_short_way_agrees_with_the_library(typed):
    address = typed.strip().lower()
    if _PLAIN.match(address):
        assert by_the_library(typed) == address
    try:
        found = normal_email(typed)
    except Invalid:
        found = None
    assert found == by_the_library(typed)


@given(st.emails())
def test_usual_addresses_take_the_short_way(typed):
    special = "--" in typed or typed.lower().endswith((".arpa", "@test"))
    assert special or _PLAIN.match(normal_email(typed))


@given(st.text(max_size=40))
def test_a_normal_address_is_its_own_normal_form(typed):
    try:
        address = normal_email(typed + "@example.com")
    except Invalid:
        return
    assert normal_email(address) == address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Ali.Hassan@Example.COM ", "ali.hassan@example.com"),
        ("o'neil+tag@mail.example.co.uk", "o'neil+tag@mail.example.co.uk"),
        ("\u202aali@example.com\u202c", "ali@example.com"),
        ("\ufeffali@example.com\u200b", "ali@example.com"),
        ("\tali@example.com\r\n", "ali@example.com"),
        ("ali＠example．com", "ali@example.com"),
        ("ali@crm.local", "ali@crm.local"),
        ("info@BÜCHER.de", "info@xn--bcher-kva.de"),
        ("info@xn--bcher-kva.de", "info@xn--bcher-kva.de"),
        ("info@مثال.إختبار", "info@xn--mgbh0fb.xn--kgbechtv"),
        ("علي@example.com", "علي@example.com"),
        ("ÉMILE@example.com", "émile@example.com"),
    ],
)
def test_an_address_has_one_normal_form(typed, address):
    assert normal_email(typed) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "email_empty"),
        ("  \u200e ", "email_empty"),
        ("ali", "email_at"),
        ("ali@hassan@example.com", "email_at"),
        ("a@example.com, b@example.com", "email_space"),
        ("a@example.com\nbcc:b@example.com", "email_space"),
        ("a b@example.com", "email_space"),
        ("a\u2028b@example.com", "email_space"),
        ("a" * 250 + "@example.com", "email_too_long"),
        ("a" * 65 + "@example.com", "email_name"),
        ("a\ud800@example.com", "email_name"),
        ("@example.com", "email_name"),
        (".ali@example.com", "email_name"),
        ("a..b@example.com", "email_name"),
        ("<ali@example.com>", "email_domain"),
        ("ali@", "email_domain"),
        ("ali@example", "email_domain"),
        ("ali@example..com", "email_domain"),
        ("ali@-example.com", "email_domain"),
        ("ali@[127.0.0.1]", "email_domain"),
        ("ali@127.0.0.1", "email_domain"),
        ("ali@localhost", "email_domain"),
        ("ali@ab--c.com", "email_domain"),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(typed, code):
    with pytest.raises(Invalid) as refusal:
        normal_email(typed)
    assert [fault.code for fault in refusal.value.faults] == [code]


def test_the_domain_is_what_follows_the_at_sign():
    assert domain_of_email("ali@mail.example.com") == "mail.example.com"

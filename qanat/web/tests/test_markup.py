"""HTML written by functions is what `format_html` would write."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from qanat.web.markup import markup
from qanat.web.navigation import Addresses, address_of

VALUES = st.one_of(
    st.text(),
    st.text(alphabet="<>&\"'{}a"),
    st.integers(),
    st.none(),
    st.text().map(SafeString),
)


@given(st.lists(VALUES, min_size=2, max_size=2))
def test_the_html_is_that_of_format_html(values):
    pattern = '<b title="{}">{}</b>'

    assert markup(pattern, *values) == format_html(pattern, *values)


def test_what_is_typed_is_escaped_and_what_is_lazy_is_said():
    assert markup("<b>{}{}</b>", "<i>", gettext_lazy("A & B")) == "<b>&lt;i&gt;A &amp; B</b>"


def test_html_is_not_escaped_twice():
    assert markup("<p>{}</p>", markup("<b>{}</b>", "&")) == "<p><b>&amp;</b></p>"


def test_addresses_of_many_are_those_of_each():
    addresses = Addresses()

    assert [addresses.of("record:person_panel", key) for key in (0, 10, 205)] == [
        address_of("record:person_panel", key) for key in (0, 10, 205)
    ]
    assert addresses.of("record:nothing", 1) == ""

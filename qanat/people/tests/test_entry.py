from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.kernel.errors import Invalid
from qanat.people.custom_values import KINDS, FieldRule, read_custom, read_value
from qanat.people.drafts import PersonDraft
from qanat.people.entry import account_draft, person_draft, read_account, read_person
from qanat.people.readers import Place

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
PLACE = Place(country="SA", now=NOW)


def codes(entry):
    return [(fault.path, fault.code) for fault in entry.faults]


def test_a_person_is_read_normalised_and_keyed():
    entry = read_person(
        {
            "given_name": "  سارة ",
            "family_name": "أحمدي",
            "email": "Sara@Example.COM",
            "phone": "٠٥٠ ١٢٣ ٤٥٦٧",
            "emails": ["s.ahmadi@example.com", "sara@example.com"],
            "country": "sa",
            "language": "ar-SA",
            "website": "example.com/سارة",
            "time_zone": "Asia/Riyadh",
            "came_at": "2024-02-29T23:30:00+03:00",
        },
        now=NOW,
    )

    assert codes(entry) == []
    assert person_draft(entry, owner_id=7) == PersonDraft(
        given_name="سارة",
        family_name="أحمدي",
        full_name="سارة أحمدي",
        email="sara@example.com",
        phone="+966501234567",
        country="SA",
        language="ar",
        website="https://example.com/سارة",
        time_zone="Asia/Riyadh",
        came_at=datetime(2024, 2, 29, 20, 30, tzinfo=UTC),
        owner_id=7,
        keys=(
            ("email", "sara@example.com"),
            ("phone", "+966501234567"),
            ("email", "s.ahmadi@example.com"),
        ),
    )


def test_every_fault_is_told_at_once_with_its_path():
    entry = read_person(
        {
            "given_name": "x" * 201,
            "full_name": "a\0b",
            "city": "\ud800",
            "company": 3.5,
            "email": "sara@example.com\nbcc: all@example.com",
            "emails": ["fine@example.com", "not an address"],
            "phones": "0501234567",
            "website": "javascript:alert(1)",
            "time_zone": "Mars/Olympus",
            "came_at": "2026-02-30",
            "shoe_size": 42,
        },
        now=NOW,
    )

    assert codes(entry) == [
        (("given_name",), "too_long"),
        (("full_name",), "text_nul"),
        (("city",), "text_encoding"),
        (("company",), "wrong_type"),
        (("email",), "email_space"),
        (("website",), "url_scheme"),
        (("time_zone",), "time_zone_unknown"),
        (("came_at",), "date_impossible"),
        (("shoe_size",), "unknown_field"),
        (("emails", 1), "email_space"),
        (("phones",), "wrong_type"),
    ]
    assert entry.keys == (("email", "fine@example.com"),)
    with pytest.raises(Invalid) as refusal:
        person_draft(entry)
    assert len(refusal.value.faults) == 11


@pytest.mark.parametrize(
    ("came_at", "code"),
    [
        ("1989-12-31T23:59:59Z", "date_too_early"),
        ("2026-05-05T10:00:01Z", "date_in_future"),
        (datetime(2026, 5, 4), "date_without_zone"),  # noqa: DTZ001 that is the fault
    ],
)
def test_the_day_somebody_came_in_is_bounded(came_at, code):
    assert codes(read_person({"came_at": came_at}, now=NOW)) == [(("came_at",), code)]


def test_a_person_whom_nothing_tells_apart_is_refused():
    with pytest.raises(Invalid) as refusal:
        person_draft(read_person({"city": "Riyadh", "email": " "}, now=NOW))
    assert refusal.value.faults[0].code == "person_empty"


def test_a_further_address_becomes_the_primary_one_where_there_is_none():
    draft = person_draft(read_person({"emails": ["a@example.com", "b@example.com"]}, now=NOW))
    assert draft.email == "a@example.com"


def test_a_phone_is_dialled_where_the_person_lives_else_where_the_organisation_is():
    kuwaiti = read_person({"phone": "5000 1234", "country": "KW"}, country="SA", now=NOW)
    saudi = read_person({"phone": "0501234567"}, country="SA", now=NOW)
    assert (kuwaiti.values["phone"], saudi.values["phone"]) == ("+96550001234", "+966501234567")


def test_an_extension_is_shown_and_is_no_part_of_the_key():
    entry = read_person({"phone": "+966 11 123 4567 ext. 12"}, now=NOW)
    assert entry.values["phone"] == "+966111234567 ext. 12"
    assert entry.keys == (("phone", "+966111234567"),)


def test_an_account_is_read():
    entry = read_account(
        {"name": " ACME  Ltd ", "domain": "https://www.Acme.example/x", "size": "1,200"}, now=NOW
    )
    draft = account_draft(entry)
    assert (draft.name, draft.domain, draft.size) == ("ACME Ltd", "acme.example", 1200)


@pytest.mark.parametrize("size", [-1, 1.5, True, "many", 10**9])
def test_a_size_that_is_none_is_refused(size):
    assert [path for path, _ in codes(read_account({"name": "A", "size": size}, now=NOW))] == [
        ("size",)
    ]


def test_an_account_needs_a_name():
    with pytest.raises(Invalid) as refusal:
        account_draft(read_account({"city": "Riyadh"}, now=NOW))
    assert refusal.value.faults[0].code == "account_without_name"


RULES = {
    kind: FieldRule(
        key=kind, kind=kind, choices=("Gold", "فضي") if kind.startswith("choice") else ()
    )
    for kind in KINDS
}


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        ("text", "two\nlines ", "two\nlines"),
        ("number", "١٬٢٣٤٫٥", 1234.5),
        ("number", 12, 12),
        ("number", Decimal("0.1"), 0.1),
        (
            "money",
            {"amount": "22700.005", "currency": "sar"},
            {"amount": "22700.01", "currency": "SAR"},
        ),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", date(2024, 2, 29), "2024-02-29"),
        ("choice", "gold", "Gold"),
        ("choice", "فضى", "فضي"),
        ("choices", ["فضي", "gold", "GOLD"], ["Gold", "فضي"]),
        ("url", "example.com", "https://example.com"),
        ("email", "A@Example.com", "a@example.com"),
        ("phone", "0501234567", "+966501234567"),
        ("yes_no", "نعم", True),
        ("yes_no", False, False),
        ("text", "", None),
        ("choices", [], None),
        ("date", None, None),
    ],
)
def test_a_custom_value_is_stored_in_one_form(kind, value, stored):
    assert read_value(value, RULES[kind], PLACE) == stored


@pytest.mark.parametrize(
    ("kind", "value", "path", "code"),
    [
        ("text", "x" * 5001, (), "too_long"),
        ("text", ["x"], (), "wrong_type"),
        ("number", "twelve", (), "number_invalid"),
        ("number", True, (), "wrong_type"),
        ("number", float("nan"), (), "number_invalid"),
        ("number", "1234567890.1234567", (), "number_range"),
        ("number", "1e400", (), "number_range"),
        ("money", "12 SAR", (), "money_shape"),
        ("money", {"amount": 1}, (), "money_shape"),
        ("money", {"amount": 1, "currency": "XXZ"}, ("currency",), "currency_unknown"),
        ("date", "2023-02-29", (), "date_impossible"),
        ("date", "03/04/2024", (), "date_ambiguous"),
        ("choice", "Silver", (), "unknown_choice"),
        ("choices", ["Gold", "Silver"], (1,), "unknown_choice"),
        ("choices", {"Gold": 1}, (), "wrong_type"),
        ("url", "ftp://example.com", (), "url_scheme"),
        ("url", "https://exa mple.com", (), "url_invalid"),
        ("url", "https://", (), "url_invalid"),
        ("email", "sara", (), "email_at"),
        ("phone", "12", (), "phone_too_short"),
        ("yes_no", "maybe", (), "yes_no_invalid"),
    ],
)
def test_a_custom_value_that_does_not_fit_is_refused_with_its_path(kind, value, path, code):
    values, faults = read_custom({kind: value}, list(RULES.values()), PLACE)
    assert values == {}
    assert [(fault.path, fault.code) for fault in faults] == [(("custom", kind, *path), code)]


def test_a_custom_field_that_nobody_defined_is_refused():
    assert codes(read_person({"custom": {"shoe": 42}}, now=NOW)) == [
        (("custom", "shoe"), "unknown_field")
    ]
    assert codes(read_person({"custom": [1]}, now=NOW)) == [(("custom",), "wrong_type")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(value=JSON, kind=st.sampled_from(sorted(KINDS)))
def test_any_value_is_stored_or_refused_and_what_is_stored_stays_as_it_is(value, kind):
    values, faults = read_custom({kind: value}, list(RULES.values()), PLACE)
    assert bool(faults) != (kind in values)
    if not faults:
        assert read_value(values[kind], RULES[kind], PLACE) == values[kind]


@given(
    values=st.dictionaries(
        st.sampled_from(
            [
                "given_name",
                "email",
                "phone",
                "website",
                "country",
                "came_at",
                "emails",
                "custom",
                "x",
            ]
        ),
        JSON,
    )
)
def test_any_entry_is_read_or_refused_never_broken(values):
    entry = read_person(values, now=NOW)
    refused = {fault.path[0] for fault in entry.faults}
    assert refused | set(entry.values) | {"emails", "phones"} >= set(values)

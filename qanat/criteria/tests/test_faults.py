"""What is refused, with the path of the fault."""

import pytest

from qanat.criteria.public import check, describe
from qanat.kernel.errors import Invalid

pytestmark = pytest.mark.django_db

LEAD = {"field": "person.lifecycle", "is": "is", "value": "lead"}


def faults(criteria, subject="person"):
    with pytest.raises(Invalid) as caught:
        check(criteria, subject=subject)
    return [(fault.path, fault.code) for fault in caught.value.faults]


def nested(levels):
    criteria = LEAD
    for _ in range(levels - 1):
        criteria = {"not": criteria}
    return criteria


@pytest.mark.parametrize(
    ("criteria", "path", "code"),
    [
        pytest.param(None, (), "shape", id="nothing"),
        pytest.param([], (), "shape", id="a list"),
        pytest.param("all", (), "shape", id="a text"),
        pytest.param({}, (), "shape", id="an empty object"),
        pytest.param({"every": []}, (), "shape", id="an unknown word"),
        pytest.param({"all": {}}, ("all",), "shape", id="all without a list"),
        pytest.param({"any": [3]}, ("any", 0), "shape", id="a number in a list"),
        pytest.param({"not": []}, ("not",), "shape", id="not with a list"),
        pytest.param({"all": [], "or": 1}, ("or",), "unknown_key", id="a key too many"),
        pytest.param(LEAD | {"not": LEAD}, ("field",), "unknown_key", id="two forms at once"),
        pytest.param(
            {"all": [LEAD, {"field": "person.contry", "is": "is", "value": "SA"}]},
            ("all", 1, "field"),
            "unknown_field",
            id="an unknown field",
        ),
        pytest.param(
            {"field": ["person.country"], "is": "is", "value": "SA"},
            ("field",),
            "unknown_field",
            id="a field that is no text",
        ),
        pytest.param({"field": "person.country"}, ("is",), "unknown_operator", id="no operator"),
        pytest.param(
            {"field": "person.country", "is": "like", "value": "SA"},
            ("is",),
            "unknown_operator",
            id="an unknown operator",
        ),
        pytest.param(
            {"field": "person.country", "is": "at_least", "value": 3},
            ("is",),
            "operator_type",
            id="an operator of another type",
        ),
        pytest.param(
            {"field": "person.country", "is": "is"}, ("value",), "operand_missing", id="no value"
        ),
        pytest.param(
            {"field": "person.country", "is": "is_known", "value": None},
            ("value",),
            "operand_unwanted",
            id="a value too many",
        ),
        pytest.param(
            {"field": "person.country", "is": "is", "value": "Saudi"},
            ("value",),
            "operand_country",
            id="no country",
        ),
        pytest.param(
            {"field": "person.lifecycle", "is": "one_of", "value": ["lead", "boss", 3]},
            ("value", 1),
            "operand_choice",
            id="no choice",
        ),
        pytest.param(
            {"field": "person.status", "is": "is", "value": "dreaming"},
            ("value",),
            "operand_choice",
            id="no choice in the database",
        ),
        pytest.param(
            {"field": "person.owner", "is": "one_of", "value": [1, 99]},
            ("value", 0),
            "operand_choice",
            id="no user",
        ),
        pytest.param(
            {"field": "account.size", "is": "at_least", "value": "many"},
            ("value",),
            "operand_number",
            id="no number",
        ),
        pytest.param(
            {"field": "account.size", "is": "at_least", "value": True},
            ("value",),
            "operand_number",
            id="true as a number",
        ),
        pytest.param(
            {"field": "account.size", "is": "at_least", "value": float("nan")},
            ("value",),
            "operand_number",
            id="not a number",
        ),
        pytest.param(
            {"field": "account.size", "is": "at_least", "value": 10**400},
            ("value",),
            "operand_number",
            id="a huge number",
        ),
        pytest.param(
            {"field": "account.size", "is": "at_least", "value": "١٢"},
            ("value",),
            "operand_number",
            id="digits that JSON has not",
        ),
        pytest.param(
            {"field": "account.size", "is": "between", "value": [5, 1]},
            ("value",),
            "operand_range",
            id="the higher first",
        ),
        pytest.param(
            {"field": "account.size", "is": "between", "value": [1, "x"]},
            ("value", 1),
            "operand_number",
            id="half a range",
        ),
        pytest.param(
            {"field": "person.came_at", "is": "after", "value": "2026-02-30"},
            ("value",),
            "operand_time",
            id="a day that does not exist",
        ),
        pytest.param(
            {"field": "person.came_at", "is": "after", "value": "0001-01-01"},
            ("value",),
            "operand_time",
            id="an ancient day",
        ),
        pytest.param(
            {"field": "person.came_at", "is": "after", "value": "9999-12-31T23:59:59-23:59"},
            ("value",),
            "operand_time",
            id="the end of time",
        ),
        pytest.param(
            {"field": "person.came_at", "is": "after", "value": "2026-01-01T09:00"},
            ("value",),
            "operand_time",
            id="a time without its zone",
        ),
        pytest.param(
            {"field": "opportunity.expected_close_on", "is": "on", "value": "2026-01-01T09:00:00Z"},
            ("value",),
            "operand_time",
            id="a time for a date",
        ),
        pytest.param(
            {"field": "person.came_at", "is": "within_last", "value": 10**9},
            ("value",),
            "operand_days",
            id="too many days",
        ),
        pytest.param(
            {"field": "person.job_title", "is": "is", "value": "a\0b"},
            ("value",),
            "operand_characters",
            id="NUL",
        ),
        pytest.param(
            {"field": "person.job_title", "is": "is", "value": "a\ud800"},
            ("value",),
            "operand_characters",
            id="half a character",
        ),
        pytest.param(
            {"field": "person.job_title", "is": "contains", "value": "ــ"},
            ("value",),
            "operand_empty",
            id="nothing to compare by",
        ),
        pytest.param(
            {"field": "person.job_title", "is": "is", "value": "x" * 501},
            ("value",),
            "operand_too_long",
            id="a long text",
        ),
        pytest.param(
            {"field": "person.tags", "is": "has_any", "value": []},
            ("value",),
            "operand_list",
            id="an empty list",
        ),
        pytest.param(
            {"field": "person.tags", "is": "has_any", "value": ["a"] * 501},
            ("value",),
            "operand_list",
            id="a long list",
        ),
        pytest.param(
            {"field": "person.tags", "is": "has_any", "value": ["vip", 3]},
            ("value", 1),
            "operand_type",
            id="a number among words",
        ),
        pytest.param(
            {"field": "person.email", "is": "is", "value": "x@y\n.com"},
            ("value",),
            "email_space",
            id="an e-mail with a line break",
        ),
        pytest.param(
            {"field": "person.converted", "is": "is", "value": "yes"},
            ("value",),
            "operand_yes_no",
            id="yes as a text",
        ),
        pytest.param(
            {"field": "person.job_title", "is": "is", "value": " \t"},
            ("value",),
            "operand_empty",
            id="only spaces",
        ),
        pytest.param(
            {"field": "person.language", "is": "is", "value": "arabic"},
            ("value",),
            "operand_language",
            id="no language",
        ),
        pytest.param(
            {"field": "person.owner", "is": "is", "value": 0},
            ("value",),
            "operand_user",
            id="no number of a user",
        ),
        pytest.param(
            {"field": "person.phone", "is": "contains", "value": "abc"},
            ("value",),
            "operand_empty",
            id="no digits",
        ),
        pytest.param({"event": "visit"}, ("event",), "unknown_event", id="an unknown event"),
        pytest.param(
            {"event": "custom.Demo"}, ("event",), "unknown_event", id="an own event in capitals"
        ),
        pytest.param(
            {"event": "page_view", "is": "often", "value": 3},
            ("is",),
            "unknown_operator",
            id="an unknown operator on events",
        ),
        pytest.param(
            {"event": "page_view", "value": 3},
            ("is",),
            "unknown_operator",
            id="a value without an operator",
        ),
        pytest.param(
            {"event": "page_view", "is": "at_least", "value": -1},
            ("value",),
            "operand_times",
            id="less than never",
        ),
        pytest.param(
            {"event": "page_view", "is": "never", "value": 0},
            ("value",),
            "operand_unwanted",
            id="never so often",
        ),
        pytest.param(
            {"event": "page_view", "within": 30},
            ("within",),
            "operand_period",
            id="a period that is a number",
        ),
        pytest.param(
            {"event": "page_view", "within": {"days": 30, "from": "2026-01-01"}},
            ("within",),
            "operand_period",
            id="two periods",
        ),
        pytest.param(
            {"event": "page_view", "within": {"days": -1}},
            ("within", "days"),
            "operand_days",
            id="days to come",
        ),
        pytest.param(
            {"event": "page_view", "within": {"from": "2026-01-02", "to": "2026-01-01"}},
            ("within",),
            "operand_range",
            id="the end before the beginning",
        ),
        pytest.param(
            {"event": "page_view", "within": {"to": "soon"}},
            ("within", "to"),
            "operand_time",
            id="an end that is no time",
        ),
        pytest.param(
            {"event": "page_view", "where": {"field": "person.city", "is": "is", "value": "x"}},
            ("where", "field"),
            "unknown_field",
            id="a person's field of an event",
        ),
        pytest.param(
            {"event": "page_view", "where": {"field": "property.a'b", "is": "is", "value": "x"}},
            ("where", "field"),
            "unknown_field",
            id="a property with a quote",
        ),
        pytest.param(
            {"event": "page_view", "where": {"event": "page_view"}},
            ("where",),
            "shape",
            id="an event of an event",
        ),
        pytest.param(
            {"some": "invoice", "where": LEAD}, ("some",), "unknown_source", id="unknown records"
        ),
        pytest.param(
            {"some": "person", "where": LEAD}, ("some",), "unknown_source", id="records of itself"
        ),
        pytest.param({"some": "account"}, ("where",), "shape", id="related without criteria"),
        pytest.param(
            {"some": "account", "where": {"any": [{"field": "account.size", "is": "is"}]}},
            ("where", "any", 0, "value"),
            "operand_missing",
            id="a fault inside related records",
        ),
        pytest.param(
            {"field": "person.custom.shoe_size", "is": "is", "value": "x"},
            ("field",),
            "unknown_field",
            id="an unknown custom field",
        ),
        pytest.param(
            {"field": "person.custom.'; DROP TABLE person; --", "is": "is", "value": "x"},
            ("field",),
            "unknown_field",
            id="a custom field that is SQL",
        ),
    ],
)
def test_a_fault_carries_its_path(criteria, path, code):
    assert (path, code) in faults(criteria)


def test_every_fault_is_found_at_once():
    criteria = {
        "all": [
            {"field": "person.contry", "is": "is", "value": "SA"},
            {"not": {"field": "account.size", "is": "at_least", "value": "many"}},
            {"event": "page_view", "is": "at_least", "value": 1, "within": {"days": "x"}},
        ]
    }

    assert faults(criteria) == [
        (("all", 0, "field"), "unknown_field"),
        (("all", 1, "not", "value"), "operand_number"),
        (("all", 2, "within", "days"), "operand_days"),
    ]


def test_a_near_miss_is_named():
    with pytest.raises(
        Invalid, match=r"no field person\.contry here; did you mean person\.country"
    ):
        check({"field": "person.contry", "is": "is", "value": "SA"})


def test_ten_levels_are_enough_and_eleven_too_many():
    check(nested(10))

    assert faults(nested(11)) == [(("not",) * 10, "too_deep")]


def test_levels_inside_where_count():
    criteria = {"event": "page_view", "where": {"field": "amount", "is": "is", "value": 1}}
    for _ in range(8):
        criteria = {"not": criteria}
    check(criteria)

    assert faults({"not": criteria}) == [((*("not",) * 9, "where"), "too_deep")]


def test_a_hundred_conditions_are_enough_and_one_more_too_many():
    check({"all": [{"any": [LEAD] * 50}, {"any": [LEAD] * 50}]})

    assert faults({"all": [{"any": [LEAD] * 50}, {"any": [LEAD] * 50}, LEAD]}) == [
        (("all", 2), "too_many")
    ]
    assert faults({"any": [LEAD] * 101}) == [(("any",), "too_many")]


def test_conditions_inside_where_count():
    visit = {"event": "page_view", "where": {"field": "amount", "is": "is", "value": 1}}
    check({"all": [visit] * 50})

    assert faults({"all": [visit] * 51}) == [(("all", 50), "too_many")]


def test_a_choice_that_was_taken_away_does_not_stop_what_was_saved():
    assert "dreaming" in describe({"field": "person.status", "is": "is", "value": "dreaming"}, "en")


def test_a_subject_that_is_none_is_our_own_mistake():
    with pytest.raises(ValueError, match="no subject"):
        check(LEAD, subject="score")

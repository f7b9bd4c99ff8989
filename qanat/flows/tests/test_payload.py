"""The shape of a lead."""

import json

import pytest

from qanat.flows.road.payload import payload_faults, read_payload


def told(payload):
    return [(fault.path, fault.code) for fault in payload_faults(payload)]


def test_a_lead_of_every_field_has_the_right_shape():
    payload = {
        "given_name": "سارة",
        "email": "sara@example.com",
        "phones": ["+966501234567"],
        "custom": {"budget": 12.5, "colours": ["red"]},
        "consents": [{"channel": "email", "purpose": "news", "state": "granted"}],
        "events": [{"kind": "page_view", "amount": 3, "properties": {"page": "/"}}],
        "account": {"size": 40, "domain": "example.com"},
        "came_at": "2026-03-01T09:00:00Z",
    }
    shaped, faults = read_payload(payload)

    assert faults == ()
    assert shaped.account.size == 40
    assert shaped.model_dump(exclude_unset=True) == payload


@pytest.mark.parametrize(
    ("payload", "path", "code"),
    [
        ({"surname": "x"}, ("surname",), "unknown_field"),
        ({"account": {"employees": 3}}, ("account", "employees"), "unknown_field"),
        ({"email": 7}, ("email",), "not_text"),
        ({"email": None}, ("email",), "not_text"),
        ({"phones": "1"}, ("phones",), "not_list"),
        ({"tags": ["a", 3]}, ("tags", 1), "not_text"),
        ({"account": []}, ("account",), "not_object"),
        ({"account": {"size": "40"}}, ("account", "size"), "not_integer"),
        ({"account": {"size": -1}}, ("account", "size"), "too_small"),
        ({"account": {"size": 10**30}}, ("account", "size"), "too_large"),
        ({"given_name": "x" * 201}, ("given_name",), "too_long"),
        ({"tags": ["x"] * 51}, ("tags",), "too_long"),
        ({"direction": "sideways"}, ("direction",), "not_a_choice"),
        (
            {"consents": [{"channel": "email", "state": "granted"}]},
            ("consents", 0, "purpose"),
            "required",
        ),
        ({"given_name": "a\0b"}, ("given_name",), "nul_character"),
        ({"given_name": "a\ud800b"}, ("given_name",), "lone_surrogate"),
        ({"custom": {"a": ["\0"]}}, ("custom", "a", 0), "nul_character"),
        ({"custom": {"a\ud800": 1}}, ("custom", "a\ufffd"), "lone_surrogate"),
        (
            {"custom": {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}},
            ("custom", *"abcdef"),
            "too_deep",
        ),
        ({"custom": {"a": float("nan")}}, ("custom", "a"), "not_number"),
        ([], (), "not_object"),
        ("lead", (), "not_object"),
    ],
)
def test_a_wrong_shape_is_told_by_path(payload, path, code):
    assert told(payload) == [(path, code)]


def test_every_fault_is_told_at_once():
    assert told({"email": 7, "surname": "x"}) == [
        (("email",), "not_text"),
        (("surname",), "unknown_field"),
    ]


def test_no_fault_repeats_what_was_sent():
    faults = payload_faults({"email": ["secret"], "owner": 99999, "given_name": "secret" * 100})
    assert "secret" not in json.dumps([fault.message for fault in faults])


@pytest.mark.parametrize(
    ("custom", "code"),
    [
        ({"note": "a\0b"}, "nul_character"),
        ({"a\0b": "note"}, "nul_character"),
        ({"note": ["a", {"b": "\0"}]}, "nul_character"),
        ({"number": float("nan")}, "not_number"),
        ({"number": float("inf")}, "not_number"),
    ],
)
def test_the_quick_look_at_a_payload_misses_nothing(custom, code):
    assert code in {fault.code for fault in payload_faults({"name": "Sara", "custom": custom})}


@pytest.mark.parametrize("text", ["\\u0000", "null", "[[[[[[[[[[[{{{{{{{{{{{"])
def test_what_only_looks_unfit_is_taken(text):
    assert payload_faults({"name": text, "custom": {"note": text}}) == ()

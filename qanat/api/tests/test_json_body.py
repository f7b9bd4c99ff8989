import contextlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.api.json_body import MAX_DEPTH, Malformed, read_json
from qanat.kernel.errors import Invalid

texts = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=20
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | texts
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_whatever_json_says_is_read(value):
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw):
    with contextlib.suppress(Malformed, Invalid):
        read_json(raw)


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b'{"a": 1,}', 1, 9),
        (b'{"a": 1', 1, 8),
        (b'{"a":\n  nope}', 2, 3),
        (b"", 1, 1),
        (b'"raw \x01 control"', 1, 6),
        (b'{"a": "\xff"}', 1, 8),
        (b'{\n"a": "\xed\xa0\x80"}', 2, 7),
        (b'"\xc3\xa9" x', 1, 5),
    ],
)
def test_malformed_json_is_refused_with_its_place(raw, line, column):
    with pytest.raises(Malformed) as refusal:
        read_json(raw)
    assert (refusal.value.line, refusal.value.column) == (line, column)


@pytest.mark.parametrize("raw", [b"NaN", b"[Infinity]", b'{"a": -Infinity}', b"1e999", b"-1e999"])
def test_numbers_that_json_does_not_have_are_refused(raw):
    with pytest.raises(Malformed):
        read_json(raw)


def test_a_number_of_ten_thousand_digits_is_refused():
    with pytest.raises(Malformed):
        read_json(b"1" * 10_000)


@pytest.mark.parametrize("raw", [b'{"a": 1, "a": 1}', b'{"x": [{"a": 1, "b": 2, "a": 3}]}'])
def test_a_key_said_twice_is_refused_by_name(raw):
    with pytest.raises(Malformed) as refusal:
        read_json(raw)
    assert '"a"' in refusal.value.reason


@pytest.mark.parametrize(
    ("raw", "path", "code"),
    [
        (rb'{"leads": [{"name": "a\u0000b"}]}', ("leads", 0, "name"), "nul_character"),
        (rb'"\u0000"', (), "nul_character"),
        (rb'{"a\u0000": 1}', (), "nul_character"),
        (rb'["x", "\ud800"]', (1,), "lone_surrogate"),
        (rb'{"a": "\uDFFF\uD800"}', ("a",), "lone_surrogate"),
        (rb'{"a": {"\udc00": 1}}', ("a",), "lone_surrogate"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_path(raw, path, code):
    with pytest.raises(Invalid) as refusal:
        read_json(raw)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(path, code)]


def test_every_fault_is_told_at_once():
    with pytest.raises(Invalid) as refusal:
        read_json(rb'["\u0000", "fine", "\ud800"]')
    assert [fault.path for fault in refusal.value.faults] == [(0,), (2,)]


@pytest.mark.parametrize("raw", [rb'"\ud83d\ude00"', rb'"\\u0000"', '"😀"'.encode()])
def test_whole_surrogate_pairs_and_spelt_out_escapes_are_fine(raw):
    assert read_json(raw) == json.loads(raw)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deep_nesting_is_refused_and_never_overflows(opening):
    closing = b"]" if opening == b"[" else b"}"
    fine = opening * (MAX_DEPTH - 1) + b"1" + closing * (MAX_DEPTH - 1)
    assert read_json(fine) is not None
    for depth in (MAX_DEPTH + 1, 200, 100_000):
        with pytest.raises(Invalid) as refusal:
            read_json(opening * depth + b"1" + closing * depth)
        assert refusal.value.faults[0].code == "too_deep"


def test_many_flat_objects_are_not_deep():
    assert len(read_json(b"[" + b",".join([b"{}"] * 500) + b"]")) == 500


def test_floats_are_finite():
    assert math.isclose(read_json(b"1.5e10"), 1.5e10)

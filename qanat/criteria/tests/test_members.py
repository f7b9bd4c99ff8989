"""Every member of every registry is complete, and every field takes every operator of its type."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from django.db import connection

from qanat.criteria.compiling import compiled
from qanat.criteria.grammar import FieldCondition
from qanat.criteria.operators import EVENT_OPERATORS, OPERATORS
from qanat.criteria.operators.base import Asking
from qanat.criteria.operators.operands import text_type
from qanat.criteria.operators.time import time_type
from qanat.criteria.public import (
    EVENT_KINDS,
    FIELD_FAMILIES,
    FIELDS,
    LINKS,
    SOURCES,
    bulk,
    check,
    describe,
    explain,
    holds,
    refreshed_guide,
)
from qanat.criteria.queries import scope_of
from qanat.criteria.registry import route
from qanat.criteria.types import TYPES
from qanat.people.asked_custom import indexed_expression
from qanat.people.models import CustomField

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
SUBJECTS = ("person", "account", "opportunity")
LANGUAGES = ("en", "ar", "fa")

PAIRS = [
    pytest.param(field, operator, id=f"{field.name} {operator.name}")
    for field in FIELDS
    for operator in OPERATORS
    if field.type.name in operator.types
]
EVENTS = [
    pytest.param(kind, operator, id=f"{kind.name} {operator.name}")
    for kind in EVENT_KINDS
    for operator in EVENT_OPERATORS
]


def condition(field, operator):
    criteria = {"field": field.name, "is": operator.name}
    if operator.operand is not None:
        criteria["value"] = operator.operand.example(field)
    return criteria


def event_condition(kind, operator):
    criteria = {"event": kind.name, "is": operator.name, "within": {"days": 30}}
    if operator.read is not None:
        criteria["value"] = operator.example
    if kind.properties:
        criteria["where"] = {
            "all": [
                {"field": each.name, "is": "is", "value": each.example} for each in kind.properties
            ]
        }
    return criteria


def run(select):
    with connection.cursor() as cursor:
        cursor.execute(select.text, select.params)
        return cursor.fetchall()


def labels():
    for registry in (SOURCES, FIELDS, EVENT_KINDS, OPERATORS, EVENT_OPERATORS, TYPES):
        for member in registry:
            yield f"{registry.kind} {member.name}", member.label
    for kind in EVENT_KINDS:
        yield f"{kind.name} did", kind.did
        yield f"{kind.name} never", kind.never
    for link in LINKS:
        yield link.name, link.says


def test_every_member_has_its_words_in_three_languages():
    missing = [name for name, label in labels() if not (label.en and label.ar and label.fa)]

    assert missing == []


def test_every_type_has_a_field_or_is_one_of_custom_fields_and_properties():
    used = {field.type.name for field in FIELDS}

    assert set(TYPES.names()) - used == {"written_date", "choices", "property"}


def test_every_field_is_reached_from_each_subject_or_by_no_link_at_all():
    unreachable = [
        (subject, field.name)
        for subject in SUBJECTS
        for field in FIELDS
        if route(subject, field.source) is None
    ]

    assert unreachable == []


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "operator"), PAIRS)
def test_every_field_takes_every_operator_of_its_type(field, operator):
    criteria = condition(field, operator)

    for subject in SUBJECTS:
        assert holds(criteria, [1], at=AT, subject=subject, user_id=1) == set()
        assert explain(criteria, [1], at=AT, subject=subject) == []
        assert {bool(describe(criteria, each, subject=subject)) for each in LANGUAGES} == {True}
    assert run(bulk([criteria, {"not": criteria}], at=AT)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "operator"), EVENTS)
def test_every_kind_of_event_takes_every_operator(kind, operator):
    criteria = event_condition(kind, operator)

    check(criteria)
    for subject in SUBJECTS:
        assert holds(criteria, [1], at=AT, subject=subject) == set()
    assert {bool(describe(criteria, each)) for each in LANGUAGES} == {True}
    assert run(bulk([criteria, {"not": criteria}], at=AT)) == []


@pytest.mark.django_db
def test_custom_fields_of_every_kind_take_every_operator_of_their_type():
    for kind in CustomField.Kind.values:
        CustomField.objects.create(
            entity="account", key=f"my_{kind}", kind=kind, choices=["gold"] * (kind[:6] == "choice")
        )
    (family,) = (each for each in FIELD_FAMILIES if each.name == "account.custom.")
    fields = family.listed()

    asked = [
        condition(field, operator)
        for field in fields
        for operator in OPERATORS
        if field.type.name in operator.types
    ]

    assert len(fields) == len(CustomField.Kind.values)
    assert len(asked) > 60
    for criteria in asked:
        check(criteria)
        assert run(bulk([criteria, {"not": criteria}], at=AT)) == []


def test_a_field_asked_as_what_it_is_not_is_our_own_mistake():
    city = FIELDS["person.city"]
    known = OPERATORS["is_unknown"]

    with pytest.raises(TypeError, match="does not hold times"):
        time_type(city)
    with pytest.raises(TypeError, match="does not hold text"):
        text_type(FIELDS["account.size"])
    with pytest.raises(TypeError, match="has no SQL"):
        compiled(
            FieldCondition(city, (), replace(known, negates=""), None, ()),
            scope_of("person", Asking(AT)),
        )
    with pytest.raises(ValueError, match="is no key"):
        indexed_expression("text", alias="person", key="a'b")


def test_the_guide_has_every_member_as_it_is():
    guide = Path(__file__).resolve().parents[3] / "docs" / "criteria.md"
    text = guide.read_text(encoding="utf-8")

    assert refreshed_guide(text) == text, "run: python -m qanat criteria guide"


@pytest.mark.django_db
def test_the_example_of_the_guide_is_said_as_it_says():
    guide = Path(__file__).resolve().parents[3] / "docs" / "criteria.md"
    text = guide.read_text(encoding="utf-8")
    example = orjson.loads("{" + text.partition("    {\n")[2].partition("\n    }\n")[0] + "}")
    quoted = text.partition("\n> ")[2].partition("\n\n")[0].replace("\n> ", " ")

    said = describe(example, "en").replace("\u2068", "").replace("\u2069", "")

    assert said == quoted

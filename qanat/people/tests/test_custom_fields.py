import pytest
from django.db import connection

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.people.custom_values import KINDS
from qanat.people.models import CustomField, Person
from qanat.people.public import (
    change_field,
    check_custom,
    clear_deleted_fields,
    create_person,
    custom_fields,
    define_field,
    delete_field,
    index_field,
)
from qanat.people.tests.conftest import NOW, SYSTEM


def define(key, kind="text", actor=SYSTEM, **more):
    return define_field("person", key, kind=kind, labels={"en": key}, actor=actor, now=NOW, **more)


def test_a_field_is_defined_once_and_kept_in_order(db):
    define("need")
    define("plan", "choice", choices=["Gold", "فضي"])

    assert [(field.key, field.choices) for field in custom_fields("person")] == [
        ("need", ()),
        ("plan", ("Gold", "فضي")),
    ]
    with pytest.raises(Conflict) as refusal:
        define("need", "number")
    assert refusal.value.record == "fields/person/need"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "Need"}, "field_key"),
        ({"key": "need'; DROP TABLE person; --"}, "field_key"),
        ({"key": "x" * 51}, "field_key"),
        ({"kind": "colour"}, "unknown_kind"),
        ({"entity": "task"}, "unknown_entity"),
        ({"labels": {"ar": "حاجة"}}, "field_label"),
        ({"labels": {"en": "Need", "de": "Bedarf"}}, "field_label"),
        ({"kind": "choice"}, "field_choices"),
        ({"kind": "choice", "choices": ["على", "علي"]}, "field_choices"),
        ({"kind": "choice", "choices": ["Gold", " "]}, "field_choices"),
        ({"kind": "number", "choices": ["1"]}, "field_choices"),
    ],
)
def test_a_wrong_definition_leaves_no_trace(db, changes, code):
    given = {"entity": "person", "key": "need", "kind": "text", "labels": {"en": "Need"}, **changes}
    with pytest.raises(Invalid) as refusal:
        define_field(given.pop("entity"), given.pop("key"), **given, actor=SYSTEM, now=NOW)
    assert refusal.value.faults[0].code == code
    assert not CustomField.objects.exists()


def test_only_those_who_change_settings_define_fields(owner):
    with pytest.raises(NotAllowed):
        define("need", actor=owner)
    assert not CustomField.objects.exists()


def test_values_are_checked_against_the_definitions(db):
    define("size", "number")
    assert check_custom("person", {"size": "١٢"}, country=None, now=NOW) == {"size": 12}
    with pytest.raises(Invalid) as refusal:
        check_custom("person", {"size": "many", "shoe": 42}, country=None, now=NOW)
    assert [fault.path for fault in refusal.value.faults] == [
        ("custom", "size"),
        ("custom", "shoe"),
    ]


def test_choices_and_labels_may_change(db):
    define("plan", "choice", choices=["Gold"])
    changed = change_field(
        "person",
        "plan",
        labels={"en": "Plan", "fa": "طرح"},
        choices=["Gold", "Silver"],
        actor=SYSTEM,
    )
    assert custom_fields("person") == [changed]
    assert (changed.labels["fa"], changed.choices) == ("طرح", ("Gold", "Silver"))
    with pytest.raises(NotFound):
        change_field("person", "size", labels={"en": "Size"}, actor=SYSTEM)


def test_the_key_of_a_deleted_field_is_free_when_its_values_are_cleared(db):
    define("need")
    define("size", "number")
    sara = create_person(
        {"full_name": "Sara", "custom": {"need": "demo", "size": 3}}, actor=SYSTEM, now=NOW
    )

    delete_field("person", "need", actor=SYSTEM, now=NOW)
    assert [field.key for field in custom_fields("person")] == ["size"]
    with pytest.raises(Conflict):
        define("need", "number")

    assert clear_deleted_fields(actor=SYSTEM) == 1
    assert Person.objects.get(pk=sara).custom == {"size": 3}
    define("need", "number")


def indexes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'custom\\_%%' AND tablename = 'person'"
        )
        return dict(cursor.fetchall())


def test_an_indexed_field_is_found_by_its_index_and_loses_it_when_deleted(real_commits):
    define("size", "number")
    for size in (3, 7):
        create_person({"full_name": "Sara", "custom": {"size": size}}, actor=SYSTEM, now=NOW)
    index_field("person", "size", actor=SYSTEM)
    index_field("person", "size", actor=SYSTEM)

    (field,) = CustomField.objects.all()
    assert custom_fields("person")[0].indexed
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM person WHERE (custom ->> 'size')::numeric > 5 AND deleted_at IS NULL"
        )
        assert any(f"custom_{field.pk}" in line for (line,) in cursor.fetchall())

    delete_field("person", "size", actor=SYSTEM, now=NOW)
    clear_deleted_fields(actor=SYSTEM)
    assert f"custom_{field.pk}" not in indexes()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_indexed(real_commits, kind):
    define("extra", kind, choices=["Gold"] if kind.startswith("choice") else [])
    index_field("person", "extra", actor=SYSTEM)
    (field,) = CustomField.objects.all()
    assert f"custom_{field.pk}" in indexes()
    delete_field("person", "extra", actor=SYSTEM, now=NOW)
    clear_deleted_fields(actor=SYSTEM)
    assert f"custom_{field.pk}" not in indexes()
